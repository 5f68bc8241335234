// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/practicetenant.h"

#include "app/practice/faults.h"
#include "app/practice/practicedata.h"
#include "app/practice/practicedocuments.h"
#include "app/practice/practiceoauth.h"
#include "app/practice/practiceserver.h"
#include "app/practice/practicestate.h"
#include "app/practice/strictcheck.h"
#include "app/schema/catalog.h"
#include "app/schema/customproperties.h"
#include "app/schema/typedefinition.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QJsonDocument>
#include <QTcpServer>
#include <QUrl>

namespace Fullstate {

static constexpr qsizetype MaxBody = 10'485'760; // api.md, Resources
static constexpr qsizetype MaxCount = 10'000;

class PracticeTenant::Private
{
public:
    Private(const Catalog &theCatalog, const Clock &theClock, Options theOptions)
        : catalog(theCatalog)
        , clock(theClock)
        , options(std::move(theOptions))
        , oauth(clock, options.rateLimit,
                {QStringLiteral("vci_practice_private"),
                 options.clientSecret.isEmpty() ? randomToken("vcs_") : options.clientSecret},
                {QStringLiteral("vci_practice_public"),
                 options.publicClientSecret.isEmpty() ? randomToken("vcs_") : options.publicClientSecret})
        , budget(20, clock)
        , server([this](const PracticeRequest &request) { return answer(request); }, faults, nullptr)
    {
    }

    PracticeResponse answer(const PracticeRequest &request);
    PracticeResponse resourceAnswer(const PracticeRequest &request);
    PracticeResponse uploadAnswer(const PracticeRequest &request);
    /// Why the request may not do what needs \p scope; nothing when it may.
    std::optional<PracticeResponse> refuse(const std::optional<PracticeOAuth::Bearer> &bearer,
                                           const char *scope);
    PracticeResponse fetch(const PracticeRequest &request, const PracticeOAuth::Bearer &bearer,
                           const ResourceType &type);
    PracticeResponse push(const PracticeRequest &request, const PracticeOAuth::Bearer &bearer,
                          const ResourceType &type);
    const ResourceType *typeOf(const QString &path) const;
    /// The type as it is declared under the resource ID; nullptr: it is not.
    const ResourceType *declared(const ResourceType &type, const QString &resourceId) const;
    QString privateKey(const QString &typeName) const;
    void fillIn();
    void keep();

    const Catalog &catalog;
    const Clock &clock;
    Options options;
    Faults faults;
    PracticeOAuth oauth;
    MinuteBudget budget;
    PracticeState state;
    PracticeDocuments documents{clock};
    PracticeServer server;
    quint16 port = 0;
    std::map<QString, ResourceType> withProperties; ///< resource ID → the type as the tenant takes it
    QHash<QString, std::pair<QJsonArray, int>> stale; ///< state key → what GET still shows, how often
};

/// Declared once and for all, so that a connection made in one run fits the next: 24 hex characters, as the
/// real ones.
static QString declaredId(const QString &typeName)
{
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray("practice " + typeName.toUtf8()), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(24));
}

static PracticeResponse wrongPath(const PracticeRequest &request)
{
    return PracticeResponse::html(404, QStringLiteral("Error"),
                                  QString(QStringLiteral("<pre>Cannot ") % QString::fromLatin1(request.verb)
                                          % QLatin1Char(' ') % request.path.toHtmlEscaped()
                                          % QStringLiteral("</pre>")));
}

PracticeResponse PracticeTenant::Private::answer(const PracticeRequest &request)
{
    // Only by its own name: a web page must not reach it through a name of its own (DNS rebinding).
    const QByteArray ours = ":" + QByteArray::number(port);
    const QByteArray host = request.headers.value("host");
    if (host != "127.0.0.1" + ours && host != "localhost" + ours)
        return PracticeResponse::html(403, QStringLiteral("Forbidden"),
                                      QStringLiteral("<h1>403 Forbidden</h1>"));
    if (request.path == QLatin1String("/oauth/token") && request.verb == "POST")
        return oauth.token(request);
    if (request.path == QLatin1String("/v1/oauth/token/suspend") && request.verb == "POST")
        return oauth.suspend(request);
    if (request.path == QLatin1String("/oauth/authorize") && request.verb == "GET")
        return oauth.authorize(request);
    if (request.path.startsWith(QLatin1String("/v1/resources/")))
        return resourceAnswer(request);
    if (request.path.startsWith(QLatin1String("/v1/documents/")) && request.verb == "POST")
        return uploadAnswer(request);
    if (request.path.startsWith(QLatin1String("/evidence/")) && request.verb == "GET")
        return documents.page(request.path.section(QLatin1Char('/'), 2));
    return wrongPath(request);
}

const ResourceType *PracticeTenant::Private::typeOf(const QString &path) const
{
    const ResourceType *type = catalog.findPath(path);
    return type ? type : catalog.find(path);
}

const ResourceType *PracticeTenant::Private::declared(const ResourceType &type,
                                                      const QString &resourceId) const
{
    if (resourceId == declaredId(type.name))
        return &type;
    const auto found = withProperties.find(resourceId);
    return found != withProperties.end() && found->second.name == type.name ? &found->second : nullptr;
}

PracticeResponse PracticeTenant::Private::resourceAnswer(const PracticeRequest &request)
{
    const ResourceType *type = typeOf(request.path.section(QLatin1Char('/'), 3));
    const bool isFetch = request.verb == "GET";
    if (isFetch && !request.body.isEmpty()) // the edge filter
        return PracticeResponse::html(403, QStringLiteral("ERROR: The request could not be satisfied"),
                                      QStringLiteral("<h1>403 ERROR</h1>"));
    if (!type || (!isFetch && request.verb != "PUT"))
        return wrongPath(request);
    if (!isFetch && request.body.size() > MaxBody) {
        PracticeResponse response;
        response.status = 413;
        response.contentType = "text/plain";
        response.body = "HTTP content length exceeded 10485760 bytes.";
        return response;
    }
    const auto bearer = oauth.bearer(request);
    if (const auto refusal =
            refuse(bearer, isFetch ? "connectors.self:read-resource" : "connectors.self:write-resource"))
        return *refusal;
    return isFetch ? fetch(request, *bearer, *type) : push(request, *bearer, *type);
}

std::optional<PracticeResponse>
PracticeTenant::Private::refuse(const std::optional<PracticeOAuth::Bearer> &bearer, const char *scope)
{
    if (!bearer)
        return PracticeResponse::error(401, QStringLiteral("unauthorized"));
    if (options.rateLimit && !budget.take(QString(bearer->clientId % QLatin1Char('\n') % bearer->source)))
        return PracticeResponse::error(429, QStringLiteral("rate limit exceeded"));
    if (!bearer->scopes.contains(QLatin1String(scope)))
        return PracticeResponse::error(403, QStringLiteral("unauthorized"));
    return {};
}

PracticeResponse PracticeTenant::Private::uploadAnswer(const PracticeRequest &request)
{
    const QString documentId = request.path.section(QLatin1Char('/'), 3, 3);
    if (request.path.section(QLatin1Char('/'), 4) != QLatin1String("uploads"))
        return wrongPath(request);
    const auto bearer = oauth.bearer(request);
    if (const auto refusal = refuse(bearer, "self:write-document"))
        return *refusal;
    return documents.upload(request, documentId, bearer->clientId,
                            QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)));
}

static PracticeResponse undeclared(const QString &resourceId)
{
    return PracticeResponse::json(
        404, {{QStringLiteral("error"), QStringLiteral("Resource not found: %1").arg(resourceId)}});
}

PracticeResponse PracticeTenant::Private::fetch(const PracticeRequest &request,
                                                const PracticeOAuth::Bearer &bearer, const ResourceType &type)
{
    const QString resourceId = request.query.queryItemValue(QStringLiteral("resourceId"), QUrl::FullyDecoded);
    if (resourceId.isEmpty())
        return PracticeResponse::error(400,
                                       QStringLiteral("must have required query parameter 'resourceId'"));
    const ResourceType *itsType = declared(type, resourceId);
    if (!itsType)
        return undeclared(resourceId);
    const QString key = PracticeState::key(bearer.clientId, bearer.source, resourceId);
    if (auto old = stale.find(key); old != stale.end() && old->second > 0) {
        --old->second;
        return PracticeResponse::json(200, {{QStringLiteral("resources"), old->first}});
    }
    return PracticeResponse::json(200, {{QStringLiteral("resources"), state.listed(key, *itsType)}});
}

PracticeResponse PracticeTenant::Private::push(const PracticeRequest &request,
                                               const PracticeOAuth::Bearer &bearer, const ResourceType &type)
{
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(request.body, &error);
    const QJsonObject body = json.object();
    if (!json.isObject() || !request.headers.value("content-type").toLower().startsWith("application/json"))
        return PracticeResponse::error(400, QStringLiteral("request body is not valid JSON"));
    for (const char *key : {"resourceId", "resources"}) {
        if (!body.contains(QLatin1String(key)))
            return PracticeResponse::error(400,
                                           QStringLiteral("must have property '%1'").arg(QLatin1String(key)));
    }
    const QString resourceId = body.value(QLatin1String("resourceId")).toString();
    const ResourceType *itsType = declared(type, resourceId);
    if (!itsType)
        return undeclared(resourceId);
    if (!body.value(QLatin1String("resources")).isArray())
        return PracticeResponse::error(400, QStringLiteral("/resources: must be array"));
    const QJsonArray resources = body.value(QLatin1String("resources")).toArray();
    if (resources.size() > MaxCount)
        return PracticeResponse::error(400, QStringLiteral("must NOT have more than %1 items").arg(MaxCount));
    if (const QString refusal = firstRefusal(*itsType, resources); !refusal.isEmpty())
        return PracticeResponse::error(400, refusal);
    const QString key = PracticeState::key(bearer.clientId, bearer.source, resourceId);
    if (faults.staleFetches > 0)
        stale.insert(key, {state.listed(key, *itsType), std::exchange(faults.staleFetches, 0)});
    state.replace(key, *itsType, resources, clock.now());
    keep();
    return PracticeResponse::json(200, {{QStringLiteral("success"), true}});
}

QString PracticeTenant::Private::privateKey(const QString &typeName) const
{
    return PracticeState::key(oauth.privateApplication().clientId, {}, declaredId(typeName));
}

/// The first content: the former users are pushed, then left out, as happened in a real tenant.
void PracticeTenant::Private::fillIn()
{
    for (const ResourceType &type : catalog.types()) {
        const QJsonArray present = practiceResources(type.path);
        if (type.path == QLatin1String("user_account")) {
            QJsonArray before = present;
            const QJsonArray former = formerPracticeUsers();
            for (const QJsonValueConstRef user : former)
                before.append(user);
            state.replace(privateKey(type.name), type, before, clock.now().addDays(-90));
        }
        state.replace(privateKey(type.name), type, present, clock.now().addDays(-30));
    }
    for (const auto &[resourceId, type] : withProperties)
        state.replace(PracticeState::key(oauth.privateApplication().clientId, {}, resourceId), type,
                      practiceResources(QStringLiteral("databases")), clock.now().addDays(-30));
}

void PracticeTenant::Private::keep()
{
    if (options.stateFile.isEmpty())
        return;
    if (const Result<> saved = state.save(options.stateFile); !saved)
        qWarning("%s", qPrintable(saved.error().message));
}

PracticeTenant::PracticeTenant(const Catalog &catalog, const Clock &clock, Options options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(catalog, clock, std::move(options)))
{
    if (const auto definition = parseTypeDefinition(practiceCustomProperties()))
        declare(QStringLiteral("CustomResource"), customResourceId(), toFields(*definition));
}

PracticeTenant::~PracticeTenant() = default;

QString PracticeTenant::customResourceId()
{
    return declaredId(QStringLiteral("databases"));
}

void PracticeTenant::declare(const QString &typeName, const QString &resourceId,
                             const std::vector<Field> &customProperties)
{
    ResourceType type = *d->catalog.find(typeName);
    Field properties;
    properties.name = CustomPropertiesKey;
    properties.kind = Field::Kind::Object;
    properties.required = true;
    properties.fields = customProperties;
    type.fields.push_back(std::move(properties));
    d->withProperties.insert_or_assign(resourceId, std::move(type));
}

Result<> PracticeTenant::listen()
{
    if (!d->options.stateFile.isEmpty()) {
        if (const Result<> loaded = d->state.load(d->options.stateFile); !loaded)
            Q_EMIT startedAfresh(loaded.error());
    }
    if (d->state.isEmpty())
        d->fillIn();
    d->port = d->server.listen(QHostAddress::LocalHost, d->options.port);
    if (d->port == 0)
        return Failure({Error::Kind::Network,
                        tr("The practice tenant cannot listen on port %1: another program may be using it. "
                           "Choose another port.")
                            .arg(d->options.port)});
    return {};
}

QUrl PracticeTenant::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(d->port));
}

const PracticeApplication &PracticeTenant::privateApplication() const
{
    return d->oauth.privateApplication();
}

const PracticeApplication &PracticeTenant::publicApplication() const
{
    return d->oauth.publicApplication();
}

QString PracticeTenant::resourceId(const QString &typeName) const
{
    return declaredId(typeName);
}

Faults &PracticeTenant::faults()
{
    return d->faults;
}

void PracticeTenant::setResources(const QString &typeName, const QByteArray &jsonArray)
{
    const ResourceType *type = d->catalog.find(typeName);
    Q_ASSERT(type);
    d->state.replace(d->privateKey(typeName), *type, QJsonDocument::fromJson(jsonArray).array(),
                     d->clock.now());
}

QByteArray PracticeTenant::resources(const QString &typeName) const
{
    return QJsonDocument(d->state.live(d->privateKey(typeName))).toJson(QJsonDocument::Compact);
}

const std::vector<PracticeUpload> &PracticeTenant::uploads() const
{
    return d->documents.uploads();
}

int PracticeTenant::requestCount(const QByteArray &verb) const
{
    return d->server.requestCount(verb);
}

void PracticeTenant::revokeTokens()
{
    d->oauth.revokeAll(d->oauth.privateApplication().clientId);
}

} // namespace Fullstate
