// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/connection/connectionstore.h"
#include "app/schema/catalog.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace Fullstate {

class ConnectionChoice;

/// "Import connections…": what a file of connections holds, and which of it comes in. What is here already is
/// not chosen at first. Nothing comes in from a file that has a mistake.
class ImportConnectionsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The store must outlive the dialog.
    ImportConnectionsDialog(ConnectionStore &store, const Catalog &catalog, const QString &fileName,
                            QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    /// They are about to be in the store; their client secrets are not in the keychain.
    void imported(const QStringList &connectionIds);
    void concluded(const QString &message);

private:
    void read(const Catalog &catalog, const QString &fileName);
    void present(const Result<std::vector<Connection>> &found);
    void follow();

    ConnectionStore &m_store;
    ConnectionChoice *m_choice;
    QLabel *m_message;
    QPushButton *m_import;
};

} // namespace Fullstate
