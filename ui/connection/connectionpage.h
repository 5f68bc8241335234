// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/keptcredentials.h"
#include "app/push/receipt.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;
class QStandardItemModel;
class QTableView;

namespace Fullstate {

class ConnectionStates;
class Services;

/// What there is to know of one connection and to do about it: how it is reached, its tokens, the last push
/// of each resource set. The keychain is read when a connection is set, not before.
class ConnectionPage final : public QWidget
{
    Q_OBJECT

public:
    ConnectionPage(Services &services, const ConnectionStates &states, QWidget *parent = nullptr);
    ~ConnectionPage() override;

    /// Empty or unknown: none.
    void setConnection(const QString &connectionId);
    QString connectionId() const { return m_id; }

Q_SIGNALS:
    void setChosen(const QString &setId);
    void goOnRequested(const QString &connectionId); ///< with minting
    void checkRequested(const QString &connectionId);
    void signInRequested(const QString &connectionId);
    void replaceSecretRequested(const QString &connectionId);
    void setsRequested(const QString &connectionId); ///< to be edited
    void removeRequested(const QString &connectionId);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildButtons();
    QLabel *addFact(QFormLayout &form, const QString &title);
    void showFact(QLabel *fact, const QString &text); ///< empty: its line is hidden
    void showState();
    void showConnection(const Connection &connection);
    void readCredentials(const Connection &connection);
    void showCredentials(const Connection &connection, const Result<KeptCredentials> &kept);
    void readReceipts(const Connection &connection);
    void showReceipt(int row, const Result<std::vector<Receipt>> &receipts);

    Services &m_services;
    const ConnectionStates &m_states;
    QString m_id;
    std::unique_ptr<QObject> m_reading; ///< owns what is being read for what is shown
    QFormLayout *m_form;
    QLabel *m_heading;
    QLabel *m_sign;
    QLabel *m_state;
    QLabel *m_kind;
    QLabel *m_region;
    QLabel *m_clientId;
    QLabel *m_customerId;
    QLabel *m_redirect;
    QLabel *m_secret;
    QLabel *m_signIn;
    QLabel *m_items;
    QLabel *m_scopes;
    QLabel *m_minted;
    QLabel *m_validUntil;
    QStandardItemModel *m_sets;
    QTableView *m_table;
    QPushButton *m_goOn;
    QPushButton *m_check;
    QPushButton *m_signInAgain;
    QPushButton *m_replace;
    QPushButton *m_editSets;
    QPushButton *m_remove;
};

} // namespace Fullstate
