// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/chipsfield.h"

#include "app/draft/resourcetable.h"
#include "ui/common/icons.h"
#include "ui/draft/chip.h"
#include "ui/draft/fieldhints.h"
#include "ui/draft/flowlayout.h"
#include "ui/draft/nothing.h"
#include "ui/draft/typedwords.h"

#include <QAction>
#include <QApplication>
#include <QCompleter>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyleOptionFrame>
#include <algorithm>

namespace Fullstate {

ChipsField::ChipsField(const Field &field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_layout(new FlowLayout(this))
    , m_line(new QLineEdit(this))
{
    m_layout->setContentsMargins(4, 4, 4, 4);
    m_line->setFrame(false);
    m_line->setMinimumWidth(fontMetrics().averageCharWidth() * 10);
    m_line->installEventFilter(this);
    m_layout->insertWidget(0, m_line);
    setFocusProxy(m_line);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred); // Fixed would be as if in one line
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    QAction *menu = m_line->addAction(icon(QStringLiteral("edit-clear")), QLineEdit::TrailingPosition);
    menu->setToolTip(tr("Not set, or empty (Ctrl+0)"));
    connect(menu, &QAction::triggered, this, [this] { showMenu(mapToGlobal(rect().bottomLeft())); });
    if (!field.choices.isEmpty())
        createCompleter();
    showValue(m_value);
    connect(m_line, &QLineEdit::textEdited, this, &ChipsField::splitTyped);
    connect(m_line, &QLineEdit::textChanged, &m_events, &EditorEvents::edited);
    // Enter in the list of choices comes by this way only; queued: the choice has not arrived yet.
    connect(m_line, &QLineEdit::returnPressed, this, &ChipsField::handleEnter, Qt::QueuedConnection);
    connect(qApp, &QApplication::focusChanged, this, &ChipsField::followFocus);
}

ChipsField::~ChipsField()
{
    qApp->disconnect(this); // a chip that has the focus loses it later than this
}

void ChipsField::createCompleter()
{
    auto *completer = new QCompleter(m_field.choices, m_line);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_line->setCompleter(completer);
    connect(
        completer, qOverload<const QString &>(&QCompleter::activated), this,
        [this](const QString &choice) {
            m_line->clear();
            const QJsonArray all = withItems({choice});
            if (all != items())
                change(all);
        },
        Qt::QueuedConnection); // after the line has taken the text
}

void ChipsField::setName(const QString &name)
{
    setAccessibleName(name);
    m_line->setAccessibleName(name);
}

void ChipsField::setInCell()
{
    m_inCell = true;
}

void ChipsField::setValue(const QJsonValue &value)
{
    const bool same = value == m_initial && !editedValue();
    m_initial = value;
    m_value = value;
    if (same)
        return;
    m_line->clear();
    showValue(value);
}

std::optional<QJsonValue> ChipsField::editedValue() const
{
    QJsonValue now = m_value;
    if (const QJsonArray typed = itemsMeant(m_line->text(), m_field.choices); !typed.isEmpty())
        now = withItems(typed);
    return now == m_initial ? std::nullopt : std::optional(now);
}

/// What is no list is shown, and kept, as if it were the only item of one.
QJsonArray ChipsField::items() const
{
    if (m_value.isArray())
        return m_value.toArray();
    return isNothing(m_value) ? QJsonArray() : QJsonArray{m_value};
}

QJsonArray ChipsField::withItems(const QJsonArray &more) const
{
    QJsonArray all = items();
    for (const QJsonValueConstRef item : more) {
        if (!all.contains(item))
            all.append(item);
    }
    return all;
}

QString ChipsField::wrongWith(const QJsonValue &item) const
{
    if (!m_value.isArray())
        return tr("This is not a list.");
    if (!item.isString())
        return tr("This is not a text.");
    if (!m_field.choices.isEmpty() && !m_field.choices.contains(item.toString()))
        return tr("This is not one of %1.").arg(m_field.choices.join(QLatin1String(", ")));
    return hintFor({.name = m_field.name, .kind = m_field.itemKind}, item.toString());
}

void ChipsField::showValue(const QJsonValue &value)
{
    const QJsonArray all = items();
    const auto count = static_cast<size_t>(all.size());
    while (m_chips.size() > count) {
        Chip *chip = m_chips.back();
        m_chips.pop_back();
        delete m_layout->takeAt(m_layout->indexOf(chip));
        chip->hide();
        chip->deleteLater(); // its button may be what was pressed
    }
    while (m_chips.size() < count) {
        auto *chip = new Chip(this);
        chip->installEventFilter(this);
        m_layout->insertWidget(static_cast<int>(m_chips.size()), chip);
        m_chips.push_back(chip);
        connect(chip, &Chip::removed, this, [this, chip] {
            removeAt(static_cast<int>(std::find(m_chips.begin(), m_chips.end(), chip) - m_chips.begin()));
        });
        chip->show();
    }
    for (size_t i = 0; i < count; ++i) {
        const QJsonValue item = all.at(static_cast<qsizetype>(i));
        m_chips[i]->setText(displayText({}, item));
        m_chips[i]->setWrong(wrongWith(item));
    }
    m_line->setPlaceholderText(count > 0 ? QString() : placeholderText(value));
    grow();
}

void ChipsField::change(const QJsonValue &value)
{
    m_value = value;
    chooseAll(false);
    showValue(value);
    Q_EMIT m_events.edited();
    if (!m_inCell)
        Q_EMIT m_events.done();
}

void ChipsField::splitTyped()
{
    const QString text = m_line->text();
    if (text.startsWith(u'['))
        return; // JSON has commas of its own
    const TypedWords words = typedWords(text);
    if (words.complete.isEmpty())
        return;
    m_line->setText(words.rest.trimmed());
    const QJsonArray all = withItems(itemsMeant(words.complete.join(u','), m_field.choices));
    if (all != items())
        change(all);
}

void ChipsField::addTyped()
{
    const QJsonArray typed = itemsMeant(m_line->text(), m_field.choices);
    m_line->clear();
    const QJsonArray all = withItems(typed);
    if (!typed.isEmpty() && all != items())
        change(all);
}

void ChipsField::handleEnter()
{
    addTyped();
    if (m_inCell && isVisible()) // it may have been left since the key
        Q_EMIT m_events.left(Leaving::ByEnter);
}

void ChipsField::removeAt(int at)
{
    const bool wasOnChip = !m_line->hasFocus();
    QJsonArray all = items();
    if (at < 0 || at >= all.size())
        return;
    all.removeAt(at);
    if (wasOnChip) // before the chip goes, so that the focus stays here
        focusAt(at + 1 < static_cast<int>(m_chips.size()) ? at : static_cast<int>(all.size()));
    change(all);
    if (wasOnChip)
        focusAt(qMin(at, static_cast<int>(all.size())));
}

void ChipsField::moveTo(int from, int to)
{
    QJsonArray all = items();
    if (to < 0 || to >= all.size())
        return;
    const QJsonValue item = all.takeAt(from);
    all.insert(to, item);
    focusAt(to);
    change(all);
}

void ChipsField::chooseAll(bool all)
{
    if (m_allChosen == all)
        return;
    m_allChosen = all;
    for (Chip *chip : m_chips)
        chip->setChosen(all || chip->hasFocus());
}

void ChipsField::focusAt(int at)
{
    if (at < static_cast<int>(m_chips.size()))
        m_chips[static_cast<size_t>(at)]->setFocus(Qt::OtherFocusReason);
    else
        m_line->setFocus(Qt::OtherFocusReason);
}

void ChipsField::showMenu(const QPoint &at)
{
    QMenu *menu = m_line->createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    addNothings(*menu, m_field, m_value, [this](const QJsonValue &nothing) {
        m_line->clear();
        change(nothing);
    });
    menu->popup(at);
}

void ChipsField::mousePressEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    m_line->setFocus(Qt::MouseFocusReason);
}

bool ChipsField::focusNextPrevChild(bool next)
{
    if (!m_inCell || isHidden())
        return QWidget::focusNextPrevChild(next);
    Q_EMIT m_events.left(next ? Leaving::ByTab : Leaving::ByBacktab);
    return true;
}

void ChipsField::followFocus(QWidget *before, QWidget *now)
{
    update();
    const auto isInside = [this](const QWidget *widget) { return widget && isAncestorOf(widget); };
    if (!isInside(before) || isInside(now))
        return;
    addTyped();
    chooseAll(false);
    if (!m_inCell)
        return;
    const auto leave = [this, isInside] { // unless that was the end already: Enter takes the focus away, too
        if (isVisible() && !isInside(QApplication::focusWidget()))
            Q_EMIT m_events.left(Leaving::ForAnotherWidget);
    };
    QMetaObject::invokeMethod(this, leave, Qt::QueuedConnection);
}

void ChipsField::grow()
{
    updateGeometry();
    if (!m_inCell || !parentWidget())
        return;
    QRect space = geometry();
    space.setHeight(qMin(heightForWidth(width()), parentWidget()->height()));
    if (space.bottom() > parentWidget()->rect().bottom())
        space.moveBottom(parentWidget()->rect().bottom());
    setGeometry(space);
}

/// As a line edit.
void ChipsField::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = style()->pixelMetric(QStyle::PM_DefaultFrameWidth, &option, this);
    option.state |= QStyle::State_Sunken;
    if (QApplication::focusWidget() && isAncestorOf(QApplication::focusWidget()))
        option.state |= QStyle::State_HasFocus;
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
}

} // namespace Fullstate
