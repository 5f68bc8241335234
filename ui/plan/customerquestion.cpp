// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/customerquestion.h"

#include "app/session/draftsession.h"
#include "ui/plan/reviewflow.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace Fullstate {

CustomerQuestion::CustomerQuestion(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_confirm(new QCheckBox(tr("It was the &tenant of this customer"), this))
{
    m_text->setObjectName(QStringLiteral("customerText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_confirm->setObjectName(QStringLiteral("rightCustomer"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_confirm, 0, Qt::AlignLeft); // no wider than what can be clicked
    hide();
    connect(m_confirm, &QCheckBox::toggled, this, &CustomerQuestion::satisfiedChanged);
}

void CustomerQuestion::follow(const ReviewFlow &review)
{
    if (!review.isCustomerAsked()) {
        askNothing();
        return;
    }
    const QString why = review.isFirstPush()
        ? tr("Nothing of this resource set was pushed to customer %1 yet.")
        : tr("Customer %1 has signed in since the last push.");
    const QString text = why.arg(review.session().connection().customerId) % QLatin1Char(' ')
        % tr("Whose tenant it reaches was decided in the browser, by the account that signed in there. If "
             "that was another one, do not push: sign in again with the right one.");
    if (text != m_asked)
        m_confirm->setChecked(false);
    m_asked = text;
    m_text->setText(text);
    m_confirm->setAccessibleDescription(text);
    show();
}

void CustomerQuestion::askNothing()
{
    m_asked.clear();
    m_confirm->setChecked(false);
    hide();
}

bool CustomerQuestion::isSatisfied() const
{
    return m_asked.isEmpty() || m_confirm->isChecked();
}

} // namespace Fullstate
