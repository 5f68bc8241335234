// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace Fullstate {

/// Draws a plan: a sign for each action, deletions in bold, and characters that hide or turn text around made
/// visible, since these are the names that a deletion is decided by.
class PlanDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QString displayText(const QVariant &value, const QLocale &locale) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// The text with each invisible, control or direction character as ⟨U+202E⟩.
QString withVisibleControls(const QString &text);

} // namespace Fullstate
