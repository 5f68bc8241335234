// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/problemspage.h"

#include "ui/common/savefile.h"
#include "ui/import/importproblemmodel.h"
#include "ui/import/importstate.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
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
{
    setTitle(tr("Problems"));
    setSubTitle(tr("Rows that cannot go in, and why. Everything else of the file is kept."));
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Problems"));
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setWordWrap(true);
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(QStringLiteral("summary"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_leaveOut, 1);
    row->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addLayout(row);
    connect(m_leaveOut, &QCheckBox::toggled, this, &QWizardPage::completeChanged);
    connect(m_save, &QPushButton::clicked, this, &ProblemsPage::saveRows);
    // Later: the editor that it comes from is still open.
    connect(m_model, &ImportProblemModel::corrected, this, &ProblemsPage::correct, Qt::QueuedConnection);
    connect(&state, &ImportState::stagingStarted, this, [this] {
        m_summary->setText(tr("Checking…"));
        Q_EMIT completeChanged();
    });
    connect(&state, &ImportState::staged, this, &ProblemsPage::showStage);
}

void ProblemsPage::initializePage()
{
    m_leaveOut->setChecked(false);
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

void ProblemsPage::showStage()
{
    const ImportStage &stage = *m_state.stage();
    const auto bad = static_cast<int>(stage.badRows.size());
    const auto good = static_cast<int>(m_state.file()->rowCount()) - bad - stage.unknownLeftOut
        - stage.outOfScope - stage.tooMany;
    const QModelIndex current = m_table->currentIndex();
    m_model->setStage(m_state.file(), m_state.stage(), m_state.choices.corrections);
    if (current.isValid() && m_model->rowCount() > 0) // on to the next one
        m_table->setCurrentIndex(
            m_model->index(std::min(current.row(), m_model->rowCount() - 1), ImportProblemModel::Cell));
    if (m_model->rowCount() <= WrappedRows) // measuring every reason would take too long
        m_table->resizeRowsToContents();
    m_leaveOut->setVisible(bad > 0);
    m_save->setVisible(bad > 0);
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
    Q_EMIT completeChanged();
}

bool ProblemsPage::isComplete() const
{
    return m_state.stage()
        && (m_state.stage()->badRows.empty() ? m_state.stage()->problems.empty() : m_leaveOut->isChecked());
}

void ProblemsPage::saveRows()
{
    const QFileInfo source(m_state.fileName);
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save problem rows"),
        source.path() + QLatin1Char('/') + source.completeBaseName() + QLatin1String("-problems.csv"),
        tr("CSV files (*.csv)"));
    if (!name.isEmpty())
        m_summary->setText(
            saveFile(name, problemRowsCsv(*m_state.file(), m_state.choices, *m_state.stage())));
}

} // namespace Fullstate
