// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/connectioncheck.h"

#include "app/api/resourceapi.h"
#include "app/draft/snapshot.h"
#include "app/schema/catalog.h"

namespace Fullstate {

ConnectionCheck::ConnectionCheck(Connection connection, const Catalog &catalog, Mint mint, ResourceApi &api,
                                 QObject *parent)
    : ResultJob(parent)
    , m_connection(std::move(connection))
    , m_catalog(catalog)
    , m_mint(std::move(mint))
    , m_api(api)
{
}

ConnectionCheck::~ConnectionCheck()
{
    stop();
}

void ConnectionCheck::start()
{
    if (isFinished())
        return;
    m_steps.push_back({tr("Token"), CheckStep::State::Running,
                       tr("Asking %1 for a token").arg(m_connection.hosts().api.host())});
    for (const ResourceSet &set : m_connection.resourceSets) {
        const ResourceType *type = m_catalog.find(set.typeName);
        m_steps.push_back({QString((type ? type->title : set.typeName) % QLatin1String(" (") % set.resourceId
                                   % QLatin1Char(')')),
                           CheckStep::State::Running, tr("Waiting for the token")});
    }
    for (size_t step = 0; step < m_steps.size(); ++step)
        Q_EMIT stepChanged(static_cast<int>(step), m_steps[step]);

    auto *job = m_mint(this);
    m_current = job;
    connect(job, &Job::progressed, this,
            [this](const QString &what) { tell(0, CheckStep::State::Running, what); });
    connect(job, &Job::finished, this, [this, job] {
        if (isFinished())
            return;
        if (job->result()) {
            tell(0, CheckStep::State::Passed,
                 m_connection.kind == Connection::Kind::Public
                     ? tr("Customer %1 has authorized the application.").arg(m_connection.customerId)
                     : tr("The client ID and the client secret are right. A token was minted; it revokes the "
                          "token of any other program that uses this client ID."));
            readNext();
            return;
        }
        tell(0, CheckStep::State::Failed, job->result().error().message);
        for (size_t step = 1; step < m_steps.size(); ++step)
            tell(step, CheckStep::State::Skipped, tr("Not tried, since there is no token."));
        finish(m_steps);
    });
}

void ConnectionCheck::readNext()
{
    if (m_next == m_connection.resourceSets.size()) {
        finish(m_steps);
        return;
    }
    const ResourceSet &set = m_connection.resourceSets[m_next++];
    const Result<ResourceType> type = m_catalog.described(set.typeName, set.typeDefinition);
    if (!type) {
        tell(m_next, CheckStep::State::Failed, type.error().message);
        readNext();
        return;
    }
    tell(m_next, CheckStep::State::Running, tr("Reading what the tenant holds"));
    auto *job = m_api.fetch(m_connection, type->path, set.resourceId, this);
    m_current = job;
    connect(job, &Job::progressed, this,
            [this](const QString &what) { tell(m_next, CheckStep::State::Running, what); });
    connect(job, &Job::finished, this, [this, job, type = *type] {
        if (isFinished())
            return;
        const Result<Snapshot> snapshot = job->result() ? parseSnapshot(*job->result(), {}, &type)
                                                        : Result<Snapshot>(Failure(job->result().error()));
        if (snapshot)
            tell(m_next, CheckStep::State::Passed,
                 tr("The tenant holds %n resource(s) and lists %1 as deleted.", nullptr,
                    static_cast<int>(snapshot->resources.size()))
                     .arg(snapshot->tombstones.size()));
        else
            tell(m_next, CheckStep::State::Failed, snapshot.error().message);
        readNext();
    });
}

void ConnectionCheck::tell(size_t step, CheckStep::State state, const QString &explanation)
{
    m_steps[step].state = state;
    m_steps[step].explanation = explanation;
    Q_EMIT stepChanged(static_cast<int>(step), m_steps[step]);
}

void ConnectionCheck::stop()
{
    if (m_current) {
        m_current->disconnect(this);
        m_current->deleteLater();
    }
}

} // namespace Fullstate
