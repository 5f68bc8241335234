// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/snapshot.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// What the tenant said, as something that can be pushed again.
class tst_Snapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void setsApartWhatCannotBePushed();
    void cleansWhatIsNested();
    void refuses_data();
    void refuses();
    void comesBackFromStorage();
    void indexes();

private:
    QDateTime m_now = QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC);
};

static QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

void tst_Snapshot::setsApartWhatCannotBePushed()
{
    const auto snapshot = parseSnapshot(
        json("{'resources':[{'uniqueId':'a','email':'e','roleDescription':null,'mfaEnabled':null,"
             "'createdAt':'x','updatedAt':'y','deletedAt':null,'nickname':'n','empty':null,"
             "'customProperties':{'engine':'mysql'}},"
             "{'uniqueId':'b','deletedAt':'2026-01-01T00:00:00Z'},"
             "{'uniqueId':'a','deletedAt':'2025-01-01T00:00:00Z'}],'more':1}"),
        m_now, &userAccounts());
    QVERIFY2(snapshot, snapshot ? "" : qPrintable(snapshot.error().message));
    QVERIFY(snapshot->wasFetched());
    QCOMPARE(snapshot->takenAt, m_now);
    QCOMPARE(snapshot->resources.size(), 1U);
    // An optional null is the same as nothing; a required one is not.
    QCOMPARE(QJsonDocument(snapshot->resources.front()).toJson(QJsonDocument::Compact),
             json("{'customProperties':{'engine':'mysql'},'email':'e','mfaEnabled':null,'uniqueId':'a'}"));
    QCOMPARE(snapshot->unknownFields, QStringList{QStringLiteral("nickname")});
    QCOMPARE(snapshot->tombstones.size(), 2U);
    QCOMPARE(snapshot->tombstones[0].deletedAt, QStringLiteral("2026-01-01T00:00:00Z"));
    QVERIFY(!snapshot->tombstones[0].resource.contains(QLatin1String("deletedAt")));
}

void tst_Snapshot::cleansWhatIsNested()
{
    ResourceType type{QStringLiteral("T"), QStringLiteral("Ts"), QStringLiteral("t"), {}};
    Field parts{QStringLiteral("parts"), Field::Kind::List};
    parts.itemKind = Field::Kind::Object;
    parts.fields = {{QStringLiteral("name"), Field::Kind::Text, true},
                    {QStringLiteral("note"), Field::Kind::Text}};
    type.fields = {{QStringLiteral("uniqueId"), Field::Kind::Text, true}, parts};
    const auto snapshot = parseSnapshot(
        json("{'resources':[{'uniqueId':'a','parts':[{'name':'x','note':null,'serial':5},'odd']}]}"), m_now,
        &type);
    QVERIFY(snapshot);
    QCOMPARE(QJsonDocument(snapshot->resources.front()).toJson(QJsonDocument::Compact),
             json("{'parts':[{'name':'x'},'odd'],'uniqueId':'a'}"));
    QCOMPARE(snapshot->unknownFields, QStringList{QStringLiteral("parts.serial")});
}

void tst_Snapshot::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *body, const char *words) {
        QTest::addRow("%s", name) << json(body) << QString::fromUtf8(words);
    };
    row("nothing", "", "damaged");
    row("half of it", "{'resources':[{'uniqueId':'a'}", "damaged");
    row("a list", "[]", "no list of resources");
    row("no resources", "{}", "no list of resources");
    row("resources that are no list", "{'resources':{}}", "no list of resources");
    row("a resource that is none", "{'resources':[5]}", "not a resource");
    row("no uniqueId", "{'resources':[{'email':'e'}]}", "without a uniqueId");
    row("an empty uniqueId", "{'resources':[{'uniqueId':''}]}", "without a uniqueId");
    row("a uniqueId that is a number", "{'resources':[{'uniqueId':5}]}", "without a uniqueId");
    row("a uniqueId twice", "{'resources':[{'uniqueId':'a'},{'uniqueId':'a'}]}", "“a”");
}

void tst_Snapshot::refuses()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    const auto snapshot = parseSnapshot(body, m_now, &userAccounts());
    QVERIFY(!snapshot);
    QVERIFY(snapshot.error().kind == Error::Kind::Malformed);
    QVERIFY2(snapshot.error().message.contains(words), qPrintable(snapshot.error().message));
}

void tst_Snapshot::comesBackFromStorage()
{
    Snapshot snapshot =
        *snapshotOf(users(QStringLiteral("a b:mfaEnabled=null,strange=1")), users(QStringLiteral("c")));
    snapshot.unknownFields = QStringList{QStringLiteral("nickname")};
    const auto back = parseSnapshot(toBody(snapshot), snapshot.takenAt);
    QVERIFY(back);
    QCOMPARE(back->takenAt, snapshot.takenAt);
    QCOMPARE(back->resources, snapshot.resources);
    QCOMPARE(back->unknownFields, snapshot.unknownFields);
    QCOMPARE(back->tombstones.size(), 1U);
    QCOMPARE(back->tombstones[0].resource, snapshot.tombstones[0].resource);
    QCOMPARE(back->tombstones[0].deletedAt, snapshot.tombstones[0].deletedAt);
    const auto empty = parseSnapshot(toBody({}), {});
    QVERIFY(empty && empty->resources.empty() && !empty->wasFetched());
}

void tst_Snapshot::indexes()
{
    const auto index = indexById(users(QStringLiteral("a b")));
    QCOMPARE(index.size(), 2);
    QCOMPARE(index.value(QStringLiteral("b")), 1);
}

QTEST_GUILESS_MAIN(tst_Snapshot)
#include "tst_snapshot.moc"
