// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/columnmapping.h"
#include "tests/support/importfiles.h"

#include <QTest>

using namespace Fullstate;

/// Mappings are kept and come back, and fit the next file with such a header.
class tst_ColumnMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void comesBack_data();
    void comesBack();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void headersAreTheSame_data();
    void headersAreTheSame();
    void aReasonThatIsUsedIsNoneOfOurs();
    void fits_data();
    void fits();
    void findsTheRuleOf();
};

using Columns = QStringList;
static const auto A = QStringLiteral("A");
static const auto B = QStringLiteral("B");

void tst_ColumnMapping::comesBack_data()
{
    QTest::addColumn<ColumnMapping>("mapping");
    const auto row = [](const char *name, const FieldRule &rule) {
        QTest::addRow("%s", name) << ColumnMapping{{rule}};
    };
    const auto status = QStringLiteral("status");
    row("left out", {{}, {A}});
    row("a column", {status, {A}});
    row("fixed", {status, {}, QStringLiteral("ACTIVE")});
    row("fixed, nothing", {status, {}});
    FieldRule rule{status, {A, B}};
    row("joined with a blank", rule);
    rule.joiner.clear();
    row("joined with nothing", rule);
    rule.joiner = QStringLiteral(" – ");
    row("joined with a dash", rule);
    rule = {status, {A}};
    rule.separator = QStringLiteral("@");
    rule.part = -1;
    row("the last part", rule);
    rule.dateOrder = DateOrder::DayFirst;
    row("day first", rule);
    rule.dateOrder = DateOrder::MonthFirst;
    row("month first", rule);
    rule.decimalComma = true;
    row("a decimal comma", rule);
    rule.listSeparator = QStringLiteral("\n");
    row("a list", rule);
    rule.values = {{QStringLiteral("an"), QStringLiteral("ACTIVE")},
                   {QStringLiteral("“ß”, \"x\"\n"), QString()},
                   {QString(), QStringLiteral("DEACTIVATED")}};
    row("values", rule);
    QTest::addRow("none") << ColumnMapping();
    QTest::addRow("many") << ColumnMapping{{rule, {{}, {B}}, rule}};
}

void tst_ColumnMapping::comesBack()
{
    QFETCH(ColumnMapping, mapping);
    const QByteArray json = toJson(mapping);
    const auto read = mappingFromJson(json);
    QVERIFY(read);
    for (FieldRule &rule : mapping.rules)
        rule.origin = FieldRule::Origin::Remembered;
    QCOMPARE(*read, mapping);
    QCOMPARE(toJson(*read), json);
}

void tst_ColumnMapping::refusesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *json, const char *reason) {
        QTest::addRow("%s", name) << QByteArray(json) << QString::fromLatin1(reason);
    };
    const char *const foreign = "This is not a mapping that was saved here.";
    row("nothing", "", foreign);
    row("no JSON", "uniqueId,email\n", foreign);
    row("cut off", R"({"fullstateMapping":1,"rules":[{"field":)", foreign);
    row("an array", "[]", foreign);
    row("another object", R"({"rules":[]})", foreign);
    row("a version in words", R"({"fullstateMapping":"1","rules":[]})", foreign);
    row("a newer one", R"({"fullstateMapping":2,"rules":[]})", "A newer Fullstate saved this mapping.");
}

void tst_ColumnMapping::refusesWhatIsNone()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, reason);
    const auto read = mappingFromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().message, reason);
}

void tst_ColumnMapping::headersAreTheSame_data()
{
    QTest::addColumn<QStringList>("other");
    QTest::addColumn<bool>("same");
    QTest::addRow("the same") << Columns{A, B} << true;
    QTest::addRow("in another order") << Columns{B, A} << true;
    QTest::addRow("in other case, with blanks") << Columns{QStringLiteral("a "), B} << true;
    QTest::addRow("one more") << Columns{A, B, QStringLiteral("C")} << false;
    QTest::addRow("one less") << Columns{A} << false;
    QTest::addRow("with the reasons of problem rows") << Columns{A, B, QStringLiteral("reason")} << true;
    QTest::addRow("beside a reason of its own")
        << Columns{A, B, QStringLiteral("reason"), QStringLiteral("reason (2)")} << false;
    QTest::addRow("a reason that is not the last") << Columns{A, QStringLiteral("reason"), B} << false;
    QTest::addRow("joined") << Columns{QStringLiteral("A B")} << false;
}

void tst_ColumnMapping::headersAreTheSame()
{
    QFETCH(const QStringList, other);
    QFETCH(const bool, same);
    QCOMPARE(headerKey(other, {}) == headerKey({A, B}, {}), same);
}

void tst_ColumnMapping::aReasonThatIsUsedIsNoneOfOurs()
{
    const QString reason(ReasonColumn);
    const ColumnMapping uses{
        {{QStringLiteral("uniqueId"), {A}}, {QStringLiteral("roleDescription"), {reason}}}};
    ColumnMapping leavesOut = uses;
    leavesOut.rules[1].field.clear();
    QVERIFY(!endsWithReason({A, reason}, uses));
    QVERIFY(endsWithReason({A, reason}, leavesOut));
    QVERIFY(endsWithReason({A, reason, QStringLiteral("reason (2)")}, uses));
    QVERIFY(!endsWithReason({}, leavesOut));
    QVERIFY(headerKey({A, reason}, uses) != headerKey({A}, uses));
    QCOMPARE(headerKey({A, reason}, leavesOut), headerKey({A}, leavesOut));
    // Whatever it was remembered for is asked for.
    for (const ColumnMapping &mapping : {uses, leavesOut})
        QVERIFY(headerKeys({A, reason}).contains(headerKey({A, reason}, mapping)));
    QCOMPARE(headerKeys({A}), QStringList{headerKey({A}, {})});
}

void tst_ColumnMapping::fits_data()
{
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QString>("expected"); // a rule each, "<column" where it is left out
    const auto row = [](const char *name, const char *columns, const char *expected) {
        QTest::addRow("%s", name) << QString::fromLatin1(columns).split(QLatin1Char('|'))
                                  << QString::fromLatin1(expected);
    };
    // The mapping: id<Id, name<First+Last, mail<Mail, alias<Mail, level<=BASE.
    row("the same header", "Id|First|Last|Mail",
        "id<Id name<First+Last <Last mail<Mail alias<Mail level<=BASE");
    row("another order", "Mail|Last|First|Id",
        "mail<Mail alias<Mail <Last name<First+Last id<Id level<=BASE");
    row("in other case", "id|first |LAST|mail",
        "id<id name<first +LAST <LAST mail<mail alias<mail level<=BASE");
    row("one of a join is missing", "Id|First|Mail", "id<Id <First mail<Mail alias<Mail level<=BASE");
    row("nothing of it", "x|y", "<x <y level<=BASE");
    row("told apart by case", "ID|Id", "<ID id<Id level<=BASE");
}

void tst_ColumnMapping::fits()
{
    QFETCH(const QStringList, columns);
    const auto text = [](const char *latin1) { return QString::fromLatin1(latin1); };
    const ColumnMapping mapping{{{text("level"), {}, text("BASE")},
                                 {text("id"), {text("Id")}},
                                 {text("name"), {text("First"), text("Last")}},
                                 {text("mail"), {text("Mail")}},
                                 {text("alias"), {text("Mail")}}}};
    const ColumnMapping result = fitted(mapping, columns);
    QStringList shown;
    for (const FieldRule &rule : result.rules)
        shown.append(shortly(rule));
    QTEST(shown.join(QLatin1Char(' ')), "expected");
    QCOMPARE(fitted(result, columns), result);
}

void tst_ColumnMapping::findsTheRuleOf()
{
    const ColumnMapping mapping{{{{}, {A}},
                                 {QStringLiteral("drives[0].name"), {B}},
                                 {QStringLiteral("name"), {B}},
                                 {QStringLiteral("users.0.username"), {B}}}};
    QCOMPARE(mapping.ruleOf(u"drives"), 1);
    QCOMPARE(mapping.ruleOf(u"drives[0].name"), 1);
    QCOMPARE(mapping.ruleOf(u"drives[0]"), 1);
    QCOMPARE(mapping.ruleOf(u"drives[1].name"), -1);
    QCOMPARE(mapping.ruleOf(u"users"), 3);
    QCOMPARE(mapping.ruleOf(u"user"), -1);
    QCOMPARE(mapping.ruleOf(u"na"), -1);
}

Q_DECLARE_METATYPE(Fullstate::ColumnMapping)

QTEST_GUILESS_MAIN(tst_ColumnMapping)
#include "tst_columnmapping.moc"
