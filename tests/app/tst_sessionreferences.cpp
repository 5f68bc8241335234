// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/catalog.h"
#include "app/session/draftsession.h"
#include "app/session/sessionreferences.h"
#include "tests/support/scriptedapi.h"
#include "tests/support/testclock.h"
#include "tests/support/workspacesamples.h"

#include <QTemporaryDir>

using namespace Fullstate;

namespace {

const QString Findings = QStringLiteral("findings");
const QString Components = QStringLiteral("components");
const QString OtherComponents = QStringLiteral("other");

QJsonObject component(const QString &id)
{
    return {{QStringLiteral("uniqueId"), id}};
}

QJsonObject finding(const QString &id, const QString &componentId)
{
    return {{QStringLiteral("uniqueId"), id}, {QStringLiteral("vulnerableComponentUniqueId"), componentId}};
}

} // namespace

/// An open set of findings knows the components of its connection, wherever their drafts are.
class tst_SessionReferences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_catalog = Catalog::load().value(); }
    void init();
    void cleanup();
    void readsDraftsThatAreNotOpen();
    void neverFetchedIsSaid();
    void noSetIsSaid();
    void followsAnOpenDraft();
    void followsADraftThatIsOpenedLater();
    void unionOfAllSets();
    void followsTheConnection();
    void otherConnectionsDoNotCount();

private:
    void declare(const QStringList &componentSets);
    DraftSession *open(const QString &setId);
    DraftSession *openFindings(const QString &named);
    void fetched(DraftSession *session, const QStringList &ids) const;
    void store(const QString &setId, const QStringList &held);
    static QString warnings(const DraftSession *session);

    std::optional<Catalog> m_catalog;
    TestClock m_clock;
    ScriptedApi m_api{{}};
    Connection m_connection;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SessionReferences> m_references;
    std::vector<std::unique_ptr<DraftSession>> m_sessions;
};

void tst_SessionReferences::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_home = std::make_unique<QTemporaryDir>();
    m_workspace = openedSound(m_home->filePath(QStringLiteral("data")));
    m_references = std::make_unique<SessionReferences>(*m_catalog, *m_workspace);
    declare({Components});
}

void tst_SessionReferences::cleanup()
{
    m_sessions.clear();
    m_references.reset();
    m_workspace.reset();
}

/// A connection with a set of findings and these of components.
void tst_SessionReferences::declare(const QStringList &componentSets)
{
    m_connection = {};
    m_connection.id = QStringLiteral("connection");
    m_connection.clientId = QStringLiteral("client");
    m_connection.resourceSets = {{Findings, QStringLiteral("PackageVulnerabilityConnectors"), {}}};
    for (const QString &id : componentSets)
        m_connection.resourceSets.push_back(
            {id, QStringLiteral("VulnerableComponent"), {}, componentSets.size() > 1 ? id : QString()});
    m_workspace->saveConnection(m_connection);
}

DraftSession *tst_SessionReferences::open(const QString &setId)
{
    const ResourceSet &set = *m_connection.resourceSet(setId);
    m_sessions.push_back(std::make_unique<DraftSession>(m_connection, set, *m_catalog->find(set.typeName),
                                                        *m_workspace, m_api, m_clock, nullptr));
    m_references->add(m_sessions.back().get());
    return m_sessions.back().get();
}

/// With a finding for each of the components that \p named names.
DraftSession *tst_SessionReferences::openFindings(const QString &named)
{
    DraftSession *session = open(Findings);
    [session] { QTRY_VERIFY(session->isLoaded()); }();
    std::vector<QJsonObject> resources;
    const QStringList ids = named.split(u' ');
    for (const QString &id : ids)
        resources.push_back(finding(QStringLiteral("finding of ") + id, id));
    session->draft().add(resources, QStringLiteral("Add"));
    return session;
}

void tst_SessionReferences::fetched(DraftSession *session, const QStringList &ids) const
{
    std::vector<QJsonObject> resources;
    for (const QString &id : ids)
        resources.push_back(component(id));
    session->adopt(snapshot(resources));
}

/// A draft that was fetched in an earlier run.
void tst_SessionReferences::store(const QString &setId, const QStringList &held)
{
    DraftState state;
    std::vector<QJsonObject> resources;
    for (const QString &id : held) {
        resources.push_back(component(id));
        state.rows.push_back({static_cast<quint64>(state.rows.size()) + 1, component(id), id, false});
    }
    state.base = snapshot(resources);
    m_workspace->saveDraft(setId, state);
}

/// "row: message", of what is said about components.
QString tst_SessionReferences::warnings(const DraftSession *session)
{
    QStringList lines;
    for (const Problem &problem : session->problems()) {
        if (problem.severity == Problem::Severity::Warning
            && problem.field == QLatin1String("vulnerableComponentUniqueId"))
            lines << QStringLiteral("%1: %2").arg(problem.row).arg(problem.message);
    }
    return lines.join(u'\n');
}

void tst_SessionReferences::readsDraftsThatAreNotOpen()
{
    store(Components, {QStringLiteral("a"), QStringLiteral("b")});
    const DraftSession *findings = openFindings(QStringLiteral("a x b"));
    QTRY_COMPARE(
        warnings(findings),
        QStringLiteral(
            "1: “x” is not in Vulnerable components: add it there and push it first, or name another."));
    QCOMPARE(findings->references()->sets.front().setId, Components);
}

void tst_SessionReferences::neverFetchedIsSaid()
{
    const DraftSession *findings = openFindings(QStringLiteral("a b"));
    QTRY_COMPARE(warnings(findings),
                 QStringLiteral("-1: What 2 resource(s) name here cannot be looked up: Vulnerable components "
                                "was never fetched. Fetch it."));
}

void tst_SessionReferences::noSetIsSaid()
{
    declare({});
    const DraftSession *findings = openFindings(QStringLiteral("a"));
    QTRY_VERIFY(warnings(findings).startsWith(QLatin1String("-1: ")));
    QVERIFY(warnings(findings).contains(QLatin1String("no resource set of Vulnerable components")));
}

void tst_SessionReferences::followsAnOpenDraft()
{
    DraftSession *components = open(Components);
    const DraftSession *findings = openFindings(QStringLiteral("a new"));
    fetched(components, {QStringLiteral("a")});
    QTRY_COMPARE(
        warnings(findings),
        QStringLiteral(
            "1: “new” is not in Vulnerable components: add it there and push it first, or name another."));
    components->draft().add({component(QStringLiteral("new"))}, QStringLiteral("Add"));
    QTRY_COMPARE(warnings(findings),
                 QStringLiteral("1: “new” is not in the tenant yet: push Vulnerable components first."));
    components->draft().remove({0});
    QTRY_COMPARE(
        warnings(findings).section(u'\n', 0, 0),
        QStringLiteral(
            "0: “a” is removed in the draft of Vulnerable components: keep it there, or name another."));
    components->draft().undoStack().undo();
    fetched(components, {QStringLiteral("a"), QStringLiteral("new")}); // it was pushed
    QTRY_COMPARE(warnings(findings), QString());
}

void tst_SessionReferences::followsADraftThatIsOpenedLater()
{
    store(Components, {QStringLiteral("a")});
    const DraftSession *findings = openFindings(QStringLiteral("b"));
    QTRY_VERIFY(!warnings(findings).isEmpty());
    DraftSession *components = open(Components);
    QTRY_VERIFY(components->isLoaded());
    components->draft().edit({{0, QStringLiteral("uniqueId"), QStringLiteral("b")}}, QStringLiteral("Edit"));
    QTRY_COMPARE(warnings(findings),
                 QStringLiteral("0: “b” is not in the tenant yet: push Vulnerable components first."));
    // Its draft stays when its session goes.
    components->save();
    m_sessions.pop_back();
    m_sessions.pop_back();
    const DraftSession *again = openFindings(QStringLiteral("b"));
    QTRY_COMPARE(warnings(again).section(u'\n', 0, 0),
                 QStringLiteral("0: “b” is not in the tenant yet: push Vulnerable components first."));
}

void tst_SessionReferences::unionOfAllSets()
{
    declare({Components, OtherComponents});
    store(Components, {QStringLiteral("a")});
    store(OtherComponents, {QStringLiteral("b")});
    const DraftSession *findings = openFindings(QStringLiteral("a b x"));
    QTRY_COMPARE(
        warnings(findings),
        QStringLiteral(
            "2: “x” is not in Vulnerable components: add it there and push it first, or name another."));
}

void tst_SessionReferences::followsTheConnection()
{
    declare({Components});
    store(Components, {QStringLiteral("a")});
    DraftSession *findings = openFindings(QStringLiteral("b"));
    QTRY_VERIFY(warnings(findings).startsWith(QLatin1String("0: ")));
    declare({Components, OtherComponents});
    store(OtherComponents, {QStringLiteral("b")});
    findings->setConnection(m_connection);
    m_references->supply(*findings);
    QTRY_COMPARE(warnings(findings), QString());
}

void tst_SessionReferences::otherConnectionsDoNotCount()
{
    declare({});
    const Connection first = m_connection;
    m_connection.id = QStringLiteral("elsewhere");
    m_connection.resourceSets = {{OtherComponents, QStringLiteral("VulnerableComponent"), {}}};
    m_workspace->saveConnection(m_connection);
    fetched(open(OtherComponents), {QStringLiteral("a")});
    m_connection = first;
    const DraftSession *findings = openFindings(QStringLiteral("a"));
    QTRY_VERIFY(warnings(findings).contains(QLatin1String("no resource set of Vulnerable components")));
}

QTEST_GUILESS_MAIN(tst_SessionReferences)
#include "tst_sessionreferences.moc"
