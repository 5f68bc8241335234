// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/columnfilter.h"

#include <QLineEdit>

namespace Fullstate {

/// Where the filter of one column is typed. Its menu (Alt+Down) writes what the column can be asked; what
/// cannot be understood is marked, and said.
class FilterField final : public QLineEdit
{
    Q_OBJECT

public:
    /// The field must outlive this.
    FilterField(const Field &field, QWidget *parent);

    const ColumnFilter &filter() const { return m_filter; }

Q_SIGNALS:
    void left(); ///< Enter, Down or Esc: back to the table

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void loadIcons();
    void read();
    void showHint();
    void openMenu();
    void write(const FilterOffer &offer);

    const Field &m_field;
    ColumnFilter m_filter;
    QAction *m_warning;
    QAction *m_ways;
};

} // namespace Fullstate
