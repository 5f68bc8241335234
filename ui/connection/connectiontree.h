// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTreeView>

namespace Fullstate {

class ConnectionModel;
class ConnectionStates;
class DraftSession;
class Services;

/// Tree "Connections": the connections and, under each, its resource sets with counts. What was chosen and
/// what was folded is remembered.
class ConnectionTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit ConnectionTree(Services &services, QWidget *parent = nullptr);
    ~ConnectionTree() override;

    QString currentSetId() const; ///< empty while a connection or nothing is chosen
    QString currentConnectionId() const;
    void selectSet(const QString &setId);
    ConnectionStates &states() { return *m_states; }
    void editConnection(const QString &connectionId);
    void replaceSecret(const QString &connectionId);

Q_SIGNALS:
    void setChosen(const QString &setId);
    void connectionChosen(const QString &connectionId);
    /// From the context menu and the keyboard.
    void checkRequested(const QString &connectionId);
    void signInRequested(const QString &connectionId);
    void removeRequested(const QString &connectionId);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void changeEvent(QEvent *event) override;

private:
    void connectServices();
    void unfold(const QModelIndex &parent, int first, int last);
    void rememberFolding(const QModelIndex &index, bool isFolded);
    /// Shows the counts and the last error of the set from now on.
    void watch(const QString &setId);
    void showCounts(DraftSession &session);
    void showState(const QString &connectionId);

    Services &m_services;
    ConnectionStates *m_states;
    ConnectionModel *m_model;
    QSet<QString> m_watched; ///< sets whose session is being listened to
};

} // namespace Fullstate
