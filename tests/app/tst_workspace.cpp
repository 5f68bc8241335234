// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/migrations.h"
#include "app/workspace/sqlfile.h"
#include "tests/support/workspacesamples.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Fullstate;

/// The workspace file: what was told to it is there again, for the user alone.
class tst_Workspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void connectionsComeBack();
    void changedConnectionKeepsItsDrafts();
    void uploadsComeBack();
    void firstVersionIsBroughtUpToDate();
    void earlierSignInsAreAskedAbout();
    void draftComesBack_data();
    void draftComesBack();
    void onlyTheLastStateCounts();
    void undeclaredSetIsNotKept();
    void rejectedIdsComeBack();
    void whatImportsRememberComesBack();
    void receiptsComeBack();
    void closedToOthers();
    void widenedModesAreTightened();
    void foreignFolderIsRefused();
    void linkIsRefused();
    void oddFolderNames_data();
    void oddFolderNames();

private:
    QString folder(const QString &name = QStringLiteral("data")) const { return m_home->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void tst_Workspace::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_home = std::make_unique<QTemporaryDir>();
}

void tst_Workspace::connectionsComeBack()
{
    Connection plain = sampleConnection();
    plain.id = QStringLiteral("connection-2");
    plain.region = Region::Gov;
    plain.custom = {};
    plain.kind = Connection::Kind::Public;
    plain.resourceSets = {};
    Connection practice = plain;
    practice.id = QStringLiteral("connection-3");
    practice.kind = Connection::Kind::Practice;
    practice.clientId = QString();
    practice.documents = true;
    practice.customerId = QStringLiteral("customer-1");
    practice.redirectUrl = QUrl(QStringLiteral("http://127.0.0.1:8912/back?from=vanta"));
    practice.pkce = false;
    practice.signInConfirmed = false;
    {
        const auto workspace = openedSound(folder());
        QVERIFY(workspace->storedConnections().empty());
        workspace->saveConnection(sampleConnection());
        workspace->saveConnection(plain);
        workspace->saveConnection(practice);
    }
    const auto workspace = openedSound(folder());
    QCOMPARE(workspace->openingNotice(), QString());
    const auto connections = workspace->storedConnections();
    QCOMPARE(connections.size(), size_t{3});
    for (const Connection &expected : {sampleConnection(), plain, practice})
        QVERIFY2(std::find(connections.begin(), connections.end(), expected) != connections.end(),
                 qPrintable(expected.id));
}

void tst_Workspace::changedConnectionKeepsItsDrafts()
{
    Connection connection = sampleConnection();
    const QString otherSet = connection.resourceSets[1].id;
    Receipt receipt;
    receipt.id = QStringLiteral("receipt");
    receipt.setId = SetId;
    {
        const auto workspace = openedSound(folder());
        workspace->saveConnection(connection);
        workspace->saveDraft(SetId, stateNumber(1));
        workspace->saveDraft(otherSet, stateNumber(2));
        connection.name = QStringLiteral("Acme Inc.");
        connection.resourceSets.pop_back();
        workspace->saveConnection(connection);
        QVERIFY(waitFor<void>(workspace->saveReceipt(receipt, nullptr)));
        QCOMPARE(text(stored(*workspace)), text(stateNumber(1)));
        QCOMPARE(text(stored(*workspace, otherSet)), text(DraftState()));
    }
    {
        const auto workspace = openedSound(folder());
        QVERIFY(workspace->storedConnections() == std::vector{connection});
        QCOMPARE(text(stored(*workspace)), text(stateNumber(1)));
        workspace->removeConnection(connection.id);
        QCOMPARE(text(stored(*workspace)), text(DraftState()));
    }
    const auto workspace = openedSound(folder());
    QVERIFY(workspace->storedConnections().empty());
    QCOMPARE(waitFor(workspace->loadReceipts(SetId, nullptr)).value().size(), size_t{1});
}

void tst_Workspace::uploadsComeBack()
{
    Upload first{QStringLiteral("u1"),
                 QStringLiteral("connection-1"),
                 QStringLiteral("Acme"),
                 QStringLiteral("access-reviews"),
                 QStringLiteral("/home/me/é.pdf"),
                 QDate(2026, 11, 1)};
    first.startedAt = QDateTime({2026, 11, 24}, {9, 0, 1, 234}, Qt::UTC);
    first.size = 5'000'000'000;
    Upload second = first;
    second.id = QStringLiteral("u2");
    second.startedAt = first.startedAt.addSecs(1);
    second.description = QStringLiteral("Quarterly");
    second.outcome = Upload::Outcome::Uploaded;
    second.status = 201;
    second.message = QStringLiteral("Fine");
    second.url = QStringLiteral("https://app.vanta.com/documents/d");
    {
        const auto workspace = openedSound(folder());
        workspace->saveConnection(sampleConnection());
        for (Upload upload : {first, second}) {
            const auto outcome = std::exchange(upload.outcome, Upload::Outcome::Started);
            QVERIFY(waitFor<void>(workspace->saveUpload(upload, nullptr)));
            upload.outcome = outcome;
            QVERIFY(waitFor<void>(workspace->saveUpload(upload, nullptr)));
        }
        workspace->removeConnection(sampleConnection().id); // they outlive it
    }
    const auto workspace = openedSound(folder());
    QVERIFY(waitFor(workspace->loadUploads(first.connectionId, nullptr)).value()
            == (std::vector{second, first}));
    QVERIFY(waitFor(workspace->loadUploads(QStringLiteral("another"), nullptr)).value().empty());
}

void tst_Workspace::firstVersionIsBroughtUpToDate()
{
    QVERIFY(QDir().mkpath(folder()));
    QFile::setPermissions(folder(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    {
        SqlFile file(folder() + QStringLiteral("/workspace.db"));
        QVERIFY(file.open());
        QStringList statements = migrations()[0];
        statements.append(
            {QStringLiteral("INSERT INTO connections VALUES ('old', 'Acme', 'private', 'us', '', "
                            "'', 'client')"),
             QStringLiteral("PRAGMA user_version = 1")});
        for (const QString &statement : std::as_const(statements))
            QVERIFY2(file.run(statement), qPrintable(statement));
    }
    const auto workspace = openedSound(folder());
    const auto connections = workspace->storedConnections();
    QCOMPARE(connections.size(), size_t{1});
    QCOMPARE(connections.front().name, QStringLiteral("Acme"));
    QVERIFY(!connections.front().documents);
    QVERIFY(connections.front().pkce);
    Upload upload;
    upload.id = QStringLiteral("u");
    upload.connectionId = QStringLiteral("old");
    upload.documentId = QStringLiteral("d");
    upload.fileName = QStringLiteral("f");
    QVERIFY(waitFor<void>(workspace->saveUpload(upload, nullptr)));
    QCOMPARE(waitFor(workspace->loadUploads(upload.connectionId, nullptr)).value().size(), size_t{1});
}

/// The fourth version did not keep whether a sign-in was confirmed: nobody knows, so it is asked once more.
void tst_Workspace::earlierSignInsAreAskedAbout()
{
    QVERIFY(QDir().mkpath(folder()));
    QFile::setPermissions(folder(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    {
        SqlFile file(folder() + QStringLiteral("/workspace.db"));
        QVERIFY(file.open());
        QStringList statements = migrations()[0] + migrations()[1] + migrations()[2] + migrations()[3];
        for (const char *kind : {"private", "public"}) {
            statements.append(QStringLiteral("INSERT INTO connections (id, name, kind, region, api_url, "
                                             "browser_url, client_id) VALUES ('%1', '%1', '%1', 'us', '', "
                                             "'', 'client')")
                                  .arg(QLatin1String(kind)));
        }
        statements.append(QStringLiteral("PRAGMA user_version = 4"));
        for (const QString &statement : std::as_const(statements))
            QVERIFY2(file.run(statement), qPrintable(statement));
    }
    const auto workspace = openedSound(folder());
    const auto connections = workspace->storedConnections();
    QCOMPARE(connections.size(), size_t{2});
    for (const Connection &connection : connections)
        QCOMPARE(connection.signInConfirmed, connection.kind == Connection::Kind::Private);
}

void tst_Workspace::draftComesBack_data()
{
    QTest::addColumn<std::shared_ptr<DraftState>>("state");
    const auto add = [](const char *name, DraftState state) {
        QTest::newRow(name) << std::make_shared<DraftState>(std::move(state));
    };
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    add("nothing at all", {});
    add("an empty tenant was fetched", {snapshot({}), {}});
    add("a snapshot with a tombstone",
        {snapshot({account(a)}, {{account(b), QStringLiteral("2026-01-01T00:00:00.000Z")}}), {}});
    add("rows without a snapshot", {std::make_shared<const Snapshot>(), {{1, account(a), {}, false}}});
    add("rows out of the order of their keys",
        {snapshot({account(a)}),
         {{9, account(b), {}, false}, {2, account(a), a, false}, {5, {}, {}, false}}});
    add("a removed row", {snapshot({account(a)}), {{1, account(a, 2), a, true}}});
    add("the largest key", {snapshot({}), {{~quint64{0}, account(a), {}, false}}});
    add("text of every kind",
        {snapshot({}),
         {{1,
           {{QStringLiteral("uniqueId"), QString::fromUtf8("é🦆\"'\\\n\u202e\0x")},
            {QStringLiteral("nothing"), QJsonValue::Null},
            {QStringLiteral("list"), QJsonArray{1, 2.5, true}}},
           {},
           false}}});
}

void tst_Workspace::draftComesBack()
{
    QFETCH(const std::shared_ptr<DraftState>, state);
    {
        const auto workspace = openedSound(folder());
        workspace->saveConnection(sampleConnection());
        workspace->saveDraft(SetId, *state);
        QCOMPARE(text(stored(*workspace)), text(*state));
    }
    const auto workspace = openedSound(folder());
    QCOMPARE(text(stored(*workspace)), text(*state));
}

void tst_Workspace::onlyTheLastStateCounts()
{
    DraftState state = stateNumber(1);
    const auto workspace = openedSound(folder());
    workspace->saveConnection(sampleConnection());
    workspace->saveDraft(SetId, state);
    state.rows[3].resource = account(QStringLiteral("changed"), 99);
    state.rows[4].removed = true;
    state.rows[5].origin = QStringLiteral("base");
    state.rows.erase(state.rows.begin());
    std::swap(state.rows[0], state.rows[9]);
    workspace->saveDraft(SetId, state);
    state.base = snapshot({});
    state.rows.push_back({77, account(QStringLiteral("late")), {}, false});
    workspace->saveDraft(SetId, state);
    QCOMPARE(text(stored(*workspace)), text(state));
}

void tst_Workspace::undeclaredSetIsNotKept()
{
    const auto workspace = openedSound(folder());
    const QSignalSpy failed(workspace.get(), &Workspace::writeFailed);
    workspace->saveDraft(SetId, stateNumber(1));
    workspace->saveRejectedIds(SetId, {QStringLiteral("a")});
    QVERIFY(workspace->flush(10'000));
    workspace->saveConnection(sampleConnection());
    QCOMPARE(text(stored(*workspace)), text(DraftState()));
    workspace->saveDraft(SetId, stateNumber(1)); // and not taken for stored because it was once told
    QCOMPARE(text(stored(*workspace)), text(stateNumber(1)));
    QCOMPARE(failed.size(), 0);
}

void tst_Workspace::rejectedIdsComeBack()
{
    const QStringList ids{QStringLiteral("a"), QString::fromUtf8("é"), QString()};
    {
        const auto workspace = openedSound(folder());
        workspace->saveConnection(sampleConnection());
        QCOMPARE(waitFor(workspace->loadRejectedIds(SetId, nullptr)).value(), QStringList());
        workspace->saveRejectedIds(SetId, ids);
    }
    const auto workspace = openedSound(folder());
    QCOMPARE(waitFor(workspace->loadRejectedIds(SetId, nullptr)).value(), ids);
    QCOMPARE(text(stored(*workspace)), text(DraftState()));
}

void tst_Workspace::whatImportsRememberComesBack()
{
    const auto otherSet = QStringLiteral("set-2");
    const auto header = QString::fromUtf8("mail\nzoë");
    const auto noSet = QStringLiteral("no such set");
    {
        const auto workspace = openedSound(folder());
        workspace->saveConnection(sampleConnection());
        QCOMPARE(waitFor(workspace->loadScope(SetId, nullptr)).value(), QByteArray());
        QCOMPARE(waitFor(workspace->loadMapping(SetId, header, nullptr)).value(), QByteArray());
        workspace->saveScope(SetId, "[1]");
        workspace->saveScope(SetId, "[\"é\"]");
        workspace->saveMapping(SetId, header, "old");
        workspace->saveMapping(SetId, header, "new");
        workspace->saveMapping(SetId, QStringLiteral("mail"), "another");
        workspace->saveMapping(noSet, header, "nobody's"); // no failure: the set was removed meanwhile
        workspace->saveScope(noSet, "nobody's");
    }
    const auto workspace = openedSound(folder());
    Connection renamed = sampleConnection();
    renamed.name = QStringLiteral("Another name");
    workspace->saveConnection(renamed); // takes nothing away
    QCOMPARE(waitFor(workspace->loadScope(SetId, nullptr)).value(), QByteArray("[\"é\"]"));
    QCOMPARE(waitFor(workspace->loadScope(otherSet, nullptr)).value(), QByteArray());
    QCOMPARE(waitFor(workspace->loadScope(noSet, nullptr)).value(), QByteArray());
    QCOMPARE(waitFor(workspace->loadMapping(SetId, header, nullptr)).value(), QByteArray("new"));
    QCOMPARE(waitFor(workspace->loadMapping(SetId, QStringLiteral("mail"), nullptr)).value(),
             QByteArray("another"));
    QCOMPARE(waitFor(workspace->loadMapping(otherSet, header, nullptr)).value(), QByteArray());
    QCOMPARE(waitFor(workspace->loadMapping(noSet, header, nullptr)).value(), QByteArray());
    workspace->removeConnection(renamed.id);
    workspace->saveConnection(sampleConnection()); // another one of that id begins anew
    QCOMPARE(waitFor(workspace->loadScope(SetId, nullptr)).value(), QByteArray());
    QCOMPARE(waitFor(workspace->loadMapping(SetId, header, nullptr)).value(), QByteArray());
}

void tst_Workspace::receiptsComeBack()
{
    Receipt receipt;
    receipt.id = QStringLiteral("receipt-1");
    receipt.setId = SetId;
    receipt.where = QStringLiteral("Acme (US), User accounts 65fc");
    receipt.startedAt = QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC);
    receipt.plan.typeName = QStringLiteral("UserAccount");
    receipt.plan.tenant =
        snapshot({account(QStringLiteral("a"))}, {{account(QStringLiteral("b")), QStringLiteral("x")}});
    receipt.plan.changes = {
        {PlannedChange::Action::Delete, QStringLiteral("a"), {}, account(QStringLiteral("a"))}};
    receipt.plan.deletes = 1;
    receipt.plan.body = QByteArray(100'000, 'b');
    Receipt later = receipt;
    later.id = QStringLiteral("receipt-2");
    later.startedAt = receipt.startedAt.addSecs(1);
    Receipt elsewhere = receipt;
    elsewhere.id = QStringLiteral("receipt-3");
    elsewhere.setId = QStringLiteral("set-2");

    {
        const auto workspace = openedSound(folder());
        for (const Receipt &each : {receipt, later, elsewhere})
            QVERIFY(waitFor<void>(workspace->saveReceipt(each, nullptr)));
        receipt.outcome = Receipt::Outcome::Verified;
        receipt.after = QByteArrayLiteral("{}");
        receipt.message = QStringLiteral("Push verified.");
        QVERIFY(waitFor<void>(workspace->saveReceipt(receipt, nullptr)));
    }
    const auto workspace = openedSound(folder());
    const auto list = waitFor(workspace->loadReceipts(SetId, nullptr)).value();
    QCOMPARE(list.size(), size_t{2});
    QCOMPARE(list[0].id, later.id);
    QVERIFY(list[0].outcome == Receipt::Outcome::Started);
    QCOMPARE(list[1].id, receipt.id);
    QVERIFY(list[1].outcome == Receipt::Outcome::Verified);
    QCOMPARE(list[1].plan.deletes, 1);
    QCOMPARE(list[1].plan.body, QByteArray());

    const Receipt whole = waitFor(workspace->loadReceipt(receipt.id, nullptr)).value();
    QCOMPARE(whole.message, receipt.message);
    QCOMPARE(whole.plan.body, receipt.plan.body);
    QCOMPARE(whole.after, receipt.after);
    QCOMPARE(text({whole.plan.tenant, {}}), text({receipt.plan.tenant, {}}));
    QCOMPARE(whole.plan.changes.size(), size_t{1});
    QCOMPARE(text(whole.plan.changes[0].before), text(account(QStringLiteral("a"))));

    QVERIFY(!waitFor(workspace->loadReceipt(QStringLiteral("no such"), nullptr)));
}

void tst_Workspace::closedToOthers()
{
    const mode_t before = umask(0);
    const auto workspace = openedSound(folder());
    workspace->saveConnection(sampleConnection());
    const bool isWritten = workspace->flush(10'000);
    umask(before);
    QVERIFY(isWritten);
    QCOMPARE(modeOf(folder()), 0700);
    const QStringList files = QDir(folder()).entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(files,
             (QStringList{QStringLiteral("workspace.db"), QStringLiteral("workspace.db-shm"),
                          QStringLiteral("workspace.db-wal"), QStringLiteral("workspace.lock")}));
    for (const QString &file : files)
        QCOMPARE(modeOf(QDir(folder()).filePath(file)), 0600);
}

void tst_Workspace::widenedModesAreTightened()
{
    openedSound(folder());
    const QString file = folder() + QStringLiteral("/workspace.db");
    QCOMPARE(chmod(QFile::encodeName(folder()).constData(), 0777), 0);
    QCOMPARE(chmod(QFile::encodeName(file).constData(), 0666), 0);
    openedSound(folder());
    QCOMPARE(modeOf(folder()), 0700);
    QCOMPARE(modeOf(file), 0600);
}

void tst_Workspace::foreignFolderIsRefused()
{
    QVERIFY(QDir().mkpath(folder()));
    QCOMPARE(chmod(QFile::encodeName(folder()).constData(), 0755), 0);
    overwrite(folder() + QStringLiteral("/letter.txt"), "x");
    QVERIFY(refusal(folder()).contains(QStringLiteral("holds other things")));
    QCOMPARE(modeOf(folder()), 0755);
    QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList{QStringLiteral("letter.txt")});
}

void tst_Workspace::linkIsRefused()
{
    QVERIFY(QDir().mkpath(folder()));
    const QString elsewhere = m_home->filePath(QStringLiteral("elsewhere"));
    overwrite(elsewhere, {});
    QVERIFY(QFile::link(elsewhere, folder() + QStringLiteral("/workspace.db")));
    QVERIFY(refusal(folder()).contains(QStringLiteral("not a link")));
    QCOMPARE(contentOf(elsewhere), QByteArray());
}

void tst_Workspace::oddFolderNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("spaces and signs") << QStringLiteral("my data; 'quoted' %20 ?mode=ro #1");
    QTest::newRow("right to left") << QString::fromUtf8("\u05d0\u05d1\u05d2");
    QTest::newRow("deep") << QStringLiteral("one/two/three");
    QTest::newRow("long") << QString(200, QLatin1Char('n'));
}

void tst_Workspace::oddFolderNames()
{
    QFETCH(const QString, name);
    openedSound(folder(name))->saveConnection(sampleConnection());
    QVERIFY(QFile::exists(folder(name) + QStringLiteral("/workspace.db")));
    QCOMPARE(openedSound(folder(name))->storedConnections().size(), size_t{1});
}

QTEST_GUILESS_MAIN(tst_Workspace)
#include "tst_workspace.moc"
