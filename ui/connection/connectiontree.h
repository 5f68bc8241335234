// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTreeView>

namespace Fullstate {

class ConnectionFilter;
class ConnectionModel;
class ConnectionStates;
class DraftSession;
class Services;
struct Connection;

/// Tree "Connections": the connections and, under each, its resource sets with counts. What was chosen and
/// what was folded is remembered. A client secret that is found to be missing is asked for.
class ConnectionTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit ConnectionTree(Services &services, QWidget *parent = nullptr);
    ~ConnectionTree() override;

    QString currentSetId() const; ///< empty while a connection or nothing is chosen
    QString currentConnectionId() const;
    void selectSet(const QString &setId);
    void chooseLast(); ///< the set that was chosen when the program was last ended, unless one is
    /// Shows only what holds every word of the text, unfolded. Nothing else is chosen, or opened, by that.
    void filter(const QString &text);
    /// Connections whose client secret is on another computer: it is asked for when one is first used.
    void setSecretsMissing(const QStringList &connectionIds);
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
    /// Up, in the first row.
    void leftUpwards();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void changeEvent(QEvent *event) override;

private:
    void connectServices();
    void connectSecrets();
    void unfold(const QModelIndex &parent, int first, int last);
    void unfoldAll();
    bool isToBeOpen(const QModelIndex &index) const;
    int shownRows(const QModelIndex &parent = {}) const;
    void rememberFolding(const QModelIndex &index, bool isFolded);
    /// Shows the counts and the last error of the set from now on.
    void watch(const QString &setId);
    void showCounts(DraftSession &session);
    void showState(const QString &connectionId);
    void takeSecretAsKept(const QString &connectionId);
    void askForSecret(const QString &connectionId);

    Services &m_services;
    ConnectionStates *m_states;
    ConnectionModel *m_model;
    ConnectionFilter *m_filter; ///< what is shown of the model
    QStringList m_folded; ///< by the user, though open at first
    QStringList m_unfolded; ///< the other way round
    QStringList
        m_withoutSecret; ///< connections, as far as is known: the keychain is asked only when one is used
    QString m_openSet; ///< chosen last, if what is current now is something else
    QString m_setToFetch; ///< once its connection's client secret is there
    bool m_isFiltering = false; ///< just now
    bool m_isAsking = false; ///< for a client secret
    QSet<QString> m_watched; ///< sets whose session is being listened to
};

} // namespace Fullstate
