// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionfilter.h"

#include "ui/connection/connectionmodel.h"

namespace Fullstate {

ConnectionFilter::ConnectionFilter(ConnectionModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

void ConnectionFilter::filter(const QString &text)
{
    m_words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool ConnectionFilter::isShownForBelow(const QModelIndex &index) const
{
    return isFiltering() && !m_model.fits(mapToSource(index), m_words);
}

bool ConnectionFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    return m_words.isEmpty() || m_model.holdsFitting(m_model.index(sourceRow, 0, sourceParent), m_words);
}

} // namespace Fullstate
