// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/partialfile.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// A file that is only a part of what there is says so, and an ordinary one does not.
class tst_PartialFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void signs_data();
    void signs();
    void says();
};

/// So many users from that number on, with one field set. Every id has three digits, and mixed properties:
/// nothing is shared but what is asked for.
static std::vector<QJsonObject> some(int count, int from, const QString &field = {},
                                     const QJsonValue &value = {})
{
    std::vector<QJsonObject> made;
    for (int number = from; number < from + count; ++number) {
        // Shuffled: the order of the numbers is not that of the alphabet.
        QJsonObject one = user(QStringLiteral("u%1").arg((number * 7919) % 1000, 3, 10, QLatin1Char('0')));
        one.insert(QLatin1String("status"),
                   number % 2 ? QLatin1String("ACTIVE") : QLatin1String("DEACTIVATED"));
        one.insert(QLatin1String("permissionLevel"),
                   number % 3 ? QLatin1String("BASE") : QLatin1String("ADMIN"));
        one.insert(QLatin1String("mfaEnabled"), number % 5 != 0);
        one.insert(QLatin1String("authMethod"),
                   number % 4 ? QLatin1String("SSO") : QLatin1String("PASSWORD"));
        if (!field.isEmpty())
            one.insert(field, value);
        made.push_back(one);
    }
    return made;
}

static std::vector<QJsonObject> named(const char *field, const QStringList &values)
{
    std::vector<QJsonObject> made = some(static_cast<int>(values.size()), 0);
    for (size_t index = 0; index < made.size(); ++index)
        made[index].insert(QLatin1String(field), values.at(static_cast<qsizetype>(index)));
    return made;
}

using Resources = std::vector<QJsonObject>;
Q_DECLARE_METATYPE(Resources)

void tst_PartialFile::signs_data()
{
    QTest::addColumn<Resources>("given");
    QTest::addColumn<Resources>("missing");
    QTest::addColumn<QString>("fields"); // that the file feeds, besides uniqueId
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("sign"); // the word that one sentence holds; empty: no sentence
    const auto row = [](const char *name, const Resources &given, const Resources &missing,
                        const char *fields, const char *sign, int rows = 0) {
        QTest::addRow("%s", name) << given << missing << QString::fromLatin1(fields)
                                  << (rows ? rows : static_cast<int>(given.size()))
                                  << QString::fromUtf8(sign);
    };
    const auto status = QStringLiteral("status");
    const QJsonValue active(QStringLiteral("ACTIVE"));
    const QJsonValue gone(QStringLiteral("DEACTIVATED"));
    const char *const all = "status permissionLevel mfaEnabled authMethod email displayName";
    row("an ordinary day: a few leave", some(95, 0), some(5, 95), all, "");
    row("many leave, nothing points to a part", some(40, 0), some(40, 40), all, "");
    row("nobody leaves", some(40, 0, status, active), {}, all, "");
    row("a header alone", {}, some(40, 0), all, "The file has no rows; 40 resource(s) would be deleted");
    row("a header alone, and a small draft", {}, some(1, 0), all, "The file has no rows; 1 resource(s)");
    row("a header alone, and an empty draft", {}, {}, all, "");
    row("no row goes in", {}, some(3, 0), all, "No row of the file would go in; 3 resource(s)", 1200);
    row("two rows, which agree by chance", some(2, 0, status, active), some(1198, 2, status, gone), all,
        "The file has only 2 row(s); 1,198 resource(s) would be deleted");
    row("two rows of many", some(2, 0), some(40, 2), all,
        "Only 2 of the file's 1,100 rows would go in; 40 resource(s)", 1100);
    row("two rows of a small draft", some(2, 0), some(4, 2), all, "");
    row("only four would go", some(3, 0, status, active), some(4, 3, status, gone), all, "");
    row("less than a tenth would go", some(95, 0, status, active), some(9, 95, status, gone), all, "");
    row("one status", some(40, 0, status, active), some(20, 40, status, gone), all,
        "status “ACTIVE”; 20 of the 20");
    Resources nearly = some(19, 40, status, gone);
    nearly.push_back(some(1, 60, status, active).front());
    row("one status, and all but one of the missing have another", some(40, 0, status, active), nearly, all,
        "status “ACTIVE”; 19 of the 20");
    row("one status, but the missing have it too", some(40, 0, status, active), some(20, 40, status, active),
        all, "");
    row("one status, but the file does not say it", some(40, 0, status, active), some(20, 40, status, gone),
        "email", "");
    row("yes or no", some(40, 0, QStringLiteral("mfaEnabled"), true),
        some(20, 40, QStringLiteral("mfaEnabled"), false), all, "mfaEnabled “true”");
    row("one team", some(40, 0, QStringLiteral("roleDescription"), QStringLiteral("Sales")),
        some(20, 40, QStringLiteral("roleDescription"), QStringLiteral("Support")), "roleDescription",
        "Sales");
    row("none has a team", some(40, 0),
        some(20, 40, QStringLiteral("roleDescription"), QStringLiteral("Sales")), "roleDescription", "");
    const auto mails = [](const QStringList &domains, int count) {
        QStringList made;
        for (int i = 0; i < count; ++i)
            made.append(QStringLiteral("p%1@%2").arg((i * 37) % 101).arg(domains.at(i % domains.size())));
        return made;
    };
    const auto eu = QStringLiteral("eu.example.com");
    const auto us = QStringLiteral("US.example.com");
    row("one site by its mail", named("email", mails({eu}, 20)), named("email", mails({us}, 10)), "email",
        "eu.example.com");
    row("the mail is no site", named("email", mails({eu}, 20)), named("email", mails({us, eu}, 10)), "email",
        "");
    row("no mail at all", named("email", QStringList(20, QString())), named("email", mails({us}, 10)),
        "email", "");
    const QStringList first{QStringLiteral("Ada"), QStringLiteral("bert"), QStringLiteral("Cleo"),
                            QStringLiteral("dan"), QStringLiteral("Eve"),  QStringLiteral("Finn")};
    const QStringList last{QStringLiteral("gus"), QStringLiteral("Hal"), QStringLiteral("ivy"),
                           QStringLiteral("Jo"), QStringLiteral("kim")};
    row("cut off at the end", named("displayName", first), named("displayName", last), "displayName",
        "stops at “Finn”");
    row("cut off at the beginning", named("displayName", last), named("displayName", first), "displayName",
        "begins at “gus”");
    QStringList mixed = last;
    mixed[0] = QStringLiteral("Abe");
    row("one comes before: no cut", named("displayName", first), named("displayName", mixed), "displayName",
        "");
    for (const int round : {50, 100, 200, 500, 1000, 1500, 10000})
        QTest::addRow("%d rows", round) << some(40, 0) << some(40, 40) << QString::fromLatin1(all) << round
                                        << QStringLiteral("exactly %L1 rows").arg(round);
    for (const int odd : {49, 51, 99, 101, 150, 600, 1100, 1234})
        QTest::addRow("%d rows", odd)
            << some(40, 0) << some(40, 40) << QString::fromLatin1(all) << odd << QString();
}

void tst_PartialFile::signs()
{
    QFETCH(const Resources, given);
    QFETCH(const Resources, missing);
    QFETCH(const QString, fields);
    QFETCH(const int, rows);
    QFETCH(const QString, sign);
    const QStringList signs = partialSigns(userAccounts(), given, missing, fields.split(QLatin1Char(' ')),
                                           static_cast<size_t>(rows));
    const QString said = signs.join(QLatin1Char('\n'));
    QVERIFY2(signs.size() == (sign.isEmpty() ? 0 : 1) && said.contains(sign), qPrintable(said));
}

void tst_PartialFile::says()
{
    const auto status = QStringLiteral("status");
    const Resources given = some(100, 0, status, QStringLiteral("ACTIVE"));
    const Resources missing = some(20, 100, status, QStringLiteral("DEACTIVATED"));
    QCOMPARE(
        partialSigns(userAccounts(), given, missing, {status}, 100),
        (QStringList{QStringLiteral("Every row has status “ACTIVE”; 20 of the 20 resources that would be "
                                    "deleted have another."),
                     QStringLiteral("The file has exactly 100 rows, where exports are often cut.")}));
}

QTEST_GUILESS_MAIN(tst_PartialFile)
#include "tst_partialfile.moc"
