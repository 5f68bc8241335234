// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/scopedialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace Fullstate {

namespace {
enum ConditionColumn { ConditionField, ConditionKind, ConditionValues, ConditionColumns };
const QLatin1String SeverityField("severity");
} // namespace

ScopeDialog::ScopeDialog(ResourceType type, const Scope &scope, QWidget *parent)
    : QDialog(parent)
    , m_type(std::move(type))
    , m_conditions(new QTableWidget)
{
    setWindowTitle(tr("Scope of %1").arg(m_type.title));
    auto *layout = new QVBoxLayout(this);
    auto *about = new QLabel(
        tr("Imports take only what is in scope. What the draft holds already stays as it is, unless "
           "an import replaces everything."));
    about->setWordWrap(true);
    layout->addWidget(about);
    addBands(layout);
    addItems(layout);
    addConditions(layout);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton *advised = buttons->addButton(tr("&As advised"), QDialogButtonBox::ResetRole);
    advised->setToolTip(tr("What the documentation of the API advises for this type."));
    layout->addWidget(buttons);
    connect(advised, &QPushButton::clicked, this, [this] { show(advisedScope(m_type)); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    show(scope);
    resize(620, sizeHint().height());
}

void ScopeDialog::addBands(QVBoxLayout *layout)
{
    if (!m_type.field(QString(SeverityField)))
        return;
    auto *group = new QGroupBox(tr("Severity"));
    auto *row = new QVBoxLayout(group);
    const QStringList bands = severityBands();
    for (const QString &band : bands) {
        auto *box = new QCheckBox(bandTitle(band));
        m_bands.push_back(box);
        row->addWidget(box);
    }
    layout->addWidget(group);
}

void ScopeDialog::addItems(QVBoxLayout *layout)
{
    const QString field = itemsField(m_type);
    if (field.isEmpty())
        return;
    auto *label = new QLabel(
        tr("Of %1, only those whose &name holds one of these words (a line each; none: all):").arg(field));
    label->setWordWrap(true);
    m_items = new QPlainTextEdit;
    m_items->setAccessibleName(tr("Security-relevant applications"));
    m_items->setTabChangesFocus(true);
    label->setBuddy(m_items);
    layout->addWidget(label);
    layout->addWidget(m_items, 1);
}

void ScopeDialog::addConditions(QVBoxLayout *layout)
{
    auto *label = new QLabel(tr("And by any field; values are separated by semicolons:"));
    m_conditions->setAccessibleName(tr("Conditions"));
    m_conditions->setColumnCount(ConditionColumns);
    m_conditions->setHorizontalHeaderLabels({tr("Field"), tr("Is"), tr("Values")});
    m_conditions->verticalHeader()->hide();
    m_conditions->setTabKeyNavigation(false);
    m_conditions->horizontalHeader()->setSectionResizeMode(ConditionValues, QHeaderView::Stretch);
    m_conditions->setColumnWidth(ConditionField, 200);
    auto *addButton = new QPushButton(tr("A&dd condition"));
    auto *removeButton = new QPushButton(tr("&Remove condition"));
    auto *row = new QHBoxLayout;
    row->addWidget(addButton);
    row->addWidget(removeButton);
    row->addStretch();
    layout->addWidget(label);
    layout->addWidget(m_conditions, 1);
    layout->addLayout(row);
    connect(addButton, &QPushButton::clicked, this, [this] {
        addCondition({m_type.fields.front().name});
        m_conditions->setCurrentCell(m_conditions->rowCount() - 1, ConditionValues);
        m_conditions->editItem(m_conditions->currentItem());
    });
    connect(removeButton, &QPushButton::clicked, this,
            [this] { m_conditions->removeRow(m_conditions->currentRow()); });
}

void ScopeDialog::addCondition(const ScopeRule &rule)
{
    const int row = m_conditions->rowCount();
    m_conditions->insertRow(row);
    auto *field = new QComboBox;
    field->setAccessibleName(tr("Field of condition %1").arg(row + 1));
    for (const Field &known : m_type.fields) {
        if (known.kind != Field::Kind::List && known.kind != Field::Kind::Object)
            field->addItem(known.name);
    }
    field->setCurrentText(rule.field);
    auto *kind = new QComboBox;
    kind->setAccessibleName(tr("Kind of condition %1").arg(row + 1));
    kind->addItem(tr("one of"), static_cast<int>(ScopeRule::Kind::OneOf));
    kind->addItem(tr("none of"), static_cast<int>(ScopeRule::Kind::NoneOf));
    kind->setCurrentIndex(kind->findData(static_cast<int>(rule.kind)));
    m_conditions->setCellWidget(row, ConditionField, field);
    m_conditions->setCellWidget(row, ConditionKind, kind);
    m_conditions->setItem(row, ConditionValues, new QTableWidgetItem(rule.values.join(QLatin1String("; "))));
}

void ScopeDialog::show(const Scope &scope)
{
    for (QCheckBox *box : m_bands)
        box->setChecked(true);
    if (m_items)
        m_items->clear();
    m_conditions->setRowCount(0);
    const QStringList bands = severityBands();
    for (const ScopeRule &rule : scope.rules) {
        if (rule.kind == ScopeRule::Kind::Bands) {
            for (size_t band = 0; band < m_bands.size(); ++band)
                m_bands[band]->setChecked(rule.values.contains(bands.at(static_cast<qsizetype>(band))));
        } else if (rule.kind == ScopeRule::Kind::Items) {
            if (m_items)
                m_items->setPlainText(rule.values.join(u'\n'));
        } else {
            addCondition(rule);
        }
    }
}

Scope ScopeDialog::scope() const
{
    Scope scope;
    const QStringList bands = severityBands();
    QStringList chosen;
    for (size_t band = 0; band < m_bands.size(); ++band) {
        if (m_bands[band]->isChecked())
            chosen.append(bands.at(static_cast<qsizetype>(band)));
    }
    if (!m_bands.empty() && chosen.size() < bands.size())
        scope.rules.push_back({SeverityField, ScopeRule::Kind::Bands, chosen});
    const auto words = [](const QString &text, QChar separator) {
        QStringList all = text.split(separator);
        for (QString &word : all)
            word = word.trimmed();
        all.removeAll(QString());
        return all;
    };
    if (const QStringList items = m_items ? words(m_items->toPlainText(), u'\n') : QStringList();
        !items.isEmpty())
        scope.rules.push_back({itemsField(m_type), ScopeRule::Kind::Items, items});
    for (int row = 0; row < m_conditions->rowCount(); ++row) {
        const auto *field = static_cast<QComboBox *>(m_conditions->cellWidget(row, ConditionField));
        const auto *kind = static_cast<QComboBox *>(m_conditions->cellWidget(row, ConditionKind));
        const QStringList values = words(m_conditions->item(row, ConditionValues)->text(), u';');
        if (!values.isEmpty())
            scope.rules.push_back(
                {field->currentText(), static_cast<ScopeRule::Kind>(kind->currentData().toInt()), values});
    }
    return scope;
}

} // namespace Fullstate
