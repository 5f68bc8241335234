// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/uploaddialog.h"

#include "app/evidence/uploadhistory.h"
#include "app/evidence/uploadlist.h"
#include "app/fullstate.h"
#include "app/workspace/workspace.h"
#include "ui/common/recordtable.h"
#include "ui/evidence/links.h"

#include <QAction>
#include <QComboBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QTableView>

namespace Fullstate {

namespace {

const QLatin1String GeometryKey("upload/geometry");
constexpr int ProgressSteps = 1000;

} // namespace

UploadDialog::UploadDialog(Services &services, const Connection &connection, QWidget *parent)
    : UploadDialog(services.makeUploadList(connection.id, nullptr), connection, &services.settings(), parent)
{
    const bool isPractice = connection.kind == Connection::Kind::Practice;
    suggestDocuments(isPractice ? Services::practiceDocuments() : QStringList());
    auto *job = services.workspace().loadUploads(connection.id, this);
    connect(job, &Job::finished, this, [this, job, isPractice] {
        QStringList documents = job->result() ? rememberedDocuments(*job->result()) : QStringList();
        if (isPractice)
            documents.append(Services::practiceDocuments());
        documents.removeDuplicates();
        suggestDocuments(documents);
    });
}

UploadDialog::UploadDialog(UploadList *list, const Connection &connection, QSettings *settings,
                           QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_settings(settings)
    , m_list(list)
    , m_document(new QComboBox(this))
    , m_date(new QDateEdit(QDate::currentDate(), this))
    , m_description(new QPlainTextEdit(this))
    , m_message(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    m_list->setParent(this);
    setWindowTitle(tr("Upload evidence: %1").arg(connection.name));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(buildForm());
    layout->addWidget(buildFiles(), 1);
    layout->addWidget(m_message);
    layout->addWidget(m_progress);
    layout->addWidget(buildButtons());
    connectList();
    follow();
    m_message->setText(tr("Add files, or drop them on the table."));
    m_document->setFocus();
    resize(760, 620);
    if (m_settings)
        restoreGeometry(m_settings->value(GeometryKey).toByteArray());
}

UploadDialog::~UploadDialog() = default;

QString UploadDialog::scopeNotice() const
{
    return tr(
        "The first upload asks for a token with the scope self:write-document, which the application must "
        "have in Vanta's Developer Console. Like every new token it ends the one before it, also that of "
        "another program with the same client ID.");
}

QWidget *UploadDialog::buildForm()
{
    auto *notice = new QLabel(scopeNotice(), this);
    notice->setObjectName(QStringLiteral("scopeNotice"));
    notice->setTextFormat(Qt::PlainText);
    notice->setWordWrap(true);
    notice->setVisible(!m_connection.documents);
    connect(m_list, &UploadList::ended, notice, [notice, list = m_list](int row) {
        if (!list->index(row, 0).data(UploadList::UrlRole).toString().isEmpty())
            notice->hide(); // it was granted
    });

    m_document->setObjectName(QStringLiteral("document"));
    m_document->setEditable(true);
    m_document->setInsertPolicy(QComboBox::NoInsert);
    m_document->lineEdit()->setPlaceholderText(
        tr("The part after documents/ in the address of its page in Vanta"));
    m_document->lineEdit()->setAccessibleName(tr("Document ID"));
    m_date->setObjectName(QStringLiteral("effectiveDate"));
    m_date->setCalendarPopup(true);
    m_date->setToolTip(tr("The day from which the evidence holds"));
    m_description->setObjectName(QStringLiteral("description"));
    m_description->setTabChangesFocus(true);
    m_description->setPlaceholderText(tr("Optional; the same for every file"));
    m_description->setFixedHeight(fontMetrics().lineSpacing() * 3 + 12);

    auto *widget = new QWidget(this);
    auto *form = new QFormLayout(widget);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(notice);
    form->addRow(tr("&Document ID"), m_document);
    form->addRow(tr("&Effective date"), m_date);
    form->addRow(tr("De&scription"), m_description);
    m_document->setAccessibleName(tr("Document ID"));
    m_date->setAccessibleName(tr("Effective date"));
    m_description->setAccessibleName(tr("Description"));
    connect(m_document, &QComboBox::editTextChanged, this, &UploadDialog::follow);
    return widget;
}

QWidget *UploadDialog::buildFiles()
{
    m_files = createRecordTable(tr("Files"), m_list, this);
    m_files->setObjectName(QStringLiteral("files"));
    setColumnWidths(*m_files, {34, 10});
    m_files->setAcceptDrops(true);
    m_files->setDragDropMode(QAbstractItemView::DropOnly);
    m_files->setDropIndicatorShown(false);
    m_add = new QPushButton(tr("&Add files…"), this);
    m_remove = new QPushButton(tr("&Remove"), this);
    auto *removal = new QAction(tr("Remove"), m_files);
    removal->setShortcut(QKeySequence::Delete);
    removal->setShortcutContext(Qt::WidgetShortcut);
    m_files->addAction(removal);
    const LinkButtons links = addLinkButtons(*m_files, UploadList::UrlRole);
    auto *label = new QLabel(tr("&Files"), this);
    label->setBuddy(m_files);

    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {m_add, m_remove, links.open, links.copy}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->insertSpacing(2, 12);
    buttons->addStretch();
    auto *widget = new QWidget(this);
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_files, 1, 0);
    grid->addLayout(buttons, 1, 1);
    connect(m_add, &QPushButton::clicked, this, &UploadDialog::addFiles);
    connect(m_remove, &QPushButton::clicked, this, &UploadDialog::removeFiles);
    connect(removal, &QAction::triggered, this, &UploadDialog::removeFiles);
    connect(m_files->selectionModel(), &QItemSelectionModel::selectionChanged, this, &UploadDialog::follow);
    connect(m_files->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &UploadDialog::showMessage);
    return widget;
}

QWidget *UploadDialog::buildButtons()
{
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setTextFormat(Qt::PlainText); // it quotes the tenant
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_message->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, ProgressSteps);
    QSizePolicy keepsItsPlace = m_progress->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsItsPlace);

    m_upload = new QPushButton(this);
    m_upload->setObjectName(QStringLiteral("upload"));
    m_upload->setDefault(true);
    m_cancel = new QPushButton(tr("&Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_close = new QPushButton(tr("C&lose"), this);
    m_close->setObjectName(QStringLiteral("close"));
    auto *widget = new QWidget(this);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch();
    for (QPushButton *button : {m_upload, m_cancel, m_close})
        row->addWidget(button);
    m_cancel->setAutoDefault(false);
    m_close->setAutoDefault(false);
    connect(m_upload, &QPushButton::clicked, this, &UploadDialog::upload);
    connect(m_cancel, &QPushButton::clicked, m_list, &UploadList::cancel);
    connect(m_close, &QPushButton::clicked, this, &UploadDialog::reject);
    return widget;
}

void UploadDialog::connectList()
{
    connect(m_list, &UploadList::filesChanged, this, &UploadDialog::follow);
    connect(m_list, &UploadList::runningChanged, this, &UploadDialog::follow);
    connect(m_list, &UploadList::filesSkipped, this, &UploadDialog::saySkipped);
    connect(m_list, &UploadList::recorded, this, &UploadDialog::recorded);
    connect(m_list, &UploadList::progressed, this, [this](qint64 done, qint64 total) {
        m_progress->setValue(total > 0 ? static_cast<int>(done * ProgressSteps / total) : 0);
    });
    connect(m_list, &UploadList::ended, this, [this](int row) {
        m_files->selectRow(row);
        showMessage();
    });
}

void UploadDialog::suggestDocuments(const QStringList &documentIds)
{
    const QString typed = m_document->currentText();
    m_document->clear();
    m_document->addItems(documentIds);
    m_document->setCurrentIndex(-1);
    m_document->setEditText(typed);
}

void UploadDialog::addFiles()
{
    auto *dialog = new QFileDialog(this, tr("Add files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, m_list, &UploadList::addFiles);
    dialog->open();
}

void UploadDialog::removeFiles()
{
    std::vector<int> rows;
    const QModelIndexList chosen = m_files->selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen)
        rows.push_back(index.row());
    m_list->removeFiles(std::move(rows));
}

void UploadDialog::upload()
{
    Upload upload;
    upload.connectionId = m_connection.id;
    upload.where = m_connection.name;
    upload.documentId = documentIdFrom(m_document->currentText());
    upload.effectiveDate = m_date->date();
    upload.description = m_description->toPlainText().trimmed();
    m_document->setEditText(upload.documentId);
    m_message->clear();
    m_progress->setValue(0);
    m_list->start(upload);
}

void UploadDialog::follow()
{
    const bool isRunning = m_list->isRunning();
    const int waiting = m_list->waiting();
    const bool hasDocument = isDocumentId(documentIdFrom(m_document->currentText()));
    for (QWidget *input : std::initializer_list<QWidget *>{m_document, m_date, m_description, m_add})
        input->setEnabled(!isRunning);
    m_remove->setEnabled(!isRunning && m_files->selectionModel()->hasSelection());
    m_upload->setText(waiting > 0 ? tr("&Upload %n file(s)", nullptr, waiting) : tr("&Upload"));
    m_upload->setEnabled(!isRunning && waiting > 0 && hasDocument);
    m_upload->setToolTip(isRunning          ? tr("Uploads are running.")
                             : !hasDocument ? tr("Give the document ID first.")
                             : waiting == 0 ? tr("Add files first.")
                                            : tr("Each file becomes a new revision of the document."));
    m_cancel->setEnabled(isRunning);
    m_progress->setVisible(isRunning);
}

/// Of the file that is chosen; the table has room for its start only.
void UploadDialog::showMessage()
{
    const QModelIndex current = m_files->currentIndex();
    if (current.isValid())
        m_message->setText(current.data(UploadList::MessageRole).toString());
}

void UploadDialog::saySkipped(const QStringList &reasons)
{
    m_message->setText(tr("Not added: %1").arg(reasons.join(QLatin1Char(' '))));
}

void UploadDialog::reject()
{
    if (!m_list->isRunning()) {
        QDialog::reject();
        return;
    }
    auto *box =
        new QMessageBox(QMessageBox::Question, windowTitle(),
                        tr("Uploads are running. Cancel them and close?"), QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    const QAbstractButton *leave =
        box->addButton(tr("Cancel uploads and close"), QMessageBox::DestructiveRole);
    QPushButton *stay = box->addButton(tr("Keep uploading"), QMessageBox::RejectRole);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(leave, &QAbstractButton::clicked, this, [this] {
        connect(m_list, &UploadList::runningChanged, this, &QDialog::reject, Qt::QueuedConnection);
        if (m_list->isRunning())
            m_list->cancel();
        else
            QDialog::reject();
    });
    box->open();
}

void UploadDialog::done(int result)
{
    if (m_settings)
        m_settings->setValue(GeometryKey, saveGeometry());
    QDialog::done(result);
}

} // namespace Fullstate
