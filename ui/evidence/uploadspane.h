// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace Fullstate {

class Job;
class UploadHistory;
class Workspace;

/// Table "Evidence uploads": what was uploaded with one connection, with the links to it.
class UploadsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit UploadsPane(Workspace &workspace, QWidget *parent = nullptr);

    void showConnection(const QString &connectionId); ///< empty: none
    void reload();

Q_SIGNALS:
    void failed(const QString &message);

private:
    Workspace &m_workspace;
    UploadHistory *m_model;
    QString m_connectionId;
    QPointer<Job> m_loading;
};

} // namespace Fullstate
