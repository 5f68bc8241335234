// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/guardpanel.h"

#include "ui/common/icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace Fullstate {

GuardPanel::GuardPanel(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QWidget(this))
    , m_stopButtons(new QWidget(this))
    , m_keep(new QPushButton(tr("&Keep the missing resources"), m_stopButtons))
    , m_deleteAnyway(new QPushButton(tr("Delete anyway…"), m_stopButtons))
    , m_meaning(new QLabel(this))
    , m_confirmation(new QWidget(this))
    , m_confirmLabel(new QLabel(tr("Deletions to con&firm"), m_confirmation))
    , m_number(new QLineEdit(m_confirmation))
    , m_numberNote(new QLabel(m_confirmation))
{
    m_meaning->setObjectName(QStringLiteral("meaning"));
    m_meaning->setWordWrap(true);
    m_meaning->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_lines);
    buildStopButtons(layout);
    layout->addWidget(m_meaning);
    buildConfirmation(layout);
}

void GuardPanel::buildStopButtons(QVBoxLayout *layout)
{
    setKeepMeaning(tr("They go back into the draft as the tenant holds them. Undo takes that back."));
    auto *back = new QPushButton(tr("&Back to the draft"), m_stopButtons);
    auto *row = new QHBoxLayout(m_stopButtons);
    row->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {m_keep, back, m_deleteAnyway}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch();
    layout->addWidget(m_stopButtons);
    connect(m_keep, &QPushButton::clicked, this, &GuardPanel::keepMissingRequested);
    connect(back, &QPushButton::clicked, this, &GuardPanel::backRequested);
    connect(m_deleteAnyway, &QPushButton::clicked, this, &GuardPanel::deleteAnyway);
}

void GuardPanel::buildConfirmation(QVBoxLayout *layout)
{
    m_number->setObjectName(QStringLiteral("deletionsToConfirm"));
    m_number->setAccessibleName(tr("Deletions to confirm"));
    m_number->setInputMethodHints(Qt::ImhDigitsOnly);
    m_number->setMaximumWidth(m_number->fontMetrics().averageCharWidth() * 16);
    m_confirmLabel->setBuddy(m_number);
    m_numberNote->setObjectName(QStringLiteral("numberNote"));
    auto *row = new QHBoxLayout(m_confirmation);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_confirmLabel);
    row->addWidget(m_number);
    row->addWidget(m_numberNote, 1);
    layout->addWidget(m_confirmation);
    connect(m_number, &QLineEdit::textChanged, this, [this] {
        followState();
        Q_EMIT satisfiedChanged();
    });
}

void GuardPanel::setGuard(const Guard &guard, const Plan &plan)
{
    m_guard = guard;
    m_held = static_cast<int>(plan.tenant->resources.size());
    m_deletes = plan.deletes;
    m_deletesAnyway = false;
    m_number->clear();
    showLines();
    followState();
}

void GuardPanel::setKeepMeaning(const QString &meaning)
{
    m_keep->setToolTip(meaning);
}

void GuardPanel::addLine(const QString &iconName, const QString &kind, const QString &text)
{
    auto *lines = static_cast<QGridLayout *>(m_lines->layout());
    auto *sign = new QLabel(m_lines);
    sign->setPixmap(icon(iconName).pixmap(22));
    sign->setAccessibleName(kind);
    auto *label = new QLabel(text, m_lines);
    label->setObjectName(QStringLiteral("guardLine"));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const int row = lines->rowCount();
    lines->addWidget(sign, row, 0, Qt::AlignTop);
    lines->addWidget(label, row, 1, Qt::AlignVCenter);
}

void GuardPanel::showLines()
{
    qDeleteAll(m_lines->findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly));
    delete m_lines->layout();
    auto *lines = new QGridLayout(m_lines);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setColumnStretch(1, 1);
    for (const QString &text : m_guard.blocks)
        addLine(QStringLiteral("dialog-error"), tr("Blocks the push"), text);
    for (const QString &text : m_guard.stops)
        addLine(QStringLiteral("dialog-warning"), tr("Stops the push"), text);
    for (const QString &text : m_guard.notes)
        addLine(QStringLiteral("dialog-information"), tr("Note"), text);
}

void GuardPanel::followState()
{
    const bool isBlocked = !m_guard.blocks.empty();
    const bool isStop = !isBlocked && !m_guard.stops.empty();
    const bool asks = !isBlocked && m_guard.deletionsToConfirm && (!isStop || m_deletesAnyway);
    setVisible(isBlocked || isStop || asks || !m_guard.notes.empty());
    m_lines->setVisible(isBlocked || !m_guard.stops.empty() || !m_guard.notes.empty());
    m_stopButtons->setVisible(isStop);
    m_deleteAnyway->setEnabled(!m_deletesAnyway);
    m_meaning->setVisible(isStop && m_deletesAnyway);
    m_confirmation->setVisible(asks);
    if (!asks)
        return;
    const QString number = QLocale().toString(*m_guard.deletionsToConfirm);
    m_numberNote->setText(isSatisfied()
                              ? tr("Confirmed.")
                              : tr("Type %1, the number of deletions, to be able to push.").arg(number));
}

void GuardPanel::deleteAnyway()
{
    m_deletesAnyway = true;
    const QLocale locale;
    m_meaning->setText(
        tr("Going on deletes %1 of the %2 resources that the tenant holds. From that moment on Vanta counts "
           "them as deleted (user accounts as deactivated), and its tests and access reviews go by that. The "
           "tenant has no undo; the receipt keeps what was there.")
            .arg(locale.toString(m_deletes), locale.toString(m_held)));
    followState();
    m_number->setFocus();
    Q_EMIT satisfiedChanged();
}

int GuardPanel::confirmedDeletions() const
{
    if (!m_guard.deletionsToConfirm)
        return -1;
    bool isNumber = false;
    const int number = QLocale().toInt(m_number->text().trimmed(), &isNumber);
    return isNumber ? number : -1;
}

bool GuardPanel::isSatisfied() const
{
    if (!m_guard.blocks.empty() || (!m_guard.stops.empty() && !m_deletesAnyway))
        return false;
    return !m_guard.deletionsToConfirm || confirmedDeletions() == *m_guard.deletionsToConfirm;
}

void GuardPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_lines->layout())
        showLines();
}

} // namespace Fullstate
