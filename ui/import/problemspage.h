// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizardPage>

class QCheckBox;
class QLabel;
class QTableView;
class QPushButton;

namespace Fullstate {

class ImportProblemModel;
class ImportState;

/// "Problems": the rows that cannot go in and why; the cells can be mended here. What is not is left out only
/// when the user says so.
class ProblemsPage final : public QWizardPage
{
    Q_OBJECT

public:
    explicit ProblemsPage(ImportState &state, QWidget *parent = nullptr);

    void initializePage() override;
    bool isComplete() const override;

private:
    void correct(int row, const QStringList &cells);
    void showStage();
    void saveRows();

    ImportState &m_state;
    ImportProblemModel *m_model;
    QTableView *m_table;
    QLabel *m_summary;
    QCheckBox *m_leaveOut;
    QPushButton *m_save;
};

} // namespace Fullstate
