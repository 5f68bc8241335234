// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/pushguard.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Fullstate {

/// What stands between a plan and its push: what blocks, what stops and its ways out, and the number of
/// deletions to type.
class GuardPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit GuardPanel(QWidget *parent = nullptr);

    void setGuard(const Guard &guard, const Plan &plan);
    /// What "Keep the missing resources" does where it does not go back into the draft.
    void setKeepMeaning(const QString &meaning);
    /// Whether the user has done what the guard asks for.
    bool isSatisfied() const;
    /// What was typed; -1 when it was not asked for.
    int confirmedDeletions() const;

Q_SIGNALS:
    void satisfiedChanged();
    void keepMissingRequested();
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildStopButtons(QVBoxLayout *layout);
    void buildConfirmation(QVBoxLayout *layout);
    void addLine(const QString &iconName, const QString &kind, const QString &text);
    void showLines();
    void followState();
    void deleteAnyway();

    Guard m_guard;
    int m_held = 0; ///< resources that the tenant holds
    int m_deletes = 0;
    bool m_deletesAnyway = false;
    QWidget *m_lines;
    QWidget *m_stopButtons;
    QPushButton *m_keep;
    QPushButton *m_deleteAnyway;
    QLabel *m_meaning; ///< of going on
    QWidget *m_confirmation;
    QLabel *m_confirmLabel;
    QLineEdit *m_number;
    QLabel *m_numberNote;
};

} // namespace Fullstate
