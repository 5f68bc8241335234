// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/validator.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// What the tenant would refuse is found before it is asked.
class tst_Validator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void checksUserAccounts_data();
    void checksUserAccounts();
    void checksOtherTypes_data();
    void checksOtherTypes();
    void findsDuplicates_data();
    void findsDuplicates();
    void countsResources();
    void namesTheRow();
};

static QJsonObject parsed(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    Q_ASSERT(document.isObject());
    return document.object();
}

/// "error email: …" or "warning …"; "" for none.
static QString inWords(const std::vector<Problem> &problems)
{
    QStringList words;
    for (const Problem &problem : problems)
        words << QString((problem.severity == Problem::Severity::Error ? QStringLiteral("error ")
                                                                       : QStringLiteral("warning "))
                         % problem.field % QLatin1String(": ") % problem.message);
    return words.join(QLatin1Char('\n'));
}

/// One problem that begins so and holds these words, or none at all.
static bool fits(const QString &found, const QString &start, const QString &words)
{
    if (start.isEmpty())
        return found.isEmpty();
    return found.startsWith(QString(start % QLatin1String(": "))) && !found.contains(QLatin1Char('\n'))
        && found.contains(words);
}

static const char Absent[] = "-absent-"; ///< as a value: the field is taken away

static QJsonObject patched(QJsonObject resource, const QJsonObject &patch)
{
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        if (it.value() == QLatin1String(Absent))
            resource.remove(it.key());
        else
            resource.insert(it.key(), it.value());
    }
    return resource;
}

static void addColumns()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("words");
}

static void row(const char *name, const QByteArray &patch, const char *start = "", const char *words = "")
{
    QTest::addRow("%s", name) << patch << QString::fromUtf8(start) << QString::fromUtf8(words);
}

static void addTextRows()
{
    row("all is well", "{}");
    row("a required text is missing", R"({"email":"-absent-"})", "error email", "email is required.");
    row("a required text is null", R"({"email":null})", "error email", "is required");
    row("a required text is empty", R"({"email":" "})", "warning email", "is empty");
    row("the uniqueId is empty", R"({"uniqueId":""})", "error uniqueId", "is empty");
    row("a text is a number", R"({"email":5})", "error email", "must be text");
    row("half a character", R"({"fullName":"a\ud83d"})", "error fullName", "half a character");
    row("a whole character of two halves", R"({"fullName":"a\ud83d\ude00"})");
    row("an optional text is null", R"({"roleDescription":null})");
    row("an optional text is empty", R"({"roleDescription":""})");
    row("a choice in small letters", R"({"status":"deactivated"})", "error status", "Is DEACTIVATED meant?");
    row("a choice with a letter missing", R"({"authMethod":"PASSWRD"})", "error authMethod",
        "Is PASSWORD meant?");
    row("the start of a choice", R"({"permissionLevel":"adm"})", "error permissionLevel", "Is ADMIN meant?");
    row("no choice at all", R"({"status":"Disabled"})", "error status", "is not one of ACTIVE, DEACTIVATED.");
    row("an empty choice", R"({"status":""})", "error status", "is not one of ACTIVE, DEACTIVATED.");
    row("a link without encryption", R"({"externalUrl":"http://a.example"})", "error externalUrl",
        "https://");
    row("a link without a host", R"({"externalUrl":"https://"})", "error externalUrl", "https://");
    row("a link with a space", R"({"externalUrl":"https://a b"})", "error externalUrl", "https://");
    row("no link", R"({"externalUrl":""})", "error externalUrl", "is required");
}

static void addTimeRows()
{
    row("a timestamp with an offset", R"({"createdTimestamp":"2024-03-01T09:00:00.123+05:30"})");
    row("only a day", R"({"createdTimestamp":"2024-03-01"})", "error createdTimestamp", "“2024-03-01”");
    row("no offset", R"({"createdTimestamp":"2024-03-01T09:00:00"})", "error createdTimestamp",
        "2026-11-23T09:30:00Z");
    row("a day that does not exist", R"({"createdTimestamp":"2023-02-29T09:00:00Z"})",
        "error createdTimestamp", "point in time");
    row("an empty timestamp", R"({"createdTimestamp":""})", "error createdTimestamp", "is required");
    row("an optional timestamp that is none", R"({"updatedTimestamp":"soon"})", "error updatedTimestamp",
        "“soon”");
}

static void addStructureRows()
{
    row("neither true nor false", R"({"mfaEnabled":"yes"})", "error mfaEnabled", "“yes”");
    row("not known, and missing", R"({"mfaEnabled":"-absent-","mfaMethods":[]})", "error mfaEnabled",
        "set it to null");
    row("not known, as null", R"({"mfaEnabled":null,"mfaMethods":[]})");
    row("not known, but with methods", R"({"mfaEnabled":null})", "error mfaMethods", "must be empty");
    row("a list is missing", R"({"mfaMethods":"-absent-"})", "error mfaMethods", "An empty list");
    row("a list is text", R"({"mfaMethods":"OTP"})", "error mfaMethods", "must be a list");
    row("a near miss in a list", R"({"mfaMethods":["SMS","OTPP"]})", "error mfaMethods[1]", "Is OTP meant?");
    row("a number in a list", R"({"groupIds":[5]})", "error groupIds[0]", "must be text");
    row("a field that nobody knows", R"({"nickname":"x"})", "error nickname", "not a field of this type");
    row("custom properties, declared in the tenant", R"({"customProperties":{"engine":"mysql"}})");
    row("custom properties that are none", R"({"customProperties":"mysql"})", "error customProperties",
        "must be a JSON object");
}

void tst_Validator::checksUserAccounts_data()
{
    addColumns();
    addTextRows();
    addTimeRows();
    addStructureRows();
}

void tst_Validator::checksUserAccounts()
{
    QFETCH(const QByteArray, patch);
    QFETCH(const QString, start);
    QFETCH(const QString, words);
    const QJsonObject resource = patched(user(QStringLiteral("ada")), parsed(patch));
    const QString found = inWords(validateResource(userAccounts(), resource, 0));
    QVERIFY2(fits(found, start, words), qPrintable(found));
}

static ResourceType numbersAndParts()
{
    ResourceType type{QStringLiteral("T"), QStringLiteral("Ts"), QStringLiteral("t"), {}};
    Field count{QStringLiteral("count"), Field::Kind::Integer};
    Field score{QStringLiteral("score"), Field::Kind::Number};
    score.minimum = 0;
    score.maximum = 10;
    Field part{QStringLiteral("part"), Field::Kind::Object};
    part.fields = {{QStringLiteral("name"), Field::Kind::Text, true}};
    Field parts{QStringLiteral("parts"), Field::Kind::List};
    parts.itemKind = Field::Kind::Object;
    parts.fields = part.fields;
    Field state{QStringLiteral("taskState"), Field::Kind::Choice};
    state.choices = QStringList{QStringLiteral("OPEN"), QStringLiteral("CLOSED")};
    Field closed{QStringLiteral("closedTimestamp"), Field::Kind::Timestamp, false, true};
    type.fields = {
        {QStringLiteral("uniqueId"), Field::Kind::Text, true}, count, score, part, parts, state, closed};
    return type;
}

void tst_Validator::checksOtherTypes_data()
{
    addColumns();
    row("a whole number", R"({"count":-3})");
    row("a fraction where a whole number belongs", R"({"count":1.5})", "error count", "whole number");
    row("a number past 32 bits", R"({"count":2147483648})", "error count", "between");
    row("a number as text", R"({"count":"3"})", "error count", "“3” is not a number");
    row("a score at its limits", R"({"score":10})");
    row("a score past its limits", R"({"score":10.1})", "error score", "between 0 and 10");
    row("an object is text", R"({"part":"x"})", "error part", "JSON object");
    row("a field of an object is missing", R"({"part":{}})", "error part.name", "part.name is required");
    row("an item is no object", R"({"parts":["x"]})", "error parts[0]", "JSON object");
    row("a field of an item is missing", R"({"parts":[{"name":"a"},{}]})", "error parts[1].name", "required");
    row("a field of an item that nobody knows", R"({"parts":[{"name":"a","x":1}]})", "error parts[0].x",
        "not a field");
    row("custom properties inside an object", R"({"part":{"name":"a","customProperties":{}}})",
        "error part.customProperties", "not a field");
    row("an open task", R"({"taskState":"OPEN"})");
    row("a closed task without its time", R"({"taskState":"CLOSED"})", "error closedTimestamp", "needs");
    row("a closed task whose time is null", R"({"taskState":"CLOSED","closedTimestamp":null})",
        "error closedTimestamp", "needs");
    row("a closed task", R"({"taskState":"CLOSED","closedTimestamp":"2026-11-23T09:30:00Z"})");
    row("an open task with a closing time",
        R"({"taskState":"OPEN","closedTimestamp":"2026-11-23T09:30:00Z"})", "error closedTimestamp",
        "Only a closed task");
}

void tst_Validator::checksOtherTypes()
{
    QFETCH(const QByteArray, patch);
    QFETCH(const QString, start);
    QFETCH(const QString, words);
    const QJsonObject resource = patched({{QStringLiteral("uniqueId"), QStringLiteral("a")}}, parsed(patch));
    const QString found = inWords(validateResource(numbersAndParts(), resource, 0));
    QVERIFY2(fits(found, start, words), qPrintable(found));
}

void tst_Validator::findsDuplicates_data()
{
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<QString>("expected");
    const auto list = [](const char *words) { return QString::fromUtf8(words).split(QLatin1Char('|')); };
    QTest::addRow("all different") << list("a|b|c") << QString();
    QTest::addRow("two the same") << list("a|b|a") << QStringLiteral("error 0, error 2");
    QTest::addRow("three the same") << list("a|a|a") << QStringLiteral("error 0, error 1, error 2");
    QTest::addRow("only the case differs") << list("Ada|ada") << QStringLiteral("warning 0, warning 1");
    QTest::addRow("a space at the end") << list("ada|b|ada ") << QStringLiteral("warning 0, warning 2");
    QTest::addRow("composed and decomposed")
        << list("\u00e9|e\u0301") << QStringLiteral("warning 0, warning 1");
    QTest::addRow("the same, and one that looks alike")
        << list("a|a|A") << QStringLiteral("error 0, error 1, warning 2");
}

void tst_Validator::findsDuplicates()
{
    QFETCH(const QStringList, ids);
    std::vector<QJsonObject> resources;
    for (const QString &id : ids)
        resources.push_back(patched(user(QStringLiteral("x")), {{QStringLiteral("uniqueId"), id}}));
    QStringList found;
    for (const Problem &problem : validateAll(userAccounts(), resources)) {
        QCOMPARE(problem.field, QStringLiteral("uniqueId"));
        QCOMPARE(problem.uniqueId, ids.at(problem.row));
        found << QStringLiteral("%1 %2").arg(problem.severity == Problem::Severity::Error
                                                 ? QStringLiteral("error")
                                                 : QStringLiteral("warning"),
                                             QString::number(problem.row));
    }
    QTEST(found.join(QLatin1String(", ")), "expected");
}

void tst_Validator::countsResources()
{
    std::vector<QJsonObject> resources = manyUsers(10'000);
    QVERIFY(validateAll(userAccounts(), resources).empty());
    resources.push_back(user(QStringLiteral("straw")));
    const std::vector<Problem> problems = validateAll(userAccounts(), resources);
    QCOMPARE(problems.size(), 1U);
    QCOMPARE(problems.front().row, -1);
    QVERIFY(problems.front().message.contains(QLatin1String("10,000")));
    QVERIFY(problems.front().message.contains(QLatin1String("1 too many")));
}

void tst_Validator::namesTheRow()
{
    const auto problems = validateAll(userAccounts(), users(QStringLiteral("a b:status=x c:email=5")));
    QCOMPARE(problems.size(), 2U);
    QCOMPARE(problems[0].row, 1);
    QCOMPARE(problems[0].uniqueId, QStringLiteral("b"));
    QCOMPARE(problems[1].row, 2);
    QCOMPARE(problems[1].uniqueId, QStringLiteral("c"));
}

QTEST_GUILESS_MAIN(tst_Validator)
#include "tst_validator.moc"
