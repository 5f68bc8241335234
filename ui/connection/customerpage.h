// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/signinpanel.h"

#include <QWizardPage>

class QCheckBox;

namespace Fullstate {

/// "Customer", of a public integration: whose resources these are, and the sign-in of that customer through
/// the browser. Goes on only once that has brought tokens for what is typed.
class CustomerPage final : public QWizardPage
{
    Q_OBJECT

public:
    /// \p existing: the connections that are set up already.
    CustomerPage(ConnectionDraft &draft, std::vector<Connection> existing, SignInPanel::Ways ways,
                 QWidget *parent = nullptr);

    void initializePage() override;
    void cleanupPage() override;
    bool isComplete() const override;
    bool validatePage() override;

    /// Gives up what is under way.
    void cancel();

private:
    void build();
    ConnectionDraft typed() const;
    QString holders(const Connection &connection) const;
    void follow();

    ConnectionDraft &m_draft;
    const std::vector<Connection> m_existing;
    QLineEdit *m_customer;
    QLineEdit *m_redirect;
    QCheckBox *m_pkce;
    QLabel *m_note;
    SignInPanel *m_panel;
};

} // namespace Fullstate
