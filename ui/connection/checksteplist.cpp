// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/checksteplist.h"

#include "ui/common/icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace Fullstate {

namespace {

QString signOf(CheckStep::State state)
{
    switch (state) {
    case CheckStep::State::Running:
        return QStringLiteral("view-refresh");
    case CheckStep::State::Passed:
        return QStringLiteral("dialog-ok");
    case CheckStep::State::Failed:
        return QStringLiteral("dialog-error");
    case CheckStep::State::Skipped:
        break;
    }
    return QStringLiteral("im-ban-user");
}

QString wordOf(CheckStep::State state)
{
    switch (state) {
    case CheckStep::State::Running:
        return CheckStepList::tr("trying…");
    case CheckStep::State::Passed:
        return CheckStepList::tr("works");
    case CheckStep::State::Failed:
        return CheckStepList::tr("failed");
    case CheckStep::State::Skipped:
        break;
    }
    return CheckStepList::tr("not tried");
}

QString textOf(const CheckStep &step)
{
    const QString word = wordOf(step.state);
    if (step.explanation.isEmpty())
        return CheckStepList::tr("%1: %2").arg(step.title, word);
    if (step.state == CheckStep::State::Passed || step.state == CheckStep::State::Failed)
        return CheckStepList::tr("%1: %2. %3").arg(step.title, word, step.explanation);
    return CheckStepList::tr("%1: %2").arg(step.title, step.explanation);
}

} // namespace

CheckStepList::CheckStepList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setColumnStretch(1, 1);
    m_layout->setAlignment(Qt::AlignTop);
}

void CheckStepList::clear()
{
    for (const Line &line : m_lines) {
        delete line.sign;
        delete line.text;
    }
    m_lines.clear();
}

void CheckStepList::setStep(int index, const CheckStep &step)
{
    while (static_cast<int>(m_lines.size()) <= index) {
        const auto row = static_cast<int>(m_lines.size());
        auto *sign = new QLabel(this);
        auto *text = new QLabel(this);
        text->setObjectName(QStringLiteral("step"));
        text->setTextFormat(Qt::PlainText); // it may quote the tenant
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_layout->addWidget(sign, row, 0, Qt::AlignTop);
        m_layout->addWidget(text, row, 1, Qt::AlignVCenter);
        m_lines.push_back({sign, text, {}});
    }
    Line &line = m_lines[static_cast<size_t>(index)];
    line.step = step;
    paint(line);
}

void CheckStepList::stop()
{
    for (Line &line : m_lines) {
        if (line.step.state == CheckStep::State::Running) {
            line.step.state = CheckStep::State::Skipped;
            line.step.explanation.clear();
            paint(line);
        }
    }
}

void CheckStepList::paint(const Line &line) const
{
    const CheckStep &step = line.step;
    line.sign->setPixmap(icon(signOf(step.state)).pixmap(22));
    line.sign->setAccessibleName(wordOf(step.state));
    line.text->setText(textOf(step));
}

void CheckStepList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        for (const Line &line : m_lines)
            paint(line);
    }
}

} // namespace Fullstate
