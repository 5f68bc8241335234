// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plan/severalflow.h"

#include <QMap>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace Fullstate {

class TargetPage;

/// The second step of a push to several: every customer with its counts and state, and the plan of the one
/// that is chosen in the table.
class SeveralReview final : public QWidget
{
    Q_OBJECT

public:
    /// The flow must outlive it.
    explicit SeveralReview(SeveralFlow &flow, QWidget *parent = nullptr);

    int currentRow() const;
    /// The customers that a push goes to now: checked, not blocked, and confirmed where that is asked for.
    std::vector<SeveralFlow::Confirmation> ready() const;
    QString pushText() const; ///< "Push to 2 customers: delete 3, add 2"
    QString summary() const; ///< how many are ready, left out, done
    /// Whether the current customer can be reviewed again or asked what became of its push.
    bool canGoAgain() const;
    bool isOutcomeUnknown() const;
    /// For the message bar of the main window.
    QString conclusion() const;
    void followAll();
    void focusTable();

Q_SIGNALS:
    /// Anything of the above.
    void changed();
    void problemActivated(int row, const Fullstate::Problem &problem);
    void backRequested();

private:
    void followRow(int row);
    void followReviewState(int row);
    void showCurrent();
    TargetPage *pageFor(int row);
    bool isReady(int row) const;
    QString stateOf(int row) const;
    QString plannedStateOf(int row) const;
    const Plan &planOf(int row) const { return m_flow.review(row)->review().plan; }

    SeveralFlow &m_flow;
    SeveralModel *m_model;
    QTableView *m_table;
    QStackedWidget *m_pages;
    QLabel *m_nothing; ///< stands where a customer has no plan yet
    QMap<int, TargetPage *> m_pageOf; ///< made when the customer is first looked at
    QMap<int, ReviewFlow::State> m_states; ///< as last followed
    QSet<int> m_unseen; ///< planned again after the tenant changed, and not looked at since
    QMap<int, Receipt::Outcome> m_outcomes; ///< of what was pushed from here
};

} // namespace Fullstate
