// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/severalplan.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// What one draft's resources make of what each tenant holds.
class tst_SeveralPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wantedAt_data();
    void wantedAt();
    void fieldsTheSourceLacksStay();
    void withKept_data();
    void withKept();
};

/// "ada bob:ben@example.com": the e-mail address where it is not the usual one.
static QString inShort(const std::vector<QJsonObject> &resources)
{
    QStringList words;
    for (const QJsonObject &resource : resources) {
        const QString id = resource.value(UniqueIdField).toString();
        const QString email = resource.value(QLatin1String("email")).toString();
        words << (email == user(id).value(QLatin1String("email")).toString() ? id
                                                                             : id + QLatin1Char(':') + email);
    }
    return words.join(QLatin1Char(' '));
}

void tst_SeveralPlan::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_SeveralPlan::wantedAt_data()
{
    QTest::addColumn<bool>("replaces");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char *name, bool replaces, const char *source, const char *target,
                        const char *wanted) {
        QTest::addRow("%s", name) << replaces << QString::fromLatin1(source) << QString::fromLatin1(target)
                                  << QString::fromLatin1(wanted);
    };
    row("replace: the source and nothing else", true, "a b:email=new", "b c", "a b:new");
    row("replace: an empty tenant gets all", true, "a b", "", "a b");
    row("replace: an empty source leaves nothing", true, "", "a b", "");
    row("add: unknown ones come behind", false, "a b:email=new", "b c", "b:new c a");
    row("add: an empty tenant gets all", false, "a b", "", "a b");
    row("add: an empty source changes nothing", false, "", "a b", "a b");
    row("add: the same twice stays twice", false, "a:email=x a:email=y", "a", "a:x a:y");
    row("add: an unknown one twice stays twice", false, "n n", "a", "a n n");
}

void tst_SeveralPlan::wantedAt()
{
    QFETCH(const bool, replaces);
    QFETCH(const QString, source);
    QFETCH(const QString, target);
    const std::vector<QJsonObject> wanted =
        Fullstate::wantedAt(replaces ? SeveralMode::ReplaceEverything : SeveralMode::AddAndUpdate,
                            users(source), *snapshotOf(users(target)));
    QTEST(inShort(wanted), "wanted");
}

void tst_SeveralPlan::fieldsTheSourceLacksStay()
{
    const std::vector<QJsonObject> held = users(QStringLiteral("a:roleDescription=Boss,email=old"));
    const std::vector<QJsonObject> source = users(QStringLiteral("a:email=new"));
    const QString role = QStringLiteral("roleDescription");
    const auto updated = Fullstate::wantedAt(SeveralMode::AddAndUpdate, source, *snapshotOf(held));
    QCOMPARE(updated.at(0).value(role).toString(), QStringLiteral("Boss"));
    QCOMPARE(inShort(updated), QStringLiteral("a:new"));
    const auto replaced = Fullstate::wantedAt(SeveralMode::ReplaceEverything, source, *snapshotOf(held));
    QVERIFY(!replaced.at(0).contains(role));
}

void tst_SeveralPlan::withKept_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("kept");
    QTest::addColumn<QString>("then");
    const auto row = [](const char *name, const char *wanted, const char *kept, const char *then) {
        QTest::addRow("%s", name) << QString::fromLatin1(wanted) << QString::fromLatin1(kept)
                                  << QString::fromLatin1(then);
    };
    row("none to keep", "a", "", "a");
    row("a missing one, as the tenant holds it", "a", "c", "a c:held");
    row("one that is wanted anyway stays as wanted", "a c:email=new", "c", "a c:new");
    row("one that is gone from the tenant meanwhile does not come back", "a", "c gone", "a c:held");
}

void tst_SeveralPlan::withKept()
{
    QFETCH(const QString, wanted);
    QFETCH(const QString, kept);
    const QStringList ids = kept.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const SnapshotPtr tenant = snapshotOf(users(QStringLiteral("a b c:email=held")));
    QTEST(inShort(Fullstate::withKept(users(wanted), *tenant, {ids.begin(), ids.end()})), "then");
}

QTEST_GUILESS_MAIN(tst_SeveralPlan)
#include "tst_severalplan.moc"
