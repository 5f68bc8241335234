// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/draft/draft.h"
#include "app/plan/plan.h"
#include "app/practice/practicedata.h"
#include "app/practice/practicetenant.h"
#include "app/practice/strictcheck.h"
#include "app/schema/catalog.h"
#include "app/schema/customproperties.h"
#include "app/schema/equality.h"
#include "app/schema/typedefinition.h"
#include "app/schema/validator.h"
#include "tests/support/apibench.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

#include <QJsonArray>

using namespace Fullstate;

namespace {

QJsonValue valueOf(const Field &field);

/// With every field, or with those only that have to be there.
QJsonObject objectOf(const std::vector<Field> &fields, bool isMaximal)
{
    QJsonObject object;
    for (const Field &field : fields) {
        if (isMaximal || field.required)
            object.insert(field.name, isMaximal || !field.nullable ? valueOf(field) : QJsonValue::Null);
    }
    return object;
}

QJsonValue valueOf(const Field &field)
{
    switch (field.kind) {
    case Field::Kind::Text:
        return QString(field.name % QStringLiteral(" – ünïcode, \"quotes\""));
    case Field::Kind::Choice:
        return field.choices.last();
    case Field::Kind::HttpsUrl:
        return QStringLiteral("https://example.com/a?b=c");
    case Field::Kind::Timestamp:
        return QStringLiteral("2026-11-23T09:30:00.250+02:00");
    case Field::Kind::Boolean:
        return true;
    case Field::Kind::Integer:
        return field.maximum.value_or(2'147'483'647);
    case Field::Kind::Number:
        return 7.25;
    case Field::Kind::List: {
        Field item;
        item.name = field.name;
        item.kind = field.itemKind;
        item.choices = field.choices;
        item.fields = field.fields;
        return QJsonArray{valueOf(item)};
    }
    case Field::Kind::Object:
        return objectOf(field.fields, true);
    case Field::Kind::Json:
        return QJsonArray{1, QStringLiteral("two"), QJsonValue::Null};
    }
    return {};
}

/// The rules between fields are kept too.
QJsonObject resourceOf(const ResourceType &type, bool isMaximal)
{
    QJsonObject resource = objectOf(type.fields, isMaximal);
    if (type.field(u"taskState"))
        resource.insert(QStringLiteral("taskState"),
                        isMaximal ? QStringLiteral("CLOSED") : QStringLiteral("OPEN"));
    if (!isMaximal && resource.value(QStringLiteral("mfaEnabled")).isNull())
        resource.insert(QStringLiteral("mfaMethods"), QJsonArray());
    return resource;
}

struct Variant
{
    QString name;
    QJsonObject resource;
};

void addFieldVariants(const Field &field, const QJsonObject &good, std::vector<Variant> &variants)
{
    const auto add = [&](const char *rule, const QJsonValue &value) {
        QJsonObject bad = good;
        if (value.isUndefined())
            bad.remove(field.name);
        else
            bad.insert(field.name, value);
        variants.push_back({QString(field.name % u' ' % QLatin1String(rule)), bad});
    };
    if (field.required)
        add("missing", QJsonValue::Undefined);
    if (field.required && !field.nullable)
        add("null", QJsonValue::Null);
    switch (field.kind) {
    case Field::Kind::Text:
        add("a number", 5);
        break;
    case Field::Kind::Choice:
        add("no choice", QStringLiteral("SOMETHING_ELSE"));
        add("a choice in lower case", field.choices.first().toLower());
        break;
    case Field::Kind::HttpsUrl:
        add("http", QStringLiteral("http://example.com"));
        add("no address", QStringLiteral("example"));
        break;
    case Field::Kind::Timestamp:
        add("without an offset", QStringLiteral("2026-11-23T09:30:00"));
        add("a day", QStringLiteral("23.11.2026"));
        break;
    case Field::Kind::Boolean:
        add("a text", QStringLiteral("true"));
        break;
    case Field::Kind::Integer:
        add("past int32", 2'147'483'648.0);
        add("a fraction", 0.5);
        add("a text", QStringLiteral("1"));
        break;
    case Field::Kind::Number:
        add("a text", QStringLiteral("1"));
        if (field.maximum)
            add("above the range", *field.maximum + 1);
        if (field.minimum)
            add("below the range", *field.minimum - 1);
        break;
    case Field::Kind::List:
        add("no list", QStringLiteral("a, b"));
        add("items of another kind", QJsonArray{5});
        break;
    case Field::Kind::Object:
        add("no object", QStringLiteral("x"));
        add("with an extra field", QJsonObject{{QStringLiteral("surely not a field"), 1}});
        break;
    case Field::Kind::Json:
        break;
    }
}

std::vector<Variant> invalidVariants(const ResourceType &type)
{
    const QJsonObject good = resourceOf(type, true);
    std::vector<Variant> variants;
    for (const Field &field : type.fields)
        addFieldVariants(field, good, variants);
    const auto with = [&good](const char *name, const QJsonValue &value) {
        QJsonObject changed = good;
        changed.insert(QLatin1String(name), value);
        return changed;
    };
    variants.push_back({QStringLiteral("an extra field"), with("surelyNotAField", 1)});
    variants.push_back({QStringLiteral("an empty uniqueId"), with("uniqueId", QString())});
    if (type.field(u"taskState")) {
        variants.push_back(
            {QStringLiteral("an open task that was closed"), with("taskState", QStringLiteral("OPEN"))});
        QJsonObject closed = good;
        closed.remove(QStringLiteral("closedTimestamp"));
        variants.push_back({QStringLiteral("a closed task that never was"), closed});
    }
    if (type.field(u"mfaMethods"))
        variants.push_back(
            {QStringLiteral("methods of an unknown MFA"), with("mfaEnabled", QJsonValue::Null)});
    return variants;
}

} // namespace

/// Every resource type, by its own description: what the tenant takes comes back the same, and what it
/// refuses the validator has found.
class tst_EveryType : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void comesBackTheSame_data() { addTypes(); }
    void comesBackTheSame();
    void refusesWhatTheValidatorFinds_data() { addTypes(); }
    void refusesWhatTheValidatorFinds();

private:
    void addTypes();
    ResourceType typeOf(const QString &name) const;

    const Catalog m_catalog = *Catalog::load();
    const SystemClock m_clock = {};
    PracticeTenant m_tenant{m_catalog, m_clock, {.rateLimit = false}};
    ApiBench m_bench{};
    MemorySecretStore m_secrets{};
    TokenBroker m_tokens{m_bench.context, m_secrets};
    HttpResourceApi m_api{m_bench.context, m_tokens};
    Connection m_connection{};
};

void tst_EveryType::initTestCase()
{
    QVERIFY(m_tenant.listen());
    m_bench.network.allow(m_tenant.url());
    m_connection.id = QStringLiteral("practice");
    m_connection.region = Region::Custom;
    m_connection.custom = {m_tenant.url(), m_tenant.url()};
    m_connection.clientId = m_tenant.privateApplication().clientId;
    m_secrets.put({m_connection.id, SecretKey::Kind::ClientSecret},
                  m_tenant.privateApplication().clientSecret);
}

void tst_EveryType::addTypes()
{
    QTest::addColumn<QString>("name");
    for (const ResourceType &type : m_catalog.types())
        QTest::addRow("%s", qPrintable(type.name)) << type.name;
    QTest::addRow("with custom properties") << QStringLiteral("custom");
}

ResourceType tst_EveryType::typeOf(const QString &name) const
{
    if (name != QLatin1String("custom"))
        return *m_catalog.find(name);
    return *m_catalog.described(QStringLiteral("CustomResource"), practiceCustomProperties());
}

void tst_EveryType::comesBackTheSame()
{
    QFETCH(const QString, name);
    const ResourceType type = typeOf(name);
    const QString resourceId =
        type.hasCustomProperties ? PracticeTenant::customResourceId() : m_tenant.resourceId(type.name);
    QJsonObject minimal = resourceOf(type, false);
    minimal.insert(QStringLiteral("uniqueId"), QStringLiteral("minimal"));
    const std::vector<QJsonObject> wanted{resourceOf(type, true), minimal};
    QCOMPARE(validateAll(type, wanted).size(), 0U);

    const auto answer = waitFor(m_api.put(m_connection, type.path, makeBody(type, resourceId, wanted), this));
    QVERIFY(answer);
    QVERIFY2(answer->kind == PutAnswer::Kind::Confirmed, qPrintable(answer->serverText));
    const auto body = waitFor(m_api.fetch(m_connection, type.path, resourceId, this));
    QVERIFY(body);
    const auto snapshot = parseSnapshot(*body, QDateTime::currentDateTimeUtc(), &type);
    QVERIFY(snapshot);
    QCOMPARE(snapshot->unknownFields, QStringList());
    QCOMPARE(snapshot->resources.size(), wanted.size());
    const QHash<QString, int> index = indexById(snapshot->resources);
    for (const QJsonObject &sent : wanted) {
        const int at = index.value(sent.value(QStringLiteral("uniqueId")).toString(), -1);
        QVERIFY(at >= 0);
        QCOMPARE(changedFields(type, sent, snapshot->resources[static_cast<size_t>(at)]), QStringList());
    }
}

void tst_EveryType::refusesWhatTheValidatorFinds()
{
    QFETCH(const QString, name);
    const ResourceType type = typeOf(name);
    // As the tenant declares it: nested.
    ResourceType tenants = type;
    if (type.hasCustomProperties) {
        tenants = *m_catalog.find(type.name);
        Field properties;
        properties.name = CustomPropertiesKey;
        properties.kind = Field::Kind::Object;
        properties.required = true;
        properties.fields = toFields(*parseTypeDefinition(practiceCustomProperties()));
        tenants.fields.push_back(properties);
    }
    const std::vector<Variant> variants = invalidVariants(type);
    QVERIFY(variants.size() > 8);
    for (const Variant &variant : variants) {
        const std::vector<Problem> problems = validateResource(type, variant.resource, 0);
        const bool isFound = std::any_of(problems.begin(), problems.end(), [](const Problem &problem) {
            return problem.severity == Problem::Severity::Error;
        });
        QVERIFY2(isFound, qPrintable(variant.name));
        const QString refusal = firstRefusal(tenants, {nested(type, variant.resource)});
        QVERIFY2(!refusal.isEmpty(), qPrintable(variant.name));
    }
    const QJsonObject twice = resourceOf(type, true);
    QVERIFY(!validateAll(type, {twice, twice}).empty());
    QVERIFY(!firstRefusal(tenants, {nested(type, twice), nested(type, twice)}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_EveryType)
#include "tst_everytype.moc"
