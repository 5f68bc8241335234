// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/columnspage.h"

#include "app/base/workjob.h"
#include "ui/import/importwizard.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace Fullstate {

namespace {
enum MatchColumn { MatchFile, MatchField, MatchSamples, MatchMisfits, MatchCount };
constexpr int Samples = 3;
} // namespace

ColumnsPage::ColumnsPage(ImportDraft &draft, const ResourceType &type, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_type(type)
    , m_table(new QTableWidget)
    , m_notes(new QLabel)
{
    setTitle(tr("Columns"));
    setSubTitle(
        tr("Which field each column of the file goes into. Columns of the same name are matched already."));
    m_table->setAccessibleName(tr("Columns"));
    m_table->setColumnCount(MatchCount);
    m_table->setHorizontalHeaderLabels({tr("File column"), tr("Field"), tr("Samples"), tr("Will not fit")});
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->horizontalHeader()->setSectionResizeMode(MatchSamples, QHeaderView::Stretch);
    m_notes->setWordWrap(true);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setObjectName(QStringLiteral("notes"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_notes);
}

void ColumnsPage::initializePage()
{
    m_table->setRowCount(0);
    m_table->setRowCount(static_cast<int>(m_draft.file->columns.size()));
    for (int column = 0; column < m_table->rowCount(); ++column)
        addColumn(column);
    m_table->resizeColumnToContents(MatchFile);
    m_table->setColumnWidth(MatchField, 210);
    m_table->setColumnWidth(MatchMisfits, 150);
    showNotes();
}

void ColumnsPage::addColumn(int column)
{
    const QString name = m_draft.file->columns.at(column);
    auto *field = new QComboBox;
    field->setAccessibleName(tr("Field for %1").arg(name));
    field->addItem(tr("(left out)"), QString());
    for (const Field &known : m_type.fields) {
        field->addItem(known.name, known.name);
        field->setItemData(field->count() - 1, known.description, Qt::ToolTipRole);
    }
    field->setCurrentIndex(field->findData(m_draft.choices.fields.at(column)));
    connect(field, &QComboBox::activated, this,
            [this, column, field] { choose(column, field->currentData().toString()); });

    QStringList samples;
    for (const CsvRow &row : m_draft.file->rows) {
        const QString cell = row.cells.value(column);
        if (!cell.isEmpty() && !samples.contains(cell))
            samples.append(cell);
        if (samples.size() == Samples)
            break;
    }
    m_table->setItem(column, MatchFile, new QTableWidgetItem(name));
    m_table->setItem(column, MatchField, new QTableWidgetItem);
    m_table->setCellWidget(column, MatchField, field);
    m_table->setItem(column, MatchSamples, new QTableWidgetItem(samples.join(QStringLiteral(" · "))));
    m_table->setItem(column, MatchMisfits, new QTableWidgetItem);
}

void ColumnsPage::choose(int column, const QString &field)
{
    // A field has one column: choosing it again takes it away from the other.
    const auto other = static_cast<int>(field.isEmpty() ? -1 : m_draft.choices.fields.indexOf(field));
    if (other >= 0 && other != column) {
        m_draft.choices.fields[other].clear();
        static_cast<QComboBox *>(m_table->cellWidget(other, MatchField))->setCurrentIndex(0);
    }
    m_draft.choices.fields[column] = field;
    m_draft.staged = false;
    showNotes();
    Q_EMIT completeChanged();
}

bool ColumnsPage::isComplete() const
{
    return m_draft.choices.fields.contains(UniqueIdField);
}

void ColumnsPage::showNotes()
{
    const QStringList &fields = m_draft.choices.fields;
    QStringList leftOut;
    for (int column = 0; column < m_table->rowCount(); ++column) {
        if (fields.at(column).isEmpty())
            leftOut.append(m_draft.file->columns.at(column));
    }
    QStringList missing;
    for (const Field &field : m_type.fields) {
        if (field.required && !fields.contains(field.name))
            missing.append(field.name);
    }
    QStringList notes;
    if (!isComplete())
        notes.append(tr("Choose the column that holds uniqueId: it tells the resources apart."));
    if (!leftOut.isEmpty())
        notes.append(
            tr("Left out, because no field has that name: %1.").arg(leftOut.join(QLatin1String(", "))));
    if (!missing.isEmpty())
        notes.append(tr("No column for the required %1: resources that are new cannot go in without; known "
                        "ones keep what they have.")
                         .arg(missing.join(QLatin1String(", "))));
    m_notes->setText(notes.join(QLatin1Char('\n')));
    countMisfits();
}

void ColumnsPage::countMisfits()
{
    delete m_counting; // of an earlier choice
    auto *job = new WorkJob<std::vector<int>>(
        [file = m_draft.file, fields = m_draft.choices.fields, type = m_type] {
            return Fullstate::countMisfits(*file, fields, type);
        },
        this);
    m_counting = job;
    connect(job, &Job::finished, m_table, [this, job] {
        if (!job->result())
            return;
        const std::vector<int> &misfits = *job->result();
        for (int column = 0; column < m_table->rowCount(); ++column) {
            const int count = misfits.at(static_cast<size_t>(column));
            m_table->item(column, MatchMisfits)
                ->setText(count ? tr("%n cell(s)", nullptr, count) : QString());
        }
    });
}

} // namespace Fullstate
