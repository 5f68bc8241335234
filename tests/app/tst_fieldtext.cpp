// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/resourcetable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Fullstate;

/// A value as a cell shows it, and typed text as a value.
class tst_FieldText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void goesThereAndBack_data();
    void goesThereAndBack();
    void understandsWhatIsTyped_data();
    void understandsWhatIsTyped();
    void filesAreReadStrictly();
    void timestampsAreShownInLocalTime();
};

/// "Text", "Text required", "List of Object nullable", …
static Field fieldOf(const QString &words)
{
    static const QStringList Kinds{
        QStringLiteral("Text"),      QStringLiteral("Choice"),  QStringLiteral("HttpsUrl"),
        QStringLiteral("Timestamp"), QStringLiteral("Boolean"), QStringLiteral("Integer"),
        QStringLiteral("Number"),    QStringLiteral("List"),    QStringLiteral("Object")};
    Field field;
    field.name = QStringLiteral("f");
    field.kind = static_cast<Field::Kind>(Kinds.indexOf(words.section(QLatin1Char(' '), 0, 0)));
    field.required = words.contains(QLatin1String("required"));
    field.nullable = words.contains(QLatin1String("nullable"));
    if (words.contains(QLatin1String("of Object")))
        field.itemKind = Field::Kind::Object;
    if (words.contains(QLatin1String("uniqueId")))
        field.name = QStringLiteral("uniqueId");
    return field;
}

/// Text as the JSON value it is; "" for absent.
static QJsonValue parsed(const QString &text)
{
    return QJsonDocument::fromJson(QString(QLatin1Char('[') % text % QLatin1Char(']')).toUtf8())
        .array()
        .at(0);
}

static QString asJson(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

static void row(const char *name, const char *field, const char *value, const char *text)
{
    QTest::addRow("%s", name) << QString::fromLatin1(field) << QString::fromUtf8(value)
                              << QString::fromUtf8(text);
}

void tst_FieldText::goesThereAndBack_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("text");
    row("text", "Text", R"("Ada")", "Ada");
    row("text with spaces around", "Text", R"(" Ada ")", " Ada ");
    row("text past ASCII", "Text", R"("Zoë 😀")", "Zoë 😀");
    row("a required text that is empty", "Text required", R"("")", "");
    row("the word null as text", "Text", R"("null")", "null");
    row("an optional text, not set", "Text", "", "");
    row("a choice", "Choice", R"("ACTIVE")", "ACTIVE");
    row("a choice that is none", "Choice", R"("Actve")", "Actve");
    row("a link", "HttpsUrl", R"("https://a.example/x?y=1")", "https://a.example/x?y=1");
    row("a timestamp as stored", "Timestamp", R"("2026-01-01T10:00:00.5+01:00")",
        "2026-01-01T10:00:00.5+01:00");
    row("a timestamp, null", "Timestamp required nullable", "null", "null");
    row("true", "Boolean", "true", "true");
    row("false", "Boolean", "false", "false");
    row("not known", "Boolean required nullable", "null", "null");
    row("a text in place of a boolean", "Boolean", R"("maybe")", "maybe");
    row("a whole number", "Integer", "-42", "-42");
    row("a large number", "Integer", "2147483647", "2147483647");
    row("a fraction", "Number", "0.1", "0.1");
    row("a huge number", "Number", "1e+300", "1e+300");
    row("a text in place of a number", "Number", R"("3,5")", "3,5");
    row("a list", "List required", R"(["OTP","SMS"])", "OTP, SMS");
    row("an empty list", "List", "[]", "[]");
    row("a list, null", "List required nullable", "null", "null");
    row("a list whose items hold commas", "List", R"(["a, b","c"])", R"(["a, b","c"])");
    row("a list whose items hold spaces around", "List", R"([" a"])", R"([" a"])");
    row("a list with an empty item", "List", R"(["a",""])", R"(["a",""])");
    row("a list with numbers", "List", "[1,2]", "[1,2]");
    row("a list whose item looks like JSON", "List", R"(["[a"])", R"(["[a"])");
    row("a list of objects", "List of Object", R"([{"a":1}])", R"([{"a":1}])");
    row("a text in place of a list of objects", "List of Object", R"("x")", "x");
    row("a broken list", "List", R"("[1,")", "[1,");
    row("an object", "Object", R"({"a":{"b":null}})", R"({"a":{"b":null}})");
    row("a text in place of an object", "Object", R"("{a")", "{a");
}

void tst_FieldText::goesThereAndBack()
{
    QFETCH(const QString, field);
    QFETCH(const QString, json);
    QFETCH(const QString, text);
    const QJsonValue value = parsed(json);
    QCOMPARE(asJson(value), json); // the row itself
    QCOMPARE(displayText(fieldOf(field), value), text);
    QCOMPARE(asJson(valueFromText(fieldOf(field), text)), json);
}

void tst_FieldText::understandsWhatIsTyped_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("text");
    row("yes", "Boolean", "true", " Yes ");
    row("one", "Boolean", "true", "1");
    row("no", "Boolean", "false", "NO");
    row("nothing, not known", "Boolean required nullable", "null", "");
    row("nothing, required", "Boolean required", R"("")", "");
    row("nothing, optional", "Boolean nullable", "", "  ");
    row("null where it may not be", "Boolean", R"("null")", "null");
    row("a number with spaces", "Number", "3.5", " 3.5 ");
    row("a number that is none", "Number", R"("nan")", "nan");
    row("a number with a comma, which could be two", "Number", R"("9,125")", "9,125");
    row("an integer with a comma", "Integer", R"("10,000")", "10,000");
    row("a decimal comma", "Number", R"("7,5")", "7,5");
    row("a number without end", "Number", R"("inf")", "inf");
    row("a list without spaces", "List", R"(["a","b"])", "a,b");
    row("a list with commas too many", "List", R"(["a","b"])", ",a,,b,");
    row("a list of nothing, required", "List required", "[]", "");
    row("a list of nothing, optional", "List", "", "");
    row("a list as JSON", "List", R"(["a","b"])", R"( [ "a", "b" ] )");
    row("a choice with spaces", "Choice", R"("ACTIVE")", " ACTIVE ");
    row("a link with spaces", "HttpsUrl", R"("https://a.example")", " https://a.example\n");
    row("a uniqueId with spaces", "Text required uniqueId", R"("a b")", " a b ");
    row("spaces in an optional text", "Text", "", "   ");
}

void tst_FieldText::understandsWhatIsTyped()
{
    QFETCH(const QString, field);
    QFETCH(const QString, text);
    QTEST(asJson(valueFromText(fieldOf(field), text)), "json");
}

/// What a file means must not depend on who reads it; what a person pastes is read as what they type.
void tst_FieldText::filesAreReadStrictly()
{
    const Field field = fieldOf(QStringLiteral("Timestamp"));
    const QString day = QStringLiteral("1 Mar 2026 10:00");
    QCOMPARE(valueFromText(field, day), QJsonValue(day));
    QCOMPARE(valueFromTyped(field, day), QJsonValue(QStringLiteral("2026-03-01T10:00:00Z")));
    const QString stored = QStringLiteral("2026-03-01T10:00:00.5+01:00");
    QCOMPARE(valueFromTyped(field, stored), QJsonValue(stored));
    QCOMPARE(valueFromTyped(field, QStringLiteral("soon")), QJsonValue(QStringLiteral("soon")));
    QCOMPARE(valueFromTyped(field, QString()), QJsonValue(QJsonValue::Undefined));
    QCOMPARE(valueFromTyped(fieldOf(QStringLiteral("Text")), day), QJsonValue(day));
}

void tst_FieldText::timestampsAreShownInLocalTime()
{
    const QJsonValue moment(QStringLiteral("2026-01-01T10:00:00.5+01:00"));
    QCOMPARE(shownText(fieldOf(QStringLiteral("Timestamp")), moment), QStringLiteral("2026-01-01 09:00:00"));
    QCOMPARE(shownText(fieldOf(QStringLiteral("Text")), moment), moment.toString());
    QCOMPARE(shownText(fieldOf(QStringLiteral("Timestamp")), QJsonValue(QStringLiteral("soon"))),
             QStringLiteral("soon"));
}

QTEST_GUILESS_MAIN(tst_FieldText)
#include "tst_fieldtext.moc"
