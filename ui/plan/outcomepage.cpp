// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/outcomepage.h"

#include "app/history/historymodel.h"
#include "app/plan/planmodel.h"
#include "ui/common/icons.h"
#include "ui/common/plandelegate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMap>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

constexpr qsizetype ListedNames = 100;

}

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

/// Which resources, grouped by what was done to them.
static QString pushedText(const Plan &plan)
{
    QMap<PlannedChange::Action, QStringList> names;
    for (const PlannedChange &change : plan.changes) {
        names[change.action].append(change.displayName.isEmpty() ? change.uniqueId
                                                                 : OutcomePage::tr("%1 (%2)").arg(
                                                                     change.uniqueId, change.displayName));
    }
    QStringList lines;
    for (auto it = names.cbegin(); it != names.cend(); ++it) {
        lines.append(OutcomePage::tr("%1 %2").arg(actionText(it.key()), QLocale().toString(it->size())));
        const QStringList listed = it->mid(0, ListedNames);
        for (const QString &name : listed)
            lines.append(QStringLiteral("  ") % withVisibleControls(name));
        if (it->size() > ListedNames)
            lines.append(OutcomePage::tr("  and %1 more, in the receipt")
                             .arg(QLocale().toString(it->size() - ListedNames)));
    }
    return lines.join(u'\n');
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
    QString details = receipt.answer.isEmpty()
        ? QString()
        : tr("The tenant answered (status %1): %2").arg(receipt.status).arg(receipt.answer);
    QString title = tr("Answer");
    if (!receipt.differences.isEmpty()) {
        details = receipt.differences.join(u'\n');
        title = tr("What differs from what was pushed");
    } else if (receipt.outcome == Receipt::Outcome::Verified) {
        details = pushedText(receipt.plan);
        title = tr("What was pushed");
    }
    show(signOf(receipt.outcome), outcomeText(receipt.outcome), receipt.message, details, title);
}

void OutcomePage::showFailure(const Error &error)
{
    const bool wasStopped = error.kind == Error::Kind::Cancelled;
    show(QStringLiteral("dialog-error"),
         wasStopped ? tr("The review was stopped") : tr("Nothing can be reviewed"),
         wasStopped ? tr("Nothing was pushed.")
                    : tr("Without knowing what the tenant holds, nobody can say what a push would delete. %1")
                          .arg(error.message),
         error.detail, tr("Details"));
}

} // namespace Fullstate
