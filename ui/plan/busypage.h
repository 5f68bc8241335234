// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace Fullstate {

/// What is under way, in words, and how far it is where that is known.
class BusyPage final : public QWidget
{
    Q_OBJECT

public:
    explicit BusyPage(QWidget *parent = nullptr);

    void showProgress(const QString &what, qint64 done, qint64 total);
    /// What cancelling would mean now.
    void setNote(const QString &note);

private:
    QLabel *m_what;
    QProgressBar *m_bar;
    QLabel *m_note;
};

} // namespace Fullstate
