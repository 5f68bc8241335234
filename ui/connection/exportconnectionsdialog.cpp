// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/exportconnectionsdialog.h"

#include "app/base/workjob.h"
#include "app/connection/connectionfile.h"
#include "ui/connection/connectionchoice.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

/// A failure to write is an answer, too.
struct Written
{
    Result<> result;
};

} // namespace

ExportConnectionsDialog::ExportConnectionsDialog(const std::vector<Connection> &connections, QWidget *parent)
    : QDialog(parent)
    , m_choice(new ConnectionChoice(this))
    , m_message(new QLabel(this))
{
    setWindowTitle(tr("Export connections"));
    auto *help = new QLabel(
        tr("The file holds what was set up: names, regions, client IDs, customers and resource sets. It "
           "holds "
           "no client secret and no token: whoever imports it is asked for the client secret, and has each "
           "customer of a public integration sign in."),
        this);
    m_message->setObjectName(QStringLiteral("message"));
    for (QLabel *label : {help, m_message}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_message->setMinimumHeight(fontMetrics().lineSpacing() * 2); // the window does not jump
    m_message->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(help);
    layout->addWidget(m_choice, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    resize(760, 480);
    connect(m_choice, &ConnectionChoice::changed, this, &ExportConnectionsDialog::follow);
    connect(m_save, &QPushButton::clicked, this, &ExportConnectionsDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportConnectionsDialog::reject);
    std::vector<ConnectionChoiceModel::Row> rows;
    for (const Connection &connection : connections) {
        if (connection.kind != Connection::Kind::Practice) // every program has its own
            rows.push_back({connection});
    }
    m_choice->setRows(std::move(rows));
}

void ExportConnectionsDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, windowTitle(),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                   tr("Connections (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("fullstate-connections.json"));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportConnectionsDialog::save);
    dialog->open();
}

void ExportConnectionsDialog::save(const QString &fileName)
{
    const std::vector<Connection> chosen = m_choice->chosen();
    if (m_job || fileName.isEmpty() || chosen.empty())
        return;
    auto *job = new WorkJob<Written>(
        [fileName, chosen] { return Written{writeConnectionFile(fileName, chosen)}; }, this);
    m_job = job;
    connect(job, &Job::finished, this, [this, job, fileName, count = static_cast<int>(chosen.size())] {
        m_job = nullptr;
        finish(job->result()->result, count, fileName);
    });
    m_message->setText(tr("Writing the file…"));
    follow();
}

void ExportConnectionsDialog::finish(const Result<> &written, int count, const QString &fileName)
{
    follow();
    if (!written) {
        m_message->setText(written.error().message);
        return;
    }
    accept();
    Q_EMIT concluded(tr("Exported %n connection(s), without secrets, to %1.", nullptr, count)
                         .arg(QDir::toNativeSeparators(fileName)));
}

void ExportConnectionsDialog::follow()
{
    m_choice->setEnabled(!m_job);
    m_save->setEnabled(!m_job && !m_choice->chosen().empty());
}

/// What is being written is seen through: it takes no time that anybody would cancel.
void ExportConnectionsDialog::reject()
{
    if (!m_job)
        QDialog::reject();
}

} // namespace Fullstate
