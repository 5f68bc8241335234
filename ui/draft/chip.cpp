// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/chip.h"

#include "app/base/tooltips.h"
#include "ui/common/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace Fullstate {

namespace {

constexpr int MostLetters = 48; ///< of a chip; the rest is in its tool tip

QString oneLine(QString text)
{
    text.replace(u'\n', u' ');
    return text.size() > MostLetters ? text.left(MostLetters - 1) % u'…' : text;
}

} // namespace

Chip::Chip(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_mark(new QLabel(this))
    , m_remove(new QToolButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setFocusPolicy(Qt::ClickFocus); // arrow keys lead here, Tab goes on to the next field
    m_text->setTextFormat(Qt::PlainText);
    m_mark->setPixmap(icon(QStringLiteral("dialog-warning")).pixmap(fontMetrics().height()));
    m_remove->setIcon(icon(QStringLiteral("dialog-close")));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::NoFocus);
    m_remove->setIconSize(QSize(1, 1) * (fontMetrics().height() - 4));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_mark);
    row->addWidget(m_text, 1);
    row->addWidget(m_remove);
    setChosen(false);
    connect(m_remove, &QToolButton::clicked, this, &Chip::removed);
}

void Chip::setText(const QString &text)
{
    m_text->setText(oneLine(text));
    setAccessibleName(text);
    setToolTip(asToolTip(text));
    m_remove->setAccessibleName(tr("Remove %1").arg(text));
    m_remove->setToolTip(asToolTip(tr("Remove %1").arg(text)));
}

void Chip::setWrong(const QString &wrong)
{
    m_mark->setVisible(!wrong.isEmpty());
    m_mark->setToolTip(asToolTip(wrong));
    setAccessibleDescription(wrong);
    if (!wrong.isEmpty())
        setToolTip(asToolTip(accessibleName() % u'\n' % wrong));
}

void Chip::setChosen(bool chosen)
{
    setBackgroundRole(chosen ? QPalette::Highlight : QPalette::Button);
    m_text->setForegroundRole(chosen ? QPalette::HighlightedText : QPalette::ButtonText);
}

void Chip::focusInEvent(QFocusEvent *event)
{
    QFrame::focusInEvent(event);
    setChosen(true);
}

void Chip::focusOutEvent(QFocusEvent *event)
{
    QFrame::focusOutEvent(event);
    setChosen(false);
}

} // namespace Fullstate
