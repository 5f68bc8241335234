// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QListWidget;

namespace Fullstate {

/// List "Columns": what is checked is chosen; All and None beside it.
class ColumnList final : public QWidget
{
    Q_OBJECT

public:
    explicit ColumnList(QWidget *parent);

    void setColumns(const QStringList &columns, const QStringList &leftOut);
    QStringList chosen() const { return namesOf(Qt::Checked); }
    QStringList leftOut() const { return namesOf(Qt::Unchecked); }

Q_SIGNALS:
    void changed(); ///< by the user

private:
    QStringList namesOf(Qt::CheckState state) const;
    void checkAll(Qt::CheckState state);

    QListWidget *m_list;
};

} // namespace Fullstate
