// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Connections out of the main window into a file, and back.

#include "app/fullstate.h"
#include "ui/common/messagebar.h"
#include "ui/connection/connectiontree.h"
#include "ui/connection/exportconnectionsdialog.h"
#include "ui/connection/importconnectionsdialog.h"
#include "ui/workbench.h"

#include <QFileDialog>
#include <QStandardPaths>
#include <algorithm>

namespace Fullstate {

bool Workbench::hasOwnConnections() const
{
    const std::vector<Connection> &all = m_services.connections().connections();
    return std::any_of(all.begin(), all.end(), [](const Connection &connection) {
        return connection.kind != Connection::Kind::Practice;
    });
}

void Workbench::exportConnections()
{
    auto *dialog = new ExportConnectionsDialog(m_services.connections().connections(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportConnectionsDialog::concluded, this,
            [this](const QString &message) { m_messages->say(MessageBar::Kind::Information, message); });
    dialog->open();
}

void Workbench::importConnections()
{
    auto *files = new QFileDialog(this, tr("Import connections"),
                                  QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                  tr("Connections (*.json);;All files (*)"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::ExistingFile);
    connect(files, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        auto *dialog =
            new ImportConnectionsDialog(m_services.connections(), m_services.catalog(), fileName, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &ImportConnectionsDialog::imported, m_tree, &ConnectionTree::setSecretsMissing);
        connect(dialog, &ImportConnectionsDialog::concluded, this,
                [this](const QString &message) { m_messages->say(MessageBar::Kind::Information, message); });
        dialog->open();
    });
    files->open();
}

} // namespace Fullstate
