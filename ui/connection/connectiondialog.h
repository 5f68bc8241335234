// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Fullstate {

class Catalog;
class ResourceSetsEditor;

/// A connection as it was set up: its name and its resource sets can be changed later. Asks before a resource
/// set goes, since its draft goes with it.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The catalog must outlive the dialog.
    ConnectionDialog(Connection connection, const Catalog &catalog, QWidget *parent);

    const Connection &connection() const { return m_connection; } ///< as changed, once accepted

    void accept() override;

private:
    void followState();
    QStringList leaving(const std::vector<ResourceSet> &sets) const;
    void apply(const std::vector<ResourceSet> &sets);

    Connection m_connection;
    const Catalog &m_catalog;
    QLineEdit *m_name;
    ResourceSetsEditor *m_sets;
    QLabel *m_problem;
    QPushButton *m_accept;
};

} // namespace Fullstate
