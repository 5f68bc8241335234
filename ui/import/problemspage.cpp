// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/problemspage.h"

#include "app/export/exportjob.h"
#include "ui/common/filequestion.h"
#include "ui/import/celldelegate.h"
#include "ui/import/importproblemmodel.h"
#include "ui/import/importstate.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

static constexpr int WrappedRows = 500;

ProblemsPage::ProblemsPage(ImportState &state, QWidget *parent)
    : QWizardPage(parent)
    , m_state(state)
    , m_model(new ImportProblemModel(this))
    , m_table(new QTableView)
    , m_summary(new QLabel)
    , m_leaveOut(new QCheckBox(tr("&Leave out the rows with problems")))
    , m_save(new QPushButton(tr("&Save problem rows…")))
    , m_progress(new QProgressBar)
    , m_stopSaving(new QPushButton(tr("S&top saving")))
    , m_saved(new QLabel)
{
    setTitle(tr("Problems"));
    setSubTitle(tr("Rows that cannot go in, and why. Everything else of the file is kept."));
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Problems"));
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    auto *delegate = new CellDelegate(m_table);
    m_table->setItemDelegateForColumn(ImportProblemModel::Cell, delegate);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setWordWrap(true);
    buildLayout();
    connect(m_leaveOut, &QCheckBox::toggled, this, &QWizardPage::completeChanged);
    connect(m_save, &QPushButton::clicked, this, &ProblemsPage::saveRows);
    connect(m_stopSaving, &QPushButton::clicked, this, [this] {
        if (m_saving)
            m_saving->cancel();
    });
    // Later: the editor that it comes from is still open.
    connect(m_model, &ImportProblemModel::corrected, this, &ProblemsPage::correct, Qt::QueuedConnection);
    connect(
        delegate, &QAbstractItemDelegate::closeEditor, this,
        [this] {
            if (m_isLate)
                showStage();
        },
        Qt::QueuedConnection);
    connect(&state, &ImportState::unstaged, this, &ProblemsPage::showCounting);
    connect(&state, &ImportState::staged, this, &ProblemsPage::showStage);
}

void ProblemsPage::buildLayout()
{
    m_summary->setObjectName(QStringLiteral("summary"));
    m_saved->setObjectName(QStringLiteral("saved"));
    for (QLabel *label : {m_summary, m_saved}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_progress->setAccessibleName(tr("Progress"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_leaveOut, 1);
    row->addWidget(m_progress, 1);
    row->addWidget(m_stopSaving);
    row->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addLayout(row);
    layout->addWidget(m_saved);
}

void ProblemsPage::initializePage()
{
    m_leaveOut->setChecked(false);
    m_saved->clear();
    showSaving();
    showCounting();
    showStage();
    for (const auto &[column, width] :
         {std::pair(ImportProblemModel::Line, 70), std::pair(ImportProblemModel::FileColumn, 150),
          std::pair(ImportProblemModel::Cell, 190), std::pair(ImportProblemModel::UniqueId, 130)})
        m_table->setColumnWidth(column, width);
}

void ProblemsPage::correct(int row, const QStringList &cells)
{
    m_state.choices.corrections.insert(row, cells);
    m_state.stageAgain();
}

void ProblemsPage::showCounting()
{
    m_summary->setText(tr("Counting…"));
    showSaving();
    Q_EMIT completeChanged();
}

void ProblemsPage::showStage()
{
    const ImportStagePtr counted = m_state.stage();
    const auto *line = qobject_cast<const QLineEdit *>(m_table->indexWidget(m_table->currentIndex()));
    m_isLate = counted && line && line->isModified();
    showSaving();
    Q_EMIT completeChanged();
    if (!counted || m_isLate)
        return;
    const ImportStage &stage = *counted;
    const auto bad = static_cast<int>(stage.badRows.size());
    const auto good = static_cast<int>(m_state.file()->rowCount()) - bad - stage.unknownLeftOut
        - stage.outOfScope - stage.tooMany;
    const QModelIndex current = m_table->currentIndex();
    m_table->setCurrentIndex({}); // an open editor would outlive its row
    m_model->setStage(m_state.file(), m_state.stage(), m_state.choices.corrections);
    if (current.isValid() && m_model->rowCount() > 0) // on to the next one
        m_table->setCurrentIndex(
            m_model->index(std::min(current.row(), m_model->rowCount() - 1), ImportProblemModel::Cell));
    if (m_model->rowCount() <= WrappedRows) // measuring every reason would take too long
        m_table->resizeRowsToContents();
    m_leaveOut->setVisible(bad > 0);
    m_table->setVisible(m_model->rowCount() > 0);
    QString summary = bad == 0 ? tr("Every row can go in.") : tr("%n row(s) cannot go in.", nullptr, bad);
    summary += QLatin1Char(' ') + tr("%n row(s) can.", nullptr, good);
    if (bad > 0)
        summary += QLatin1Char('\n')
            + tr("Mend the cells here, leave the rows out, or save them, mend them and import them "
                 "afterwards.");
    if (stage.problems.size() >= ImportStage::MostProblems)
        summary += QLatin1Char('\n')
            + tr("There are more problems; the first %L1 are listed.").arg(ImportStage::MostProblems);
    m_summary->setText(summary);
}

bool ProblemsPage::isComplete() const
{
    const ImportStagePtr &stage = m_state.stage();
    return stage && !m_saving && (stage->badRows.empty() ? stage->problems.empty() : m_leaveOut->isChecked());
}

void ProblemsPage::showSaving()
{
    const ImportStagePtr &stage = m_state.stage();
    m_save->setVisible(!m_saving && (!stage || !stage->badRows.empty()));
    m_save->setEnabled(stage != nullptr);
    m_progress->setVisible(m_saving);
    m_stopSaving->setVisible(m_saving);
}

/// Those that are bad now, whatever is counted while a name is chosen.
void ProblemsPage::saveRows()
{
    if (!m_state.stage() || m_saving)
        return;
    const QFileDialog *dialog = askWhereToSave(this, tr("Save problem rows"),
                                               nameBeside(m_state.fileName, QStringLiteral("-problems.csv")),
                                               tr("CSV files (*.csv)"));
    const auto table = [file = m_state.file(), choices = m_state.choices, stage = m_state.stage()] {
        return problemRowsTable(file, choices, stage);
    };
    connect(dialog, &QFileDialog::fileSelected, this, [this, table](const QString &name) {
        auto *job = new ExportJob(table, {}, name, this);
        m_saving = job;
        m_saved->clear();
        m_progress->setRange(0, 0);
        connect(job, &Job::progressed, m_progress,
                [bar = m_progress](const QString &, qint64 done, qint64 total) {
                    bar->setRange(0, static_cast<int>(total));
                    bar->setValue(static_cast<int>(done));
                });
        connect(job, &Job::finished, this, [this, job, name] { sayHowSavingWent(job->result(), name); });
        showSaving();
        Q_EMIT completeChanged(); // Import waits: it would take the page away
    });
}

void ProblemsPage::sayHowSavingWent(const Result<qsizetype> &written, const QString &fileName)
{
    m_saving = nullptr;
    const QString name = QDir::toNativeSeparators(fileName);
    if (written)
        m_saved->setText(tr("Saved %n row(s) to %1.", nullptr, static_cast<int>(*written)).arg(name));
    else if (written.error().kind == Error::Kind::Cancelled)
        m_saved->setText(tr("Cancelled: nothing was written to %1.").arg(name));
    else
        m_saved->setText(written.error().message);
    showSaving();
    Q_EMIT completeChanged();
}

} // namespace Fullstate
