// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/scope.h"
#include "tests/support/importfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Fullstate;

/// What is in scope, what is not, and what it is called.
class tst_Scope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void bands_data();
    void bands();
    void words_data();
    void words();
    void everyConditionCounts();
    void items();
    void comesBack();
    void brokenConditionsAreNone_data();
    void brokenConditionsAreNone();
    void isSaidInWords_data();
    void isSaidInWords();
    void isAdvised();
};

Q_DECLARE_METATYPE(ScopeRule)
Q_DECLARE_METATYPE(Scope)

static const auto Severity = QStringLiteral("severity");

static QStringList list(const char *words)
{
    return QString::fromUtf8(words).split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

void tst_Scope::bands_data()
{
    QTest::addColumn<QJsonValue>("severity");
    QTest::addColumn<QString>("bands"); // in which of them alone it is in scope
    const auto row = [](const char *name, const QJsonValue &severity, const char *bands) {
        QTest::addRow("%s", name) << severity << QString::fromLatin1(bands);
    };
    row("10", 10, "critical");
    row("9.0", 9.0, "critical");
    row("8.95 is 9.0 to the tenth", 8.95, "critical");
    row("8.94 is 8.9", 8.94, "high");
    row("8.9", 8.9, "high");
    row("7.0", 7.0, "high");
    row("6.95", 6.95, "high");
    row("6.94", 6.94, "medium");
    row("4", 4, "medium");
    row("3.95", 3.95, "medium");
    row("3.94", 3.94, "low");
    row("0.1", 0.1, "low");
    row("0.05", 0.05, "low");
    row("0.04", 0.04, "none");
    row("0", 0, "none");
    const char *const all = "critical high medium low none"; // it becomes a problem instead of going missing
    row("none at all", QJsonValue::Undefined, all);
    row("null", QJsonValue::Null, all);
    row("a word", QStringLiteral("High"), all);
    row("a number as text", QStringLiteral("9.8"), all);
    row("too much", 11, all);
    row("10.05", 10.05, all);
    row("below nothing", -1, all);
}

void tst_Scope::bands()
{
    QFETCH(const QJsonValue, severity);
    QStringList in;
    const QStringList bands = severityBands();
    for (const QString &band : bands) {
        if (isInScope(ScopeRule{Severity, ScopeRule::Kind::Bands, {band}}, severity))
            in.append(band);
    }
    QTEST(in.join(QLatin1Char(' ')), "bands");
}

void tst_Scope::words_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("isOneOf");
    QTest::addColumn<bool>("isNoneOf");
    const auto row = [](const char *name, const char *words, const QJsonValue &value, bool oneOf,
                        bool noneOf) {
        QTest::addRow("%s", name) << QString::fromUtf8(words) << value << oneOf << noneOf;
    };
    row("it is", "prod|test", QStringLiteral("prod"), true, false);
    row("in other case", "prod", QStringLiteral("PROD"), true, false);
    row("it is not", "prod", QStringLiteral("dev"), false, true);
    row("a part is not it", "prod", QStringLiteral("production"), false, true);
    row("yes", "true", true, true, false);
    row("no", "true", false, false, true);
    row("a number", "8.5", 8.5, true, false);
    row("a whole number", "3", 3, true, false);
    row("a large number", "1000000", 1000000, true, false);
    row("not set", "prod", QJsonValue::Undefined, true, true);
    row("null", "prod", QJsonValue::Null, true, true);
    row("empty", "prod", QString(), true, true);
    row("a list", "prod", QJsonArray{QStringLiteral("prod")}, true, true);
}

void tst_Scope::words()
{
    QFETCH(const QString, words);
    QFETCH(const QJsonValue, value);
    const QStringList values = words.split(QLatin1Char('|'));
    QTEST(isInScope(ScopeRule{QStringLiteral("f"), ScopeRule::Kind::OneOf, values}, value), "isOneOf");
    QTEST(isInScope(ScopeRule{QStringLiteral("f"), ScopeRule::Kind::NoneOf, values}, value), "isNoneOf");
}

void tst_Scope::everyConditionCounts()
{
    const Scope scope{{{Severity, ScopeRule::Kind::Bands, list("high")},
                       {QStringLiteral("packageName"), ScopeRule::Kind::NoneOf, list("lodash|left-pad")}}};
    const auto resource = [](double severity, const char *package) {
        return QJsonObject{{Severity, severity}, {QStringLiteral("packageName"), QLatin1String(package)}};
    };
    QVERIFY(isInScope(scope, resource(8, "qt")));
    QVERIFY(!isInScope(scope, resource(8, "Lodash")));
    QVERIFY(!isInScope(scope, resource(5, "qt")));
    QVERIFY(isInScope(Scope(), resource(5, "lodash")));
}

void tst_Scope::items()
{
    const auto applications = QStringLiteral("applications");
    const Scope scope{{{applications, ScopeRule::Kind::Items, list("bitwarden|Falcon")}}};
    QJsonObject resource =
        QJsonDocument::fromJson(R"({"uniqueId":"m1","drives":[{"name":"Falcon"}],"applications":[
        {"name":"Bitwarden Desktop"},{"name":"Chess"},{"name":"CrowdStrike FALCON"},{"bundleId":"no.name"},
        {"name":null},{"name":"Solitaire"}]})")
            .object();
    QVERIFY(isInScope(scope, resource)); // of the computer as a whole it says nothing
    QCOMPARE(leaveItemsOut(scope, &resource), 2);
    QCOMPARE(resource,
             QJsonDocument::fromJson(R"({"uniqueId":"m1","drives":[{"name":"Falcon"}],"applications":[
        {"name":"Bitwarden Desktop"},{"name":"CrowdStrike FALCON"},{"bundleId":"no.name"},{"name":null}]})")
                 .object());
    QCOMPARE(leaveItemsOut(scope, &resource), 0);
    QJsonObject odd{{applications, QStringLiteral("no list")}};
    QCOMPARE(leaveItemsOut(scope, &odd), 0);
    QJsonObject none;
    QCOMPARE(leaveItemsOut(scope, &none), 0);
    QVERIFY(none.isEmpty()); // not even an empty list
}

void tst_Scope::comesBack()
{
    const Scope scope{
        {{Severity, ScopeRule::Kind::Bands, list("critical|none")},
         {QStringLiteral("a"), ScopeRule::Kind::OneOf, {QStringLiteral("x; \"y\"\n"), QString()}},
         {QStringLiteral("b"), ScopeRule::Kind::NoneOf, {}},
         {QStringLiteral("applications"), ScopeRule::Kind::Items, list("Zoë|1Password")}}};
    QCOMPARE(scopeFromJson(toJson(scope)), scope);
    QCOMPARE(scopeFromJson(toJson(Scope())), Scope());
    QVERIFY(!toJson(Scope()).isEmpty()); // "nothing is out of scope" is not "nobody ever said"
}

void tst_Scope::brokenConditionsAreNone_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("conditions");
    QTest::addRow("nothing") << QByteArray() << 0;
    QTest::addRow("no JSON") << QByteArray("severity") << 0;
    QTest::addRow("an object") << QByteArray("{}") << 0;
    QTest::addRow("no objects") << QByteArray("[1,null,\"a\"]") << 0;
    QTest::addRow("a kind of later") << QByteArray(R"([{"field":"a","kind":"matches","values":["b"]}])") << 0;
    QTest::addRow("one is good") << QByteArray(R"([{"kind":1},{"field":"a","kind":"oneOf","values":["b"]}])")
                                 << 1;
}

void tst_Scope::brokenConditionsAreNone()
{
    QFETCH(const QByteArray, json);
    QTEST(static_cast<int>(scopeFromJson(json).rules.size()), "conditions");
}

void tst_Scope::isSaidInWords_data()
{
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text, const std::vector<ScopeRule> &rules) {
        QTest::addRow("%s", *text ? text : "(none)") << Scope{rules} << QString::fromUtf8(text);
    };
    using Kind = ScopeRule::Kind;
    row("", {});
    row("severity is Critical", {{Severity, Kind::Bands, list("critical")}});
    row("severity is Critical or High", {{Severity, Kind::Bands, list("critical|high")}});
    row("severity is Critical, High or None", {{Severity, Kind::Bands, list("critical|high|none")}});
    row("severity is nothing at all", {{Severity, Kind::Bands, {}}});
    row("severity is Low; owner is none of: Ada, Bob",
        {{Severity, Kind::Bands, list("low")}, {QStringLiteral("owner"), Kind::NoneOf, list("Ada|Bob")}});
    row("owner is one of: Ada", {{QStringLiteral("owner"), Kind::OneOf, list("Ada")}});
}

void tst_Scope::isSaidInWords()
{
    QFETCH(const Scope, scope);
    QTEST(scopeText(scope), "text");
}

void tst_Scope::isAdvised()
{
    const Result<Catalog> catalog = Catalog::load();
    QVERIFY(catalog);
    QStringList advised;
    for (const ResourceType &type : catalog->types()) {
        const Scope scope = advisedScope(type);
        QCOMPARE(scopeFromJson(toJson(scope)), scope);
        for (const ScopeRule &rule : scope.rules) {
            QVERIFY2(type.field(rule.field), qPrintable(type.name));
            QVERIFY2(!rule.values.isEmpty(), qPrintable(type.name));
            advised.append(type.name + QLatin1Char(' ') + rule.field);
        }
    }
    advised.sort();
    QCOMPARE(advised,
             list("ApiEndpointVulnerabilityConnectors severity|MacosUserComputer applications|"
                  "PackageVulnerabilityConnectors severity|"
                  "StaticAnalysisCodeVulnerabilityConnectors severity|WindowsUserComputer programs"));
    QCOMPARE(scopeText(advisedScope(typeNamed("PackageVulnerabilityConnectors"))),
             QStringLiteral("severity is Critical or High"));
    const Scope applications = advisedScope(typeNamed("MacosUserComputer"));
    const QStringList words = applications.rules.front().values;
    QCOMPARE(QSet<QString>(words.begin(), words.end()).size(), words.size()); // none twice
    for (const QString &word : words) // one of a letter or two would be in every name
        QVERIFY2(word.size() >= 3 && word == word.trimmed(), qPrintable(word));
    QCOMPARE(bandTitle(QStringLiteral("critical")), QStringLiteral("Critical (9.0 to 10.0)"));
    QCOMPARE(bandTitle(QStringLiteral("none")), QStringLiteral("None (0.0)"));
}

QTEST_GUILESS_MAIN(tst_Scope)
#include "tst_scope.moc"
