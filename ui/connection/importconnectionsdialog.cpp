// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/importconnectionsdialog.h"

#include "app/auth/authorization.h"
#include "app/base/workjob.h"
#include "app/connection/connectionfile.h"
#include "ui/connection/connectionchoice.h"
#include "ui/connection/connectiontitles.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

/// A file that cannot be taken is an answer, too.
struct Found
{
    Result<std::vector<Connection>> connections;
};

} // namespace

ImportConnectionsDialog::ImportConnectionsDialog(ConnectionStore &store, const Catalog &catalog,
                                                 const QString &fileName, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_choice(new ConnectionChoice(this))
    , m_message(new QLabel(tr("Reading the file…"), this))
{
    setWindowTitle(tr("Import connections"));
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_import = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
    m_import->setObjectName(QStringLiteral("import"));
    m_import->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addWidget(m_choice, 1);
    layout->addWidget(buttons);
    resize(940, 480); // the remarks whole
    connect(m_choice, &ConnectionChoice::changed, this, &ImportConnectionsDialog::follow);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportConnectionsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    follow();
    read(catalog, fileName);
}

void ImportConnectionsDialog::read(const Catalog &catalog, const QString &fileName)
{
    // On another thread, which may outlive this: it has its own of everything.
    auto *job = new WorkJob<Found>(
        [catalog, fileName] {
            const auto setFits = [&catalog](const ResourceSet &set) -> Result<> {
                if (const auto type = catalog.described(set.typeName, set.typeDefinition); !type)
                    return Failure(type.error());
                return {};
            };
            return Found{readConnectionFile(fileName, {parseRedirectUrl, setFits})};
        },
        this);
    connect(job, &Job::finished, this, [this, job] { present(job->result()->connections); });
}

void ImportConnectionsDialog::present(const Result<std::vector<Connection>> &found)
{
    if (!found) {
        m_message->setText(found.error().message);
        m_choice->setEnabled(false);
        return;
    }
    std::vector<ConnectionChoiceModel::Row> rows;
    int present = 0;
    for (const Connection &connection : *found) {
        const Connection *same = sameAmong(m_store.connections(), connection);
        present += same ? 1 : 0;
        QString remark = connection.kind == Connection::Kind::Public
            ? tr("The client secret is asked for, and the customer has to sign in")
            : tr("The client secret is asked for");
        if (same)
            remark =
                tr("Already there: “%1”. Chosen here, it comes in once more").arg(connectionTitle(*same));
        rows.push_back({connection, !same, remark});
    }
    QStringList lines{tr("%n connection(s) in the file.", nullptr, static_cast<int>(rows.size()))};
    if (present > 0)
        lines.append(tr("%n of them already there: left out unless you choose them.", nullptr, present));
    lines.append(
        tr("The file holds no secrets: what is missing is asked for when a connection is first used."));
    m_message->setText(lines.join(QLatin1Char(' ')));
    m_choice->setRows(std::move(rows));
}

void ImportConnectionsDialog::follow()
{
    m_import->setEnabled(!m_choice->chosen().empty());
}

void ImportConnectionsDialog::accept()
{
    const std::vector<Connection> chosen = m_choice->chosen();
    if (chosen.empty())
        return;
    QStringList ids;
    for (const Connection &connection : chosen)
        ids.append(connection.id);
    // Before they are there, so that none is taken for complete in between.
    Q_EMIT imported(ids);
    for (const Connection &connection : chosen)
        m_store.add(connection);
    QDialog::accept();
    Q_EMIT concluded(tr("Imported %n connection(s).", nullptr, static_cast<int>(chosen.size())));
}

} // namespace Fullstate
