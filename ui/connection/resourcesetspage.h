// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection/connectiondraft.h"

#include <QWizardPage>

class QLabel;
class QPushButton;
class QTableWidget;

namespace Fullstate {

class Catalog;

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
    void addRow(const QString &typeName);
    void editRow(int row);
    void addUnusedType();
    void removeCurrent();
    void explainState();
    std::vector<ResourceSet> typed() const;
    /// What stands in the way; empty: nothing.
    QString problem() const;
    /// Worth knowing, in the way of nothing.
    QString note() const;

    ConnectionDraft &m_draft;
    const Catalog &m_catalog;
    const std::vector<Connection> m_existing;
    QTableWidget *m_table;
    QPushButton *m_remove;
    QLabel *m_note;
};

} // namespace Fullstate
