// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace Fullstate {

class ConnectionModel;

/// The connections and resource sets in which every word of a text is found; what stands above a match is
/// shown with it, and so is everything below a heading or a connection that matches itself.
class ConnectionFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ConnectionFilter(ConnectionModel &model, QObject *parent = nullptr);

    void filter(const QString &text);
    bool isFiltering() const { return !m_words.isEmpty(); }
    /// Whether it is shown only because of something below it.
    bool isShownForBelow(const QModelIndex &index) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    const ConnectionModel &m_model;
    QStringList m_words;
};

} // namespace Fullstate
