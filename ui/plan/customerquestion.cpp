// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/customerquestion.h"

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

void CustomerQuestion::setCustomer(const QString &customerId)
{
    if (customerId != m_customer)
        m_confirm->setChecked(false);
    m_customer = customerId;
    const QString text =
        tr("Nothing of this resource set was pushed to customer %1 yet. Whose tenant it reaches was decided "
           "in the browser, by the account that signed in there. If that was another one, do not push: "
           "remove the connection and set it up again.")
            .arg(customerId);
    m_text->setText(text);
    m_confirm->setAccessibleDescription(text);
    setVisible(!customerId.isEmpty());
}

bool CustomerQuestion::isSatisfied() const
{
    return m_customer.isEmpty() || m_confirm->isChecked();
}

} // namespace Fullstate
