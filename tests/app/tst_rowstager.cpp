// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/customproperties.h"
#include "tests/support/importfiles.h"
#include "tests/support/users.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace Fullstate;

/// What the rules of a mapping and a scope make of rows: each test is a file, its rules, and the resources.
class tst_RowStager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void rules_data();
    void rules();
    void ambiguousDatesAreAskedFor();
    void paths_data();
    void paths();
    void optionalObjectsByTheirMembers_data();
    void optionalObjectsByTheirMembers();
    void customProperties();
    void scope_data();
    void scope();
    void numbers_data();
    void numbers();
    void scopeOfWhatTheDraftHolds();
    void scopeThatCannotBeAsked();
    void itemsOutOfScope();
    void itemsThatTheFileDoesNotSayStay();
    void otherSources();
};

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QStringList words(const char *names)
{
    return text(names).split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

QJsonObject json(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object();
}

/// The draft's "u" with these values of its own.
QJsonObject account(const QJsonObject &values = {})
{
    QJsonObject made = user(QStringLiteral("u"));
    for (auto value = values.begin(); value != values.end(); ++value)
        made.insert(value.key(), value.value());
    return made;
}

QString reasons(const ImportStage &stage)
{
    QStringList texts;
    for (const ImportProblem &problem : stage.problems)
        texts.append(problem.columnName + QLatin1String(": ") + problem.reason);
    return texts.join(QLatin1Char('\n'));
}

} // namespace

void tst_RowStager::rules_data()
{
    QTest::addColumn<QByteArray>("csv"); // of one row, beside "uniqueId"
    QTest::addColumn<FieldRule>("rule");
    QTest::addColumn<QJsonValue>("expected"); // Undefined: the row is bad
    const auto row = [](const char *name, const char *header, const char *cells, const FieldRule &rule,
                        const QJsonValue &expected) {
        QTest::addRow("%s", name) << QByteArray("uniqueId,") + header + "\nu," + cells + "\n"
                                  << rule << expected;
    };
    const auto name = text("fullName");
    FieldRule rule{name, words("First|Last")};
    row("joined", "First,Last", "Ada,Lovelace", rule, text("Ada Lovelace"));
    row("joined, blanks around go", "First,Last", "\" Ada \",Lovelace", rule, text("Ada Lovelace"));
    row("joined, one is empty", "First,Last", ",Lovelace", rule, text("Lovelace"));
    row("joined, guarded", "First,Last", "'=1,'=2", rule, text("=1 =2"));
    row("joined, the first is guarded for being empty", "First,Last", "',Ada", rule, text("Ada"));
    row("joined, an apostrophe that is no guard", "First,Last", "'tis,'twas", rule, text("'tis 'twas"));
    rule.joiner = text(", ");
    row("joined the other way about", "Last,First", "Lovelace,Ada",
        {name, words("Last|First"), {}, text(", ")}, text("Lovelace, Ada"));
    rule.joiner.clear();
    row("joined with nothing", "First,Last", "a,b", rule, text("ab"));
    rule.columns = words("A|B|C");
    rule.joiner = text("/");
    row("three of them", "A,B,C", "a,,c", rule, text("a/c"));

    row("fixed", "x", "y", {name, {}, text("Nobody")}, text("Nobody"));
    row("fixed yes", "x", "y", {text("mfaEnabled"), {}, text("no")}, false);
    FieldRule part{text("accountName"), words("mail")};
    part.separator = text("@");
    part.part = 1;
    row("the first part", "mail", "ada@example.com", part, text("ada"));
    part.part = -1;
    row("the last part", "mail", "ada@eu@example.com", part, text("example.com"));
    part.part = -2;
    row("the last but one", "mail", "ada@eu@example.com", part, text("eu"));
    part.separator = text(", ");
    part.part = 2;
    row("the second of a name", "mail", "\"Lovelace, Ada\"", part, text("Ada"));
    part.separator.clear();
    row("split nowhere", "mail", "ada@x", part, text("ada@x"));
    part.separator = text("/");
    part.part = 1;
    row("a part of what is guarded", "mail", "'=a/b", part, text("=a"));

    FieldRule values{text("status"), words("state")};
    values.values = {{text("On leave"), text("DEACTIVATED")}, {text("an"), text("ACTIVE")}};
    row("looked up", "state", "an", values, text("ACTIVE"));
    row("looked up in other case, with blanks", "state", "\" ON LEAVE \"", values, text("DEACTIVATED"));
    values.values.emplace(text("-"), text("DEACTIVATED"));
    values.values.emplace(text("'+"), text("ACTIVE")); // chosen in a file that was guarded
    row("looked up as it is", "state", "-", values, text("DEACTIVATED"));
    row("looked up, guarded", "state", "'-", values, text("DEACTIVATED"));
    row("looked up, chosen where it was guarded", "state", "+", values, text("ACTIVE"));
    row("looked up, guarded both times", "state", "'+", values, text("ACTIVE"));
    row("not to be found: as it is", "state", "ACTIVE", values, text("ACTIVE"));
    row("not to be found, and it does not fit", "state", "weg", values, QJsonValue::Undefined);
    FieldRule severity{text("mfaEnabled"), words("mfa")};
    severity.values = {{text("ja"), text("true")}};
    row("yes in German", "mfa", "ja", severity, true);
    values = {text("permissionLevel"), words("A|B")};
    values.values = {{text("a b"), text("ADMIN")}};
    row("looked up when joined", "A,B", "a,b", values, text("ADMIN"));

    FieldRule list{text("groupIds"), words("groups")};
    row("a list at commas", "groups", "\"a, b\"", list, QJsonArray{text("a"), text("b")});
    row("a list as JSON", "groups", R"("[""a,b"",""c""]")", list, QJsonArray{text("a,b"), text("c")});
    list.listSeparator = text(";");
    row("a list at semicolons", "groups", "\"a, b; c ;;\"", list, QJsonArray{text("a, b"), text("c")});
    row("JSON where semicolons were said", "groups", R"("[""a;b""]")", list, QJsonArray{text("a;b")});
    row("a guarded list", "groups", "'=a; b", list, QJsonArray{text("=a"), text("b")});
    list.listSeparator = text("\n");
    row("a list at line breaks", "groups", "\"a\nb\"", list, QJsonArray{text("a"), text("b")});
    FieldRule methods{text("mfaMethods"), words("mfa")};
    methods.listSeparator = text("|");
    methods.values = {{text("app"), text("OTP")}, {text("key"), text("HARDWARE_TOKEN")}};
    row("items are looked up", "mfa", "app|Key|SMS", methods,
        QJsonArray{text("OTP"), text("HARDWARE_TOKEN"), text("SMS")});
    row("an item that does not fit", "mfa", "app|fax", methods, QJsonValue::Undefined);
    methods.values[text("-")] = QString();
    row("an item that means nothing", "mfa", "app|-", methods, QJsonArray{text("OTP")});
    methods.listSeparator.clear();
    row("items at commas are looked up", "mfa", "\"app, KEY\"", methods,
        QJsonArray{text("OTP"), text("HARDWARE_TOKEN")});
    row("items in JSON are looked up", "mfa", R"("[""app"",""SMS""]")", methods,
        QJsonArray{text("OTP"), text("SMS")});
    methods.values = {{text("sms"), text("OTP")}, {text("OTP"), text("HARDWARE_TOKEN")}};
    row("items are looked up once", "mfa", "SMS", methods, QJsonArray{text("OTP")});
    FieldRule nothing{text("roleDescription"), words("role")};
    nothing.values = {{text("n/a"), QString()}};
    row("a value that means nothing", "role", "N/A", nothing, QJsonValue::Null);

    FieldRule date{text("createdTimestamp"), words("since")};
    date.dateOrder = DateOrder::DayFirst;
    row("day first", "since", "3/4/2026", date, text("2026-04-03T00:00:00Z"));
    date.dateOrder = DateOrder::MonthFirst;
    row("month first", "since", "3/4/2026", date, text("2026-03-04T00:00:00Z"));
    row("not month first", "since", "31/12/2026", date, QJsonValue::Undefined);
    date.dateOrder = DateOrder::Unsettled;
    row("not said, and no need to", "since", "31.12.2026", date, text("2026-12-31T00:00:00Z"));
    row("no date", "since", "soon", date, QJsonValue::Undefined);
    row("a column that there is not says nothing", "x", "y", {name, words("gone")}, text("Full Name of u"));
    row("a field that there is not says nothing", "x", "y", {text("shoeSize"), words("x")}, QJsonValue::Null);
}

void tst_RowStager::rules()
{
    QFETCH(const QByteArray, csv);
    QFETCH(const FieldRule, rule);
    QFETCH(const QJsonValue, expected);
    const CsvFilePtr file = fileOf(csv, {CsvFormat{}});
    ImportChoices choices;
    choices.mapping.rules = {{text("uniqueId"), words("uniqueId")}, rule};
    for (const ImportMode mode : {ImportMode::ReplaceEverything, ImportMode::AddAndUpdate}) {
        choices.mode = mode;
        const ImportStagePtr stage = staged(file, choices, userAccounts(), {account()});
        QCOMPARE(stage->badRows.size(), expected.isUndefined() ? 1u : 0u);
        if (expected.isUndefined()) {
            QCOMPARE(stage->problems[0].columnName, rule.columns.constFirst());
            continue;
        }
        QVERIFY2(stage->problems.empty(), qPrintable(reasons(*stage)));
        const QJsonValue value = stage->resources.front().value(rule.field);
        if (mode == ImportMode::ReplaceEverything || !value.isUndefined())
            QCOMPARE(value.isUndefined() ? QJsonValue(QJsonValue::Null) : value, expected);
    }
}

void tst_RowStager::ambiguousDatesAreAskedFor()
{
    const CsvFilePtr file = fileOf("uniqueId,createdTimestamp\nu,3/4/2026\nv,4/4/2026\n");
    ImportChoices choices;
    choices.mapping = matchColumns(*file, userAccounts());
    const ImportStagePtr stage = staged(file, choices, userAccounts(), {account()});
    QVERIFY2(reasons(*stage).contains(text("“3/4/2026” could be two days")), qPrintable(reasons(*stage)));
    QVERIFY2(!reasons(*stage).contains(text("“4/4/2026”")), qPrintable(reasons(*stage)));
}

static QJsonObject computer(const QByteArray &drives)
{
    return json(R"({"uniqueId":"m","displayName":"M","drives":)" + drives + "}");
}

void tst_RowStager::paths_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<bool>("clears");
    QTest::addColumn<QByteArray>("drives"); // afterwards
    const auto row = [](const char *name, const char *header, const char *cells, bool clears,
                        const char *drives) {
        QTest::addRow("%s", name) << QByteArray("uniqueId,") + header + "\nm," + cells + "\n"
                                  << clears << QByteArray(drives);
    };
    const char *const two = "drives[0].name,drives[0].encrypted,drives.1.name,drives.1.encrypted";
    const char *const held = R"([{"name":"old","encrypted":false},{"name":"older","encrypted":false}])";
    row("two, each way", two, "a,yes,b,no", true,
        R"([{"name":"a","encrypted":true},{"name":"b","encrypted":false}])");
    row("the second is empty", two, "a,yes,,", true, R"([{"name":"a","encrypted":true}])");
    row("the second is empty, and says nothing", two, "a,yes,,", false, R"([{"name":"a","encrypted":true}])");
    row("the first is empty", two, ",,b,no", true, R"([{"name":"b","encrypted":false}])");
    row("blanks are empty", two, "a,yes, ,", true, R"([{"name":"a","encrypted":true}])");
    row("all are empty: a list of none", two, ",,,", true, "[]");
    row("all are empty, and say nothing", two, ",,,", false, held);
    row("a gap in the numbers", "drives[3].name,drives[3].encrypted", "a,yes", true,
        R"([{"name":"a","encrypted":true}])");
    row("a cell of JSON", "drives", R"("[{""name"":""a"",""encrypted"":true}]")", true,
        R"([{"name":"a","encrypted":true}])");
    row("an empty list of JSON", "drives", "[]", true, "[]");
}

void tst_RowStager::paths()
{
    QFETCH(const QByteArray, csv);
    QFETCH(const bool, clears);
    QFETCH(const QByteArray, drives);
    const ResourceType &type = typeNamed("WindowsUserComputer");
    const CsvFilePtr file = fileOf(csv, {CsvFormat{}});
    ImportChoices choices;
    choices.mapping = matchColumns(*file, type);
    choices.emptyCellClears = clears;
    for (const ImportMode mode : {ImportMode::ReplaceEverything, ImportMode::AddAndUpdate}) {
        choices.mode = mode;
        const ImportStagePtr stage =
            staged(file, choices, type,
                   {computer(R"([{"name":"old","encrypted":false},{"name":"older","encrypted":false}])")});
        QVERIFY2(stage->problems.empty(), qPrintable(reasons(*stage)));
        const QJsonObject &resource = stage->resources.front();
        if (mode == ImportMode::ReplaceEverything || resource.contains(QLatin1String("drives")))
            QCOMPARE(resource.value(QLatin1String("drives")),
                     computer(drives).value(QLatin1String("drives")));
    }
}

void tst_RowStager::optionalObjectsByTheirMembers_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<bool>("clears");
    QTest::addColumn<QJsonValue>("after");
    const QJsonObject eight{{text("minimumLengthRequirement"), 8}};
    const QByteArray held = R"({"uniqueId":"m","passwordPolicy":{"minimumLengthRequirement":12}})";
    const QByteArray none = R"({"uniqueId":"m"})";
    QTest::addRow("a new one") << none << QByteArray("8") << true << QJsonValue(eight);
    QTest::addRow("another") << held << QByteArray("8") << true << QJsonValue(eight);
    QTest::addRow("an empty cell takes it away") << held << QByteArray() << true << QJsonValue();
    QTest::addRow("an empty cell says nothing")
        << held << QByteArray() << false << QJsonValue(QJsonObject{{text("minimumLengthRequirement"), 12}});
    QTest::addRow("an empty cell makes none") << none << QByteArray() << true << QJsonValue();
}

void tst_RowStager::optionalObjectsByTheirMembers()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, cell);
    QFETCH(const bool, clears);
    QFETCH(const QJsonValue, after);
    const ResourceType &type = typeNamed("WindowsUserComputer");
    const CsvFilePtr file = fileOf("uniqueId,passwordPolicy.minimumLengthRequirement\nm," + cell + "\n");
    ImportChoices choices;
    choices.mode = ImportMode::ReplaceEverything;
    choices.mapping = matchColumns(*file, type);
    choices.emptyCellClears = clears;
    const ImportStagePtr stage = staged(file, choices, type, {json(before)});
    QVERIFY2(stage->problems.empty(), qPrintable(reasons(*stage)));
    const QJsonValue value = stage->resources.front().value(QLatin1String("passwordPolicy"));
    QCOMPARE(value.isUndefined() ? QJsonValue() : value, after);
}

void tst_RowStager::customProperties()
{
    const ResourceType type = withCustomProperties(
        userAccounts(), {{.name = text("team")}, {.name = text("floor"), .kind = Field::Kind::Integer}});
    const CsvFilePtr file = fileOf("uniqueId,customProperties.team,customProperties.floor\nu,Sales,3\nv,,\n");
    ImportChoices choices;
    choices.mapping = matchColumns(*file, type);
    choices.emptyCellClears = true;
    std::vector<QJsonObject> draft = users(text("u v"));
    draft[1].insert(text("customProperties.team"), text("Support"));
    const ImportStagePtr stage = staged(file, choices, type, draft);
    QVERIFY2(stage->problems.empty(), qPrintable(reasons(*stage)));
    QCOMPARE(stage->resources[0],
             json(R"({"uniqueId":"u","customProperties.team":"Sales","customProperties.floor":3})"));
    QCOMPARE(stage->resources[1].value(text("customProperties.team")), QJsonValue());
    QCOMPARE(stage->changes, 2);
}

static const char FindingHeader[] = "uniqueId,displayName,severity,packageName\n";

void tst_RowStager::scope_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("in"); // the ids that are known afterwards
    QTest::addColumn<int>("out");
    QTest::addColumn<int>("bad");
    const auto row = [](const char *name, const QByteArray &rows, const char *in, int out, int bad) {
        QTest::addRow("%s", name) << FindingHeader + rows << text(in) << out << bad;
    };
    row("by number", "a,A,9.1,p\nb,B,6.9,p\nc,C,7,p\n", "a c", 1, 0);
    row("by words that mean numbers", "a,A,High,p\nb,B,low,p\nc,C,CRITICAL,p\n", "a c", 1, 0);
    row("none at all says nothing of it: the draft's stays", "a,A,,p\nb,B,2,p\n", "a", 1, 0);
    row("one that is not understood becomes a problem", "a,A,severe,p\nb,B,2,p\n", "", 1, 1);
    row("a ragged row is a problem, whatever its severity", "a,A,2\nb,B,8,p\n", "b", 0, 1);
    row("twice, out of scope", "a,A,2,p\na,A,2,p\n", "", 2, 0);
    row("twice, once in scope", "a,A,2,p\na,A,8,p\n", "a", 1, 0);
    row("twice, in scope", "a,A,8,p\na,A,8,p\n", "a", 0, 1);
}

void tst_RowStager::scope()
{
    QFETCH(const QByteArray, csv);
    const ResourceType &type = typeNamed("PackageVulnerabilityConnectors");
    const CsvFilePtr file = fileOf(csv);
    ImportChoices choices;
    choices.mapping = matchColumns(*file, type);
    choices.scope = advisedScope(type);
    std::vector<QJsonObject> draft;
    for (const char *id : {"a", "b", "c"})
        draft.push_back(json(QByteArray(R"({"severity":9,"uniqueId":")") + id + "\"}"));
    const ImportStagePtr stage = staged(file, choices, type, draft);
    QStringList in;
    for (const QJsonObject &resource : stage->resources)
        in.append(resource.value(UniqueIdField).toString());
    QTEST(in.join(QLatin1Char(' ')), "in");
    QTEST(stage->outOfScope, "out");
    QTEST(static_cast<int>(stage->badRows.size()), "bad");
}

void tst_RowStager::numbers_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<bool>("decimalComma");
    QTest::addColumn<QJsonValue>("expected");
    const auto row = [](const char *cell, bool decimalComma, const QJsonValue &expected) {
        QTest::addRow("%s, decimal %s", cell, decimalComma ? "comma" : "point")
            << text(cell) << decimalComma << expected;
    };
    row("7.5", false, 7.5);
    row("7,5", false, QJsonValue::Undefined);
    row("9,125", false, QJsonValue::Undefined);
    row("7,5", true, 7.5);
    row("7.5", true, 7.5);
    row(" 9,125 ", true, 9.125);
    row("0.000,5", true, 0.5);
    row("1.234", true, QJsonValue::Undefined);
    row("1,234.5", true, QJsonValue::Undefined);
}

void tst_RowStager::numbers()
{
    QFETCH(const QString, cell);
    QFETCH(const bool, decimalComma);
    QFETCH(const QJsonValue, expected);
    const ResourceType &type = typeNamed("PackageVulnerabilityConnectors");
    const CsvFilePtr file = fileOf("uniqueId,severity\na,\"" + cell.toUtf8() + "\"\n");
    ImportChoices choices;
    FieldRule severity{text("severity"), words("severity")};
    severity.decimalComma = decimalComma;
    choices.mapping.rules = {{text("uniqueId"), words("uniqueId")}, severity};
    const ImportStagePtr stage = staged(file, choices, type, {json(R"({"uniqueId":"a"})")});
    if (expected.isUndefined()) {
        QVERIFY2(reasons(*stage).contains(text("severity: “%1” could be two numbers").arg(cell)),
                 qPrintable(reasons(*stage)));
    } else {
        QVERIFY2(stage->problems.empty(), qPrintable(reasons(*stage)));
        QCOMPARE(stage->resources.front().value(QLatin1String("severity")), expected);
    }
}

/// A file without severity goes in whole, and that is said.
void tst_RowStager::scopeThatCannotBeAsked()
{
    const ResourceType &type = typeNamed("PackageVulnerabilityConnectors");
    const CsvFilePtr file = fileOf("uniqueId,packageName\na,p\n");
    ImportChoices choices;
    choices.mapping = matchColumns(*file, type);
    choices.scope = {{{text("severity"), ScopeRule::Kind::Bands, words("high")},
                      {text("packageName"), ScopeRule::Kind::OneOf, words("p")},
                      {text("severity"), ScopeRule::Kind::NoneOf, words("7")}}};
    const std::vector<QJsonObject> draft{json(R"({"uniqueId":"a","severity":1})")};
    QCOMPARE(staged(file, choices, type, draft)->unaskedScope, words("severity"));
    choices.mapping.rules.push_back({text("severity"), {}, text("8")}); // a fixed value can be asked
    QCOMPARE(staged(file, choices, type, draft)->unaskedScope, QStringList());
}

void tst_RowStager::scopeOfWhatTheDraftHolds()
{
    const ResourceType &type = typeNamed("PackageVulnerabilityConnectors");
    const CsvFilePtr file = fileOf(QByteArray(FindingHeader) + "a,A,8,p\nb,B,2,p\nx,X,2,p\n");
    ImportChoices choices;
    choices.mapping = matchColumns(*file, type);
    choices.scope = advisedScope(type);
    const std::vector<QJsonObject> draft{json(R"({"uniqueId":"a"})"), json(R"({"uniqueId":"b"})"),
                                         json(R"({"uniqueId":"c"})")};
    const ImportStagePtr add = staged(file, choices, type, draft);
    QCOMPARE(add->outOfScopeIds, words("b")); // "x" was never there
    QCOMPARE(add->removedIds, QStringList());
    choices.mode = ImportMode::ReplaceEverything;
    const ImportStagePtr replace = staged(file, choices, type, draft);
    QCOMPARE(replace->outOfScopeIds, words("b"));
    QCOMPARE(replace->removedIds, words("b|c"));
    choices.scope = {};
    const ImportStagePtr whole = staged(file, choices, type, draft);
    QCOMPARE(whole->outOfScope, 0);
    QCOMPARE(whole->removedIds, words("c"));
    // A condition about what the file does not say is left to the draft.
    choices.scope = {{{text("owner"), ScopeRule::Kind::OneOf, words("Ada")}}};
    QCOMPARE(staged(file, choices, type, draft)->outOfScope, 0);
}

void tst_RowStager::itemsOutOfScope()
{
    const ResourceType &type = typeNamed("WindowsUserComputer");
    const CsvFilePtr file = fileOf("uniqueId,programs[0].name,programs[1].name,programs[2].name\n"
                                   "m,Chess,1Password 8,Solitaire\nn,Chess,,\n");
    ImportChoices choices;
    choices.mapping = matchColumns(*file, type);
    choices.scope = advisedScope(type);
    for (const ImportMode mode : {ImportMode::ReplaceEverything, ImportMode::AddAndUpdate}) {
        choices.mode = mode;
        const ImportStagePtr stage =
            staged(file, choices, type, {json(R"({"uniqueId":"m"})"), json(R"({"uniqueId":"n"})")});
        QVERIFY2(stage->problems.empty(), qPrintable(reasons(*stage)));
        QCOMPARE(stage->itemsOutOfScope, 3);
        QCOMPARE(stage->outOfScope, 0);
        QCOMPARE(stage->resources[0], json(R"({"uniqueId":"m","programs":[{"name":"1Password 8"}]})"));
        QCOMPARE(stage->resources[1], json(R"({"uniqueId":"n","programs":[]})"));
    }
}

/// The scope is one of imports: what the draft holds already is not touched by a file that says nothing of
/// it.
void tst_RowStager::itemsThatTheFileDoesNotSayStay()
{
    const ResourceType &type = typeNamed("WindowsUserComputer");
    const CsvFilePtr file = fileOf("uniqueId,displayName\nm,M\n");
    ImportChoices choices;
    choices.mapping = matchColumns(*file, type);
    choices.scope = advisedScope(type);
    const QJsonObject before = json(R"({"uniqueId":"m","displayName":"M","programs":[{"name":"Chess"}]})");
    for (const ImportMode mode : {ImportMode::ReplaceEverything, ImportMode::AddAndUpdate}) {
        choices.mode = mode;
        const ImportStagePtr stage = staged(file, choices, type, {before});
        QCOMPARE(stage->unchanged, 1);
        QCOMPARE(stage->itemsOutOfScope, 0);
    }
}

/// The same resources as JSON, pasted from a spreadsheet, and as CSV.
void tst_RowStager::otherSources()
{
    const QByteArray jsonText = R"({"resources":[{"uniqueId":"u","email":"=x@example.com","mfaEnabled":false,
        "mfaMethods":["SMS","OTP"],"roleDescription":"'=1"}]})";
    const QString pasted = text("uniqueId\temail\tmfaEnabled\tmfaMethods\troleDescription\n"
                                "u\t=x@example.com\tno\tSMS, OTP\t''=1\n");
    const QByteArray csv = "uniqueId,email,mfaEnabled,mfaMethods,roleDescription\n"
                           "u,'=x@example.com,FALSE,\"SMS, OTP\",''=1\n";
    const CsvFilePtr files[] = {fileOf(jsonText), waitFor(readPasted(pasted, {}, this)).value(), fileOf(csv)};
    QCOMPARE(files[0]->kind, CsvFile::Kind::Json);
    const QJsonObject expected = account(json(
        R"({"email":"=x@example.com","mfaEnabled":false,"mfaMethods":["SMS","OTP"],"roleDescription":"'=1"})"));
    for (const CsvFilePtr &file : files) {
        ImportChoices choices;
        choices.mode = ImportMode::ReplaceEverything;
        choices.mapping = matchColumns(*file, userAccounts());
        const ImportStagePtr stage = staged(file, choices, userAccounts(), {account()});
        QVERIFY2(stage->problems.empty(), qPrintable(reasons(*stage)));
        QCOMPARE(stage->resources, std::vector<QJsonObject>{expected});
    }
}

Q_DECLARE_METATYPE(Fullstate::FieldRule)

QTEST_GUILESS_MAIN(tst_RowStager)
#include "tst_rowstager.moc"
