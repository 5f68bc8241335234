// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace Fullstate {

namespace {

struct CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::CommandLine)

public:
    CommandLine()
    {
        parser.setApplicationDescription(
            tr("See what a push to a Vanta tenant would delete, add and change, and push it."));
        parser.addOptions({data, practice, serve, port, noRateLimit, version, help});
    }

    const QCommandLineOption data{
        QStringLiteral("data"),
        tr("Keep connections, drafts and receipts in <folder> instead of the usual one."), tr("folder")};
    const QCommandLineOption practice{
        QStringLiteral("practice"),
        tr("Open straight on the practice tenant, which needs no network and no account.")};
    const QCommandLineOption serve{
        QStringLiteral("serve-practice-tenant"),
        tr("Serve the practice tenant alone, without a window, until stopped. The first line of output is a "
           "JSON object with its address, its applications and its resource IDs.")};
    const QCommandLineOption port{QStringLiteral("port"),
                                  tr("With --serve-practice-tenant: the port; any free one without this."),
                                  tr("number")};
    const QCommandLineOption noRateLimit{QStringLiteral("no-rate-limit"),
                                         tr("With --serve-practice-tenant: lifts the request budgets.")};
    const QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")},
                                     tr("Print the version.")};
    const QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, tr("Print this help.")};
    QCommandLineParser parser;
};

Failure wrongUse(const QString &message)
{
    return Failure({Error::Kind::Rejected, message, {}});
}

} // namespace

Result<Options> parseOptions(const QStringList &arguments)
{
    CommandLine line;
    if (!line.parser.parse(arguments))
        return wrongUse(line.parser.errorText());
    if (!line.parser.positionalArguments().isEmpty())
        return wrongUse(CommandLine::tr("Fullstate takes no file: %1")
                            .arg(line.parser.positionalArguments().constFirst()));

    Options options;
    options.practice = line.parser.isSet(line.practice);
    options.dataFolder = line.parser.value(line.data);
    options.rateLimit = !line.parser.isSet(line.noRateLimit);
    if (line.parser.isSet(line.data) && options.dataFolder.isEmpty())
        return wrongUse(CommandLine::tr("--data needs a folder."));
    if (line.parser.isSet(line.port)) {
        bool isNumber = false;
        options.port = line.parser.value(line.port).toUShort(&isNumber);
        if (!isNumber)
            return wrongUse(CommandLine::tr("--port takes a number from 0 to 65535."));
    }
    if (line.parser.isSet(line.help))
        options.task = Options::Task::ShowHelp;
    else if (line.parser.isSet(line.version))
        options.task = Options::Task::ShowVersion;
    else if (line.parser.isSet(line.serve))
        options.task = Options::Task::ServePracticeTenant;
    else if (line.parser.isSet(line.port) || line.parser.isSet(line.noRateLimit))
        return wrongUse(CommandLine::tr("--port and --no-rate-limit go with --serve-practice-tenant."));
    return options;
}

QString helpText()
{
    return CommandLine().parser.helpText();
}

} // namespace Fullstate
