// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/options.h"

#include <QTest>

using namespace Fullstate;

/// The command line, and the program itself where it needs no window.
class tst_Options : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void commandLine_data();
    void commandLine();
    void helpNamesEveryOption();
};

static QString text(const Options &options)
{
    static const QStringList tasks{QStringLiteral("window"), QStringLiteral("serve"), QStringLiteral("help"),
                                   QStringLiteral("version")};
    return QStringLiteral("%1 data='%2' practice=%3 port=%4 limit=%5")
        .arg(tasks[static_cast<int>(options.task)], options.dataFolder)
        .arg(options.practice)
        .arg(options.port)
        .arg(options.rateLimit);
}

void tst_Options::commandLine_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("outcome"); // or the beginning of the refusal
    const auto add = [](const char *name, const char *arguments, const char *outcome) {
        QTest::newRow(name) << QString::fromUtf8(arguments) << QString::fromUtf8(outcome);
    };
    add("nothing", "", "window data='' practice=0 port=0 limit=1");
    add("practice in a folder", "--practice --data /tmp/x", "window data='/tmp/x' practice=1 port=0 limit=1");
    add("served", "--serve-practice-tenant", "serve data='' practice=0 port=0 limit=1");
    add("served at a port without budgets", "--serve-practice-tenant --port 8080 --no-rate-limit",
        "serve data='' practice=0 port=8080 limit=0");
    add("help wins", "--help --practice", "help data='' practice=1 port=0 limit=1");
    add("help, short", "-h", "help data='' practice=0 port=0 limit=1");
    add("version", "--version", "version data='' practice=0 port=0 limit=1");
    add("unknown option", "--token abc", "Unknown option 'token'.");
    add("a file", "accounts.csv", "Fullstate takes no file: accounts.csv");
    add("a port that is none", "--serve-practice-tenant --port 70000", "--port takes a number");
    add("a port without the server", "--port 8080", "--port and --no-rate-limit go with");
    add("data without a folder", "--data=", "--data needs a folder.");
}

void tst_Options::commandLine()
{
    QFETCH(const QString, arguments);
    QFETCH(const QString, outcome);
    const Result<Options> options = parseOptions(QStringList(QStringLiteral("fullstate"))
                                                 + arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    const QString seen = options ? text(*options) : options.error().message;
    QVERIFY2(options ? seen == outcome : seen.startsWith(outcome), qPrintable(seen));
}

void tst_Options::helpNamesEveryOption()
{
    const QString help = helpText();
    for (const char *option : {"--data", "--practice", "--serve-practice-tenant", "--port", "--no-rate-limit",
                               "--version", "--help"})
        QVERIFY2(help.contains(QLatin1String(option)), option);
}

QTEST_GUILESS_MAIN(tst_Options)
#include "tst_options.moc"
