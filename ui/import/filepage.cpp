// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/filepage.h"

#include "ui/import/importwizard.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableWidget>

namespace Fullstate {

static constexpr int PictureRows = 20;

FilePage::FilePage(ImportDraft &draft, const ResourceType &type, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_type(type)
    , m_fileName(new QLineEdit)
    , m_delimiter(new QComboBox)
    , m_encoding(new QComboBox)
    , m_headerRow(new QCheckBox(tr("&Header row")))
    , m_picture(new QTableWidget)
    , m_progress(new QProgressBar)
    , m_status(new QLabel)
{
    setTitle(tr("File"));
    setSubTitle(tr("A CSV file whose header carries the API's field names. Nothing reaches the draft before "
                   "the last page."));

    auto *browseButton = new QPushButton(tr("&Browse…"));
    auto *fileRow = new QHBoxLayout;
    fileRow->addWidget(m_fileName);
    fileRow->addWidget(browseButton);
    const QStringList delimiterNames{tr("Comma  ,"), tr("Semicolon  ;"), tr("Tab"), tr("Pipe  |")};
    const QList<QChar> delimiters = csvDelimiters();
    for (qsizetype i = 0; i < delimiters.size(); ++i)
        m_delimiter->addItem(delimiterNames.at(i), delimiters.at(i));
    m_encoding->addItems(csvEncodings());
    m_headerRow->setChecked(true);
    m_picture->setAccessibleName(tr("First rows"));
    m_picture->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_picture->setTabKeyNavigation(false);
    m_picture->horizontalHeader()->setDefaultSectionSize(130);
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setObjectName(QStringLiteral("status"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 1000);
    m_progress->hide();

    auto *form = new QFormLayout;
    form->addRow(tr("&File"), fileRow);
    static_cast<QLabel *>(form->labelForField(fileRow))->setBuddy(m_fileName);
    form->addRow(tr("&Delimiter"), m_delimiter);
    form->addRow(tr("&Encoding"), m_encoding);
    form->addRow(QString(), m_headerRow);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_status);
    layout->addWidget(m_progress);
    layout->addWidget(m_picture, 1);

    connect(browseButton, &QPushButton::clicked, this, &FilePage::browse);
    connect(m_fileName, &QLineEdit::editingFinished, this, [this] {
        const QString name = QDir::fromNativeSeparators(m_fileName->text().trimmed());
        if (name == m_draft.fileName && (m_draft.file || m_reading))
            return;
        m_draft.fileName = name;
        read(false);
    });
    connect(m_fileName, &QLineEdit::textEdited, this, [this] {
        m_draft.file.reset(); // Next waits until what is typed has been read
        Q_EMIT completeChanged();
    });
    connect(m_delimiter, &QComboBox::activated, this, [this] { read(true); });
    connect(m_encoding, &QComboBox::activated, this, [this] { read(true); });
    connect(m_headerRow, &QCheckBox::clicked, this, [this] { read(true); });
}

FilePage::~FilePage() = default;

void FilePage::initializePage()
{
    if (m_draft.fileName.isEmpty() || m_draft.file)
        return;
    m_fileName->setText(QDir::toNativeSeparators(m_draft.fileName));
    read(false);
}

bool FilePage::isComplete() const
{
    return m_draft.file && !m_reading;
}

void FilePage::browse()
{
    const QString folder = m_draft.fileName.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
        : QFileInfo(m_draft.fileName).path();
    const QString name = QFileDialog::getOpenFileName(this, tr("Import CSV"), folder,
                                                      tr("CSV files (*.csv *.tsv *.txt);;All files (*)"));
    if (name.isEmpty())
        return;
    m_draft.fileName = name;
    m_fileName->setText(QDir::toNativeSeparators(name));
    read(false);
}

void FilePage::read(bool asChosen)
{
    if (m_reading)
        m_reading->disconnect(this);
    delete m_reading; // cancels it
    m_draft.file.reset();
    m_draft.staged = false;
    m_picture->clear();
    m_picture->setRowCount(0);
    m_picture->setColumnCount(0);
    showProblem({});
    if (m_draft.fileName.isEmpty()) {
        Q_EMIT completeChanged();
        return;
    }
    auto *job =
        new CsvFileJob(m_draft.fileName, asChosen ? std::optional(chosenFormat()) : std::nullopt, this);
    m_reading = job;
    m_progress->setValue(0);
    m_progress->show();
    connect(job, &Job::progressed, m_progress,
            [this](const QString &, qint64 done) { m_progress->setValue(static_cast<int>(done)); });
    connect(job, &Job::finished, this, [this, job] {
        m_reading = nullptr;
        m_progress->hide();
        if (job->result()) {
            m_draft.file = std::make_shared<const CsvFile>(*job->result());
            m_draft.choices.fields = fieldsByName(m_draft.file->columns, m_type);
            showFormat(m_draft.file->format);
            showPicture();
        } else {
            showProblem(job->result().error().message);
        }
        Q_EMIT completeChanged();
    });
    Q_EMIT completeChanged();
}

CsvFormat FilePage::chosenFormat() const
{
    return {m_encoding->currentText(), m_delimiter->currentData().toChar(), m_headerRow->isChecked()};
}

void FilePage::showFormat(const CsvFormat &format)
{
    m_encoding->setCurrentText(format.encoding);
    m_delimiter->setCurrentIndex(m_delimiter->findData(format.delimiter));
    m_headerRow->setChecked(format.headerRow);
}

void FilePage::showPicture()
{
    const CsvFile &file = *m_draft.file;
    const auto rows = static_cast<int>(std::min<size_t>(file.rows.size(), PictureRows));
    m_picture->setColumnCount(static_cast<int>(file.columns.size()));
    m_picture->setHorizontalHeaderLabels(file.columns);
    m_picture->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const CsvRow &cells = file.rows[static_cast<size_t>(row)];
        m_picture->setVerticalHeaderItem(row, new QTableWidgetItem(QString::number(cells.line)));
        for (int column = 0;
             column < std::min(m_picture->columnCount(), static_cast<int>(cells.cells.size())); ++column)
            m_picture->setItem(row, column, new QTableWidgetItem(cells.cells.at(column)));
    }
    QString status = tr("%n row(s) below the header", nullptr, static_cast<int>(file.rows.size()));
    if (!file.format.headerRow)
        status = tr("%n row(s)", nullptr, static_cast<int>(file.rows.size()));
    if (rows < static_cast<int>(file.rows.size()))
        status += tr("; the first %1 are shown.").arg(rows);
    if (file.hasDecodingErrors)
        status += QLatin1Char(' ')
            + tr("Some bytes are not %1: choose another encoding.").arg(file.format.encoding);
    showProblem(status);
}

void FilePage::showProblem(const QString &message)
{
    m_status->setText(message);
}

} // namespace Fullstate
