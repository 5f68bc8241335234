// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/importstage.h"

#include <QWizardPage>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace Fullstate {

class ImportState;

/// "Rows": how the file meets the draft, what is in scope, and what would happen, counted.
class RowsPage final : public QWizardPage
{
    Q_OBJECT

public:
    explicit RowsPage(ImportState &state, QWidget *parent = nullptr);

    void initializePage() override;
    bool isComplete() const override;

private:
    QLayout *makeScopeRow();
    void addMode(ImportMode mode, const QString &title, const QString &explanation);
    void chooseMode(ImportMode mode);
    void takeChoices();
    void changeScope();
    void showScope();
    void showCounting();
    void showStage();
    QStringList notes() const;

    ImportState &m_state;
    QButtonGroup *m_modes;
    QCheckBox *m_emptyCells;
    QCheckBox *m_keepNamed;
    QCheckBox *m_useScope;
    QLabel *m_scope;
    QLabel *m_counts;
    QProgressBar *m_progress;
    QLabel *m_partial;
    QPushButton *m_addInstead;
    QLabel *m_notes;
};

} // namespace Fullstate
