// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the main window keeps a history of: the receipts of the open set and the uploads of its connection.

#include "app/fullstate.h"
#include "app/history/historymodel.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspace.h"
#include "ui/bottompanel.h"
#include "ui/common/messagebar.h"
#include "ui/evidence/uploaddialog.h"
#include "ui/evidence/uploadspane.h"
#include "ui/frame/actions.h"
#include "ui/history/receiptdialog.h"
#include "ui/resourcesetpage.h"
#include "ui/workbench.h"

namespace Fullstate {

void Workbench::loadHistory()
{
    if (m_receipts)
        m_receipts->cancel();
    m_history->setReceipts({});
    m_uploads->showConnection(m_setPage->session() ? m_setPage->session()->connection().id : QString());
    if (!m_setPage->session())
        return;
    auto *job = m_services.workspace().loadReceipts(m_setPage->session()->set().id, this);
    m_receipts = job;
    connect(job, &Job::finished, this, [this, job] {
        if (job->result())
            m_history->setReceipts(*job->result());
        else if (job->result().error().kind != Error::Kind::Cancelled)
            m_messages->say(MessageBar::Kind::Error, job->result().error().message);
    });
}

void Workbench::openReceipt(const QString &receiptId)
{
    auto *dialog = new ReceiptDialog(m_services, receiptId, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Workbench::addUploadsPane()
{
    m_uploads = new UploadsPane(m_services.workspace());
    m_bottom->addPane(m_uploads, m_actions[Actions::Uploads]);
    connect(m_uploads, &UploadsPane::failed, this,
            [this](const QString &message) { m_messages->say(MessageBar::Kind::Error, message); });
}

void Workbench::uploadEvidence()
{
    if (!m_setPage->session())
        return;
    const Connection *connection = m_services.connections().find(m_setPage->session()->connection().id);
    auto *dialog = new UploadDialog(m_services, *connection, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UploadDialog::recorded, m_uploads, &UploadsPane::reload);
    connect(dialog, &QDialog::finished, m_uploads, &UploadsPane::reload);
    dialog->open();
}

} // namespace Fullstate
