// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/problemspage.h"

#include "ui/import/importproblemmodel.h"
#include "ui/import/importwizard.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

ProblemsPage::ProblemsPage(ImportDraft &draft, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
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
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
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
}

void ProblemsPage::initializePage()
{
    const auto bad = static_cast<int>(m_draft.stage.badRows.size());
    const auto good = static_cast<int>(m_draft.file->rows.size()) - bad - m_draft.stage.unknownLeftOut;
    m_model->setProblems(m_draft.stage.problems);
    m_table->resizeColumnsToContents();
    m_leaveOut->setChecked(false);
    m_leaveOut->setVisible(bad > 0);
    m_save->setVisible(bad > 0);
    m_table->setVisible(bad > 0 || m_model->rowCount() > 0);
    QString summary = bad == 0 ? tr("Every row can go in.") : tr("%n row(s) cannot go in.", nullptr, bad);
    summary += QLatin1Char(' ') + tr("%n row(s) can.", nullptr, good);
    if (bad > 0)
        summary += QLatin1Char('\n')
            + tr("Leave them out here, or save them, mend them and import them afterwards.");
    m_summary->setText(summary);
}

bool ProblemsPage::isComplete() const
{
    return m_draft.staged
        && (m_draft.stage.badRows.empty() ? m_draft.stage.problems.empty() : m_leaveOut->isChecked());
}

void ProblemsPage::saveRows()
{
    const QFileInfo source(m_draft.fileName);
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save problem rows"),
        source.path() + QLatin1Char('/') + source.completeBaseName() + QLatin1String("-problems.csv"),
        tr("CSV files (*.csv)"));
    if (name.isEmpty())
        return;
    const QByteArray csv = problemRowsCsv(*m_draft.file, m_draft.stage);
    QSaveFile file(name);
    // Unbuffered, and every step asked: a buffered QSaveFile reports success on a full disk.
    const bool saved = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && file.write(csv) == csv.size() && file.flush() && file.error() == QFileDevice::NoError
        && file.commit();
    m_summary->setText(
        saved ? tr("Saved to %1.").arg(QDir::toNativeSeparators(name))
              : tr("%1 could not be saved: %2").arg(QDir::toNativeSeparators(name), file.errorString()));
}

} // namespace Fullstate
