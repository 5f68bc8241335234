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
struct ImportDraft;

/// "Problems": the rows that cannot go in and why. They are left out only when the user says so.
class ProblemsPage final : public QWizardPage
{
    Q_OBJECT

public:
    explicit ProblemsPage(ImportDraft &draft, QWidget *parent = nullptr);

    void initializePage() override;
    bool isComplete() const override;

private:
    void saveRows();

    ImportDraft &m_draft;
    ImportProblemModel *m_model;
    QTableView *m_table;
    QLabel *m_summary;
    QCheckBox *m_leaveOut;
    QPushButton *m_save;
};

} // namespace Fullstate
