// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <functional>

class QHeaderView;

namespace Fullstate {

QString columnName(const QHeaderView &header, int column);

/// The columns as somebody arranged them: order, widths and which are hidden, by the names of the fields, so
/// that it survives a field that comes or goes.
QByteArray columnLayout(const QHeaderView &header);
/// \p width is that of a column which the layout does not know. What is no layout leaves all as the type has
/// it.
void arrangeColumns(QHeaderView &header, const QByteArray &layout,
                    const std::function<int(int column)> &width);

} // namespace Fullstate
