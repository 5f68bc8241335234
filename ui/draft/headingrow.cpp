// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/headingrow.h"

#include "app/base/tooltips.h"
#include "app/draft/resourcetable.h"
#include "ui/common/icons.h"
#include "ui/draft/nothing.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

/// What tells an item from the others: its name, or else the first value that it has.
QString summaryOf(const std::vector<Field> &fields, const QJsonObject &item)
{
    for (const char *name : {"displayName", "name"}) {
        if (const QString text = item.value(QLatin1String(name)).toString(); !text.isEmpty())
            return text;
    }
    for (const Field &field : fields) {
        const QJsonValue value = item.value(field.name);
        if (value.isString() && !value.toString().isEmpty())
            return shownText(field, value);
    }
    for (const Field &field : fields) {
        if (const QJsonValue value = item.value(field.name); value.isBool() || value.isDouble())
            return field.name % QStringLiteral(": ") % shownText(field, value);
    }
    return {};
}

QString titleOf(const FieldPath &path, const QJsonValue &value)
{
    const bool isList = path.kind == FieldPath::Kind::List;
    const QString title =
        path.kind == FieldPath::Kind::Item ? QString::number(path.item() + 1) : path.lastName();
    if (value.isUndefined() || value.isNull())
        return title % QStringLiteral(": ") % placeholderText(value);
    if (isList ? !value.isArray() : !value.isObject())
        return (isList ? HeadingRow::tr("%1: “%2” is not a list")
                       : HeadingRow::tr("%1: “%2” is not an object"))
            .arg(title, displayText({}, value));
    if (isList)
        return value.toArray().isEmpty()
            ? QString(title % QStringLiteral(": ") % placeholderText(value))
            : HeadingRow::tr("%1: %n item(s)", nullptr, static_cast<int>(value.toArray().size())).arg(title);
    if (path.kind == FieldPath::Kind::Object)
        return title;
    const QString summary = summaryOf(path.field->fields, value.toObject());
    return title % QStringLiteral(". ") % (summary.isEmpty() ? HeadingRow::tr("(nothing set)") : summary);
}

} // namespace

HeadingRow::HeadingRow(const FieldPath &path, QWidget *parent)
    : DetailsRow(path, parent)
    , m_toggle(new QToolButton(this))
    , m_buttons(new QWidget(this))
{
    m_toggle->setAccessibleName(path.text());
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_toggle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_toggle->installEventFilter(this);
    if (path.kind != FieldPath::Kind::Item) {
        QFont bold = m_toggle->font();
        bold.setBold(true);
        m_toggle->setFont(bold);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_toggle, 1);
    row->addWidget(m_buttons);
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(0);
    if (path.kind == FieldPath::Kind::List) {
        m_add = addButton(*buttons, tr("Add to %1").arg(path.text()));
        m_add->setIcon(icon(QStringLiteral("list-add")));
        connect(m_add, &QToolButton::clicked, this, &HeadingRow::addWanted);
    }
    if (path.kind != FieldPath::Kind::Item)
        addJsonButton(*buttons);
    column().insertLayout(0, row);
    connect(m_toggle, &QToolButton::clicked, this, [this] { Q_EMIT toggled(!m_isOpen); });
    setOpen(false);
}

QToolButton *HeadingRow::addEditButton(QHBoxLayout &row, const QString &words, Edit edit)
{
    QToolButton *button = addButton(row, words.arg(path().text()));
    connect(button, &QToolButton::clicked, this, [this, edit] { Q_EMIT editWanted(edit); });
    m_edits.emplace_back(button, edit);
    return button;
}

QWidget *HeadingRow::target() const
{
    return m_toggle;
}

void HeadingRow::setOpen(bool open)
{
    m_isOpen = open;
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_toggle->setAccessibleDescription(open ? tr("open") : tr("closed"));
    if (path().kind != FieldPath::Kind::Item)
        return;
    if (open && m_edits.empty()) { // a list may have hundreds of items
        auto &buttons = static_cast<QHBoxLayout &>(*m_buttons->layout());
        addEditButton(buttons, tr("Move %1 up"), Edit::MoveUp)->setArrowType(Qt::UpArrow);
        addEditButton(buttons, tr("Move %1 down"), Edit::MoveDown)->setArrowType(Qt::DownArrow);
        addEditButton(buttons, tr("Duplicate %1"), Edit::Duplicate)
            ->setIcon(icon(QStringLiteral("edit-copy")));
        addEditButton(buttons, tr("Remove %1"), Edit::Remove)->setIcon(icon(QStringLiteral("list-remove")));
        addJsonButton(buttons);
    }
    m_buttons->setVisible(open);
}

void HeadingRow::setItemCount(qsizetype count)
{
    m_count = count;
    for (const auto &[button, edit] : m_edits)
        button->setEnabled(isPossible(edit));
}

bool HeadingRow::isPossible(Edit edit) const
{
    switch (edit) {
    case Edit::MoveUp:
        return path().item() > 0;
    case Edit::MoveDown:
        return path().item() + 1 < m_count;
    case Edit::Duplicate:
    case Edit::Remove:
        break;
    }
    return true;
}

void HeadingRow::showValue(const QJsonValue &value)
{
    m_value = value;
    m_title = titleOf(path(), value);
    m_toggle->setToolTip(asToolTip(m_title % u'\n' % help()));
    if (m_add) // what is no list is not thrown away by adding to it
        m_add->setEnabled(value.isArray() || value.isUndefined() || value.isNull());
    fit();
}

void HeadingRow::fit()
{
    const int arrow = m_toggle->iconSize().width() + m_toggle->fontMetrics().averageCharWidth() * 2;
    m_toggle->setText(m_toggle->fontMetrics().elidedText(QString(m_title).replace(u'\n', u' '),
                                                         Qt::ElideRight, qMax(m_toggle->width() - arrow, 0)));
}

void HeadingRow::resizeEvent(QResizeEvent *event)
{
    DetailsRow::resizeEvent(event);
    layout()->activate();
    fit();
}

bool HeadingRow::handleKey(const QKeyEvent &event)
{
    const bool alt = event.modifiers() & Qt::AltModifier;
    if (const auto nothing = nothingByKey(event, *path().field, m_value);
        nothing && path().kind != FieldPath::Kind::Item) {
        Q_EMIT nothingWanted(*nothing);
        return true;
    }
    std::optional<Edit> edit;
    if (event.key() == Qt::Key_Delete)
        edit = Edit::Remove;
    else if (alt && event.key() == Qt::Key_Up)
        edit = Edit::MoveUp;
    else if (alt && event.key() == Qt::Key_Down)
        edit = Edit::MoveDown;
    if (edit) {
        if (path().kind == FieldPath::Kind::Item && isPossible(*edit))
            Q_EMIT editWanted(*edit);
        return true;
    }
    if (!alt && (event.key() == Qt::Key_Left || event.key() == Qt::Key_Right)) {
        const bool open = event.key() == Qt::Key_Right;
        if (open != m_isOpen)
            Q_EMIT toggled(open);
        return true;
    }
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        m_toggle->click();
        return true;
    }
    return false;
}

void HeadingRow::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &words, Edit edit) {
        menu->addAction(words.arg(path().text()), this, [this, edit] { Q_EMIT editWanted(edit); })
            ->setEnabled(isPossible(edit));
    };
    if (path().kind == FieldPath::Kind::Item) {
        add(tr("Move %1 up"), Edit::MoveUp);
        add(tr("Move %1 down"), Edit::MoveDown);
        add(tr("Duplicate %1"), Edit::Duplicate);
        add(tr("Remove %1"), Edit::Remove);
    } else {
        if (m_add)
            menu->addAction(m_add->accessibleName(), this, &HeadingRow::addWanted)
                ->setEnabled(m_add->isEnabled());
        addNothings(*menu, *path().field, m_value,
                    [this](const QJsonValue &nothing) { Q_EMIT nothingWanted(nothing); });
    }
    menu->addSeparator();
    menu->addAction(tr("Edit %1 as JSON…").arg(path().text()), this, &HeadingRow::jsonWanted);
    menu->popup(at);
}

bool HeadingRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress)
        return handleKey(*static_cast<QKeyEvent *>(event));
    if (event->type() == QEvent::ContextMenu) {
        showMenu(static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    }
    return DetailsRow::eventFilter(watched, event);
}

} // namespace Fullstate
