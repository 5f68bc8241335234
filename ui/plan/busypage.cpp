// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/busypage.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

constexpr int Steps = 1000; // sizes of bodies do not fit an int in every case

}

BusyPage::BusyPage(QWidget *parent)
    : QWidget(parent)
    , m_what(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_note(new QLabel(this))
{
    m_what->setObjectName(QStringLiteral("progressText"));
    m_note->setObjectName(QStringLiteral("progressNote"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    for (QLabel *label : {m_what, m_note}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addWidget(m_what);
    layout->addWidget(m_bar);
    layout->addWidget(m_note);
    layout->addStretch();
}

void BusyPage::showProgress(const QString &what, qint64 done, qint64 total)
{
    if (!what.isEmpty())
        m_what->setText(what);
    const bool isKnown = total > 0 && done > 0;
    m_bar->setRange(0, isKnown ? Steps : 0);
    if (isKnown)
        m_bar->setValue(static_cast<int>(done * Steps / total));
}

void BusyPage::setNote(const QString &note)
{
    m_note->setText(note);
}

} // namespace Fullstate
