// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/secretkeeper.h"

#include <QDialog>
#include <deque>

class QCheckBox;
class QLabel;

namespace Fullstate {

class SecretField;

/// "Replace client secret…": after a new one was made in the Developer Console, or when the keychain has lost
/// it. What was there is replaced, never shown. For one connection or, since they share the secret, for all
/// of its application at once.
class ReplaceSecretDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \p others are the application's other connections.
    ReplaceSecretDialog(Connection connection, const std::vector<Connection> &others, SecretKeeping keeping,
                        QWidget *parent = nullptr);

    /// Asks for one that the keychain does not have, rather than for a new one.
    void askForMissing();

Q_SIGNALS:
    /// Of each connection that has the new one, as it gets it.
    void replaced(const Fullstate::Connection &connection);

private:
    void replace();
    void replaceNext();
    void takeReplaced();
    void followState();

    Connection m_connection;
    std::vector<Connection> m_others;
    SecretKeeping m_keeping;
    std::deque<Connection> m_left; ///< the first is under way
    QLabel *m_explanation;
    SecretField *m_secret;
    SecretKeeper *m_keeper;
    QPushButton *m_replace;
    QCheckBox *m_all = nullptr; ///< only where there are others
};

} // namespace Fullstate
