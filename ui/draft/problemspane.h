// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <QWidget>
#include <optional>
#include <vector>

class QAction;
class QTableView;

namespace Fullstate {

class ProblemModel;

/// Table "Problems": what the tenant would refuse, each row the way to its cell.
class ProblemsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsPane(QWidget *parent = nullptr);

    void setProblems(std::vector<Problem> problems);
    /// In the table's context menu.
    void offer(QAction *action);
    /// The current one, while the keyboard is in the table.
    std::optional<Problem> focusedProblem() const;

Q_SIGNALS:
    void problemActivated(const Fullstate::Problem &problem);

private:
    ProblemModel *m_model;
    QTableView *m_table;
};

} // namespace Fullstate
