// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/connectiondraft.h"

#include <QWizardPage>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace Fullstate {

class SecretField;

/// "Application": name, where it is, and its client ID and secret. For the practice tenant only the name.
class ApplicationPage final : public QWizardPage
{
    Q_OBJECT

public:
    /// \p existing: the connections that are set up already.
    ApplicationPage(ConnectionDraft &draft, std::vector<Connection> existing, QWidget *parent = nullptr);

    void initializePage() override;
    bool isComplete() const override;
    bool validatePage() override;
    int nextId() const override; ///< none for the practice tenant

private:
    void build();
    void followKind();
    void explainState();
    bool isPractice() const { return m_draft.connection.kind == Connection::Kind::Practice; }
    bool isPublic() const { return m_draft.connection.kind == Connection::Kind::Public; }
    bool isCustom() const;
    Connection typed() const;
    Result<Hosts> typedHosts() const;

    ConnectionDraft &m_draft;
    const std::vector<Connection> m_existing;
    QFormLayout *m_form;
    QLineEdit *m_name;
    QComboBox *m_region;
    QLineEdit *m_api;
    QLineEdit *m_browser;
    QLineEdit *m_clientId;
    SecretField *m_secret;
    QLabel *m_help;
    QLabel *m_note;
};

} // namespace Fullstate
