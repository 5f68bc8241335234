// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <QWidget>

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

Q_SIGNALS:
    void problemActivated(const Fullstate::Problem &problem);

private:
    ProblemModel *m_model;
    QTableView *m_table;
};

} // namespace Fullstate
