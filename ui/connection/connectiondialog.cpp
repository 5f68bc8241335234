// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/connectiondialog.h"

#include "app/schema/catalog.h"
#include "ui/connection/resourcesetseditor.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace Fullstate {

ConnectionDialog::ConnectionDialog(Connection connection, const Catalog &catalog, QWidget *parent)
    : QDialog(parent)
    , m_connection(std::move(connection))
    , m_catalog(catalog)
    , m_name(new QLineEdit(m_connection.name, this))
    , m_sets(new ResourceSetsEditor(catalog, m_connection.kind != Connection::Kind::Practice, this))
    , m_problem(new QLabel(this))
{
    setWindowTitle(tr("Connection %1").arg(m_connection.name));
    m_name->setObjectName(QStringLiteral("name"));
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    const auto addFact = [this, form](const QString &title, const QString &value) {
        auto *label = new QLabel(value, this);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        form->addRow(title, label);
    };
    if (m_connection.kind != Connection::Kind::Practice) {
        addFact(tr("Region"), regionTitle(m_connection.region));
        addFact(tr("Client ID"), m_connection.clientId);
    }
    if (m_connection.kind == Connection::Kind::Public) {
        addFact(tr("Customer ID"), m_connection.customerId);
        addFact(
            {},
            tr("Another customer ID would be another source: what was pushed under this one would stay in "
               "the customer's tenant, alive and frozen. So it stays as it is; set up a new connection "
               "for another."));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_sets, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(760, 460);
    m_sets->setSets(m_connection.resourceSets);
    connect(m_sets, &ResourceSetsEditor::changed, this, &ConnectionDialog::followState);
    connect(m_name, &QLineEdit::textChanged, this, &ConnectionDialog::followState);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    followState();
}

void ConnectionDialog::followState()
{
    const QString problem =
        m_name->text().trimmed().isEmpty() ? tr("Give the connection a name.") : m_sets->problem();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_accept->setEnabled(problem.isEmpty() && m_sets->isComplete());
}

/// In words, the sets that are not among \p sets any more.
QStringList ConnectionDialog::leaving(const std::vector<ResourceSet> &sets) const
{
    QStringList names;
    for (const ResourceSet &present : m_connection.resourceSets) {
        const bool stays = std::any_of(sets.begin(), sets.end(),
                                       [&present](const ResourceSet &set) { return set.id == present.id; });
        const ResourceType *type = m_catalog.find(present.typeName);
        if (!stays)
            names.append(present.name.isEmpty() ? (type ? type->title : present.typeName) : present.name);
    }
    return names;
}

void ConnectionDialog::accept()
{
    if (!m_accept->isEnabled())
        return;
    const std::vector<ResourceSet> sets = m_sets->sets();
    const QStringList gone = leaving(sets);
    if (gone.isEmpty()) {
        apply(sets);
        return;
    }
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Remove resource sets"),
        tr("The drafts of these resource sets are lost: %1. Nothing changes in the tenant, and their "
           "receipts stay.")
            .arg(gone.join(QLatin1String(", "))),
        QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *remove = box->addButton(tr("Remove resource sets"), QMessageBox::DestructiveRole);
    connect(remove, &QPushButton::clicked, this, [this, sets] { apply(sets); });
    box->open();
}

void ConnectionDialog::apply(const std::vector<ResourceSet> &sets)
{
    m_connection.name = m_name->text().trimmed();
    m_connection.resourceSets = sets;
    QDialog::accept();
}

} // namespace Fullstate
