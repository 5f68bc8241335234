// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/import/importstage.h"

#include <QPointer>
#include <QWizardPage>
#include <functional>

class QButtonGroup;
class QCheckBox;
class QLabel;

namespace Fullstate {

struct ImportDraft;

/// "Rows": how the file meets the draft, and the counts of what would happen.
class RowsPage final : public QWizardPage
{
    Q_OBJECT

public:
    /// Works out what the draft's present choices would do.
    using Stage = std::function<ResultJob<ImportStage> *(QObject *owner)>;

    RowsPage(ImportDraft &draft, Stage stage, QWidget *parent = nullptr);

    void initializePage() override;
    bool isComplete() const override;

private:
    void addMode(ImportMode mode, const QString &title, const QString &explanation);
    void takeChoices();
    void restage();
    void showStage();

    ImportDraft &m_draft;
    Stage m_stage;
    QButtonGroup *m_modes;
    QCheckBox *m_emptyCells;
    QCheckBox *m_keepNamed;
    QLabel *m_counts;
    QLabel *m_notes;
    QPointer<Job> m_staging;
};

} // namespace Fullstate
