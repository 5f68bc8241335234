// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/connection/connection.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QPushButton;

namespace Fullstate {

class ConnectionChoice;

/// "Export connections…": which of them go into a file, for another computer or person. It holds no secret.
class ExportConnectionsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ExportConnectionsDialog(const std::vector<Connection> &connections, QWidget *parent = nullptr);

    void save(const QString &fileName);
    void reject() override;

Q_SIGNALS:
    void concluded(const QString &message);

private:
    void chooseFile();
    void follow();
    void finish(const Result<> &written, int count, const QString &fileName);

    ConnectionChoice *m_choice;
    QLabel *m_message;
    QPushButton *m_save;
    QPointer<Job> m_job;
};

} // namespace Fullstate
