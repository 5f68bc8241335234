// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importfiles.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Fullstate;

/// Which field a column is taken for, and what the values of other programs mean.
class tst_ColumnMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void matches_data();
    void matches();
    void everyFieldIsItsOwnName();
    void meansValues_data();
    void meansValues();
    void suggestsOnlyWhatWouldNotFit();
    void settlesDates();
    void otherNamesAreSound();
    void otherValuesAreSound();
};

void tst_ColumnMatch::matches_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *type, const char *csv, const char *expected) {
        QTest::addRow("%s", name) << QByteArray(type) << QByteArray(csv) << QString::fromUtf8(expected);
    };
    const char *const user = "UserAccount";
    row("the field's names", user, "uniqueId,email\nu,a@example.com\n", "uniqueId<uniqueId email<email");
    row("in other case, with blanks and dashes", user, "UNIQUE-ID,Full_Name,e-Mail\nu,Ada,a@example.com\n",
        "uniqueId<UNIQUE-ID fullName<Full_Name email<e-Mail");
    row("other names", user, "Employee ID,User Name,Work Email,Role,State\n1,Ada,a@example.com,BASE,ACTIVE\n",
        "uniqueId<Employee ID fullName<User Name email<Work Email permissionLevel<Role status<State");
    row("German, with semicolons", user,
        "Benutzername;Anzeigename;E-Mail-Adresse;Rolle;Angelegt am;Zustand;Letzte Anmeldung\n"
        "ada;Ada;a@example.com;Benutzer;04.03.2024;aktiv;31.12.2025\n",
        "accountName<Benutzername displayName<Anzeigename email<E-Mail-Adresse permissionLevel<Rolle "
        "createdTimestamp<Angelegt am status<Zustand lastLoginTimestamp<Letzte Anmeldung");
    row("French and Spanish", user, "ID\tNom\tCorreo\n1\tZoë\ta@example.com\n",
        "uniqueId<ID fullName<Nom email<Correo");
    row("accents do not matter", user, "uníqueId,émail\nu,a\n", "uniqueId<uníqueId email<émail");
    row("a field's own name comes before another name for it", user,
        "mail,email\na@example.com,b@example.com\n", "email<email");
    row("the first of two", user, "mail,e-mail address\na@example.com,b@example.com\n", "email<mail");
    row("by what it holds", user, "id,contact\n1,a@example.com\n2,\n3,b@example.com\n",
        "uniqueId<id email<contact");
    row("not by most of what it holds", user, "id,contact\n1,a@example.com\n2,none\n", "uniqueId<id");
    row("empty columns hold nothing", user, "id,contact\n1,\n2,\n", "uniqueId<id");
    row("a choice by what it holds", user, "id,x\n1,ADMIN\n2,BASE\n", "uniqueId<id permissionLevel<x");
    row("nothing", user, "a,b\n1,2\n", "");
    row("a header that says nothing", user, ",—,?\n1,2,3\n", "");
    row("paths", "MacosUserComputer",
        "uniqueId,drives[0].name,drives[0].encrypted,drives.1.name,users.0.username\nm,a,true,b,ada\n",
        "uniqueId<uniqueId drives[0].name<drives[0].name drives[0].encrypted<drives[0].encrypted "
        "drives.1.name<drives.1.name users.0.username<users.0.username");
    row("a list whole, then in parts", "MacosUserComputer", "drives,drives[0].name\n[],a\n", "drives<drives");
    row("a list in parts, then whole", "MacosUserComputer", "drives[0].name,drives\na,[]\n",
        "drives[0].name<drives[0].name");
    row("an object's member", "WindowsUserComputer", "Password Policy Minimum Length Requirement\n8\n",
        "passwordPolicy.minimumLengthRequirement<Password Policy Minimum Length Requirement");
    row("a scanner's findings", "PackageVulnerabilityConnectors",
        "Finding ID,Title,CVE,CVSS,Package,Installed Version,Fixable\nf,t,CVE-2026-1,9.8,qt,6.4,yes\n",
        "uniqueId<Finding ID displayName<Title cveId<CVE severity<CVSS packageName<Package "
        "packageVersion<Installed Version isResolvable<Fixable");
    row("the same column twice", user, "id,email,email\n1,a@example.com,b@example.com\n",
        "uniqueId<id email<email");
}

void tst_ColumnMatch::matches()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, csv);
    const ColumnMapping mapping = matchColumns(*fileOf(csv), typeNamed(type));
    QTEST(shortly(mapping).join(QLatin1Char(' ')), "expected");
}

/// A file that was exported here is matched whole.
void tst_ColumnMatch::everyFieldIsItsOwnName()
{
    const Result<Catalog> catalog = Catalog::load();
    QVERIFY(catalog);
    for (const ResourceType &type : catalog->types()) {
        QStringList names;
        QStringList expected;
        for (const Field &field : type.fields) {
            names.append(field.name);
            expected.append(field.name + QLatin1Char('<') + field.name);
        }
        const QByteArray csv = names.join(QLatin1Char(',')).toUtf8() + '\n';
        const ColumnMapping mapping = matchColumns(*fileOf(csv), type);
        QCOMPARE(shortly(mapping), expected);
        for (const FieldRule &rule : mapping.rules)
            QCOMPARE(rule.origin, FieldRule::Origin::SameName);
    }
}

void tst_ColumnMatch::meansValues_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("meant");
    const auto row = [](const char *type, const char *field, const char *found, const char *meant) {
        QTest::addRow("%s: %s", field, found) << QByteArray(type) << QString::fromLatin1(field)
                                              << QString::fromUtf8(found) << QString::fromUtf8(meant);
    };
    const char *const user = "UserAccount";
    row(user, "status", "enabled", "ACTIVE");
    row(user, "status", " Enabled ", "ACTIVE");
    row(user, "status", "active", "ACTIVE");
    row(user, "status", "ACTIVE", ""); // fits as it is
    row(user, "status", "ausgeschieden", "DEACTIVATED");
    row(user, "status", "0", "DEACTIVATED");
    row(user, "status", "", "");
    row(user, "status", "-", "");
    row(user, "status", "perhaps", "");
    row(user, "permissionLevel", "Administrator", "ADMIN");
    row(user, "permissionLevel", "read-only", "BASE");
    row(user, "mfaEnabled", "enrolled", "true");
    row(user, "mfaEnabled", "Nein", "false");
    row(user, "mfaEnabled", "X", "true");
    row(user, "mfaEnabled", "unknown", "");
    row(user, "mfaMethods[0]", "hardware token", "HARDWARE_TOKEN");
    row(user, "email", "enabled", "");
    row("MacosUserComputer", "drives[0].encrypted", "on", "true");
    row("PackageVulnerabilityConnectors", "severity", "HIGH", "8");
    row("PackageVulnerabilityConnectors", "severity", "informational", "0");
    row("PackageVulnerabilityConnectors", "severity", "7.5", "");
    row("BackgroundCheckConnector", "status", "in progress", "IN_PROGRESS");
}

void tst_ColumnMatch::meansValues()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QString, field);
    QFETCH(const QString, found);
    const auto target = FieldTarget::find(typeNamed(type), field);
    QVERIFY(target);
    QTEST(likelyValue(typeNamed(type), *target, found), "meant");
}

void tst_ColumnMatch::suggestsOnlyWhatWouldNotFit()
{
    const CsvFilePtr file =
        fileOf("uniqueId,status,mfaEnabled\n1,enabled,yes\n2,ACTIVE,off\n3,Disabled,maybe\n");
    const ColumnMapping mapping = matchColumns(*file, typeNamed("UserAccount"));
    QCOMPARE(mapping.rules[1].values,
             (std::map<QString, QString>{{QStringLiteral("enabled"), QStringLiteral("ACTIVE")},
                                         {QStringLiteral("Disabled"), QStringLiteral("DEACTIVATED")}}));
    // "yes" is understood without; nobody knows what "maybe" means.
    QCOMPARE(mapping.rules[2].values,
             (std::map<QString, QString>{{QStringLiteral("off"), QStringLiteral("false")}}));
    FieldRule chosen = mapping.rules[1];
    chosen.values = {{QStringLiteral("enabled"), QStringLiteral("DEACTIVATED")}};
    const auto facts = gatherFacts(*file, {chosen}, typeNamed("UserAccount"), NeverStops);
    suggestValues(&chosen, facts->front(), *file, typeNamed("UserAccount"));
    QCOMPARE(chosen.values.at(QStringLiteral("enabled")),
             QStringLiteral("DEACTIVATED")); // what was chosen stays
    QCOMPARE(chosen.values.at(QStringLiteral("Disabled")), QStringLiteral("DEACTIVATED"));
}

void tst_ColumnMatch::settlesDates()
{
    const auto orderIn = [](const char *cells) {
        const ColumnMapping mapping = matchColumns(*fileOf(QByteArray("uniqueId,createdTimestamp\n") + cells),
                                                   typeNamed("UserAccount"));
        return mapping.rules[1].dateOrder;
    };
    QCOMPARE(orderIn("1,3/4/2026\n2,31/12/2026\n"), DateOrder::DayFirst);
    QCOMPARE(orderIn("1,3/4/2026\n2,12/31/2026\n"), DateOrder::MonthFirst);
    QCOMPARE(orderIn("1,3/4/2026\n2,4/4/2026\n"), DateOrder::Unsettled);
    QCOMPARE(orderIn("1,2026-03-04\n"), DateOrder::Unsettled);
}

static QJsonObject namesFile(const char *part)
{
    QFile file(QStringLiteral(":/import/names.json"));
    return file.open(QIODevice::ReadOnly)
        ? QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String(part)).toObject()
        : QJsonObject();
}

/// Each names a type and a field that exist, and no name stands for two fields of a type.
void tst_ColumnMatch::otherNamesAreSound()
{
    const QJsonObject lists = namesFile("fields");
    const Result<Catalog> catalog = Catalog::load();
    QVERIFY(catalog);
    QStringList listed = lists.keys();
    QVERIFY(listed.removeOne(QStringLiteral("*")));
    for (const ResourceType &type : catalog->types())
        listed.removeOne(type.name);
    QCOMPARE(listed, QStringList()); // no list of a type that there is not
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        const ResourceType *type = catalog->find(list.key());
        QHash<QString, QString> owners;
        const QJsonObject fields = list.value().toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            const QString where = list.key() + QLatin1Char(' ') + field.key();
            const bool isKnown = type
                ? type->field(field.key()) != nullptr
                : std::any_of(catalog->types().begin(), catalog->types().end(),
                              [&field](const ResourceType &any) { return any.field(field.key()); });
            QVERIFY2(isKnown, qPrintable(where));
            const QJsonArray names = field.value().toArray();
            QVERIFY2(!names.isEmpty(), qPrintable(where));
            for (const QJsonValueConstRef name : names) {
                const QString text = name.toString().toCaseFolded();
                QVERIFY2(!text.trimmed().isEmpty(), qPrintable(where));
                const QString owner = owners.value(text, field.key());
                QVERIFY2(owner == field.key(),
                         qPrintable(where + QLatin1String(" and ") + owner + QLatin1Char(' ') + text));
                owners.insert(text, field.key());
            }
        }
    }
}

/// Each leads to a value that the field takes.
void tst_ColumnMatch::otherValuesAreSound()
{
    const QJsonObject lists = namesFile("values");
    QVERIFY(lists.contains(QStringLiteral("boolean")));
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        QStringList allowed;
        if (list.key() == QLatin1String("boolean"))
            allowed = {QStringLiteral("true"), QStringLiteral("false")};
        else if (list.key() != QLatin1String("severity")) {
            const ResourceType &type = typeNamed(list.key().section(QLatin1Char('.'), 0, 0).toLatin1());
            const Field *field = type.field(list.key().section(QLatin1Char('.'), 1));
            QVERIFY2(field, qPrintable(list.key()));
            allowed = field->choices;
        }
        QHash<QString, QString> owners;
        const QJsonObject values = list.value().toObject();
        for (auto value = values.begin(); value != values.end(); ++value) {
            bool isNumber = false;
            const double number = value.key().toDouble(&isNumber);
            const bool isTaken =
                allowed.isEmpty() ? isNumber && number >= 0 && number <= 10 : allowed.contains(value.key());
            QVERIFY2(isTaken, qPrintable(list.key() + QLatin1Char(' ') + value.key()));
            const QJsonArray others = value.value().toArray();
            for (const QJsonValueConstRef other : others) {
                const QString text = other.toString().toCaseFolded();
                const QString owner = owners.value(text, value.key());
                QVERIFY2(owner == value.key(), qPrintable(list.key() + QLatin1Char(' ') + text));
                owners.insert(text, value.key());
            }
        }
    }
}

QTEST_GUILESS_MAIN(tst_ColumnMatch)
#include "tst_columnmatch.moc"
