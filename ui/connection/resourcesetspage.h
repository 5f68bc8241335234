// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/connectiondraft.h"

#include <QWizardPage>

class QLabel;

namespace Fullstate {

class Catalog;
class ResourceSetsEditor;

/// "Resource sets": the declared resources of the application, each a type and a resource ID.
class ResourceSetsPage final : public QWizardPage
{
    Q_OBJECT

public:
    /// \p existing: the connections that are set up already. The catalog must outlive the page.
    ResourceSetsPage(ConnectionDraft &draft, const Catalog &catalog, std::vector<Connection> existing,
                     QWidget *parent = nullptr);

    void initializePage() override;
    bool isComplete() const override;
    bool validatePage() override;

private:
    void explainState();
    /// Worth knowing, in the way of nothing.
    QString note() const;

    ConnectionDraft &m_draft;
    const std::vector<Connection> m_existing;
    ResourceSetsEditor *m_editor;
    QLabel *m_note;
    QLabel *m_next; ///< what the next page does
};

} // namespace Fullstate
