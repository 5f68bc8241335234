// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace Fullstate {

/// The rows of a ResourceTable that hold a text in any column, sorted by the values. Hides from view only:
/// what is hidden is pushed all the same. A row that is edited stays where it is until the filter is typed or
/// a column is sorted by again.
class ResourceFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ResourceFilter(QObject *parent = nullptr);

    void setText(const QString &text);
    const QString &text() const { return m_text; }
    int hiddenRows() const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QString m_text;
};

} // namespace Fullstate
