// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/outcomepage.h"

#include "app/history/historymodel.h"
#include "ui/common/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace Fullstate {

static QString signOf(Receipt::Outcome outcome)
{
    switch (outcome) {
    case Receipt::Outcome::Verified:
        return QStringLiteral("dialog-ok");
    case Receipt::Outcome::NotSent:
    case Receipt::Outcome::Refused:
    case Receipt::Outcome::NotApplied:
        return QStringLiteral("dialog-error");
    case Receipt::Outcome::TenantChanged:
    case Receipt::Outcome::Different:
    case Receipt::Outcome::Started:
    case Receipt::Outcome::Unknown:
        break;
    }
    return QStringLiteral("dialog-warning");
}

OutcomePage::OutcomePage(QWidget *parent)
    : QWidget(parent)
    , m_sign(new QLabel(this))
    , m_heading(new QLabel(this))
    , m_message(new QLabel(this))
    , m_detailsTitle(new QLabel(this))
    , m_details(new QPlainTextEdit(this))
{
    m_heading->setObjectName(QStringLiteral("outcome"));
    m_message->setObjectName(QStringLiteral("outcomeMessage"));
    m_details->setObjectName(QStringLiteral("outcomeDetails"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    QFont large = m_heading->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_heading->setFont(large);
    for (QLabel *label : {m_heading, m_message, m_detailsTitle}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *head = new QHBoxLayout;
    head->addWidget(m_sign);
    head->addWidget(m_heading, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(m_message);
    layout->addWidget(m_detailsTitle);
    layout->addWidget(m_details, 1);
    layout->addStretch();
}

QString OutcomePage::heading() const
{
    return m_heading->text();
}

void OutcomePage::show(const QString &iconName, const QString &heading, const QString &message,
                       const QString &details, const QString &detailsTitle)
{
    m_sign->setPixmap(icon(iconName).pixmap(32));
    m_heading->setText(heading);
    m_message->setText(message);
    m_detailsTitle->setText(detailsTitle);
    m_details->setAccessibleName(detailsTitle);
    m_details->setPlainText(details);
    m_detailsTitle->setVisible(!details.isEmpty());
    m_details->setVisible(!details.isEmpty());
}

void OutcomePage::showReceipt(const Receipt &receipt)
{
    const QString answer = receipt.answer.isEmpty()
        ? QString()
        : tr("The tenant answered (status %1): %2").arg(receipt.status).arg(receipt.answer);
    const bool differs = !receipt.differences.isEmpty();
    show(signOf(receipt.outcome), outcomeText(receipt.outcome), receipt.message,
         differs ? receipt.differences.join(u'\n') : answer,
         differs ? tr("What differs from what was pushed:") : tr("Answer:"));
}

void OutcomePage::showFailure(const Error &error)
{
    const bool wasStopped = error.kind == Error::Kind::Cancelled;
    show(QStringLiteral("dialog-error"),
         wasStopped ? tr("The review was stopped") : tr("Nothing can be reviewed"),
         wasStopped ? tr("Nothing was pushed.")
                    : tr("Without knowing what the tenant holds, nobody can say what a push would delete. %1")
                          .arg(error.message),
         error.detail, tr("Details:"));
}

} // namespace Fullstate
