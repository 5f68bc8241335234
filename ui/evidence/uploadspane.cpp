// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/uploadspane.h"

#include "app/evidence/uploadhistory.h"
#include "app/workspace/workspace.h"
#include "ui/common/recordtable.h"
#include "ui/evidence/links.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTableView>

namespace Fullstate {

UploadsPane::UploadsPane(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_model(new UploadHistory(this))
{
    QTableView *table = createRecordTable(tr("Evidence uploads"), m_model, this);
    table->setObjectName(QStringLiteral("uploads"));
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    setColumnWidths(*table, {18, 22, 24, 26, 9, 13, 24});
    const LinkButtons links = addLinkButtons(*table, UploadHistory::UrlRole);
    auto *buttons = new QVBoxLayout;
    buttons->setContentsMargins(0, 4, 4, 4);
    buttons->addWidget(links.open);
    buttons->addWidget(links.copy);
    buttons->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table, 1);
    layout->addLayout(buttons);
}

void UploadsPane::showConnection(const QString &connectionId)
{
    if (m_connectionId == connectionId)
        return;
    m_connectionId = connectionId;
    m_model->setUploads({});
    reload();
}

void UploadsPane::reload()
{
    if (m_loading)
        m_loading->cancel();
    if (m_connectionId.isEmpty())
        return;
    auto *job = m_workspace.loadUploads(m_connectionId, this);
    m_loading = job;
    connect(job, &Job::finished, this, [this, job] {
        if (job->result())
            m_model->setUploads(*job->result());
        else if (job->result().error().kind != Error::Kind::Cancelled)
            Q_EMIT failed(job->result().error().message);
    });
}

} // namespace Fullstate
