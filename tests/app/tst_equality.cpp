// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/equality.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// When two values are one to the tenant.
class tst_Equality : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void comparesValues_data();
    void comparesValues();
    void findsWhatChanged();
    void readsTimestamps_data();
    void readsTimestamps();
    void agreesWithTheCalendar();
};

/// Text as the JSON value it is; "" for absent.
static QJsonValue parsed(const QString &text)
{
    return QJsonDocument::fromJson(QString(QLatin1Char('[') % text % QLatin1Char(']')).toUtf8())
        .array()
        .at(0);
}

void tst_Equality::comparesValues_data()
{
    QTest::addColumn<Field::Kind>("kind");
    QTest::addColumn<bool>("isRequired");
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<bool>("expected");
    using Kind = Field::Kind;
    const auto row = [](const char *name, Kind kind, const char *left, const char *right, bool expected,
                        bool isRequired = false) {
        QTest::addRow("%s", name) << kind << isRequired << left << right << expected;
    };
    row("the same text", Kind::Text, R"("a")", R"("a")", true);
    row("case matters", Kind::Text, R"("a")", R"("A")", false);
    row("null and absent, optional", Kind::Text, "null", "", true);
    row("null and absent, required", Kind::Text, "null", "", false, true);
    row("null and empty", Kind::Text, "null", R"("")", false);
    row("absent and empty", Kind::Text, "", R"("")", false);
    row("a text and a number", Kind::Text, R"("1")", "1", false);
    row("true and false", Kind::Boolean, "true", "false", false);
    row("false and absent", Kind::Boolean, "false", "", false);
    row("one moment, two offsets", Kind::Timestamp, R"("2026-01-01T10:00:00Z")",
        R"("2026-01-01T11:00:00+01:00")", true);
    row("one second, with and without milliseconds", Kind::Timestamp, R"("2026-01-01T10:00:00Z")",
        R"("2026-01-01T10:00:00.999Z")", true);
    row("two seconds", Kind::Timestamp, R"("2026-01-01T10:00:00Z")", R"("2026-01-01T10:00:01Z")", false);
    row("two texts that are no moments", Kind::Timestamp, R"("x")", R"("y")", false);
    row("a moment as text is text", Kind::Text, R"("2026-01-01T10:00:00Z")", R"("2026-01-01T10:00:00.0Z")",
        false);
    row("a score to a tenth", Kind::Number, "7.51", "7.5", true);
    row("a score, a tenth off", Kind::Number, "7.4", "7.5", false);
    row("a whole number and the same as a fraction", Kind::Integer, "7", "7.0", true);
    row("lists of the same order", Kind::List, R"(["a","b"])", R"(["a","b"])", true);
    row("lists of another order", Kind::List, R"(["a","b"])", R"(["b","a"])", false);
    row("lists of another length", Kind::List, R"(["a"])", R"(["a","b"])", false);
    row("an empty list and absent", Kind::List, "[]", "", false);
    row("objects but for an optional null", Kind::Object, R"({"x":null,"at":"2026-01-01T10:00:00Z"})",
        R"({"at":"2026-01-01T10:00:00.5Z"})", true);
    row("objects that differ", Kind::Object, R"({"x":"1"})", R"({"x":"2"})", false);
    row("objects with something unknown", Kind::Object, R"({"new":1})", R"({"new":2})", false);
}

void tst_Equality::comparesValues()
{
    QFETCH(const Field::Kind, kind);
    QFETCH(const bool, isRequired);
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    QFETCH(const bool, expected);
    Field field{QStringLiteral("f"), kind, isRequired, true};
    if (kind == Field::Kind::Number) {
        field.minimum = 0;
        field.maximum = 10;
    } else if (kind == Field::Kind::Object) {
        field.fields = {{QStringLiteral("x"), Field::Kind::Text},
                        {QStringLiteral("at"), Field::Kind::Timestamp}};
    }
    QCOMPARE(sameValue(field, parsed(left), parsed(right)), expected);
    QCOMPARE(sameValue(field, parsed(right), parsed(left)), expected);
    QVERIFY(sameValue(field, parsed(left), parsed(left)) || parsed(left).isUndefined());
}

void tst_Equality::findsWhatChanged()
{
    const ResourceType &type = userAccounts();
    const QJsonObject before = user(QStringLiteral("a"));
    QJsonObject after = before;
    QVERIFY(changedFields(type, before, after).isEmpty());
    after.insert(QStringLiteral("zebra"), 1);
    after.insert(QStringLiteral("email"), QStringLiteral("new"));
    after.insert(QStringLiteral("displayName"), QStringLiteral("new"));
    after.insert(QStringLiteral("roleDescription"), QJsonValue());
    const QStringList expected{QStringLiteral("displayName"), QStringLiteral("email"),
                               QStringLiteral("zebra")};
    QCOMPARE(changedFields(type, before, after), expected);
    QCOMPARE(changedFields(type, after, before), expected);
    QVERIFY(!sameResource(type, before, after));
    QJsonObject same = before;
    same.insert(QStringLiteral("roleDescription"), QJsonValue());
    same.insert(QStringLiteral("createdTimestamp"), QStringLiteral("2024-03-01T10:00:00.000+01:00"));
    QVERIFY(sameResource(type, before, same));
}

void tst_Equality::readsTimestamps_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *text, bool isGood) { QTest::addRow("%s", text) << text << isGood; };
    row("1970-01-01T00:00:00Z", true);
    row("2026-11-23t09:30:00z", true);
    row("2026-11-23T09:30:00.1234567Z", true);
    row("2026-11-23T09:30:00-12:00", true);
    row("2026-12-31T23:59:60Z", true);
    row("2024-02-29T00:00:00Z", true);
    row("2023-02-29T00:00:00Z", false);
    row("1900-02-29T00:00:00Z", false);
    row("2026-13-01T00:00:00Z", false);
    row("2026-00-01T00:00:00Z", false);
    row("2026-04-31T00:00:00Z", false);
    row("2026-11-23T24:00:00Z", false);
    row("2026-11-23T09:60:00Z", false);
    row("2026-11-23T09:30:00.Z", false);
    row("2026-11-23T09:30:00", false);
    row("2026-11-23T09:30Z", false);
    row("2026-11-23 09:30:00Z", false);
    row("2026-11-23T09:30:00+0100", false);
    row("2026-11-23T09:30:00+24:00", false);
    row("2026-11-23T09:30:00Z ", false);
    row(" 2026-11-23T09:30:00Z", false);
    row("26-11-23T09:30:00Z", false);
    row("2026-11-2xT09:30:00Z", false);
    QTest::addRow("nothing") << QString() << false;
}

void tst_Equality::readsTimestamps()
{
    QFETCH(const QString, text);
    QTEST(timestampSeconds(text).has_value(), "isGood");
}

void tst_Equality::agreesWithTheCalendar()
{
    for (int day = -40'000; day < 40'000; day += 7) {
        const QDateTime moment(QDate(1970, 1, 1).addDays(day), QTime(12, 34, 56), Qt::UTC);
        QCOMPARE(timestampSeconds(moment.toString(Qt::ISODate)), moment.toSecsSinceEpoch());
    }
}

QTEST_GUILESS_MAIN(tst_Equality)
#include "tst_equality.moc"
