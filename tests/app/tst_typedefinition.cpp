// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/typedefinition.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Fullstate;

/// JSON Type Definition, rule by rule of RFC 8927: what is one (§2), what breaks one and where (§3.3), and
/// what it is as columns.
///
/// The files of published cases (json-typedef-spec: tests/validation.json and invalid_schemas.json) are not
/// part of this repository. The rows are ours: after the RFC's text and examples, and one for each situation
/// of those files. None is left out: every number in them fits a QJsonValue, and leap seconds are taken.
/// Where editions of validation.json from before the RFC point an additional member at “properties”, the rows
/// follow RFC 8927 §3.3.6, which points it at the schema.
class tst_TypeDefinition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void judges_data();
    void judges();
    void tellsKindsApart_data();
    void tellsKindsApart();
    void endsEndlessReferences();
    void judgesATreeToItsLeaves();
    void becomesFields_data();
    void becomesFields();
    void doubtsWhatTheTenantMayNotTake();
    void boundsWhatReferencesMultiply();
    void survivesAnything();
    void survivesAnyBytes();
};

void tst_TypeDefinition::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *json) {
        QTest::addRow("%s", name) << QByteArray(json);
    };
    row("empty form", "{}");
    row("nullable and described", R"({"nullable":true,"metadata":{"description":"d","x":[1]}})");
    row("ref form", R"({"definitions":{"a":{"type":"string"}},"ref":"a"})");
    row("a ref to itself", R"({"definitions":{"a":{"ref":"a"}},"ref":"a"})");
    row("enum form", R"({"enum":["a","b"]})");
    row("elements form", R"({"elements":{"elements":{}}})");
    row("properties form",
        R"({"properties":{"a":{}},"optionalProperties":{"b":{}},"additionalProperties":true})");
    row("only optional properties", R"({"optionalProperties":{}})");
    row("values form", R"({"values":{"type":"int8"}})");
    row("discriminator form", R"({"discriminator":"t","mapping":{"a":{"properties":{}}}})");
    for (const char *type : {"boolean", "float32", "float64", "int8", "uint8", "int16", "uint16", "int32",
                             "uint32", "string", "timestamp"})
        QTest::addRow("type %s", type) << QByteArray(QByteArray("{\"type\":\"") + type + "\"}");
}

void tst_TypeDefinition::reads()
{
    QFETCH(const QByteArray, json);
    const auto definition = parseTypeDefinition(json);
    QVERIFY2(definition, definition ? "" : qPrintable(definition.error().message));
}

void tst_TypeDefinition::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *json, const char *words) {
        QTest::addRow("%s", name) << QByteArray(json) << QString::fromUtf8(words);
    };
    row("no JSON", "{\n  \"type\": string\n}", "Line 2, column");
    row("nothing", "", "Line 1, column 1");
    row("no JSON, after letters of two bytes", R"({"metadata":{"description":"äöü"},})", "column 36: ");
    for (const char *lone : {"null", "true", "1", "3.14", "\"foo\""})
        row(qPrintable(QStringLiteral("a lone %1").arg(QLatin1String(lone))), lone,
            "A definition is a JSON object");
    row("a list", "[]", "A definition is a JSON object");
    row("a definition that is no object", R"({"elements":"string"})", "/elements: A definition");
    row("nullable that is no boolean", R"({"nullable":1})", "/nullable: It is true or false");
    row("metadata that is no object", R"({"metadata":[]})", "/metadata");
    row("definitions below the top", R"({"elements":{"definitions":{}}})", "/elements/definitions");
    row("definitions that are no object", R"({"definitions":[]})", "/definitions");
    row("a definition that breaks a rule", R"({"definitions":{"a/b":{"type":"x"}}})",
        "/definitions/a~1b/type");
    row("an unknown keyword", R"({"type":"string","format":"email"})", "/format: This keyword is not known");
    row("a keyword of JSON Schema", R"({"properties":{"a":{"type":"string"}},"required":["a"]})",
        "/required");
    row("an unknown keyword alone", R"({"typ":"string"})", "/typ: This keyword is not known here");
    row("an unknown keyword alone: the forms are named", R"({"typ":"string"})",
        "properties, ref, type, values.");
    for (const char *two :
         {R"({"definitions":{"foo":{}},"ref":"foo","type":"uint32"})", R"({"type":"uint32","enum":["foo"]})",
          R"({"enum":["foo"],"elements":{}})", R"({"elements":{},"properties":{}})",
          R"({"elements":{},"optionalProperties":{}})", R"({"properties":{},"values":{}})",
          R"({"values":{},"discriminator":"foo","mapping":{}})"})
        row(qPrintable(QStringLiteral("two forms: %1").arg(QLatin1String(two))), two,
            "cannot stand together");
    row("two forms, nested", R"({"properties":{"a":{"type":"string","enum":["a"]}}})",
        "/properties/a: “enum” and “type” cannot stand together");
    row("definitions below an optional property", R"({"optionalProperties":{"a":{"definitions":{}}}})",
        "/optionalProperties/a/definitions");
    row("definitions below values", R"({"values":{"definitions":{}}})", "/values/definitions");
    row("definitions below a mapping",
        R"({"discriminator":"t","mapping":{"a":{"properties":{},"definitions":{}}}})",
        "/mapping/a/definitions");
    row("definitions in a definition", R"({"definitions":{"a":{"definitions":{}}}})",
        "/definitions/a/definitions");
    row("a definition that is a number", R"({"definitions":{"a":1}})", "/definitions/a: A definition");
    row("optional properties that are no object", R"({"optionalProperties":1})", "/optionalProperties");
    row("elements beside additionalProperties", R"({"elements":{},"additionalProperties":true})",
        "/additionalProperties: It stands beside");
    row("a mapping that is no object", R"({"discriminator":"t","mapping":1})",
        "/mapping: It is a JSON object");
    row("a mapping to the empty form", R"({"discriminator":"t","mapping":{"a":{}}})", "/mapping/a: What");
    row("a mapping that requires the tag", R"({"discriminator":"t","mapping":{"a":{"properties":{"t":{}}}}})",
        "/mapping/a: It cannot define the tag “t”");
    row("a ref that is no text", R"({"definitions":{},"ref":1})", "/ref: It is a text");
    row("a ref that leads nowhere", R"({"ref":"a"})", "/ref: There is no definition “a”");
    row("a ref that leads nowhere, deeper", R"({"definitions":{"a":{}},"elements":{"ref":"b"}})",
        "/elements/ref: There is no definition “b”");
    row("a type that is no text", R"({"type":1})", "/type: It is a text");
    row("an unknown type", R"({"properties":{"engine":{"type":"int64"}}})",
        "/properties/engine/type: “int64” is no type");
    row("an enum that is no list", R"({"enum":"a"})", "/enum");
    row("an empty enum", R"({"enum":[]})", "/enum: It is a list of at least one text");
    row("an enum of numbers", R"({"enum":[1]})", "/enum: Every choice is a text");
    row("an enum with the same twice", R"({"enum":["a","b","a"]})", "“a” is listed twice");
    row("values that are no definition", R"({"values":[]})", "/values");
    row("properties that are no object", R"({"properties":["a"]})", "/properties");
    row("a property both required and optional", R"({"properties":{"a":{}},"optionalProperties":{"a":{}}})",
        "“a” is both required and optional");
    row("additionalProperties that is no boolean", R"({"properties":{},"additionalProperties":{}})",
        "/additionalProperties: It is true or false");
    row("additionalProperties alone", R"({"additionalProperties":true})",
        "/additionalProperties: It stands beside “properties”");
    row("a discriminator without a mapping", R"({"discriminator":"t"})", "“discriminator” needs “mapping”");
    row("a mapping alone", R"({"mapping":{}})", "/mapping: It stands beside “discriminator” only");
    row("a discriminator that is no text", R"({"discriminator":1,"mapping":{}})", "/discriminator");
    row("a mapping to another form", R"({"discriminator":"t","mapping":{"a":{"type":"string"}}})",
        "/mapping/a: What a discriminator leads to has properties");
    row("a mapping to something nullable",
        R"({"discriminator":"t","mapping":{"a":{"properties":{},"nullable":true}}})", "/mapping/a");
    row("a mapping that defines the tag",
        R"({"discriminator":"t","mapping":{"a":{"optionalProperties":{"t":{}}}}})",
        "/mapping/a: It cannot define the tag “t”");
}

void tst_TypeDefinition::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, words);
    const auto definition = parseTypeDefinition(json);
    QVERIFY(!definition);
    QVERIFY2(definition.error().message.contains(words), qPrintable(definition.error().message));
}

static QJsonValue valueOf(const QByteArray &json)
{
    return QJsonDocument::fromJson('[' + json + ']').array().first();
}

void tst_TypeDefinition::judges_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<QString>("found"); // instance path < schema path, sorted
    const auto row = [](const char *name, const char *json, const char *instance, const char *found = "") {
        QTest::addRow("%s", name) << QByteArray(json) << QByteArray(instance) << QString::fromUtf8(found);
    };
    for (const char *any : {"null", "true", "1.5", "\"x\"", "[]", "{}"})
        row(qPrintable(QStringLiteral("empty takes %1").arg(QLatin1String(any))), "{}", any);
    row("null where it may be", R"({"type":"string","nullable":true})", "null");
    row("null where it may not be", R"({"type":"string"})", "null", "</type");
    row("a nullable ref", R"({"definitions":{"a":{"type":"string"}},"ref":"a","nullable":true})", "null");
    row("null where a definition may be null, by way of another",
        R"({"definitions":{"a":{"ref":"b","nullable":true},"b":{"type":"string"}},"ref":"a"})", "null");
    row("nullable false takes nothing back",
        R"({"definitions":{"a":{"type":"string","nullable":false}},"ref":"a","nullable":true})", "null");
    row("a ref to a ref", R"({"definitions":{"a":{"ref":"b"},"b":{"type":"string"}},"ref":"a"})", "1",
        "</definitions/b/type");
    row("a tree", R"({"definitions":{"a":{"elements":{"ref":"a"}}},"ref":"a"})", R"([[],[[]],[[[],["x"]]]])",
        "/2/0/1/0</definitions/a/elements");
    row("a ref", R"({"definitions":{"a/b":{"type":"string"}},"ref":"a/b"})", "1", "</definitions/a~1b/type");
    row("true is a boolean", R"({"type":"boolean"})", "true");
    row("0 is no boolean", R"({"type":"boolean"})", "0", "</type");
    row("a float", R"({"type":"float32"})", "-1.5e3");
    row("a text is no float", R"({"type":"float64"})", "\"1\"", "</type");
    const struct
    {
        const char *type;
        const char *least, *most, *below, *above;
    } ranges[] = {{"int8", "-128", "127", "-129", "128"},
                  {"uint8", "0", "255", "-1", "256"},
                  {"int16", "-32768", "32767", "-32769", "32768"},
                  {"uint16", "0", "65535", "-1", "65536"},
                  {"int32", "-2147483648", "2147483647", "-2147483649", "2147483648"},
                  {"uint32", "0", "4294967295", "-1", "4294967296"}};
    for (const auto &range : ranges) {
        const QByteArray json = QByteArray("{\"type\":\"") + range.type + "\"}";
        for (const char *good : {range.least, range.most, "1.0"})
            QTest::addRow("%s takes %s", range.type, good) << json << QByteArray(good) << QString();
        for (const char *bad : {range.below, range.above, "0.5", "\"1\""})
            QTest::addRow("%s does not take %s", range.type, bad)
                << json << QByteArray(bad) << QStringLiteral("</type");
    }
    for (const char *good : {"\"1985-04-12T23:20:50.52Z\"", "\"1996-12-19T16:39:57-08:00\"",
                             "\"1990-12-31T23:59:60Z\"", "\"1990-12-31T15:59:60-08:00\"",
                             "\"1991-01-01T05:29:60+05:30\"", "\"1937-01-01T12:00:27.87+00:20\""})
        QTest::addRow("timestamp %s", good)
            << QByteArray(R"({"type":"timestamp"})") << QByteArray(good) << QString();
    for (const char *bad :
         {"\"2021-02-30T00:00:00Z\"", "\"2021-01-01\"", "\"2021-01-01T25:00:00Z\"", "\"2021-01-01T00:00:00\"",
          "\"2021-01-01t00:00:00Z\"", "\"2021-01-01T00:00:00z\"", "\"2021-01-01T00:00:00Z\\n\"",
          "\"2021-01-01T12:00:60Z\"", "\"2021-01-01T23:59:60+01:00\"", "\"x\"", "1"})
        QTest::addRow("no timestamp %s", bad)
            << QByteArray(R"({"type":"timestamp"})") << QByteArray(bad) << QStringLiteral("</type");
    row("a choice", R"({"enum":["a","b"]})", "\"b\"");
    row("no choice", R"({"enum":["a","b"]})", "\"c\"", "</enum");
    row("no list", R"({"elements":{}})", "{}", "</elements");
    row("items", R"({"elements":{"type":"string"}})", R"(["a",1,"b",null])",
        "/1</elements/type /3</elements/type");
    row("no object where one is required", R"({"properties":{}})", "[]", "</properties");
    row("no object where one is optional", R"({"optionalProperties":{}})", "[]", "</optionalProperties");
    row("no object, both", R"({"properties":{},"optionalProperties":{}})", "null", "</properties");
    row("a missing property", R"({"properties":{"a":{},"b":{}}})", R"({"a":1})", "</properties/b");
    row("a missing optional one", R"({"optionalProperties":{"a":{"type":"string"}}})", "{}");
    row("wrong ones",
        R"({"properties":{"a":{"type":"string"}},"optionalProperties":{"b":{"type":"string"}}})",
        R"({"a":1,"b":2})", "/a</properties/a/type /b</optionalProperties/b/type");
    row("one too many", R"({"properties":{"a":{}}})", R"({"a":1,"c/d":2})", "/c~1d<");
    row("one more where that is allowed", R"({"properties":{},"additionalProperties":true})", R"({"c":2})");
    row("one too many, nested", R"({"properties":{"a":{"properties":{}}}})", R"({"a":{"x":1}})",
        "/a/x</properties/a");
    row("one too many, whatever is optional",
        R"({"optionalProperties":{"a":{}},"additionalProperties":false})", R"({"b":1})", "/b<");
    row("lists of lists", R"({"elements":{"elements":{"type":"string"}}})",
        R"([[null],["a"],["a",null],null])",
        "/0/0</elements/elements/type /2/1</elements/elements/type /3</elements/elements");
    row("maps of maps", R"({"values":{"values":{"type":"string"}}})", R"({"a":{"b":null},"c":{},"d":null})",
        "/a/b</values/values/type /d</values/values");
    row("no map", R"({"values":{}})", "[]", "</values");
    row("values", R"({"values":{"type":"int8"}})", R"({"a":1,"b":"x"})", "/b</values/type");
    const char *tagged =
        R"({"discriminator":"t","mapping":{"a":{"properties":{"x":{"type":"string"}}},"b":{"properties":{}}}})";
    row("a tagged object", tagged, R"({"t":"a","x":"y"})");
    row("no tagged object", tagged, "[]", "</discriminator");
    row("without the tag", tagged, "{}", "</discriminator");
    row("the tag is no text", tagged, R"({"t":1})", "/t</discriminator");
    row("an unknown tag", tagged, R"({"t":"c"})", "/t</mapping");
    row("wrong for its tag", tagged, R"({"t":"a","x":1})", "/x</mapping/a/properties/x/type");
    row("too much for its tag", tagged, R"({"t":"b","x":1})", "/x</mapping/b");
}

void tst_TypeDefinition::judges()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, instance);
    const auto definition = parseTypeDefinition(json);
    QVERIFY2(definition, definition ? "" : qPrintable(definition.error().message));
    QStringList texts;
    for (const TypeViolation &violation : violations(*definition, valueOf(instance)))
        texts.append(violation.instancePath + u'<' + violation.schemaPath);
    texts.sort();
    QTEST(texts.join(u' '), "found");
}

/// Every form and type against every kind of value, nullable and not.
void tst_TypeDefinition::tellsKindsApart_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("taken"); // of the kinds below
    QTest::addColumn<QString>("rule");
    const auto row = [](const char *members, const char *taken, const char *rule) {
        QTest::addRow("%s", members) << QByteArray(members) << QString::fromLatin1(taken)
                                     << QString::fromLatin1(rule);
    };
    row(R"("type":"boolean")", "boolean", "/type");
    for (const char *real : {"float32", "float64"})
        row(QByteArray(QByteArray(R"("type":")") + real + '"').constData(), "whole fraction", "/type");
    for (const char *whole : {"int8", "uint8", "int16", "uint16", "int32", "uint32"})
        row(QByteArray(QByteArray(R"("type":")") + whole + '"').constData(), "whole", "/type");
    row(R"("type":"string")", "text", "/type");
    row(R"("type":"timestamp")", "", "/type");
    row(R"("enum":["a"])", "", "/enum");
    row(R"("elements":{"type":"string"})", "list", "/elements");
    row(R"("values":{"type":"string"})", "object", "/values");
    row(R"("properties":{})", "object", "/properties");
    row(R"("optionalProperties":{"a":{"type":"string"}})", "object", "/optionalProperties");
    row(R"("properties":{},"optionalProperties":{"a":{"type":"string"}})", "object", "/properties");
    row(R"("discriminator":"a","mapping":{})", "", "/discriminator");
}

void tst_TypeDefinition::tellsKindsApart()
{
    QFETCH(const QByteArray, members);
    QFETCH(const QString, taken);
    QFETCH(const QString, rule);
    const std::pair<QString, QJsonValue> kinds[] = {{QStringLiteral("null"), QJsonValue::Null},
                                                    {QStringLiteral("boolean"), true},
                                                    {QStringLiteral("whole"), 1},
                                                    {QStringLiteral("fraction"), 3.14},
                                                    {QStringLiteral("text"), QStringLiteral("x")},
                                                    {QStringLiteral("list"), QJsonArray()},
                                                    {QStringLiteral("object"), QJsonObject()}};
    const auto plain = parseTypeDefinition('{' + members + '}');
    const auto nullable = parseTypeDefinition('{' + members + ",\"nullable\":true}");
    QVERIFY(plain && nullable);
    const QStringList good = taken.split(u' ');
    const std::vector<TypeViolation> wrong{{QString(), rule}};
    for (const auto &[kind, value] : kinds) {
        const bool isNull = value.isNull();
        QVERIFY2((violations(*plain, value) == wrong) != good.contains(kind), qPrintable(kind));
        QVERIFY2((violations(*nullable, value) == wrong) != (isNull || good.contains(kind)),
                 qPrintable(kind));
        QVERIFY2(violations(*nullable, value).size() <= 1, qPrintable(kind));
    }
}

void tst_TypeDefinition::endsEndlessReferences()
{
    const auto definition = parseTypeDefinition(
        R"({"definitions":{"a":{"ref":"a"},"tree":{"elements":{"ref":"tree"}}},"properties":{"x":{"ref":"a"},"y":{"ref":"tree"}}})");
    QVERIFY(definition);
    QVERIFY(violations(*definition, valueOf(R"({"x":1,"y":[[],[[]]]})")).empty());
    const std::vector<Field> fields = toFields(*definition);
    QCOMPARE(fields.size(), 2U);
    QCOMPARE(fields[0].kind, Field::Kind::Json);
    QCOMPARE(fields[1].kind, Field::Kind::Json);
}

/// Depth is the value's, and ends with it: it is no reason to stop looking.
void tst_TypeDefinition::judgesATreeToItsLeaves()
{
    const auto definition =
        parseTypeDefinition(R"({"definitions":{"a":{"elements":{"ref":"a"}}},"ref":"a"})");
    QVERIFY(definition);
    const QByteArray tree = QByteArray(900, '[') + "1" + QByteArray(900, ']');
    const auto found = violations(*definition, valueOf(tree));
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].instancePath, QStringLiteral("/0").repeated(900));
}

static QString summary(const std::vector<Field> &fields)
{
    static constexpr const char *Kinds[] = {"Text",    "Choice", "HttpsUrl", "Timestamp", "Boolean",
                                            "Integer", "Number", "List",     "Object",    "Json"};
    QStringList texts;
    for (const Field &field : fields) {
        QString text = field.name % u':' % QLatin1String(Kinds[static_cast<size_t>(field.kind)]);
        if (field.kind == Field::Kind::List)
            text += u'<' % QLatin1String(Kinds[static_cast<size_t>(field.itemKind)]) % u'>';
        if (!field.choices.isEmpty())
            text += u'{' % field.choices.join(u'|') % u'}';
        if (field.minimum)
            text += QStringLiteral("[%1..%2]").arg(*field.minimum, 0, 'f', 0).arg(*field.maximum, 0, 'f', 0);
        if (!field.fields.empty())
            text += u'(' % summary(field.fields) % u')';
        text += QLatin1String(field.required ? "!" : "") % QLatin1String(field.nullable ? "?" : "");
        texts.append(text);
    }
    return texts.join(u' ');
}

void tst_TypeDefinition::becomesFields_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("fields");
    const auto row = [](const char *name, const char *json, const char *fields) {
        QTest::addRow("%s", name) << QByteArray(json) << QString::fromUtf8(fields);
    };
    row("scalars",
        R"({"properties":{"a":{"type":"string"},"b":{"type":"boolean","nullable":true},"c":{"type":"timestamp"}}})",
        "a:Text! b:Boolean!? c:Timestamp!");
    row("optional ones after the required",
        R"({"properties":{"z":{"type":"string"}},"optionalProperties":{"a":{"type":"string"}}})",
        "z:Text! a:Text");
    row("numbers with their range",
        R"({"properties":{"a":{"type":"int32"},"b":{"type":"uint8"},"c":{"type":"float64"}}})",
        "a:Integer[-2147483648..2147483647]! b:Integer[0..255]! c:Number!");
    row("a choice", R"({"properties":{"a":{"enum":["x","y"]}}})", "a:Choice{x|y}!");
    row("lists",
        R"({"properties":{"a":{"elements":{"type":"string"}},"b":{"elements":{"enum":["x"]}},"c":{"elements":{"type":"int8"}}}})",
        "a:List<Text>! b:List<Choice>{x}! c:Json!");
    row("objects",
        R"({"properties":{"a":{"properties":{"x":{"type":"string"}}},"b":{"elements":{"properties":{"y":{"type":"boolean"}}}}}})",
        "a:Object(x:Text!)! b:List<Object>(y:Boolean!)!");
    row("references",
        R"({"definitions":{"d":{"type":"string","nullable":true}},"properties":{"a":{"ref":"d"}}})",
        "a:Text!?");
    row("what cannot be a column",
        R"({"properties":{"a":{},"b":{"values":{}},"c":{"discriminator":"t","mapping":{}},"d":{"properties":{"x":{}}},"e":{"properties":{},"additionalProperties":true},"f":{"elements":{"elements":{"type":"string"}}}}})",
        "a:Json!? b:Json! c:Json! d:Json! e:Json! f:Json!");
    row("one that holds itself",
        R"({"definitions":{"p":{"properties":{"name":{"type":"string"}},"optionalProperties":{"boss":{"ref":"p"}}}},"properties":{"a":{"ref":"p"},"b":{"elements":{"ref":"p"}}}})",
        "a:Json! b:Json!");
    row("one that holds itself many times leaves the others alone",
        R"({"definitions":{"n":{"optionalProperties":{"a":{"ref":"n"},"b":{"ref":"n"},"c":{"ref":"n"},"d":{"ref":"n"},"e":{"ref":"n"},"f":{"ref":"n"}}}},"properties":{"a":{"ref":"n"},"z":{"type":"string"}}})",
        "a:Json! z:Text!");
    row("the same definition twice, which is no cycle",
        R"({"definitions":{"d":{"properties":{"x":{"type":"string"}}}},"properties":{"a":{"ref":"d"},"b":{"ref":"d"}}})",
        "a:Object(x:Text!)! b:Object(x:Text!)!");
    row("another form", R"({"elements":{}})", "");
}

void tst_TypeDefinition::becomesFields()
{
    QFETCH(const QByteArray, json);
    const auto definition = parseTypeDefinition(json);
    QVERIFY2(definition, definition ? "" : qPrintable(definition.error().message));
    QTEST(summary(toFields(*definition)), "fields");
}

void tst_TypeDefinition::doubtsWhatTheTenantMayNotTake()
{
    const auto fine = parseTypeDefinition(
        R"({"properties":{"a":{"type":"string"}},"optionalProperties":{"b":{"type":"int32"},"c":{"type":"timestamp"}}})");
    QVERIFY(customPropertyDoubts(*fine).isEmpty());
    const auto odd = parseTypeDefinition(
        R"({"properties":{"a":{"type":"uint8"},"b":{"elements":{}}},"additionalProperties":true})");
    QCOMPARE(customPropertyDoubts(*odd).size(), 3);
}

static size_t countOf(const std::vector<Field> &fields)
{
    size_t count = fields.size();
    for (const Field &field : fields)
        count += countOf(field.fields);
    return count;
}

/// Ten references to the next of five definitions, each: a hundred thousand fields from a page of text.
void tst_TypeDefinition::boundsWhatReferencesMultiply()
{
    const auto refs = [](int to) {
        QJsonObject members;
        for (int i = 0; i < 10; ++i)
            members.insert(QStringLiteral("m%1").arg(i),
                           QJsonObject{{QStringLiteral("ref"), QString::number(to)}});
        return QJsonObject{{QStringLiteral("properties"), members}};
    };
    QJsonObject definitions{
        {QStringLiteral("4"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}}};
    for (int i = 0; i < 4; ++i)
        definitions.insert(QString::number(i), refs(i + 1));
    QJsonObject root = refs(0);
    root.insert(QStringLiteral("definitions"), definitions);
    const auto definition = parseTypeDefinition(QJsonDocument(root).toJson());
    QVERIFY(definition);
    const std::vector<Field> fields = toFields(*definition);
    QCOMPARE(fields.size(), 10U);
    QVERIFY(countOf(fields) <= 11'000);
    QCOMPARE(fields.back().kind, Field::Kind::Json);
}

/// Whatever is pasted is answered, not crashed on.
void tst_TypeDefinition::survivesAnything()
{
    const QByteArray whole =
        R"({"definitions":{"a":{"type":"string"}},"properties":{"b":{"elements":{"ref":"a"}},"c":{"enum":["x"]}},"optionalProperties":{"d":{"discriminator":"t","mapping":{"e":{"properties":{}}}}}})";
    QRandomGenerator random(8927);
    int good = 0;
    for (int run = 0; run < 2000; ++run) {
        QByteArray mutated = whole;
        for (int i = 0, changes = random.bounded(1, 4); i < changes; ++i) {
            const int at = random.bounded(static_cast<int>(mutated.size()));
            if (random.bounded(2) == 0)
                mutated.remove(at, random.bounded(1, 12));
            else
                mutated[at] = "{}[]\":,aetxnul1"[random.bounded(16)];
            if (mutated.isEmpty())
                break;
        }
        const auto definition = parseTypeDefinition(mutated);
        if (!definition) {
            QVERIFY(!definition.error().message.isEmpty());
            continue;
        }
        ++good;
        violations(*definition, valueOf(R"({"b":["x",1],"c":"y","d":{"t":"e"}})"));
        toFields(*definition);
    }
    QVERIFY(good > 0);
}

void tst_TypeDefinition::survivesAnyBytes()
{
    QRandomGenerator random(27);
    for (int run = 0; run < 500; ++run) {
        QByteArray bytes(random.bounded(1, 64), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        const auto definition = parseTypeDefinition(bytes);
        QVERIFY(!definition);
        QVERIFY(definition.error().message.startsWith(QStringLiteral("This is no JSON Type Definition. ")));
    }
    const auto nested = [](int depth) -> QByteArray {
        return QByteArray(R"({"elements":)").repeated(depth) + "{}" + QByteArray(depth, '}');
    };
    QVERIFY(parseTypeDefinition(nested(99)));
    for (const int depth : {100, 1000}) {
        const auto tooDeep = parseTypeDefinition(nested(depth));
        QVERIFY(!tooDeep);
        QVERIFY(tooDeep.error().message.contains(QStringLiteral("a depth of 100")));
    }
    QVERIFY(!parseTypeDefinition(nested(100'000)));
}

QTEST_GUILESS_MAIN(tst_TypeDefinition)
#include "tst_typedefinition.moc"
