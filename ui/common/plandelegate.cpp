// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/plandelegate.h"

#include "app/plan/planmodel.h"
#include "ui/common/icons.h"

#include <algorithm>

namespace Fullstate {

namespace {

bool isHidden(QChar c)
{
    return c.category() == QChar::Other_Format || c.category() == QChar::Other_Control
        || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
}

QString signOf(PlannedChange::Action action)
{
    switch (action) {
    case PlannedChange::Action::Delete:
        return QStringLiteral("list-remove");
    case PlannedChange::Action::ComeBack:
        return QStringLiteral("edit-undo");
    case PlannedChange::Action::Change:
        return QStringLiteral("view-refresh");
    case PlannedChange::Action::Add:
        break;
    }
    return QStringLiteral("list-add");
}

} // namespace

QString withVisibleControls(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), isHidden))
        return text;
    QString shown;
    for (const QChar c : text) {
        if (isHidden(c))
            shown += QStringLiteral("⟨U+%1⟩").arg(ushort(c.unicode()), 4, 16, QLatin1Char('0')).toUpper();
        else
            shown += c;
    }
    return shown;
}

QString PlanDelegate::displayText(const QVariant &value, const QLocale &locale) const
{
    return withVisibleControls(QStyledItemDelegate::displayText(value, locale));
}

void PlanDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto action = static_cast<PlannedChange::Action>(index.data(PlanModel::ActionRole).toInt());
    option->font.setBold(action == PlannedChange::Action::Delete);
    option->textElideMode = Qt::ElideRight;
    if (index.column() == PlanModel::Action) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(signOf(action));
        option->decorationSize = QSize(16, 16);
    }
}

} // namespace Fullstate
