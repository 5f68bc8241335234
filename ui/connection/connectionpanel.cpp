// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectionpanel.h"

#include "ui/connection/connectiontree.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace Fullstate {

ConnectionPanel::ConnectionPanel(ConnectionTree *tree, QWidget *parent)
    : QWidget(parent)
    , m_tree(tree)
    , m_field(new QLineEdit(this))
    , m_nothing(new QLabel(tr("No connection and no resource set has that in its name."), this))
{
    m_field->setObjectName(QStringLiteral("filterConnections"));
    m_field->setAccessibleName(tr("Filter connections"));
    m_field->setPlaceholderText(tr("Filter connections"));
    m_field->setToolTip(
        tr("Shows only the connections and resource sets whose name, customer or client ID has "
           "each of the words. Esc clears it."));
    m_field->installEventFilter(this);
    m_nothing->setObjectName(QStringLiteral("nothingFound"));
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_field);
    layout->addWidget(m_nothing);
    layout->addWidget(m_tree, 1);
    connect(m_field, &QLineEdit::textChanged, this, &ConnectionPanel::filter);
    connect(m_tree, &ConnectionTree::leftUpwards, m_field, [field = m_field] {
        field->setFocus(Qt::BacktabFocusReason);
        field->selectAll();
    });
}

void ConnectionPanel::filter(const QString &text)
{
    if (!text.isEmpty() && !m_field->isClearButtonEnabled())
        m_field->setClearButtonEnabled(true); // its icon takes long to find: not at start
    m_tree->filter(text);
    const bool isEmpty = !text.trimmed().isEmpty() && m_tree->model()->rowCount() == 0;
    m_nothing->setVisible(isEmpty);
    m_field->setAccessibleDescription(isEmpty ? m_nothing->text() : QString());
}

bool ConnectionPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            if (m_field->text().isEmpty())
                m_tree->setFocus();
            m_field->clear();
            return true;
        case Qt::Key_Down:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            enterTree();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// To what is chosen, if the filter shows it, or else to the first row, which is never a set.
void ConnectionPanel::enterTree()
{
    m_tree->setFocus(Qt::TabFocusReason);
    if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_tree->model()->index(0, 0));
}

} // namespace Fullstate
