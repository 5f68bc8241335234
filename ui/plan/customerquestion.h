// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;

namespace Fullstate {

class ReviewFlow;

/// Names the customer before the first push, also after another sign-in, and has that confirmed: whose tenant
/// a public integration reaches was decided by whoever signed in in the browser, and the API does not tell.
class CustomerQuestion final : public QWidget
{
    Q_OBJECT

public:
    explicit CustomerQuestion(QWidget *parent = nullptr);

    /// Asks if it is to be asked of the plan that is shown.
    void follow(const ReviewFlow &review);
    void askNothing();
    bool isSatisfied() const;

Q_SIGNALS:
    void satisfiedChanged();

private:
    QString m_asked; ///< in words; empty: nothing
    QLabel *m_text;
    QCheckBox *m_confirm;
};

} // namespace Fullstate
