// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"

#include <QWidget>

class QPushButton;
class QTableWidget;

namespace Fullstate {

class Catalog;

/// Table "Resource sets" with its buttons: the declared resources of an application, each a type, a resource
/// ID and, if the user likes, a name and a type definition.
class ResourceSetsEditor final : public QWidget
{
    Q_OBJECT

public:
    /// The catalog must outlive the editor. The practice tenant's resource IDs are not the user's to type.
    ResourceSetsEditor(const Catalog &catalog, bool hasResourceIds, QWidget *parent = nullptr);

    void setSets(const std::vector<ResourceSet> &sets);
    /// As typed. A set of which type or resource ID changed is another one, with an id of its own.
    std::vector<ResourceSet> sets() const;
    bool isEmpty() const;
    /// What stands in the way; empty: nothing but what is not typed yet.
    QString problem() const;
    bool isComplete() const;

    /// The type that is asked for most.
    void addFirst();
    /// The resource ID of the row can be typed at once.
    void edit(int row);

Q_SIGNALS:
    void changed();

private:
    void addRow(const ResourceSet &set);
    void addUnusedType();
    void removeCurrent();
    void editDefinition();
    ResourceSet setAt(int row) const;
    QString titleOf(const QString &typeName) const;

    const Catalog &m_catalog;
    const bool m_hasResourceIds;
    QTableWidget *m_table;
    QPushButton *m_remove;
    QPushButton *m_definition;
};

} // namespace Fullstate
