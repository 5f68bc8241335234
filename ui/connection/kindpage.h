// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/connectiondraft.h"

#include <QWizardPage>

class QButtonGroup;
class QVBoxLayout;

namespace Fullstate {

/// "Kind": what is connected to.
class KindPage final : public QWizardPage
{
    Q_OBJECT

public:
    explicit KindPage(ConnectionDraft &draft, QWidget *parent = nullptr);

    bool validatePage() override;

private:
    void addKind(Connection::Kind kind, const QString &title, const QString &explanation);

    ConnectionDraft &m_draft;
    QButtonGroup *m_kinds;
    QVBoxLayout *m_layout;
};

} // namespace Fullstate
