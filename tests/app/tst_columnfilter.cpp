// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/columnfilter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <ctime>

using namespace Fullstate;

/// What is typed above a column, and which values it lets through.
class tst_ColumnFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void acceptsWhatFits_data();
    void acceptsWhatFits();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void takesDatesForLocalOnes();
    void leavesToTheDraftWhatItKnows();
    void offersWhatItUnderstands_data();
    void offersWhatItUnderstands();
};

static Field fieldOf(const QString &kind)
{
    static const QStringList Kinds{
        QStringLiteral("Text"),      QStringLiteral("Choice"),  QStringLiteral("HttpsUrl"),
        QStringLiteral("Timestamp"), QStringLiteral("Boolean"), QStringLiteral("Integer"),
        QStringLiteral("Number"),    QStringLiteral("List"),    QStringLiteral("Object")};
    Field field;
    field.name = QStringLiteral("f");
    field.kind = static_cast<Field::Kind>(Kinds.indexOf(kind));
    if (kind == QStringLiteral("Choice"))
        field.choices = {QStringLiteral("ACTIVE"), QStringLiteral("DEACTIVATED")};
    return field;
}

/// The values, among those of the row, that are let through, as JSON; "-" stands for one that is not set.
static QString accepted(const ColumnFilter &filter, const QString &values)
{
    QStringList through;
    const QStringList all = values.split(u' ');
    for (const QString &text : all) {
        const QJsonValue value = QJsonDocument::fromJson(('[' + text.toUtf8() + ']')).array().at(0);
        if (filter.accepts(text == QStringLiteral("-") ? QJsonValue(QJsonValue::Undefined) : value))
            through.append(text);
    }
    return through.join(u' ');
}

void tst_ColumnFilter::acceptsWhatFits_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("values");
    QTest::addColumn<QString>("through");
    const auto row = [](const char *name, const char *kind, const char *typed, const char *values,
                        const char *through) {
        QTest::addRow("%s", name) << QString::fromUtf8(kind) << QString::fromUtf8(typed)
                                  << QString::fromUtf8(values) << QString::fromUtf8(through);
    };
    const char *names = R"("Ann" "Joanna" "Bob" "" -)";
    row("nothing hides nothing", "Text", " ", names, names);
    row("text is looked for in any case", "Text", "ANN", names, R"("Ann" "Joanna")");
    row("letters beyond ASCII, too", "Text", "ÉLÉ", R"("Éléonore" "Elea")", R"("Éléonore")");
    row("exactly", "Text", "=ann", names, R"("Ann")");
    row("exactly, with a space after the sign", "Text", "= ann", names, R"("Ann")");
    row("exactly, in quotes", "Text", R"(="ann")", names, R"("Ann")");
    row("not", "Text", "<>ann", names, R"("Joanna" "Bob" "" -)");
    row("not, as programmers write it", "Text", "!=ann", names, R"("Joanna" "Bob" "" -)");
    row("quotes around a sign make it text", "Text", R"("=1")", R"("a=1" "1")", R"("a=1")");
    row("a quote that is still open", "Text", R"("an)", names, R"("Ann" "Joanna")");
    row("text before, in the order of the alphabet", "Text", "<b", names, R"("Ann")");
    row("a regular expression", "Text", "/^.o/", names, R"("Joanna" "Bob")");
    row("a regular expression of a moment as stored", "Timestamp", "/^2026-03-01T09.*Z$/",
        R"("2026-03-01T09:00:00Z" "2026-03-01T10:00:00Z")", R"("2026-03-01T09:00:00Z")");
    row("a regular expression of a moment as shown", "Timestamp", "/[0-9] [0-9:]{6}05$/",
        R"("2026-03-01T09:00:00Z" "2026-03-01T10:00:05Z")", R"("2026-03-01T10:00:05Z")");
    row("a slash alone is text", "HttpsUrl", "/x", R"("https://a/x" "https://a/y")", R"("https://a/x")");
    row("empty", "Text", ":empty", R"("a" "" null - [])", R"("" null - [])");
    row("an equals sign alone means empty", "Text", "=", R"("a" -)", "-");
    row("not empty", "Text", ":filled", R"("a" "" null - [] ["x"])", R"("a" ["x"])");
    row("unequal alone means not empty", "Text", "<>", R"("a" -)", R"("a")");
    row("words in any case", "Text", ":EMPTY", R"("a" -)", "-");

    row("a choice exactly", "Choice", "=ACTIVE", R"("ACTIVE" "DEACTIVATED" -)", R"("ACTIVE")");
    row("a choice in part", "Choice", "act", R"("ACTIVE" "DEACTIVATED" "X")", R"("ACTIVE" "DEACTIVATED")");

    row("yes", "Boolean", "yes", "true false null -", "true");
    row("no", "Boolean", "no", "true false null -", "false");
    row("yes as far as it is typed", "Boolean", "y", "true false", "true");
    row("true is yes", "Boolean", "=True", "true false", "true");
    row("not yes", "Boolean", "<>yes", "true false -", "false -");

    row("less than a number", "Number", "<5", R"(4 5 40 "4" -)", "4");
    row("at most", "Integer", "<=5", "4 5 40", "4 5");
    row("more than", "Number", "> 4.5", "4 5 40", "5 40");
    row("at least", "Number", ">=5", "4 5 40", "5 40");
    row("the same number, however it is written", "Number", "=5.0", "5 50", "5");
    row("digits are text", "Number", "5", "5 50 4", "5 50");
    row("from one number to another", "Number", "4 ~ 5", "3 4 5 6", "4 5");
    row("from a number on", "Number", "5~", "4 5 40", "5 40");
    row("up to a number", "Number", "~5", "4 5 40", "4 5");
    row("a negative range", "Number", "-5~-1", "-6 -5 -1 0", "-5 -1");

    const char *times = R"("2025-12-31T23:59:59Z" "2026-01-01T00:00:00Z" "2026-01-31T23:30:00Z" )"
                        R"("2026-02-01T01:00:00+02:00" "2026-02-01T00:00:00Z" "soon" -)";
    row("before a day", "Timestamp", "<2026-01-01", times, R"("2025-12-31T23:59:59Z")");
    row("after a month begins with the next", "Timestamp", ">2026-01", times, R"("2026-02-01T00:00:00Z")");
    row("until a month, by moments and not by their texts", "Timestamp", "<=2026-01", times,
        R"("2025-12-31T23:59:59Z" "2026-01-01T00:00:00Z" "2026-01-31T23:30:00Z" "2026-02-01T01:00:00+02:00")");
    row("in a year", "Timestamp", "=2025", times, R"("2025-12-31T23:59:59Z")");
    row("from a minute on", "Timestamp", ">=2026-01-31T23:30", times,
        R"("2026-01-31T23:30:00Z" "2026-02-01T00:00:00Z")");
    row("between two days, both included", "Timestamp", "2026-01-01~2026-01-31", times,
        R"("2026-01-01T00:00:00Z" "2026-01-31T23:30:00Z" "2026-02-01T01:00:00+02:00")");
    row("an exact moment", "Timestamp", "=2026-01-01T02:00:00+02:00", times, R"("2026-01-01T00:00:00Z")");
    row("a date is text as well", "Timestamp", "2026-02", times,
        R"("2026-02-01T01:00:00+02:00" "2026-02-01T00:00:00Z")");

    row("an item of a list", "List", "=otp", R"(["OTP","SMS"] ["SMS"] [])", R"(["OTP","SMS"])");
    row("text in a list", "List", "sm", R"(["OTP","SMS"] ["OTP"])", R"(["OTP","SMS"])");
    row("a tilde is text where nothing is in order", "Text", "a~b", R"("a~b" "a")", R"("a~b")");
}

void tst_ColumnFilter::acceptsWhatFits()
{
    QFETCH(QString, kind);
    QFETCH(QString, typed);
    QFETCH(QString, values);
    QFETCH(QString, through);
    const Field field = fieldOf(kind);
    const ColumnFilter filter(field, typed);
    QCOMPARE(filter.error(), QString());
    QCOMPARE(accepted(filter, values), through);
}

void tst_ColumnFilter::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *kind, const char *typed, const char *says) {
        QTest::addRow("%s", name) << QString::fromUtf8(kind) << QString::fromUtf8(typed)
                                  << QString::fromUtf8(says);
    };
    row("a word that does not exist", "Text", ":nonsense", ":changed");
    row("a broken expression", "Text", "/(/", "regular expression");
    row("nothing to compare with", "Text", "<", "<5");
    row("no date to compare with", "Timestamp", ">=", "<2026-01-31");
    row("no date", "Timestamp", "<soon", "“soon”");
    row("a day that does not exist", "Timestamp", "=2026-02-30", "“2026-02-30”");
    row("no number", "Number", ">x", "“x”");
    row("no number to end with", "Number", "1~x", "“x”");
    row("neither yes nor no", "Boolean", "maybe", "yes or no");
    row("booleans have no order", "Boolean", "<yes", "yes or no");
}

void tst_ColumnFilter::saysWhatIsWrong()
{
    QFETCH(QString, kind);
    QFETCH(QString, typed);
    QFETCH(QString, says);
    const Field field = fieldOf(kind);
    const ColumnFilter filter(field, typed);
    QVERIFY2(filter.error().contains(says), qPrintable(filter.error()));
    QVERIFY(filter.hidesNothing());
    QCOMPARE(accepted(filter, QStringLiteral("\"a\" 1 true -")), QStringLiteral("\"a\" 1 true -"));
}

void tst_ColumnFilter::takesDatesForLocalOnes()
{
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "Asia/Tokyo"); // nine hours ahead
    tzset();
    const Field field = fieldOf(QStringLiteral("Timestamp"));
    const QJsonValue midnight = QStringLiteral("2026-02-28T15:00:00Z");
    const ColumnFilter day(field, QStringLiteral("=2026-03-01"));
    QVERIFY(day.accepts(midnight));
    QVERIFY(!day.accepts(QStringLiteral("2026-03-01T15:00:00Z")));
    QVERIFY(ColumnFilter(field, QStringLiteral("03-01 00:00")).accepts(midnight)); // as the cell shows it
    QVERIFY(ColumnFilter(field, QStringLiteral("02-28t15")).accepts(midnight)); // as it is stored
    qputenv("TZ", before);
    tzset();
}

void tst_ColumnFilter::leavesToTheDraftWhatItKnows()
{
    const Field field = fieldOf(QStringLiteral("Text"));
    QCOMPARE(ColumnFilter(field, QStringLiteral(":changed")).kind(), ColumnFilter::Kind::Changed);
    QCOMPARE(ColumnFilter(field, QStringLiteral(":problem")).kind(), ColumnFilter::Kind::Problem);
}

void tst_ColumnFilter::offersWhatItUnderstands_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("offers");
    const QString always = QStringLiteral(" | :empty | :filled | :changed | :problem");
    QTest::addRow("text") << QStringLiteral("Text")
                          << QString(QStringLiteral("[text] | =[text] | <>[text]") + always);
    QTest::addRow("choices") << QStringLiteral("Choice")
                             << QString(QStringLiteral("=ACTIVE | =DEACTIVATED") + always);
    QTest::addRow("booleans") << QStringLiteral("Boolean") << QString(QStringLiteral("yes | no") + always);
    QTest::addRow("numbers") << QStringLiteral("Number")
                             << QString(QStringLiteral("=[0] | <[0] | >[0] | [0~10]") + always);
    QTest::addRow("timestamps") << QStringLiteral("Timestamp")
                                << QString(QStringLiteral("<[2026-01-31] | >[2026-01-31] | "
                                                          "[2026-01-31~2026-01-31]")
                                           + always);
}

void tst_ColumnFilter::offersWhatItUnderstands()
{
    QFETCH(QString, kind);
    QFETCH(QString, offers);
    const Field field = fieldOf(kind);
    QStringList texts;
    const std::vector<FilterOffer> all = filterOffers(field, QStringLiteral("2026-01-31"));
    for (const FilterOffer &offer : all) {
        QVERIFY(!offer.label.isEmpty());
        const ColumnFilter filter(field, offer.text);
        QCOMPARE(filter.error(), QString());
        QVERIFY(!filter.hidesNothing());
        const qsizetype fixed = offer.text.size() - offer.open;
        texts.append(offer.open == 0 ? offer.text
                                     : QString(offer.text.left(fixed) % u'[' % offer.text.mid(fixed) % u']'));
    }
    QCOMPARE(texts.join(QStringLiteral(" | ")), offers);
}

QTEST_GUILESS_MAIN(tst_ColumnFilter)
#include "tst_columnfilter.moc"
