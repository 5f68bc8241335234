// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/messagebar.h"

#include "ui/common/icons.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <utility>

namespace Fullstate {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_offers(new QHBoxLayout)
    , m_dismiss(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setAccessibleName(tr("Message"));

    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::PlainText); // it may quote a server or a file
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setForegroundRole(QPalette::ToolTipText);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_dismiss->setObjectName(QStringLiteral("dismiss"));
    m_dismiss->setAutoRaise(true);
    m_dismiss->setText(tr("Dismiss"));
    m_dismiss->setToolTip(tr("Dismiss this message"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    connect(m_dismiss, &QToolButton::clicked, this, qOverload<>(&MessageBar::dismiss));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 4, 4);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_offers);
    layout->addWidget(m_dismiss, 0, Qt::AlignTop);
    hide();
}

int MessageBar::say(Kind kind, const QString &text, const std::vector<Offer> &offers)
{
    m_kind = kind;
    m_text->setText(text);
    m_text->setAccessibleName(text);
    while (const QLayoutItem *item = m_offers->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was just clicked
        delete item;
    }
    for (const Offer &offer : offers) {
        auto *button = new QPushButton(offer.text, this);
        connect(button, &QPushButton::clicked, this, [this, take = offer.take] {
            dismiss();
            take();
        });
        m_offers->addWidget(button, 0, Qt::AlignTop);
    }
    paintKind();
    setVisible(true);
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    return ++m_number;
}

void MessageBar::dismiss()
{
    hide();
}

void MessageBar::dismiss(int number)
{
    if (number == m_number)
        dismiss();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !isHidden())
        paintKind();
}

void MessageBar::paintKind()
{
    static const QString names[] = {QStringLiteral("dialog-information"), QStringLiteral("dialog-warning"),
                                    QStringLiteral("dialog-error")};
    static const char *const words[] = {QT_TR_NOOP("Information"), QT_TR_NOOP("Warning"),
                                        QT_TR_NOOP("Error")};
    m_icon->setPixmap(icon(names[static_cast<size_t>(m_kind)]).pixmap(22));
    m_icon->setAccessibleName(tr(words[static_cast<size_t>(m_kind)]));
    m_dismiss->setIcon(icon(QStringLiteral("dialog-close")));
}

} // namespace Fullstate
