// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/keptcredentials.h"
#include "ui/connection/signinpanel.h"

#include <QDialog>

class QCheckBox;

namespace Fullstate {

class Services;

/// "Sign in again…": new tokens for a public connection whose own are used up. The customer stays; how the
/// browser comes back may change.
class SignInDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \p isNeeded: its tokens are known not to work any more, so that nothing is lost by a new sign-in.
    SignInDialog(Services &services, Connection connection, bool isNeeded, QWidget *parent = nullptr);
    ~SignInDialog() override;

private:
    SignInPanel::Ways ways();
    void lookForTokens();
    void follow();
    void finish();

    Services &m_services;
    Connection m_connection; ///< as it is signed in
    QString m_holders;
    ResultJob<KeptCredentials> *m_looking = nullptr; ///< whether there are tokens at all
    QLineEdit *m_redirect;
    QCheckBox *m_pkce;
    QLabel *m_note;
    SignInPanel *m_panel;
};

} // namespace Fullstate
