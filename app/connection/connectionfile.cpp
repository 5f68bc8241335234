// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/connectionfile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <algorithm>
#include <set>

namespace Fullstate {

namespace {

struct ConnectionFileText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::ConnectionFile)
};

constexpr int PresentFormat = 1;
const QLatin1String FormatKey("fullstateConnections");

QString text(const QUrl &url)
{
    return QString::fromLatin1(url.toEncoded());
}

QString newConnectionId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QJsonObject toJson(const ResourceSet &set)
{
    QJsonObject json{{QStringLiteral("type"), set.typeName}, {QStringLiteral("resourceId"), set.resourceId}};
    if (!set.name.isEmpty())
        json.insert(QStringLiteral("name"), set.name);
    if (!set.typeDefinition.isEmpty()) // as text: the order in which it declares the fields is theirs
        json.insert(QStringLiteral("typeDefinition"), QString::fromUtf8(set.typeDefinition));
    return json;
}

QJsonObject toJson(const Connection &connection)
{
    const bool isPublic = connection.kind == Connection::Kind::Public;
    QJsonArray sets;
    for (const ResourceSet &set : connection.resourceSets)
        sets.append(toJson(set));
    QJsonObject json{
        {QStringLiteral("name"), connection.name},
        {QStringLiteral("kind"), isPublic ? QStringLiteral("public") : QStringLiteral("private")},
        {QStringLiteral("region"), regionId(connection.region)},
        {QStringLiteral("clientId"), connection.clientId},
        {QStringLiteral("documents"), connection.documents},
        {QStringLiteral("resourceSets"), sets}};
    if (connection.region == Region::Custom) {
        json.insert(QStringLiteral("apiUrl"), text(connection.custom.api));
        json.insert(QStringLiteral("browserUrl"), text(connection.custom.browser));
    }
    if (isPublic) {
        json.insert(QStringLiteral("customerId"), connection.customerId);
        json.insert(QStringLiteral("redirectUrl"), text(connection.redirectUrl));
        json.insert(QStringLiteral("pkce"), connection.pkce);
    }
    return json;
}

/// Reads one file. The first mistake ends it: from then on everything read is empty.
class ConnectionFileReader
{
public:
    explicit ConnectionFileReader(const ConnectionFileChecks &checks)
        : m_checks(checks)
    {
    }

    Result<std::vector<Connection>> read(const QByteArray &file);

private:
    void refuse(const QString &message);
    void refuse(const QString &key, const QString &message);
    bool hasFormat(const QJsonObject &root);
    Connection readConnection(const QJsonObject &json);
    ResourceSet readSet(const QJsonObject &json);
    void allowOnly(const QJsonObject &json, const std::set<QString> &keys);
    QString word(const QJsonObject &json, const QString &key, bool isNeeded = true);
    bool flag(const QJsonObject &json, const QString &key, bool otherwise);
    QUrl url(const QJsonObject &json, const QString &key,
             const std::function<Result<QUrl>(const QString &)> &parse);
    QJsonArray list(const QJsonObject &json, const QString &key);

    const ConnectionFileChecks &m_checks;
    QString m_place; ///< in words; empty: the file itself
    std::optional<Error> m_error;
};

void ConnectionFileReader::refuse(const QString &message)
{
    if (!m_error)
        m_error = Error{Error::Kind::Malformed,
                        m_place.isEmpty() ? message : QString(m_place % QLatin1String(": ") % message)};
}

void ConnectionFileReader::refuse(const QString &key, const QString &message)
{
    refuse(ConnectionFileText::tr("“%1”: %2").arg(key, message));
}

void ConnectionFileReader::allowOnly(const QJsonObject &json, const std::set<QString> &keys)
{
    for (auto each = json.begin(); each != json.end(); ++each) {
        if (!keys.contains(each.key()))
            refuse(each.key(), ConnectionFileText::tr("Fullstate does not know this entry."));
    }
}

QString ConnectionFileReader::word(const QJsonObject &json, const QString &key, bool isNeeded)
{
    const QJsonValue value = json.value(key);
    if (value.isUndefined() && !isNeeded)
        return {};
    const QString found = value.toString().trimmed();
    if (value.isUndefined())
        refuse(key, ConnectionFileText::tr("is missing."));
    else if (!value.isString())
        refuse(key, ConnectionFileText::tr("must be a text."));
    else if (found.isEmpty() && isNeeded)
        refuse(key, ConnectionFileText::tr("is empty."));
    else if (!std::all_of(found.begin(), found.end(),
                          [](QChar each) { return each.isPrint() || each.isSurrogate(); }))
        refuse(key, ConnectionFileText::tr("holds a line break or a control character."));
    return m_error ? QString() : found;
}

bool ConnectionFileReader::flag(const QJsonObject &json, const QString &key, bool otherwise)
{
    const QJsonValue value = json.value(key);
    if (!value.isUndefined() && !value.isBool())
        refuse(key, ConnectionFileText::tr("must be true or false."));
    return value.toBool(otherwise);
}

QUrl ConnectionFileReader::url(const QJsonObject &json, const QString &key,
                               const std::function<Result<QUrl>(const QString &)> &parse)
{
    const QString typed = word(json, key);
    if (m_error)
        return {};
    const Result<QUrl> parsed = parse(typed);
    if (!parsed)
        refuse(key, parsed.error().message);
    return parsed.value_or(QUrl());
}

QJsonArray ConnectionFileReader::list(const QJsonObject &json, const QString &key)
{
    const QJsonValue value = json.value(key);
    if (!value.isArray())
        refuse(key, ConnectionFileText::tr("must be there, and a list."));
    return value.toArray();
}

ResourceSet ConnectionFileReader::readSet(const QJsonObject &json)
{
    static const QString DefinitionKey = QStringLiteral("typeDefinition");
    allowOnly(json,
              {QStringLiteral("type"), QStringLiteral("resourceId"), QStringLiteral("name"), DefinitionKey});
    ResourceSet set{newConnectionId(), word(json, QStringLiteral("type")),
                    word(json, QStringLiteral("resourceId"))};
    set.name = word(json, QStringLiteral("name"), false);
    const QJsonValue definition = json.value(DefinitionKey);
    if (!definition.isUndefined() && !definition.isString())
        refuse(DefinitionKey, ConnectionFileText::tr("must be a text."));
    set.typeDefinition = definition.toString().toUtf8();
    if (m_error)
        return set;
    if (const Result<> checked = m_checks.resourceSet(set); !checked)
        refuse(checked.error().message);
    return set;
}

Connection ConnectionFileReader::readConnection(const QJsonObject &json)
{
    Connection connection;
    connection.id = newConnectionId();
    connection.name = word(json, QStringLiteral("name")).simplified();
    const QString kind = word(json, QStringLiteral("kind"));
    const bool isPublic = kind == QLatin1String("public");
    if (!isPublic && kind != QLatin1String("private"))
        refuse(QStringLiteral("kind"), ConnectionFileText::tr("must be “private” or “public”."));
    connection.kind = isPublic ? Connection::Kind::Public : Connection::Kind::Private;
    const QString region = word(json, QStringLiteral("region"));
    connection.region = regionFromId(region);
    if (regionId(connection.region) != region)
        refuse(QStringLiteral("region"),
               ConnectionFileText::tr("must be “us”, “eu”, “australia”, “gov” or “custom”."));
    std::set<QString> known{QStringLiteral("name"),      QStringLiteral("kind"),
                            QStringLiteral("region"),    QStringLiteral("clientId"),
                            QStringLiteral("documents"), QStringLiteral("resourceSets")};
    if (connection.region == Region::Custom) {
        known.insert({QStringLiteral("apiUrl"), QStringLiteral("browserUrl")});
        connection.custom = {url(json, QStringLiteral("apiUrl"), parseHostUrl),
                             url(json, QStringLiteral("browserUrl"), parseHostUrl)};
    }
    connection.clientId = word(json, QStringLiteral("clientId"));
    connection.documents = flag(json, QStringLiteral("documents"), false);
    if (isPublic) {
        known.insert({QStringLiteral("customerId"), QStringLiteral("redirectUrl"), QStringLiteral("pkce")});
        connection.customerId = word(json, QStringLiteral("customerId"));
        connection.redirectUrl = url(json, QStringLiteral("redirectUrl"), m_checks.redirectUrl);
        connection.pkce = flag(json, QStringLiteral("pkce"), true);
    }
    allowOnly(json, known);
    const QString place = m_place;
    int number = 0;
    const QJsonArray sets = list(json, QStringLiteral("resourceSets"));
    for (const auto &set : sets) {
        m_place = ConnectionFileText::tr("%1, resource set %2").arg(place).arg(++number);
        if (!set.isObject())
            refuse(ConnectionFileText::tr("must be an object."));
        connection.resourceSets.push_back(readSet(set.toObject()));
    }
    return connection;
}

bool ConnectionFileReader::hasFormat(const QJsonObject &root)
{
    const QJsonValue format = root.value(FormatKey);
    if (format.isUndefined())
        refuse(
            ConnectionFileText::tr("This is not a file of connections: “Export connections…” makes one, and "
                                   "its first entry is “fullstateConnections”."));
    else if (!format.isDouble() || format.toInt(0) < 1)
        refuse(FormatKey,
               ConnectionFileText::tr("must be a whole number, the format's: %1.").arg(PresentFormat));
    else if (format.toInt() > PresentFormat)
        refuse(ConnectionFileText::tr(
                   "A newer Fullstate made this file (format %1; this one reads %2). Install that "
                   "version, or export the connections with this one.")
                   .arg(format.toInt())
                   .arg(PresentFormat));
    else
        allowOnly(root, {FormatKey, QStringLiteral("connections")});
    return !m_error;
}

Result<std::vector<Connection>> ConnectionFileReader::read(const QByteArray &file)
{
    QJsonParseError mistake;
    const QJsonDocument document = QJsonDocument::fromJson(file, &mistake);
    if (mistake.error != QJsonParseError::NoError) {
        const QByteArray before = file.left(mistake.offset);
        refuse(
            ConnectionFileText::tr("Line %1, column %2: this is not the JSON of a file of connections (%3).")
                .arg(before.count('\n') + 1)
                .arg(QString::fromUtf8(before.mid(before.lastIndexOf('\n') + 1)).size() + 1)
                .arg(mistake.errorString()));
    }
    const QJsonObject root = document.object();
    std::vector<Connection> connections;
    if (!m_error && hasFormat(root)) {
        const QJsonArray found = list(root, QStringLiteral("connections"));
        int number = 0;
        for (const auto &each : found) {
            const QString name =
                each.toObject().value(QLatin1String("name")).toString().simplified().left(60);
            ++number;
            m_place = name.isEmpty() ? ConnectionFileText::tr("Connection %1").arg(number)
                                     : ConnectionFileText::tr("Connection %1 (%2)").arg(number).arg(name);
            if (!each.isObject())
                refuse(ConnectionFileText::tr("must be an object."));
            connections.push_back(readConnection(each.toObject()));
            if (m_error)
                break;
        }
        if (!m_error && connections.empty())
            refuse(ConnectionFileText::tr("The file holds no connection."));
    }
    if (m_error)
        return Failure(*m_error);
    return connections;
}

} // namespace

QByteArray toConnectionFile(const std::vector<Connection> &connections)
{
    QJsonArray list;
    for (const Connection &connection : connections) {
        if (connection.kind != Connection::Kind::Practice)
            list.append(toJson(connection));
    }
    return QJsonDocument(QJsonObject{{FormatKey, PresentFormat}, {QStringLiteral("connections"), list}})
        .toJson();
}

Result<std::vector<Connection>> connectionsInFile(const QByteArray &file, const ConnectionFileChecks &checks)
{
    return ConnectionFileReader(checks).read(file);
}

const Connection *sameAmong(const std::vector<Connection> &existing, const Connection &incoming)
{
    const auto hasSet = [](const Connection &connection, const ResourceSet &wanted) {
        const std::vector<ResourceSet> &sets = connection.resourceSets;
        return std::any_of(sets.begin(), sets.end(), [&wanted](const ResourceSet &set) {
            return set.typeName == wanted.typeName && set.resourceId == wanted.resourceId;
        });
    };
    const auto found = std::find_if(existing.begin(), existing.end(), [&](const Connection &each) {
        return each.kind == incoming.kind && each.tokenKey() == incoming.tokenKey()
            && std::all_of(incoming.resourceSets.begin(), incoming.resourceSets.end(),
                           [&](const ResourceSet &set) { return hasSet(each, set); });
    });
    return found == existing.end() ? nullptr : &*found;
}

} // namespace Fullstate
