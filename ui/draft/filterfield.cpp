// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/filterfield.h"

#include "app/base/tooltips.h"
#include "ui/common/icons.h"

#include <QAction>
#include <QDate>
#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>

namespace Fullstate {

namespace {

/// What the field's menu would write.
QString examplesFor(const Field &field)
{
    switch (field.kind) {
    case Field::Kind::Boolean:
        return FilterField::tr("yes or no");
    case Field::Kind::Timestamp:
        return FilterField::tr("text, <2026-01-31, >2026-01, 2026-01~2026-03");
    case Field::Kind::Integer:
    case Field::Kind::Number:
        return FilterField::tr("text, =5, <5, >=5, 1~5");
    default:
        return FilterField::tr("text, =exactly this, <>not this, /regular expression/");
    }
}

} // namespace

FilterField::FilterField(const Field &field, QWidget *parent)
    : QLineEdit(parent)
    , m_field(field)
    , m_warning(new QAction(tr("Not understood"), this))
    , m_ways(new QAction(tr("Ways to filter %1").arg(field.name), this))
{
    setAccessibleName(tr("Filter %1").arg(field.name));
    setToolTip(tr("Shows only the resources whose %1 fits. Type %2, :empty, :filled, :changed or :problem; "
                  "Alt+Down opens a menu of these.")
                   .arg(field.name, examplesFor(field)));
    addAction(m_warning, LeadingPosition);
    m_warning->setVisible(false); // only now: its button follows changes
    addAction(m_ways, TrailingPosition);
    loadIcons();
    connect(m_ways, &QAction::triggered, this, &FilterField::openMenu);
    connect(m_warning, &QAction::triggered, this, &FilterField::showHint);
    connect(this, &QLineEdit::textChanged, this, &FilterField::read);
}

void FilterField::loadIcons()
{
    m_warning->setIcon(icon(QStringLiteral("dialog-warning")));
    m_ways->setIcon(icon(QStringLiteral("view-filter")));
}

void FilterField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        loadIcons();
}

void FilterField::read()
{
    m_filter = ColumnFilter(m_field, text());
    const QString &error = m_filter.error();
    m_warning->setVisible(!error.isEmpty());
    m_warning->setToolTip(error);
    setAccessibleDescription(error);
    if (error.isEmpty())
        QToolTip::hideText();
    else if (hasFocus())
        showHint();
}

void FilterField::showHint()
{
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), asToolTip(m_filter.error()), this);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
        if (event->modifiers() & Qt::AltModifier)
            openMenu();
        else
            Q_EMIT left();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT left();
        return;
    case Qt::Key_Escape:
        clear();
        Q_EMIT left();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void FilterField::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<FilterOffer> offers = filterOffers(m_field, QDate::currentDate().toString(Qt::ISODate));
    for (const FilterOffer &offer : offers) {
        QAction *action = menu->addAction(QString(offer.label).replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, offer] { write(offer); });
    }
    menu->popup(mapToGlobal(rect().bottomLeft()));
    menu->setActiveAction(menu->actions().constFirst());
}

void FilterField::write(const FilterOffer &offer)
{
    setText(offer.text);
    setFocus();
    if (offer.open > 0) // the rest of it is typed over
        setSelection(static_cast<int>(offer.text.size()) - offer.open, offer.open);
}

} // namespace Fullstate
