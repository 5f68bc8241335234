// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/problemspane.h"

#include "ui/common/recordtable.h"
#include "ui/draft/problemmodel.h"

#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

ProblemsPane::ProblemsPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new ProblemModel(this))
    , m_table(createRecordTable(tr("Problems"), m_model, this))
{
    m_table->setObjectName(QStringLiteral("problems"));
    setColumnWidths(*m_table, {12, 24, 24});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT problemActivated(m_model->problemAt(index.row())); });
}

void ProblemsPane::setProblems(std::vector<Problem> problems)
{
    m_model->setProblems(std::move(problems));
}

void ProblemsPane::offer(QAction *action)
{
    m_table->addAction(action);
}

std::optional<Problem> ProblemsPane::focusedProblem() const
{
    const QModelIndex current = m_table->currentIndex();
    return m_table->hasFocus() && current.isValid() ? std::optional(m_model->problemAt(current.row()))
                                                    : std::nullopt;
}

} // namespace Fullstate
