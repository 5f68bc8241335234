// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tree "Connections" says of client secrets, and when it asks for one.

#include "app/auth/tokenbroker.h"
#include "app/connection/sessionsecrets.h"
#include "app/fullstate.h"
#include "ui/connection/connectionmodel.h"
#include "ui/connection/connectionstates.h"
#include "ui/connection/connectiontree.h"

#include <QApplication>
#include <QSettings>

namespace Fullstate {

static const QLatin1String WithoutSecretKey("connections/withoutSecret");

void ConnectionTree::connectSecrets()
{
    m_withoutSecret = m_services.settings().value(WithoutSecretKey).toStringList();
    const SessionSecrets *secrets = &m_services.secrets();
    connect(&m_services.connections(), &ConnectionStore::added, this, &ConnectionTree::showState);
    connect(&m_services.connections(), &ConnectionStore::removed, this, &ConnectionTree::takeSecretAsKept);
    connect(secrets, &SessionSecrets::clientSecretKept, this, &ConnectionTree::takeSecretAsKept);
    connect(secrets, &SessionSecrets::forThisRunChanged, this, &ConnectionTree::showState);
    connect(&m_services.tokens(), &TokenBroker::clientSecretMissing, this,
            [this](const QString &connectionId) {
                setSecretsMissing({connectionId});
                askForSecret(connectionId);
            });
    connect(&m_services.tokens(), &TokenBroker::clientSecretFound, this, &ConnectionTree::takeSecretAsKept);
    for (const QString &connectionId : std::as_const(m_withoutSecret)) // all that is known at the start
        showState(connectionId);
}

void ConnectionTree::showState(const QString &connectionId)
{
    const ConnectionState state = m_states->of(connectionId);
    if (m_withoutSecret.contains(connectionId) && state.note.isEmpty())
        m_model->setNote(connectionId,
                         tr("The keychain of this computer does not have its client secret: it is asked for "
                            "when the connection is first used."),
                         tr("Client secret missing"));
    else
        m_model->setNote(connectionId, state.note, state.words);
}

void ConnectionTree::setSecretsMissing(const QStringList &connectionIds)
{
    for (const QString &id : connectionIds) {
        if (m_withoutSecret.contains(id))
            continue;
        m_withoutSecret.append(id);
        showState(id);
    }
    m_services.settings().setValue(WithoutSecretKey, m_withoutSecret);
}

void ConnectionTree::takeSecretAsKept(const QString &connectionId)
{
    if (m_withoutSecret.removeAll(connectionId) == 0)
        return;
    m_services.settings().setValue(WithoutSecretKey, m_withoutSecret);
    showState(connectionId);
}

/// Once: not for each of many that are used at the same time, and never over another dialog, which says by
/// itself what failed.
void ConnectionTree::askForSecret(const QString &connectionId)
{
    if (!m_isAsking && !QApplication::activeModalWidget())
        replaceSecret(connectionId);
}

} // namespace Fullstate
