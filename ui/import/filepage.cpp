// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/filepage.h"

#include "app/base/shorttext.h"
#include "ui/common/filequestion.h"
#include "ui/import/importstate.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableWidget>

namespace Fullstate {

static constexpr int PictureRows = 100;
static constexpr int PictureColumns = 200;

FilePage::FilePage(ImportState &state, QWidget *parent)
    : QWizardPage(parent)
    , m_state(state)
    , m_form(new QFormLayout)
    , m_fileName(new QLineEdit)
    , m_sheet(new QComboBox)
    , m_delimiter(new QComboBox)
    , m_quote(new QComboBox)
    , m_encoding(new QComboBox)
    , m_headerRow(new QCheckBox(tr("&Header row")))
    , m_picture(new QTableWidget)
    , m_progress(new QProgressBar)
    , m_status(new QLabel)
{
    setTitle(tr("File"));
    setSubTitle(
        tr("A CSV file, an Excel workbook (.xlsx) or JSON, from wherever it comes. Nothing reaches the draft "
           "before the last page."));
    setAcceptDrops(true);
    buildFields();
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_form);
    layout->addWidget(m_status);
    layout->addWidget(m_progress);
    layout->addWidget(m_picture, 1);

    connect(m_fileName, &QLineEdit::editingFinished, this, [this] {
        const QString name = QDir::fromNativeSeparators(m_fileName->text().trimmed());
        if (!m_state.pasted.isEmpty() && name == tr("(pasted)")) {
            if (!m_state.file() && !m_state.isReading()) // something else was typed, and taken back
                read(false);
            return;
        }
        if (name.isEmpty() || (name == m_state.fileName && (m_state.file() || m_state.isReading())))
            return;
        takeFileName(name);
    });
    connect(m_fileName, &QLineEdit::textEdited, this, [this] {
        delete m_headJob;
        m_state.forgetFile(); // Next waits until what is typed has been read
        Q_EMIT completeChanged();
    });
    connect(m_sheet, &QComboBox::activated, this, [this] { read(true); });
    connect(m_delimiter, &QComboBox::activated, this, [this] { read(true); });
    connect(m_quote, &QComboBox::activated, this, [this] { read(true); });
    connect(m_encoding, &QComboBox::activated, this, [this] {
        m_isEncodingChosen = true;
        read(true);
    });
    connect(m_headerRow, &QCheckBox::clicked, this, [this] { read(true); });
    connect(&m_state, &ImportState::readingProgressed, m_progress, &QProgressBar::setValue);
    connect(&m_state, &ImportState::fileRead, this, &FilePage::showRead);
    connect(&m_state, &ImportState::readingFailed, this, &FilePage::showFailure);
    // Back from Columns while they are matched again.
    connect(&m_state, &ImportState::mappingReplaced, this, &QWizardPage::completeChanged);
}

FilePage::~FilePage() = default;

void FilePage::buildFields()
{
    auto *browseButton = new QPushButton(tr("&Browse…"));
    auto *pasteButton = new QPushButton(tr("&Paste"));
    pasteButton->setToolTip(tr("Takes the table that was copied, from a spreadsheet say."));
    auto *fileRow = new QHBoxLayout;
    fileRow->addWidget(m_fileName);
    fileRow->addWidget(browseButton);
    fileRow->addWidget(pasteButton);
    const QStringList delimiterNames{tr("Comma  ,"), tr("Semicolon  ;"), tr("Tab"), tr("Pipe  |")};
    const QList<QChar> delimiters = csvDelimiters();
    for (qsizetype i = 0; i < delimiters.size(); ++i)
        m_delimiter->addItem(delimiterNames.at(i), delimiters.at(i));
    m_quote->addItem(tr("Double  \""), QChar(u'"'));
    m_quote->addItem(tr("Single  '"), QChar(u'\''));
    m_quote->addItem(tr("None"), QChar());
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

    m_form->addRow(tr("&File"), fileRow);
    static_cast<QLabel *>(m_form->labelForField(fileRow))->setBuddy(m_fileName);
    m_form->addRow(tr("&Sheet"), m_sheet);
    auto *splitting = new QHBoxLayout;
    const auto addBeside = [splitting](const QString &name, QWidget *field) {
        auto *label = new QLabel(name);
        label->setBuddy(field);
        splitting->addSpacing(12);
        splitting->addWidget(label);
        splitting->addWidget(field);
    };
    splitting->addWidget(m_delimiter);
    addBeside(tr("&Quote"), m_quote);
    addBeside(tr("&Encoding"), m_encoding);
    splitting->addSpacing(12);
    splitting->addWidget(m_headerRow);
    splitting->addStretch();
    m_form->addRow(tr("&Delimiter"), splitting);
    static_cast<QLabel *>(m_form->labelForField(splitting))->setBuddy(m_delimiter);
    m_form->setRowVisible(m_sheet, false);
    connect(browseButton, &QPushButton::clicked, this, &FilePage::browse);
    connect(pasteButton, &QPushButton::clicked, this, &FilePage::paste);
}

void FilePage::initializePage()
{
    if (m_state.file() || m_state.isReading())
        return;
    if (!m_state.pasted.isEmpty())
        read(false);
    else if (!m_state.fileName.isEmpty())
        takeFileName(m_state.fileName);
}

bool FilePage::isComplete() const
{
    return m_state.file() && !m_state.isReading();
}

void FilePage::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void FilePage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    takeFileName(event->mimeData()->urls().constFirst().toLocalFile());
}

void FilePage::browse()
{
    const QString folder = m_state.fileName.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
        : QFileInfo(m_state.fileName).path();
    const QFileDialog *dialog =
        askForFile(this, tr("Import CSV"), folder,
                   tr("Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.json *.jsonl *.ndjson);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, this, &FilePage::takeFileName);
}

void FilePage::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.trimmed().isEmpty()) {
        m_status->setText(
            tr("There is no text to paste. Copy the cells of a spreadsheet first, with their header."));
        return;
    }
    m_state.fileName.clear();
    m_state.pasted = text;
    read(false);
}

void FilePage::takeFileName(const QString &name)
{
    m_state.fileName = name;
    m_state.pasted.clear();
    m_fileName->setText(QDir::toNativeSeparators(name));
    read(false);
}

void FilePage::read(bool asChosen)
{
    if (m_state.fileName.isEmpty() && m_state.pasted.isEmpty())
        return;
    if (!m_state.pasted.isEmpty())
        m_fileName->setText(tr("(pasted)"));
    delete m_headJob;
    CsvReadOptions options;
    if (asChosen) {
        options.format = chosenFormat();
        options.sheet = m_sheet->currentText();
        options.isEncodingChosen = m_isEncodingChosen;
        if (!m_head.isEmpty())
            showPicture(pictureOf(m_head, *options.format)); // at once: the whole may take a while
    } else {
        m_isEncodingChosen = false;
        m_head.clear();
        m_picture->setRowCount(0);
        m_picture->setColumnCount(0);
    }
    m_status->setText(tr("Reading…"));
    m_progress->setValue(0);
    m_progress->show();
    m_state.read(options);
    Q_EMIT completeChanged();
}

CsvFormat FilePage::chosenFormat() const
{
    return {m_encoding->currentText(), m_delimiter->currentData().toChar(), m_quote->currentData().toChar(),
            m_headerRow->isChecked()};
}

void FilePage::showFormat(const CsvFile &file)
{
    const CsvFormat &format = file.format;
    const bool isCsv = file.kind == CsvFile::Kind::Csv;
    for (QWidget *field : std::initializer_list<QWidget *>{m_delimiter, m_quote, m_encoding})
        field->setEnabled(isCsv);
    m_headerRow->setEnabled(file.kind != CsvFile::Kind::Json);
    m_headerRow->setChecked(format.headerRow);
    m_form->setRowVisible(m_sheet, file.kind == CsvFile::Kind::Workbook);
    m_sheet->clear();
    m_sheet->addItems(file.sheets);
    m_sheet->setCurrentText(file.sheet);
    if (!isCsv)
        return;
    m_encoding->setCurrentText(format.encoding);
    if (m_delimiter->findData(format.delimiter) < 0) // named by a line "sep="
        m_delimiter->addItem(QString(format.delimiter), format.delimiter);
    m_delimiter->setCurrentIndex(m_delimiter->findData(format.delimiter));
    m_quote->setCurrentIndex(m_quote->findData(format.quote));
}

void FilePage::showPicture(const CsvFile &file)
{
    const auto rows = static_cast<int>(std::min<size_t>(file.rowCount(), PictureRows));
    m_picture->clear();
    m_picture->setColumnCount(std::min(static_cast<int>(file.columns.size()), PictureColumns));
    m_picture->setHorizontalHeaderLabels(file.columns.mid(0, PictureColumns));
    m_picture->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const CsvRow cells = file.row(static_cast<size_t>(row));
        auto *line = new QTableWidgetItem(QString::number(cells.line));
        line->setToolTip(cells.problem);
        m_picture->setVerticalHeaderItem(row, line);
        for (int column = 0;
             column < std::min(m_picture->columnCount(), static_cast<int>(cells.cells.size())); ++column)
            m_picture->setItem(row, column, new QTableWidgetItem(shortText(cells.cells.at(column))));
    }
}

void FilePage::showFailure(const QString &message)
{
    m_progress->hide();
    m_status->setText(message);
    Q_EMIT completeChanged();
    if (!m_head.isEmpty()) // the picture and the boxes are of this file already
        return;
    if (!m_state.pasted.isEmpty()) {
        showHead(headOf(m_state.pasted.toUtf8()));
        return;
    }
    auto *job = readHead(m_state.fileName, this);
    m_headJob = job;
    connect(job, &Job::finished, this, [this, job] {
        if (job->result())
            showHead(*job->result());
    });
}

/// Of a file that cannot be read as it is: with another quote, say, it may.
void FilePage::showHead(const CsvHead &head)
{
    m_head = head.bytes;
    const CsvFile picture = pictureOf(head.bytes, head.format);
    showFormat(picture);
    showPicture(picture);
}

void FilePage::showRead()
{
    const CsvFile &file = *m_state.file();
    m_progress->hide();
    m_head = file.kind == CsvFile::Kind::Csv ? file.head : QByteArray();
    showFormat(file);
    showPicture(file);
    QString status = file.format.headerRow ? tr("%L1 rows below the header").arg(file.rowCount())
                                           : tr("%L1 rows").arg(file.rowCount());
    if (file.rowCount() > PictureRows)
        status += tr("; the first %1 are shown.").arg(PictureRows);
    if (file.columns.size() > PictureColumns)
        status += QLatin1Char(' ')
            + tr("Of %1 columns the first %2 are shown.").arg(file.columns.size()).arg(PictureColumns);
    const auto flaws = file.table.flaws().size();
    if (flaws > 0)
        status += QLatin1Char(' ')
            + tr("%n row(s) are not well formed: they are listed with their reasons on the last page.",
                 nullptr, static_cast<int>(flaws));
    if (file.hasDecodingErrors)
        status += QLatin1Char(' ')
            + tr("Some bytes are not %1: choose another encoding.").arg(file.format.encoding);
    m_status->setText(status);
    Q_EMIT completeChanged();
}

} // namespace Fullstate
