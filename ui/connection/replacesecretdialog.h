// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/secretkeeper.h"

#include <QDialog>

namespace Fullstate {

class SecretField;

/// "Replace client secret…": after a new one was made in the Developer Console, or when the keychain has lost
/// it. What was there is replaced, never shown.
class ReplaceSecretDialog final : public QDialog
{
    Q_OBJECT

public:
    ReplaceSecretDialog(Connection connection, SecretKeeping keeping, QWidget *parent = nullptr);

private:
    void replace();
    void followState();

    Connection m_connection;
    SecretField *m_secret;
    SecretKeeper *m_keeper;
    QPushButton *m_replace;
};

} // namespace Fullstate
