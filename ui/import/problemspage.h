// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QPointer>
#include <QWizardPage>

class QCheckBox;
class QLabel;
class QProgressBar;
class QTableView;
class QPushButton;

namespace Fullstate {

class ExportJob;
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
    void showCounting();
    void showStage();
    void buildLayout();
    void saveRows();
    void showSaving();
    void sayHowSavingWent(const Result<qsizetype> &written, const QString &fileName);

    ImportState &m_state;
    ImportProblemModel *m_model;
    QTableView *m_table;
    QLabel *m_summary;
    QCheckBox *m_leaveOut;
    QPushButton *m_save;
    QProgressBar *m_progress;
    QPushButton *m_stopSaving;
    QLabel *m_saved; ///< how saving went
    QPointer<ExportJob> m_saving;
    bool m_isLate = false; ///< what was counted shows once the cell that is being typed is left
};

} // namespace Fullstate
