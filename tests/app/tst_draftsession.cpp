// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/resourceapi.h"
#include "app/schema/catalog.h"
#include "app/session/draftsession.h"
#include "tests/support/testclock.h"
#include "tests/support/workspacesamples.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace Fullstate;

namespace {

QJsonObject user(const QString &id)
{
    return {{QStringLiteral("uniqueId"), id},
            {QStringLiteral("displayName"), id},
            {QStringLiteral("externalUrl"), QString(QStringLiteral("https://example.com/") + id)},
            {QStringLiteral("fullName"), QString(QStringLiteral("User ") + id)},
            {QStringLiteral("accountName"), id},
            {QStringLiteral("email"), QString(id + QStringLiteral("@example.com"))},
            {QStringLiteral("permissionLevel"), QStringLiteral("BASE")},
            {QStringLiteral("createdTimestamp"), QStringLiteral("2026-01-01T00:00:00Z")},
            {QStringLiteral("status"), QStringLiteral("ACTIVE")},
            {QStringLiteral("mfaEnabled"), true},
            {QStringLiteral("mfaMethods"), QJsonArray{QStringLiteral("OTP")}},
            {QStringLiteral("authMethod"), QStringLiteral("SSO")}};
}

QByteArray body(const QStringList &ids)
{
    QJsonArray resources;
    for (const QString &id : ids)
        resources.append(user(id));
    return QJsonDocument(QJsonObject{{QStringLiteral("resources"), resources}}).toJson();
}

/// Answers a fetch with what it was told to.
class ScriptedApi final : public ResourceApi
{
public:
    ResultJob<QByteArray> *fetch(const Connection &, const QString &typePath, const QString &resourceId,
                                 QObject *parent) override
    {
        asked << typePath + QLatin1Char(' ') + resourceId;
        return new ReadyJob<QByteArray>(answer, parent);
    }
    ResultJob<PutAnswer> *put(const Connection &, const QString &, const QByteArray &,
                              QObject *parent) override
    {
        return new ReadyJob<PutAnswer>(PutAnswer{}, parent);
    }

    Result<QByteArray> answer;
    QStringList asked;
};

} // namespace

/// One open resource set: read, fetched, edited, kept, validated.
class tst_DraftSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhereItIs();
    void opensEmptyAndFetches();
    void oneFetchAtATime();
    void failedFetchIsSaid();
    void cancelledFetchIsNotAFailure();
    void editsComeBack();
    void editsOutliveAFetch();
    void snapshotBeforeTheDraftIsRead();
    void problemsStandAtTheirRows();
    void problemsMoveWithTheirRows();
    void anEditTellsOnlyItsOwnRow();
    void validatesAgainstOtherSets();
    void rejectedIdsComeBack();
    void scopeComesBack();
    void mappingsComeBack();
    void damagedDraftIsSaid();
    void goesWhileBusy();

private:
    void open();
    void fetched(const QStringList &ids);
    QString problems() const;

    std::optional<Catalog> m_catalog;
    TestClock m_clock;
    ScriptedApi m_api;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<DraftSession> m_session;
};

void tst_DraftSession::initTestCase()
{
    m_catalog = Catalog::load().value();
}

void tst_DraftSession::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_home = std::make_unique<QTemporaryDir>();
    m_workspace = openedSound(m_home->filePath(QStringLiteral("data")));
    m_workspace->saveConnection(sampleConnection());
    m_api = {};
    m_api.answer = body({});
}

void tst_DraftSession::cleanup()
{
    m_session.reset();
    m_workspace.reset();
}

void tst_DraftSession::open()
{
    const Connection connection = sampleConnection();
    m_session = std::make_unique<DraftSession>(connection, connection.resourceSets[0],
                                               *m_catalog->find(u"UserAccount"), *m_workspace, m_api, m_clock,
                                               nullptr);
    QVERIFY(!m_session->isLoaded());
    QTRY_VERIFY(m_session->isLoaded());
}

void tst_DraftSession::fetched(const QStringList &ids)
{
    m_api.answer = body(ids);
    QVERIFY(waitFor(m_session->fetch()));
}

/// "row field": each, in order.
QString tst_DraftSession::problems() const
{
    QStringList lines;
    for (const Problem &problem : m_session->problems())
        lines << QStringLiteral("%1 %2").arg(problem.row).arg(problem.field);
    return lines.join(QStringLiteral(", "));
}

void tst_DraftSession::saysWhereItIs()
{
    open();
    QCOMPARE(m_session->where(), QStringLiteral("Acme (Custom) · User accounts"));
    Connection practice = sampleConnection();
    practice.kind = Connection::Kind::Practice;
    practice.name = QStringLiteral("Practice tenant");
    const QSignalSpy changed(m_session.get(), &DraftSession::changed);
    m_session->setConnection(practice);
    QCOMPARE(m_session->where(), QStringLiteral("Practice tenant · User accounts"));
    QCOMPARE(changed.size(), 1);
}

void tst_DraftSession::opensEmptyAndFetches()
{
    open();
    QCOMPARE(m_session->draft().rows().size(), size_t{0});
    QVERIFY(!m_session->draft().base()->wasFetched());
    const QSignalSpy changed(m_session.get(), &DraftSession::changed);
    fetched({QStringLiteral("a"), QStringLiteral("b")});
    QCOMPARE(m_api.asked, QStringList{QStringLiteral("user_account 65fc")});
    QCOMPARE(m_session->draft().base()->takenAt, m_clock.now());
    QCOMPARE(m_session->table().rowCount(), 2);
    QVERIFY(!m_session->draft().hasChanges());
    QVERIFY(!changed.isEmpty());
}

void tst_DraftSession::oneFetchAtATime()
{
    open();
    const QSignalSpy changing(m_session.get(), &DraftSession::fetchingChanged);
    m_api.answer = body({QStringLiteral("a")});
    ResultJob<SnapshotPtr> *first = m_session->fetch();
    QCOMPARE(m_session->fetch(), first);
    QVERIFY(m_session->isFetching());
    bool isOnItBefore = false;
    connect(first, &Job::finished, this, [&] { isOnItBefore = m_session->table().rowCount() == 1; });
    QVERIFY(waitFor(first));
    QVERIFY(isOnItBefore);
    QVERIFY(!m_session->isFetching());
    QCOMPARE(changing.size(), 2);
    QCOMPARE(m_api.asked.size(), 1);
}

void tst_DraftSession::failedFetchIsSaid()
{
    open();
    fetched({QStringLiteral("a")});
    const QSignalSpy failed(m_session.get(), &DraftSession::fetchFailed);
    m_api.answer = Failure({Error::Kind::NotFound, QStringLiteral("Not declared."), {}});
    QVERIFY(!waitFor(m_session->fetch()));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Error>().message, QStringLiteral("Not declared."));
    QCOMPARE(m_session->table().rowCount(), 1);
    QVERIFY(!m_session->isFetching());
}

void tst_DraftSession::cancelledFetchIsNotAFailure()
{
    open();
    const QSignalSpy failed(m_session.get(), &DraftSession::fetchFailed);
    m_session->fetch()->cancel();
    QVERIFY(!m_session->isFetching());
    QCOMPARE(failed.size(), 0);
    fetched({QStringLiteral("a")}); // and the next is another one
    QCOMPARE(m_session->table().rowCount(), 1);
}

void tst_DraftSession::editsComeBack()
{
    open();
    fetched({QStringLiteral("a"), QStringLiteral("b")});
    QVERIFY(m_session->draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("Ada")}},
                                    QStringLiteral("Edit")));
    QVERIFY(m_session->draft().remove({1}));
    const QString before = text(m_session->draft().state());
    m_session.reset();
    open();
    QCOMPARE(text(m_session->draft().state()), before);
    QCOMPARE(m_session->draft().counts().changed, 1);
    QCOMPARE(m_session->draft().counts().removed, 1);
}

void tst_DraftSession::editsOutliveAFetch()
{
    open();
    fetched({QStringLiteral("a"), QStringLiteral("b")});
    QVERIFY(m_session->draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("Ada")}},
                                    QStringLiteral("Edit")));
    fetched({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    QCOMPARE(m_session->draft().rows()[0].resource.value(QLatin1String("fullName")).toString(),
             QStringLiteral("Ada"));
    QCOMPARE(m_session->table().rowCount(), 3);
}

void tst_DraftSession::snapshotBeforeTheDraftIsRead()
{
    const Connection connection = sampleConnection();
    m_session = std::make_unique<DraftSession>(connection, connection.resourceSets[0],
                                               *m_catalog->find(u"UserAccount"), *m_workspace, m_api, m_clock,
                                               nullptr);
    m_session->adopt(snapshot({user(QStringLiteral("a"))}));
    QTRY_VERIFY(m_session->isLoaded());
    QCOMPARE(m_session->table().rowCount(), 1);
}

void tst_DraftSession::problemsStandAtTheirRows()
{
    open();
    fetched({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    QTRY_COMPARE(problems(), QString());
    QVERIFY(m_session->draft().remove({0})); // it stays in the table, but is not validated
    QVERIFY(m_session->draft().edit({{2, QStringLiteral("status"), QStringLiteral("GONE")}},
                                    QStringLiteral("Edit")));
    QTRY_COMPARE(problems(), QStringLiteral("2 status"));
    const int column = m_session->table().columnOf(u"status");
    QVERIFY(!m_session->table().index(2, column).data(ResourceTable::ProblemRole).toString().isEmpty());
    m_session->draft().undoStack().undo();
    QTRY_COMPARE(problems(), QString());
}

void tst_DraftSession::problemsMoveWithTheirRows()
{
    open();
    fetched({QStringLiteral("a")});
    QJsonObject bad = user(QStringLiteral("bad"));
    bad.insert(QStringLiteral("status"), QStringLiteral("GONE"));
    m_session->draft().add({user(QStringLiteral("b")), bad}, QStringLiteral("Add"));
    QTRY_COMPARE(problems(), QStringLiteral("2 status"));
    QVERIFY(m_session->draft().remove({1})); // an added row disappears
    QCOMPARE(problems(), QStringLiteral("1 status")); // at once, before the next validation
    m_session->draft().undoStack().undo();
    QCOMPARE(problems(), QStringLiteral("2 status"));
    QVERIFY(m_session->draft().remove({2}));
    QCOMPARE(problems(), QString());
}

void tst_DraftSession::anEditTellsOnlyItsOwnRow()
{
    open();
    fetched({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
    Draft &draft = m_session->draft();
    const auto edit = [&draft](int row, const char *status) {
        draft.edit({{row, QStringLiteral("status"), QString::fromLatin1(status)}}, QStringLiteral("Edit"));
    };
    edit(0, "GONE");
    edit(3, "GONE");
    QTRY_COMPARE(problems(), QStringLiteral("0 status, 3 status"));
    QStringList told;
    connect(&m_session->table(), &QAbstractItemModel::dataChanged, this,
            [&told](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                if (roles.contains(ResourceTable::ProblemRole))
                    told << QStringLiteral("%1-%2").arg(first.row()).arg(last.row());
            });
    const QSignalSpy changed(m_session.get(), &DraftSession::problemsChanged);
    edit(2, "LOST");
    QTRY_COMPARE(problems(), QStringLiteral("0 status, 2 status, 3 status"));
    QCOMPARE(told.join(u' '), QStringLiteral("2-2"));
    QCOMPARE(changed.size(), 1);
    edit(2, "ACTIVE");
    QTRY_COMPARE(problems(), QStringLiteral("0 status, 3 status"));
    QCOMPARE(told.join(u' '), QStringLiteral("2-2 2-2"));
}

void tst_DraftSession::validatesAgainstOtherSets()
{
    const Connection connection = sampleConnection();
    m_session = std::make_unique<DraftSession>(connection, connection.resourceSets[0],
                                               *m_catalog->find(u"PackageVulnerabilityConnectors"),
                                               *m_workspace, m_api, m_clock, nullptr);
    m_session->setReferences(std::make_shared<const ReferencedSets>()); // before its draft is read
    QTRY_VERIFY(m_session->isLoaded());
    m_session->draft().add({{{QStringLiteral("uniqueId"), QStringLiteral("f")},
                             {QStringLiteral("vulnerableComponentUniqueId"), QStringLiteral("c")}}},
                           QStringLiteral("Add"));
    QTRY_VERIFY(problems().startsWith(QLatin1String("-1 vulnerableComponentUniqueId")));
    auto known = std::make_shared<ReferencedSets>();
    known->sets = {
        {QStringLiteral("components"), QStringLiteral("Components"),
         std::make_shared<const SetIds>(SetIds{true, {QStringLiteral("c")}, {QStringLiteral("c")}})}};
    m_session->setReferences(known);
    QTRY_VERIFY(!problems().contains(QLatin1String("vulnerableComponentUniqueId")));
}

void tst_DraftSession::rejectedIdsComeBack()
{
    open();
    QCOMPARE(m_session->rejectedIds(), QStringList());
    m_session->setRejectedIds({QStringLiteral("x")});
    m_session.reset();
    open();
    QCOMPARE(m_session->rejectedIds(), QStringList{QStringLiteral("x")});
}

void tst_DraftSession::scopeComesBack()
{
    open();
    QCOMPARE(m_session->scope(), Scope()); // nothing is advised for user accounts
    QCOMPARE(m_session->outOfScope(), 0);
    const Scope scope{{{QStringLiteral("status"), ScopeRule::Kind::OneOf, {QStringLiteral("ACTIVE")}}}};
    const QSignalSpy changed(m_session.get(), &DraftSession::changed);
    m_session->setScope(scope, 4120);
    QCOMPARE(changed.size(), 1); // the status bar follows
    m_session->setScope(scope, 4120);
    QCOMPARE(changed.size(), 1);
    m_session.reset();
    m_workspace.reset();
    m_workspace = openedSound(m_home->filePath(QStringLiteral("data")));
    open();
    QCOMPARE(m_session->scope(), scope);
    QCOMPARE(m_session->outOfScope(), 4120);
    m_session->setScope({}, 0);
    m_session.reset();
    open();
    QCOMPARE(m_session->scope(), Scope()); // which was chosen
    const ResourceType *type = m_catalog->find(u"PackageVulnerabilityConnectors");
    const Connection connection = sampleConnection();
    const auto advised = [&] {
        DraftSession session(connection, connection.resourceSets[1], *type, *m_workspace, m_api, m_clock,
                             nullptr);
        if (!QTest::qWaitFor([&session] { return session.isLoaded(); }))
            qFatal("it was not loaded");
        const Scope its = session.scope();
        session.setScope({}, 0);
        return its;
    };
    QCOMPARE(advised(), advisedScope(*type));
    QCOMPARE(advised(), Scope()); // "no scope" is not "nobody ever said"
}

void tst_DraftSession::mappingsComeBack()
{
    const auto header = QStringLiteral("a\nb");
    open();
    QCOMPARE(waitFor(m_session->loadMapping(header, this)).value(), QByteArray());
    m_session->saveMapping(header, "{}");
    m_session.reset();
    open();
    QCOMPARE(waitFor(m_session->loadMapping(header, this)).value(), QByteArray("{}"));
    QCOMPARE(waitFor(m_session->loadMapping(QStringLiteral("a"), this)).value(), QByteArray());
}

void tst_DraftSession::damagedDraftIsSaid()
{
    open();
    fetched({QStringLiteral("a")});
    m_session.reset();
    m_workspace.reset();
    {
        QSqlDatabase file = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("damage"));
        file.setDatabaseName(m_home->filePath(QStringLiteral("data/workspace.db")));
        QVERIFY(file.open());
        QVERIFY(QSqlQuery(file).exec(QStringLiteral("UPDATE draft_rows SET resource = x'7b22'")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("damage"));
    m_workspace = openedSound(m_home->filePath(QStringLiteral("data")));
    const Connection connection = sampleConnection();
    DraftSession session(connection, connection.resourceSets[0], *m_catalog->find(u"UserAccount"),
                         *m_workspace, m_api, m_clock, nullptr);
    const QSignalSpy failed(&session, &DraftSession::loadFailed);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].value<Error>().message.contains(QStringLiteral("cannot be read")));
    QVERIFY(!session.isLoaded());
}

void tst_DraftSession::goesWhileBusy()
{
    open();
    m_session->fetch();
    m_session.reset(); // while it fetches
    open();
    fetched({QStringLiteral("a")});
    m_session.reset(); // while it validates
    const Connection connection = sampleConnection();
    m_session = std::make_unique<DraftSession>(connection, connection.resourceSets[0],
                                               *m_catalog->find(u"UserAccount"), *m_workspace, m_api, m_clock,
                                               nullptr);
    m_session.reset(); // while it reads
    QVERIFY(m_workspace->flush(10'000));
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(tst_DraftSession)
#include "tst_draftsession.moc"
