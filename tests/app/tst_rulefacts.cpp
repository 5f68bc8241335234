// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importfiles.h"

#include <QTest>

using namespace Fullstate;

/// What a file holds for a rule: samples, how much fits, and the values with their counts.
class tst_RuleFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void counts();
    void countsWhatIsLookedUp();
    void countsNoMoreThanItLists();
    void countsItemsOfLists();
    void noticesDecimalCommas_data();
    void noticesDecimalCommas();
    void asksAboutDates_data();
    void asksAboutDates();
    void countsWhatIsLeftOut();
    void looksAtTheFirstRows();
    void stopsWhenToldTo();
};

static RuleFacts factsOf(const CsvFilePtr &file, const FieldRule &rule, const char *type = "UserAccount")
{
    return gatherFacts(*file, {rule}, typeNamed(type), NeverStops).value().front();
}

static QString shown(const RuleFacts &facts)
{
    QStringList values;
    for (const auto &[text, count] : facts.values)
        values.append(QStringLiteral("%1×%2").arg(text).arg(count));
    return QStringLiteral("%1 filled, %2 misfits: %3")
        .arg(facts.filled)
        .arg(facts.misfits)
        .arg(values.join(QLatin1Char(' ')));
}

static const auto Status = QStringLiteral("status");

void tst_RuleFacts::counts()
{
    const CsvFilePtr file = fileOf(
        "uniqueId,status\n1,ACTIVE\n2,weg\n3,\n4,\"  \"\n5,ACTIVE\n6,weg\n7,DEACTIVATED\n8,ACTIVE\n9,da\n");
    const RuleFacts facts = factsOf(file, {Status, {Status}});
    QCOMPARE(shown(facts), QStringLiteral("7 filled, 3 misfits: ACTIVE×3 weg×2 DEACTIVATED×1 da×1"));
    QCOMPARE(facts.samples,
             (QStringList{QStringLiteral("ACTIVE"), QStringLiteral("weg"), QStringLiteral("DEACTIVATED")}));
    QVERIFY(!facts.hasMoreValues);
}

/// The values are what the file says; whether they fit is asked of what becomes of them.
void tst_RuleFacts::countsWhatIsLookedUp()
{
    const CsvFilePtr file = fileOf("uniqueId,a,b\n1,x,y\n2,x,\n3,X,Y\n");
    FieldRule rule{Status, {QStringLiteral("a"), QStringLiteral("b")}};
    rule.joiner = QStringLiteral("-");
    rule.values = {{QStringLiteral("x-y"), QStringLiteral("ACTIVE")}};
    QCOMPARE(shown(factsOf(file, rule)), QStringLiteral("3 filled, 1 misfits: X-Y×1 x×1 x-y×1"));
    rule.separator = QStringLiteral("-");
    rule.part = 2;
    rule.values.clear();
    QCOMPARE(shown(factsOf(file, rule)), QStringLiteral("2 filled, 2 misfits: Y×1 y×1"));
}

void tst_RuleFacts::countsNoMoreThanItLists()
{
    QByteArray csv = "uniqueId,status\n";
    for (int row = 0; row < 2 * RuleFacts::MostValues; ++row)
        csv += QByteArray::number(row) + ",v" + QByteArray::number(row) + '\n';
    csv += "x,v0\n";
    const RuleFacts facts = factsOf(fileOf(csv), {Status, {Status}});
    QVERIFY(facts.hasMoreValues);
    QCOMPARE(facts.values.size(), size_t(RuleFacts::MostValues));
    QCOMPARE(facts.values.front(), (std::pair<QString, int>(QStringLiteral("v0"), 2)));
    QCOMPARE(facts.filled, 2 * RuleFacts::MostValues + 1);
    QCOMPARE(facts.misfits, 2 * RuleFacts::MostValues + 1); // all the same
}

void tst_RuleFacts::countsItemsOfLists()
{
    const CsvFilePtr file =
        fileOf("uniqueId,mfa\n1,\"app, OTP\"\n2,app\n3,\"[\"\"OTP\"\",\"\"fax\"\"]\"\n4,\"OTP,OTP\"\n5,{}\n");
    FieldRule rule{QStringLiteral("mfaMethods"), {QStringLiteral("mfa")}};
    QCOMPARE(shown(factsOf(file, rule)), QStringLiteral("5 filled, 4 misfits: OTP×3 app×2 fax×1 {}×1"));
    rule.values = {{QStringLiteral("APP"), QStringLiteral("OTP")}};
    QCOMPARE(shown(factsOf(file, rule)), QStringLiteral("5 filled, 2 misfits: OTP×3 app×2 fax×1 {}×1"));
    QByteArray csv = "uniqueId,mfa\n";
    for (int row = 0; row < 2 * RuleFacts::MostValues; ++row) // as cells each is another
        csv += "u,\"OTP, SMS" + QByteArray(row, ',') + "\"\n";
    const RuleFacts many = factsOf(fileOf(csv), rule);
    QCOMPARE(shown(many), QStringLiteral("1000 filled, 0 misfits: OTP×1000 SMS×1000"));
    QVERIFY(!many.hasMoreValues);
}

void tst_RuleFacts::noticesDecimalCommas_data()
{
    QTest::addColumn<QByteArray>("cells");
    QTest::addColumn<bool>("commas");
    QTest::addColumn<bool>("points");
    QTest::addRow("commas") << QByteArray("9,125 7,5") << true << false;
    QTest::addRow("a zero before it") << QByteArray("0,125") << true << false;
    QTest::addRow("both") << QByteArray("1.234,50") << true << false;
    QTest::addRow("points") << QByteArray("7.5 8") << false << true;
    QTest::addRow("one of each") << QByteArray("7.5 7,5") << true << true;
    QTest::addRow("thousands, or a decimal comma") << QByteArray("9,125") << false << false;
    QTest::addRow("thousands") << QByteArray("1,234,567 1,234.5") << false << false;
    QTest::addRow("words") << QByteArray("high, a,b") << false << false;
}

void tst_RuleFacts::noticesDecimalCommas()
{
    QFETCH(QByteArray, cells);
    QFETCH(const bool, commas);
    QFETCH(const bool, points);
    const auto field = QStringLiteral("severity");
    const CsvFilePtr file = fileOf("uniqueId;severity\nu;" + cells.replace(" ", "\nu;") + '\n');
    const char *const type = "PackageVulnerabilityConnectors";
    FieldRule rule{field, {field}};
    const RuleFacts facts = factsOf(file, rule, type);
    QCOMPARE(facts.hasDecimalCommas, commas);
    QCOMPARE(facts.hasDecimalPoints, points);
    suggestValues(&rule, facts, *file, typeNamed(type));
    QCOMPARE(rule.decimalComma, commas && !points);
}

void tst_RuleFacts::asksAboutDates_data()
{
    QTest::addColumn<QByteArray>("cells");
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("ambiguous");
    QTest::addColumn<int>("misfits");
    const auto row = [](const char *name, const char *cells, int order, bool ambiguous, int misfits) {
        QTest::addRow("%s", name) << QByteArray(cells) << order << ambiguous << misfits;
    };
    row("day first", "3/4/2026 31/12/2026", static_cast<int>(DateOrder::DayFirst), true, 1);
    row("month first", "3/4/2026 12/31/2026", static_cast<int>(DateOrder::MonthFirst), true, 1);
    row("either", "3/4/2026 4/3/2026", -1, true, 2);
    row("one day in either order", "4/4/2026", -1, false, 0);
    row("the year first", "2026-03-04", -1, false, 0);
    row("none", "soon", -1, false, 1);
}

void tst_RuleFacts::asksAboutDates()
{
    QFETCH(QByteArray, cells);
    const auto field = QStringLiteral("createdTimestamp");
    const QByteArray csv = "uniqueId,createdTimestamp\nu," + cells.replace(" ", "\nu,") + '\n';
    const RuleFacts facts = factsOf(fileOf(csv), {field, {field}});
    QTEST(facts.dateOrder ? static_cast<int>(*facts.dateOrder) : -1, "order");
    QTEST(facts.hasAmbiguousDates, "ambiguous");
    QTEST(facts.misfits, "misfits");
}

void tst_RuleFacts::countsWhatIsLeftOut()
{
    const CsvFilePtr file = fileOf("uniqueId,x\n1,a\n2,a\n");
    QCOMPARE(shown(factsOf(file, {{}, {QStringLiteral("x")}})), QStringLiteral("2 filled, 0 misfits: a×2"));
    QCOMPARE(shown(factsOf(file, {Status, {}, QStringLiteral("weg")})),
             QStringLiteral("2 filled, 2 misfits: weg×2"));
}

void tst_RuleFacts::looksAtTheFirstRows()
{
    const CsvFilePtr file = fileOf("uniqueId,x\n1,a\n2,b\n3,c\n");
    const auto facts =
        gatherFacts(*file, {{{}, {QStringLiteral("x")}}}, typeNamed("UserAccount"), NeverStops, 2);
    QCOMPARE(shown(facts->front()), QStringLiteral("2 filled, 0 misfits: a×1 b×1"));
}

void tst_RuleFacts::stopsWhenToldTo()
{
    const CsvFilePtr file = fileOf("uniqueId\n1\n");
    const auto facts = gatherFacts(*file, {}, typeNamed("UserAccount"), [](qint64, qint64) { return false; });
    QVERIFY(!facts);
    QCOMPARE(facts.error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(tst_RuleFacts)
#include "tst_rulefacts.moc"
