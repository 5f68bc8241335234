// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/planjob.h"
#include "ui/plan/reviewflow.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QTableView;

namespace Fullstate {

class GuardPanel;
class PlanFilter;
class PlanModel;

/// A plan with all that is to be known before it is pushed: counts, what happened meanwhile, what the guard
/// says, problems, and each change.
class PlanPage final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanPage(const ResourceType &type, QWidget *parent = nullptr);

    void setReview(const Review &review, const std::vector<ReviewFlow::News> &news);
    GuardPanel &guard() const { return *m_guard; }
    QTableView &table() const { return *m_table; }

Q_SIGNALS:
    /// Its row is that of the reviewed list.
    void problemActivated(const Fullstate::Problem &problem);

private:
    void buildHead();
    void buildFilter();
    void buildTable();
    void showCounts(const Plan &plan);
    void showNews(const std::vector<ReviewFlow::News> &news);
    void showProblems(const std::vector<Problem> &problems);
    void fillActions(const Plan &plan);
    void showChange(const QModelIndex &index);

    ResourceType m_type;
    std::vector<Problem> m_problems;
    PlanModel *m_model;
    PlanFilter *m_shown;
    QHBoxLayout *m_counts;
    QLabel *m_news;
    GuardPanel *m_guard;
    QLabel *m_problemsLabel;
    QListWidget *m_problemList;
    QComboBox *m_actions;
    QLineEdit *m_filter;
    QLabel *m_hidden; ///< how many rows the filter shows
    QTableView *m_table;
};

/// "delete 3, add 2, change 1"; empty when a push of the plan would do nothing.
QString describePush(const Plan &plan);

} // namespace Fullstate
