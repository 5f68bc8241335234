// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QStackedWidget;

namespace Fullstate {

class BusyPage;
class CustomerQuestion;
class OutcomePage;
class PlanPage;
class ReviewFlow;

/// One customer of a push to several: its plan with all that is to be confirmed before it goes out, what is
/// under way, and what became of it.
class TargetPage final : public QWidget
{
    Q_OBJECT

public:
    /// The flow must outlive the page.
    explicit TargetPage(ReviewFlow &review, QWidget *parent = nullptr);

    /// Whether a push may go without the user having answered anything on a page.
    static bool asksNothing(const ReviewFlow &review, const QString &ownChanges);

    /// The flow entered another state. \p ownChanges: see SeveralFlow.
    void followState(const QString &ownChanges);
    void showProgress(const QString &what);
    /// Whether all that is asked here is answered.
    bool isSatisfied() const;
    int confirmedDeletions() const; ///< see GuardPanel

Q_SIGNALS:
    void satisfiedChanged();
    void problemActivated(const Fullstate::Problem &problem);
    void backRequested();

private:
    void buildQuestions();
    void connectPlan();
    void showPlan(const QString &ownChanges);
    void ask(const QString &ownChanges);

    ReviewFlow &m_review;
    QStackedWidget *m_pages;
    BusyPage *m_busy;
    QWidget *m_planned;
    PlanPage *m_plan;
    QWidget *m_own;
    QLabel *m_ownText;
    QCheckBox *m_ownAnyway;
    QCheckBox *m_deletes; ///< where the guard asks for no number
    CustomerQuestion *m_customer;
    OutcomePage *m_outcome;
};

} // namespace Fullstate
