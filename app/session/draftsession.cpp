// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/draftsession.h"

#include "app/base/workjob.h"
#include "app/push/fetchjob.h"
#include "app/schema/problemfinder.h"
#include "app/workspace/autosave.h"
#include "app/workspace/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

namespace Fullstate {

namespace {

constexpr std::chrono::milliseconds ValidationDelay{50};
const QLatin1String RulesKey("rules");
const QLatin1String LeftOutKey("outOfScope");

} // namespace

class DraftSession::Private
{
public:
    Private(DraftSession *session, Connection itsConnection, ResourceSet itsSet, const ResourceType &itsType,
            Workspace &itsWorkspace, ResourceApi &itsApi, const Clock &itsClock)
        : q(session)
        , connection(std::move(itsConnection))
        , set(std::move(itsSet))
        , type(itsType)
        , workspace(itsWorkspace)
        , api(itsApi)
        , clock(itsClock)
    {
    }

    void load();
    void takeScope(const QByteArray &json);
    void open(const DraftState &state);
    void watchRows();
    void validateSoon();
    void validate();
    void takeProblems(std::vector<Problem> found);

    DraftSession *q;
    Connection connection;
    ResourceSet set;
    const ResourceType &type;
    Workspace &workspace;
    ResourceApi &api;
    const Clock &clock;

    std::unique_ptr<Draft> draft;
    std::unique_ptr<ResourceTable> table;
    std::unique_ptr<Autosave> autosave; ///< goes before the draft, which it saves a last time
    std::shared_ptr<ProblemFinder> finder; ///< of whichever thread validates: one at a time
    bool haveRowsMoved = false;
    ReferencedSetsPtr references;
    QStringList rejectedIds;
    Scope scope;
    int outOfScope = 0;
    SnapshotPtr early; ///< arrived before the draft was read

    QPointer<ResultJob<SnapshotPtr>> fetch;
    QTimer validationTimer;
    QPointer<Job> validation;
    bool isValidationStale = false;
};

DraftSession::DraftSession(const Connection &connection, const ResourceSet &set, const ResourceType &type,
                           Workspace &workspace, ResourceApi &api, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, connection, set, type, workspace, api, clock))
{
    d->validationTimer.setSingleShot(true);
    d->validationTimer.setInterval(ValidationDelay);
    connect(&d->validationTimer, &QTimer::timeout, this, [this] { d->validate(); });
    d->load();
}

DraftSession::~DraftSession() = default;

void DraftSession::Private::load()
{
    // The workspace answers in order: the ids are here before the draft is.
    auto *ids = workspace.loadRejectedIds(set.id, q);
    connect(ids, &Job::finished, q, [this, ids] {
        if (ids->result())
            rejectedIds = *ids->result();
    });
    scope = advisedScope(type);
    auto *storedScope = workspace.loadScope(set.id, q);
    connect(storedScope, &Job::finished, q, [this, storedScope] {
        if (storedScope->result() && !storedScope->result()->isEmpty())
            takeScope(*storedScope->result());
    });
    auto *stored = workspace.loadDraft(set.id, q);
    connect(stored, &Job::finished, q, [this, stored] {
        if (stored->result())
            open(*stored->result());
        else
            Q_EMIT q->loadFailed(stored->result().error());
    });
}

void DraftSession::Private::takeScope(const QByteArray &json)
{
    const QJsonObject stored = QJsonDocument::fromJson(json).object();
    scope = scopeFromJson(QJsonDocument(stored.value(RulesKey).toArray()).toJson());
    outOfScope = stored.value(LeftOutKey).toInt();
}

void DraftSession::Private::open(const DraftState &state)
{
    draft = std::make_unique<Draft>(type, state);
    table = std::make_unique<ResourceTable>(*draft);
    autosave = std::make_unique<Autosave>(*draft, set.id, workspace);
    finder = std::make_shared<ProblemFinder>(type);
    watchRows();
    connect(draft.get(), &Draft::changed, q, [this] {
        if (std::exchange(haveRowsMoved, false))
            Q_EMIT q->problemsChanged();
        validateSoon();
        Q_EMIT q->changed();
    });
    Q_EMIT q->loaded();
    if (const SnapshotPtr snapshot = std::exchange(early, nullptr))
        q->adopt(snapshot);
    validate();
}

/// Until the next validation the problems that are known move along with their rows, in the table.
void DraftSession::Private::watchRows()
{
    for (const auto soon : {&Draft::rowsAboutToBeInserted, &Draft::rowsAboutToBeRemoved})
        connect(draft.get(), soon, q, [this] { haveRowsMoved = true; });
    connect(draft.get(), &Draft::aboutToReset, q, [this] { haveRowsMoved = true; });
}

void DraftSession::Private::validateSoon()
{
    isValidationStale = true;
    if (!validationTimer.isActive())
        validationTimer.start();
}

void DraftSession::Private::validate()
{
    if (validation) { // what it says will be stale; it is followed by another
        isValidationStale = true;
        return;
    }
    isValidationStale = false;
    std::vector<KeyedResource> wanted;
    wanted.reserve(draft->rows().size());
    int row = 0;
    for (const DraftRow &each : draft->rows()) {
        if (!each.removed)
            wanted.push_back({each.key, row, each.resource});
        ++row;
    }
    auto *job = new WorkJob<std::vector<Problem>>(
        [shared = finder, resources = std::move(wanted), known = references] {
            return shared->find(resources, known.get());
        },
        q);
    validation = job;
    connect(job, &Job::finished, q, [this, job] {
        validation = nullptr;
        if (isValidationStale)
            validationTimer.start();
        else
            takeProblems(*job->result());
    });
}

void DraftSession::Private::takeProblems(std::vector<Problem> found)
{
    if (found == table->problems())
        return;
    table->setProblems(std::move(found));
    Q_EMIT q->problemsChanged();
}

const Connection &DraftSession::connection() const
{
    return d->connection;
}

void DraftSession::setConnection(const Connection &connection)
{
    d->connection = connection;
    if (const ResourceSet *set = connection.resourceSet(d->set.id))
        d->set = *set;
    Q_EMIT changed();
}

const ResourceSet &DraftSession::set() const
{
    return d->set;
}

const ResourceType &DraftSession::type() const
{
    return d->type;
}

QString DraftSession::where() const
{
    const QString name = d->set.name.isEmpty() ? d->type.title : d->set.name;
    if (d->connection.kind == Connection::Kind::Practice)
        return tr("%1 · %2").arg(d->connection.name, name);
    return tr("%1 (%2) · %3").arg(d->connection.name, regionTitle(d->connection.region), name);
}

bool DraftSession::isLoaded() const
{
    return d->draft != nullptr;
}

Draft &DraftSession::draft()
{
    Q_ASSERT(isLoaded());
    return *d->draft;
}

ResourceTable &DraftSession::table()
{
    Q_ASSERT(isLoaded());
    return *d->table;
}

const std::vector<Problem> &DraftSession::problems() const
{
    static const std::vector<Problem> None;
    return isLoaded() ? d->table->problems() : None;
}

const ReferencedSetsPtr &DraftSession::references() const
{
    return d->references;
}

void DraftSession::setReferences(ReferencedSetsPtr references)
{
    d->references = std::move(references);
    if (isLoaded()) // else it is validated once it is
        d->validateSoon();
}

const QStringList &DraftSession::rejectedIds() const
{
    return d->rejectedIds;
}

void DraftSession::setRejectedIds(const QStringList &ids)
{
    if (ids == d->rejectedIds)
        return;
    d->rejectedIds = ids;
    d->workspace.saveRejectedIds(d->set.id, ids);
}

const Scope &DraftSession::scope() const
{
    return d->scope;
}

int DraftSession::outOfScope() const
{
    return d->outOfScope;
}

void DraftSession::setScope(const Scope &scope, int outOfScope)
{
    if (scope == d->scope && outOfScope == d->outOfScope)
        return;
    d->scope = scope;
    d->outOfScope = outOfScope;
    const QJsonObject stored{{RulesKey, QJsonDocument::fromJson(toJson(scope)).array()},
                             {LeftOutKey, outOfScope}};
    d->workspace.saveScope(d->set.id, QJsonDocument(stored).toJson(QJsonDocument::Compact));
    Q_EMIT changed();
}

ResultJob<QByteArray> *DraftSession::loadMapping(const QString &header, QObject *parent)
{
    return d->workspace.loadMapping(d->set.id, header, parent);
}

void DraftSession::saveMapping(const QString &header, const QByteArray &json)
{
    d->workspace.saveMapping(d->set.id, header, json);
}

ResultJob<SnapshotPtr> *DraftSession::fetch()
{
    if (d->fetch)
        return d->fetch;
    auto *job = new FetchJob(d->connection, d->type, d->set.resourceId, d->api, d->clock, this);
    d->fetch = job;
    // Connected before anybody else: whoever waits for the job finds the draft on the new snapshot.
    connect(job, &Job::finished, this, [this, job] {
        d->fetch = nullptr;
        if (job->result())
            adopt(*job->result());
        Q_EMIT fetchingChanged();
        if (!job->result() && job->result().error().kind != Error::Kind::Cancelled)
            Q_EMIT fetchFailed(job->result().error());
    });
    Q_EMIT fetchingChanged();
    return job;
}

bool DraftSession::isFetching() const
{
    return d->fetch != nullptr;
}

void DraftSession::save()
{
    if (isLoaded())
        d->autosave->saveNow();
}

void DraftSession::adopt(const SnapshotPtr &snapshot)
{
    if (!isLoaded()) {
        d->early = snapshot;
        return;
    }
    Q_EMIT aboutToAdopt();
    d->draft->rebase(snapshot);
    Q_EMIT adopted();
}

} // namespace Fullstate
