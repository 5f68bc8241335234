// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tree "Connections" says of client secrets, and when it asks for one.

#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "ui/connection/connectionmodel.h"
#include "ui/connection/connectiontree.h"

#include <QApplication>
#include <QSettings>

namespace Fullstate {

static const QLatin1String WithoutSecretKey("connections/withoutSecret");

void ConnectionTree::connectSecrets()
{
    m_withoutSecret = m_services.settings().value(WithoutSecretKey).toStringList();
    const SessionSecrets *secrets = &m_services.secrets();
    connect(&m_services.connections(), &ConnectionStore::added, this,
            qOverload<const QString &>(&ConnectionTree::showSecretState));
    connect(&m_services.connections(), &ConnectionStore::removed, this, &ConnectionTree::takeSecretAsKept);
    connect(secrets, &SessionSecrets::clientSecretKept, this, &ConnectionTree::takeSecretAsKept);
    connect(secrets, &SessionSecrets::forThisRunChanged, this,
            qOverload<const QString &>(&ConnectionTree::showSecretState));
    connect(&m_services.tokens(), &TokenBroker::clientSecretMissing, this,
            [this](const QString &connectionId) {
                setSecretsMissing({connectionId});
                askForSecret(connectionId);
            });
    const std::vector<Connection> &connections = m_services.connections().connections();
    for (const Connection &connection : connections)
        showSecretState(connection);
}

void ConnectionTree::showSecretState(const QString &connectionId)
{
    if (const Connection *connection = m_services.connections().find(connectionId))
        showSecretState(*connection);
}

void ConnectionTree::showSecretState(const Connection &connection)
{
    if (connection.kind == Connection::Kind::Practice)
        return;
    if (m_services.secrets().isForThisRun(connection))
        m_model->setNote(
            connection.id,
            tr("Its client secret is kept for this run only: the next start asks for it again."));
    else if (m_withoutSecret.contains(connection.id))
        m_model->setNote(connection.id,
                         tr("The keychain of this computer does not have its client secret: it is asked for "
                            "when the connection is first used."),
                         tr("Client secret missing"));
    else
        m_model->setNote(connection.id, {});
}

void ConnectionTree::setSecretsMissing(const QStringList &connectionIds)
{
    for (const QString &id : connectionIds) {
        if (m_withoutSecret.contains(id))
            continue;
        m_withoutSecret.append(id);
        showSecretState(id);
    }
    m_services.settings().setValue(WithoutSecretKey, m_withoutSecret);
}

void ConnectionTree::takeSecretAsKept(const QString &connectionId)
{
    if (m_withoutSecret.removeAll(connectionId) == 0)
        return;
    m_services.settings().setValue(WithoutSecretKey, m_withoutSecret);
    showSecretState(connectionId);
}

/// Once: not for each of many that are used at the same time, and never over another dialog, which says by
/// itself what failed.
void ConnectionTree::askForSecret(const QString &connectionId)
{
    if (!m_isAsking && !QApplication::activeModalWidget())
        replaceSecret(connectionId);
}

} // namespace Fullstate
