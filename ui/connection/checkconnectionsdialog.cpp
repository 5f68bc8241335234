// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/checkconnectionsdialog.h"

#include "ui/common/icons.h"
#include "ui/common/recordtable.h"
#include "ui/connection/connectionstates.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

enum CheckedColumn { CheckedName, CheckedResult };

CheckConnectionsDialog::CheckConnectionsDialog(std::vector<Connection> connections, Check check,
                                               QWidget *parent)
    : QDialog(parent)
    , m_connections(std::move(connections))
    , m_check(std::move(check))
    , m_results(new QStandardItemModel(0, 2, this))
    , m_table(createRecordTable(tr("Checked connections"), m_results, this))
    , m_state(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_start(new QPushButton(tr("&Start"), this))
    , m_close(new QPushButton(tr("&Cancel"), this))
{
    setWindowTitle(tr("Check all connections"));
    m_results->setHorizontalHeaderLabels({tr("Connection"), tr("Result")});
    for (const Connection &connection : m_connections)
        m_results->appendRow({new QStandardItem(connection.name), new QStandardItem(tr("Not checked yet"))});
    setColumnWidths(*m_table, {28});
    m_state->setObjectName(QStringLiteral("checkState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setText(
        tr("Each connection is tried for real, one after the other: a new token is asked for, and its "
           "resource sets are read. Nothing in the tenants changes, but a new token ends the one before: "
           "another program with the same client ID, or Fullstate on another computer, loses its own."));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, static_cast<int>(m_connections.size()));
    m_progress->setFormat(tr("%v of %m"));
    m_start->setObjectName(QStringLiteral("startCheck"));
    m_start->setDefault(true);
    m_start->setAccessibleDescription(m_state->text());
    m_close->setObjectName(QStringLiteral("closeCheck"));
    auto *last = new QHBoxLayout;
    last->addWidget(m_progress, 1);
    last->addWidget(m_start);
    last->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_state);
    layout->addLayout(last);
    resize(760, 420);
    connect(m_start, &QPushButton::clicked, this, &CheckConnectionsDialog::begin);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    m_start->setFocus();
}

CheckConnectionsDialog::~CheckConnectionsDialog() = default;

void CheckConnectionsDialog::begin()
{
    m_hasBegun = true;
    m_close->setFocus();
    m_start->hide();
    checkNext();
}

void CheckConnectionsDialog::checkNext()
{
    m_progress->setValue(m_next);
    if (m_next == static_cast<int>(m_connections.size())) {
        conclude();
        return;
    }
    const Connection &connection = m_connections[static_cast<size_t>(m_next)];
    m_state->setText(tr("Checking %1…").arg(connection.name));
    setResult(m_next, "", tr("Checking…"));
    m_table->scrollTo(m_results->index(m_next, 0));
    m_current = m_check(connection, this);
    connect(m_current, &ConnectionCheck::stepChanged, this, [this](int, const CheckStep &step) {
        if (step.state == CheckStep::State::Running) // a wait for the budget, for one
            setResult(m_next, "", step.title % QLatin1String(": ") % step.explanation);
    });
    connect(m_current, &Job::finished, this, [this, check = m_current.data()] {
        if (m_isOver)
            return;
        take(check->result());
        ++m_next;
        checkNext();
    });
}

void CheckConnectionsDialog::take(const Result<std::vector<CheckStep>> &result)
{
    if (!result) {
        ++m_failed;
        setResult(m_next, "dialog-error", result.error().message);
        return;
    }
    const QString failures = failuresOf(*result);
    if (failures.isEmpty()) {
        ++m_works;
        setResult(m_next, "dialog-ok", tr("Works"));
    } else {
        ++m_failed;
        setResult(m_next, "dialog-error", failures);
    }
    Q_EMIT checked(m_connections[static_cast<size_t>(m_next)].id, *result);
}

void CheckConnectionsDialog::setResult(int row, const char *iconName, const QString &text)
{
    QStandardItem *item = m_results->item(row, CheckedResult);
    item->setText(QString(text).replace(u'\n', u' '));
    item->setToolTip(text.toHtmlEscaped());
    item->setIcon(*iconName ? icon(QLatin1String(iconName)) : QIcon());
}

void CheckConnectionsDialog::conclude()
{
    m_isOver = true;
    const int left = static_cast<int>(m_connections.size()) - m_works - m_failed;
    QString text = tr("%1 work, %2 do not.").arg(m_works).arg(m_failed);
    if (left > 0)
        text += QLatin1Char(' ') % tr("%1 were not checked.").arg(left);
    m_state->setText(text);
    m_close->setText(tr("&Close"));
    m_close->setFocus();
}

/// The first time, Cancel ends the checks that have begun; the results stay to be read.
void CheckConnectionsDialog::reject()
{
    if (m_isOver || !m_hasBegun) {
        QDialog::reject();
        return;
    }
    conclude();
    setResult(m_next, "dialog-cancel", tr("Not checked"));
    if (m_current)
        m_current->cancel();
}

} // namespace Fullstate
