// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/connectioncheck.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace Fullstate {

/// The steps of a check, one below the other: a sign, what was tried, and how it went.
class CheckStepList final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckStepList(QWidget *parent = nullptr);

    void clear();
    /// \p index is that of a step shown already, or the next one.
    void setStep(int index, const CheckStep &step);
    /// What still runs does so no more.
    void stop();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QLabel *sign;
        QLabel *text;
        CheckStep step;
    };
    void paint(const Line &line) const;

    QGridLayout *m_layout;
    std::vector<Line> m_lines;
};

} // namespace Fullstate
