// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Fullstate {

/// What there is to say about the open resource set in one line.
struct SetStatus
{
    int resources = 0; ///< rows, removed ones too
    int added = 0;
    int changed = 0;
    int removed = 0;
    int tombstones = 0;
    int hidden = 0;
    int problems = 0;
    int outOfScope = 0; ///< rows that the last import left out for the scope
    QString scope = {}; ///< in words; empty: none
    QDateTime fetchedAt = {}; ///< invalid: never
    bool saved = true; ///< the draft, on this computer
    bool secretsForThisRunOnly = false;
};

/// "120 resources: 1 to add, 2 to change, 3 to remove · 3 deleted resources set aside · …"
QString statusText(const SetStatus &status);

/// The status bar's content: the numbers of the open set, and what is running, with Cancel.
class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void showText(const QString &text);
    void showProgress(const QString &what, qint64 done = 0, qint64 total = 0);
    void endProgress();
    bool isBusy() const;

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_text;
    QLabel *m_what;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
};

} // namespace Fullstate
