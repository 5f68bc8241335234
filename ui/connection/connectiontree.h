// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace Fullstate {

class Services;

/// Tree "Connections": the connections and, under each, its resource sets with counts.
class ConnectionTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit ConnectionTree(Services &services, QWidget *parent = nullptr);

    QString currentSetId() const; ///< empty while a connection or nothing is chosen
    QString currentConnectionId() const;
    void selectSet(const QString &setId);

Q_SIGNALS:
    void setChosen(const QString &setId);
    /// From the context menu and the keyboard.
    void checkRequested(const QString &connectionId);
    void removeRequested(const QString &connectionId);
};

} // namespace Fullstate
