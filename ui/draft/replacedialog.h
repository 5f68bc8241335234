// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/draft/replacement.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Fullstate {

class ReplacementModel;

/// Find and replace in the draft, with every change shown before it is made; one step of undo. The cells are
/// found off the GUI thread, a moment after the last keystroke.
class ReplaceDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \p chosenRows: offered as "Only the chosen resources" when there are several. \p field: the column
    /// that is offered first; empty: all.
    ReplaceDialog(Draft &draft, const std::vector<int> &chosenRows, const QString &field, QWidget *parent);
    ~ReplaceDialog() override;

Q_SIGNALS:
    void replaced(int cells);

private:
    Replacement replacement() const;
    void look();
    void showCount();
    bool looksThroughTimestamps() const;
    void say(const QString &text);
    void replace();

    Draft &m_draft;
    std::vector<quint64> m_chosen; ///< keys of rows
    QLineEdit *m_find;
    QLineEdit *m_with;
    QComboBox *m_column;
    QCheckBox *m_matchCase;
    QCheckBox *m_wholeCell;
    QCheckBox *m_regular;
    QCheckBox *m_onlyChosen;
    QLabel *m_count;
    ReplacementModel *m_model;
    QPushButton *m_replace;
    QTimer m_typing;
    QPointer<Job> m_looking;
};

} // namespace Fullstate
