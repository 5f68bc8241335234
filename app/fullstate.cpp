// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fullstate.h"

#include "app/api/httpresourceapi.h"
#include "app/auth/tokenbroker.h"
#include "app/connection/keychainsecretstore.h"
#include "app/connection/sessionsecrets.h"
#include "app/connection/splitsecretstore.h"
#include "app/evidence/uploadjob.h"
#include "app/evidence/uploadlist.h"
#include "app/practice/practicedata.h"
#include "app/practice/practicedocuments.h"
#include "app/practice/practicetenant.h"
#include "app/session/opendrafts.h"
#include "app/workspace/workspacefolder.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QSettings>
#include <QTimer>
#include <QUuid>
#include <algorithm>
#include <future>

namespace Fullstate {

namespace {

constexpr int ResourceRequestsPerMinute = 20; // api.md, Rate limits
constexpr int TokenRequestsPerMinute = 5;

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

/// In the order in which each needs the ones before.
struct Services::Parts
{
    Parts(const QString &dataFolder, Catalog loaded, std::unique_ptr<Workspace> opened,
          std::unique_ptr<QSettings> openedSettings, std::unique_ptr<SecretStore> store)
        : folder(dataFolder)
        , catalog(std::move(loaded))
        , workspace(std::move(opened))
        , settings(std::move(openedSettings))
        , connections(workspace->storedConnections(),
                      {[this](const Connection &changed) { workspace->saveConnection(changed); },
                       [this](const QString &id) { workspace->removeConnection(id); }})
        , keychain(store ? std::move(store) : std::make_unique<KeychainSecretStore>())
    {
        if (auto *ofTheDesktop = dynamic_cast<KeychainSecretStore *>(keychain.get())) {
            ofTheDesktop->setTitles([this](const SecretKey &key) { return titleOf(key); });
            const auto key = [](const QString &owner) {
                return QString(QStringLiteral("keychains/")
                               % QString::fromLatin1(QUrl::toPercentEncoding(owner)));
            };
            ofTheDesktop->setIndex({[this, key](const QString &owner) {
                                        return settings->value(key(owner)).toString().toLatin1();
                                    },
                                    [this, key](const QString &owner, const QByteArray &identity) {
                                        if (identity.isEmpty())
                                            settings->remove(key(owner));
                                        else
                                            settings->setValue(key(owner), QString::fromLatin1(identity));
                                    }});
        }
    }

    QString folder;
    Catalog catalog;
    SystemClock clock;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<QSettings> settings;
    ConnectionStore connections;
    std::unique_ptr<PracticeTenant> practice;
    ActivityLog activity;
    ApiNetwork network;
    RateBudget resourceBudget{ResourceRequestsPerMinute, clock};
    RateBudget tokenBudget{TokenRequestsPerMinute, clock};
    ApiContext context{network, clock, activity, resourceBudget, tokenBudget};
    std::unique_ptr<SecretStore> keychain;
    SplitSecretStore longSecrets{*keychain, MaxSecretBytes};
    SessionSecrets secrets{longSecrets};
    TokenBroker tokens{context, secrets};
    HttpResourceApi api{context, tokens};
    OpenDrafts drafts{catalog, *workspace, api, clock};

    /// Of what the keychain holds, for a person; nothing: it belongs to no connection that is known.
    QString titleOf(const SecretKey &key) const
    {
        const bool isClientSecret = key.kind == SecretKey::Kind::ClientSecret;
        const std::vector<Connection> &all = connections.connections();
        const auto found = std::find_if(all.begin(), all.end(), [&](const Connection &each) {
            return (isClientSecret ? each.id : each.tokenKey()) == key.owner;
        });
        if (found == all.end())
            return {};
        const QString name = found->customerId.isEmpty()
            ? found->name
            : tr("%1, customer %2").arg(found->name, found->customerId);
        const QString title = isClientSecret           ? tr("Fullstate: client secret of %1")
            : key.kind == SecretKey::Kind::AccessToken ? tr("Fullstate: access token of %1")
                                                       : tr("Fullstate: refresh token of %1");
        return title.arg(name);
    }
    QHash<QString, Connection> known; ///< as last told, for what has to follow a removed one
};

Services::Services(std::unique_ptr<Parts> parts)
    : d(std::move(parts))
{
    connect(&d->connections, &ConnectionStore::added, this, &Services::follow);
    connect(&d->connections, &ConnectionStore::updated, this, &Services::follow);
    connect(&d->connections, &ConnectionStore::removed, this, &Services::forget);
    connect(&d->tokens, &TokenBroker::documentsAnswered, this, &Services::rememberDocuments);
    for (const Connection &connection : d->connections.connections()) {
        allow(connection);
        d->known.insert(connection.id, connection);
    }
}

Services::~Services() = default;

Result<std::unique_ptr<Services>> Services::open(const QString &dataFolder,
                                                 std::unique_ptr<SecretStore> keychain)
{
    auto folder = WorkspaceFolder::claim(dataFolder);
    if (!folder)
        return Failure(folder.error());
    return open(*std::move(folder), Workspace::Waiting::Blocks, std::move(keychain));
}

Result<std::unique_ptr<Services>> Services::open(std::unique_ptr<WorkspaceFolder> folder)
{
    return open(std::move(folder), Workspace::Waiting::Paints, {});
}

Result<std::unique_ptr<Services>> Services::open(std::unique_ptr<WorkspaceFolder> folder,
                                                 Workspace::Waiting waiting,
                                                 std::unique_ptr<SecretStore> keychain)
{
    const QString dataFolder = folder->path();
    auto settings = folder->openSettings();
    auto loading = std::async(std::launch::async, [] { return Catalog::load(); });
    auto workspace = Workspace::open(std::move(folder), waiting);
    if (!workspace)
        return Failure(workspace.error());
    Result<Catalog> catalog = loading.get();
    if (!catalog)
        return Failure(catalog.error());
    auto parts = std::make_unique<Parts>(dataFolder, *std::move(catalog), *std::move(workspace),
                                         std::move(settings), std::move(keychain));
    return std::unique_ptr<Services>(new Services(std::move(parts)));
}

const Catalog &Services::catalog() const
{
    return d->catalog;
}

const Clock &Services::clock() const
{
    return d->clock;
}

Workspace &Services::workspace()
{
    return *d->workspace;
}

ConnectionStore &Services::connections()
{
    return d->connections;
}

SessionSecrets &Services::secrets()
{
    return d->secrets;
}

TokenBroker &Services::tokens()
{
    return d->tokens;
}

RateBudget &Services::tokenBudget()
{
    return d->tokenBudget;
}

std::chrono::milliseconds Services::waitForRequests(const Connection &connection, int requests)
{
    return d->resourceBudget.waitFor(connection.applicationKey(), requests);
}

ResourceApi &Services::api()
{
    return d->api;
}

ActivityLog &Services::activity()
{
    return d->activity;
}

QSettings &Services::settings()
{
    return *d->settings;
}

void Services::allow(const Connection &connection)
{
    if (connection.region == Region::Custom) // the regions' own are allowed
        d->network.allow(connection.custom.api);
}

DraftSession *Services::session(const QString &setId)
{
    if (DraftSession *open = d->drafts.find(setId))
        return open;
    const Connection *connection = d->connections.findBySet(setId);
    if (!connection)
        return nullptr;
    if (connection->kind == Connection::Kind::Practice) {
        [[maybe_unused]] const auto started = practice(); // if it fails, the fetch says that nothing is there
        connection = d->connections.findBySet(setId);
    }
    return d->drafts.open(*connection, *connection->resourceSet(setId));
}

bool Services::isOpen(const QString &setId) const
{
    return d->drafts.find(setId) != nullptr;
}

void Services::closeSession(const QString &setId)
{
    d->drafts.close(setId);
}

Result<PracticeTenant *> Services::practice()
{
    if (d->practice)
        return d->practice.get();
    PracticeTenant::Options options;
    options.stateFile = d->folder + QStringLiteral("/practice-tenant.json");
    auto tenant = std::make_unique<PracticeTenant>(d->catalog, d->clock, options);
    connect(tenant.get(), &PracticeTenant::startedAfresh, this, &Services::practiceStartedAfresh);
    if (const Result<> listening = tenant->listen(); !listening)
        return Failure(listening.error());
    d->practice = std::move(tenant);
    const std::vector<Connection> connections = d->connections.connections();
    for (const Connection &connection : connections) {
        if (connection.kind == Connection::Kind::Practice)
            d->connections.update(pointedAtPractice(connection));
    }
    return d->practice.get();
}

Result<Connection> Services::makePracticeConnection()
{
    if (const auto started = practice(); !started)
        return Failure(started.error());
    Connection connection;
    connection.id = newId();
    connection.name = tr("Practice tenant");
    connection.kind = Connection::Kind::Practice;
    connection.resourceSets = {{newId(), QStringLiteral("UserAccount"), {}}};
    for (const ResourceType &type : d->catalog.types()) {
        if (type.name != QLatin1String("UserAccount"))
            connection.resourceSets.push_back({newId(), type.name, {}});
    }
    connection.resourceSets.push_back(
        {newId(), QStringLiteral("CustomResource"), {}, tr("Databases"), practiceCustomProperties()});
    return pointedAtPractice(connection);
}

/// Every run of the tenant has another address and other secrets.
Connection Services::pointedAtPractice(Connection connection)
{
    const PracticeApplication &application = d->practice->privateApplication();
    connection.region = Region::Custom;
    connection.custom = {d->practice->url(), d->practice->url()};
    connection.clientId = application.clientId;
    for (ResourceSet &set : connection.resourceSets)
        set.resourceId = set.typeDefinition.isEmpty() ? d->practice->resourceId(set.typeName)
                                                      : PracticeTenant::customResourceId();
    d->secrets.keepForThisRun(connection, application.clientSecret);
    allow(connection);
    return connection;
}

UploadList *Services::makeUploadList(const QString &connectionId, QObject *parent)
{
    UploadList::Ways ways;
    ways.send = [this, connectionId](const Upload &upload, QObject *owner) -> ResultJob<Upload> * {
        if (const Connection *connection = d->connections.find(connectionId))
            return new UploadJob(d->context, d->tokens, *connection, upload, owner);
        Upload unsent = upload;
        unsent.outcome = Upload::Outcome::NotSent;
        unsent.isForAll = true;
        unsent.message = tr("The connection was removed, so nothing was sent.");
        return new ReadyJob<Upload>(unsent, owner);
    };
    ways.keep = [this](const Upload &upload, QObject *owner) {
        return d->workspace->saveUpload(upload, owner);
    };
    ways.now = [this] { return d->clock.now(); };
    return new UploadList(std::move(ways), parent);
}

QStringList Services::practiceDocuments()
{
    return PracticeDocuments::known();
}

/// Whatever is minted for the application from now on asks for the scope too, or no longer does.
void Services::rememberDocuments(const QString &application, bool isGranted)
{
    const std::vector<Connection> connections = d->connections.connections();
    for (Connection connection : connections) {
        if (connection.applicationKey() != application)
            continue;
        connection.documents = isGranted;
        d->connections.update(connection);
    }
}

bool Services::save(int timeoutMs)
{
    d->drafts.save();
    d->settings->sync();
    return d->workspace->flush(timeoutMs);
}

void Services::settle(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    const auto underWay = [this] {
        auto *job = findChild<Job *>({}, Qt::FindDirectChildrenOnly);
        return job ? job : d->tokens.findChild<Job *>({}, Qt::FindDirectChildrenOnly);
    };
    while (const Job *job = underWay()) { // one may be followed by another
        if (deadline.hasExpired())
            return;
        QEventLoop waiting;
        connect(job, &QObject::destroyed, &waiting, &QEventLoop::quit);
        QTimer::singleShot(deadline.remainingTime(), &waiting, &QEventLoop::quit);
        waiting.exec();
    }
}

void Services::follow(const QString &connectionId)
{
    const Connection connection = *d->connections.find(connectionId);
    allow(connection);
    d->known.insert(connectionId, connection);
    d->drafts.follow(connection);
}

void Services::forget(const QString &connectionId)
{
    d->drafts.forget(connectionId);
    const Connection gone = d->known.take(connectionId);
    std::vector<ResultJob<> *> removals{
        d->secrets.remove({connectionId, SecretKey::Kind::ClientSecret}, this)};
    const bool isShared = std::any_of(d->known.cbegin(), d->known.cend(), [&gone](const Connection &other) {
        return other.tokenKey() == gone.tokenKey();
    });
    if (isShared)
        d->secrets.leaveTokens(connectionId);
    else
        removals.push_back(d->tokens.forget(gone));
    for (const ResultJob<> *removal : removals) {
        connect(removal, &Job::finished, this, [this, removal] {
            if (!removal->result())
                Q_EMIT secretNotRemoved(removal->result().error());
        });
    }
}

} // namespace Fullstate
