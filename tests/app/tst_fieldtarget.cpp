// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/fieldtarget.h"
#include "app/schema/customproperties.h"
#include "tests/support/importfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Fullstate;

/// Paths into resources: where they lead, and that they put values there and nowhere else.
class tst_FieldTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void finds_data();
    void finds();
    void findsNothing_data();
    void findsNothing();
    void everyOfferedPathIsFound();
    void customPropertiesAreFields();
    void puts_data();
    void puts();
    void takesAway();
};

static QString shown(const std::optional<FieldTarget> &target)
{
    if (!target)
        return QStringLiteral("(none)");
    QString text = target->top->name;
    for (const FieldTarget::Step &step : target->steps) {
        const int *place = std::get_if<int>(&step);
        text +=
            place ? QStringLiteral("[%1]").arg(*place) : QString(QLatin1Char('.') + std::get<QString>(step));
    }
    return text + QStringLiteral(" : %1").arg(static_cast<int>(target->leaf.kind));
}

static QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

void tst_FieldTarget::finds_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *path, const char *where, Field::Kind kind) {
        QTest::addRow("%s", path) << QString::fromUtf8(
            path) << QStringLiteral("%1 : %2").arg(QLatin1String(where)).arg(static_cast<int>(kind));
    };
    using Kind = Field::Kind;
    row("uniqueId", "uniqueId", Kind::Text);
    row("drives", "drives", Kind::List);
    row("drives[0]", "drives[0]", Kind::Object);
    row("drives[0].name", "drives[0].name", Kind::Text);
    row("drives.0.name", "drives[0].name", Kind::Text);
    row("drives[999].encrypted", "drives[999].encrypted", Kind::Boolean);
    row("users.0.screenlockSettings.requiresPassword", "users[0].screenlockSettings.requiresPassword",
        Kind::Boolean);
    row("users[1].screenlockPolicies.2.screenSleepTimeoutMs",
        "users[1].screenlockPolicies[2].screenSleepTimeoutMs", Kind::Integer);
    row("passwordPolicy.minimumLengthRequirement", "passwordPolicy.minimumLengthRequirement", Kind::Integer);
}

void tst_FieldTarget::finds()
{
    QFETCH(const QString, path);
    QTEST(shown(FieldTarget::find(typeNamed("MacosUserComputer"), path)), "expected");
}

void tst_FieldTarget::findsNothing_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"",
                             ".",
                             "[0]",
                             "drive",
                             "drivesX",
                             "drives.",
                             "drives[",
                             "drives[]",
                             "drives[-1].name",
                             "drives[x].name",
                             "drives[0]name",
                             "drives[0]..name",
                             "drives[0].",
                             "drives[0].name.x",
                             "drives[0].name[0]",
                             "drives[0].nope",
                             "drives.name",
                             "drives[1000].name",
                             "drives[99999999999].name",
                             "drives.99999999999.name",
                             "uniqueId.x",
                             "uniqueId[0]",
                             "passwordPolicy[0]",
                             "passwordPolicy.0",
                             " drives",
                             "drives [0].name",
                             "DRIVES[0].name"})
        QTest::addRow("%s", *path ? path : "(empty)") << QString::fromLatin1(path);
}

void tst_FieldTarget::findsNothing()
{
    QFETCH(const QString, path);
    QCOMPARE(shown(FieldTarget::find(typeNamed("MacosUserComputer"), path)), QStringLiteral("(none)"));
}

void tst_FieldTarget::everyOfferedPathIsFound()
{
    const Result<Catalog> catalog = Catalog::load();
    QVERIFY(catalog);
    for (const ResourceType &type : catalog->types()) {
        const QStringList paths = fieldPaths(type);
        QVERIFY(paths.size() >= static_cast<qsizetype>(type.fields.size()));
        for (const QString &path : paths) {
            const auto target = FieldTarget::find(type, path);
            QVERIFY2(target, qPrintable(type.name + QLatin1Char(' ') + path));
            QVERIFY(path.startsWith(target->top->name));
        }
    }
    QVERIFY(fieldPaths(typeNamed("WindowsUserComputer"))
                .contains(QStringLiteral("windowsSecurityCenter.firewall")));
}

/// Whose names have a dot of their own, and may be the beginning of one another.
void tst_FieldTarget::customPropertiesAreFields()
{
    const ResourceType type =
        withCustomProperties(typeNamed("Secret"),
                             {{.name = QStringLiteral("team")},
                              {.name = QStringLiteral("team.lead")},
                              {.name = QStringLiteral("tags"), .kind = Field::Kind::List},
                              {.name = QStringLiteral("site"),
                               .kind = Field::Kind::Object,
                               .fields = {{.name = QStringLiteral("city")}}}});
    const QString text = QStringLiteral(" : %1").arg(static_cast<int>(Field::Kind::Text));
    for (const char *path : {"customProperties.team", "customProperties.team.lead",
                             "customProperties.tags[1]", "customProperties.site.city"})
        QCOMPARE(shown(FieldTarget::find(type, QLatin1String(path))), QString(QLatin1String(path) + text));
    QCOMPARE(shown(FieldTarget::find(type, QStringLiteral("customProperties.tea"))),
             QStringLiteral("(none)"));
    QCOMPARE(shown(FieldTarget::find(type, QStringLiteral("customProperties"))), QStringLiteral("(none)"));
}

void tst_FieldTarget::puts_data()
{
    QTest::addColumn<QStringList>("paths");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after"); // each path gets the value "x"
    const auto row = [](const char *name, const QStringList &paths, const char *before, const char *after) {
        QTest::addRow("%s", name) << paths << QByteArray(before) << QByteArray(after);
    };
    const auto path = [](const char *text) { return QString::fromLatin1(text); };
    row("a field", {path("uniqueId")}, R"({"uniqueId":"a"})", R"({"uniqueId":"x"})");
    row("what is missing is made", {path("drives[0].name")}, "{}", R"({"drives":[{"name":"x"}]})");
    row("beside what is there", {path("drives[0].name")}, R"({"drives":[{"encrypted":true},{"name":"b"}]})",
        R"({"drives":[{"encrypted":true,"name":"x"},{"name":"b"}]})");
    row("gaps close", {path("drives[2].name"), path("drives[5].name")}, "{}",
        R"({"drives":[{"name":"x"},{"name":"x"}]})");
    row("gaps in lists in lists close", {path("users[1].screenlockPolicies[3].requiresPassword")}, "{}",
        R"({"users":[{"screenlockPolicies":[{"requiresPassword":"x"}]}]})");
    row("an object in a list", {path("users.0.screenlockSettings.requiresPassword")},
        R"({"users":[{"username":"u"}]})",
        R"({"users":[{"username":"u","screenlockSettings":{"requiresPassword":"x"}}]})");
    row("null is as good as missing", {path("passwordPolicy.minimumLengthRequirement")},
        R"({"passwordPolicy":null})", R"({"passwordPolicy":{"minimumLengthRequirement":"x"}})");
}

void tst_FieldTarget::puts()
{
    QFETCH(const QStringList, paths);
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QJsonObject resource = json(before);
    for (const QString &path : paths) {
        const auto target = FieldTarget::find(typeNamed("MacosUserComputer"), path);
        QVERIFY(target);
        target->set(&resource, QStringLiteral("x"));
    }
    FieldTarget::find(typeNamed("MacosUserComputer"), paths.constFirst())->closeGaps(&resource);
    QCOMPARE(resource, json(after));
}

void tst_FieldTarget::takesAway()
{
    const ResourceType &type = typeNamed("WindowsUserComputer");
    const auto firewall = FieldTarget::find(type, QStringLiteral("windowsSecurityCenter.firewall"));
    QJsonObject resource = json(R"({"windowsSecurityCenter":{"firewall":"GOOD","antivirus":"POOR"}})");
    firewall->set(&resource, QJsonValue::Undefined);
    QCOMPARE(resource, json(R"({"windowsSecurityCenter":{"antivirus":"POOR"}})"));
    QJsonObject without;
    firewall->set(&without, QJsonValue::Undefined);
    QCOMPARE(without, QJsonObject());
}

QTEST_GUILESS_MAIN(tst_FieldTarget)
#include "tst_fieldtarget.moc"
