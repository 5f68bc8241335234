// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/setfielddialog.h"

#include "app/schema/resourcetype.h"
#include "ui/draft/fieldeditor.h"
#include "ui/draft/fieldhints.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Fullstate {

SetFieldDialog::SetFieldDialog(Draft &draft, std::vector<int> rows, const QString &field, QWidget *parent)
    : QDialog(parent)
    , m_draft(draft)
    , m_form(new QFormLayout)
    , m_field(new QComboBox(this))
    , m_description(new QLabel(this))
{
    setWindowTitle(tr("Set field"));
    std::erase_if(rows, [&draft](int row) { return draft.rows()[static_cast<size_t>(row)].removed; });
    m_keys = draft.keysOf(rows);
    for (const Field &each : draft.type().fields) {
        if (each.name != UniqueIdField) // no two resources may share it
            m_field->addItem(each.name);
    }
    m_field->setCurrentText(field);
    m_field->setObjectName(QStringLiteral("field"));
    m_description->setTextFormat(Qt::PlainText);
    m_description->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_set = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_set->setObjectName(QStringLiteral("set"));
    m_set->setDefault(true);
    m_set->setEnabled(!m_keys.empty());
    m_form->addRow(tr("&Field"), m_field);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_form);
    layout->addWidget(m_description);
    layout->addStretch();
    layout->addWidget(buttons);
    connect(m_field, &QComboBox::currentIndexChanged, this, &SetFieldDialog::changeField);
    connect(buttons, &QDialogButtonBox::accepted, this, &SetFieldDialog::set);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&draft, &QObject::destroyed, this, &QDialog::reject);
    changeField();
    m_value->setFocus();
    resize(480, sizeHint().height());
}

const Field &SetFieldDialog::field() const
{
    return *m_draft.type().field(m_field->currentText());
}

void SetFieldDialog::changeField()
{
    if (m_value)
        m_form->removeRow(m_value);
    m_value = FieldEditor::create(field(), this);
    m_value->setObjectName(QStringLiteral("value"));
    m_form->addRow(tr("&Value"), m_value);
    FieldEditor::setName(m_value, tr("Value"));
    FieldEditor::setValue(m_value, QJsonValue::Undefined);
    m_description->setText(helpFor(field()));
    FieldEditor::whenEdited(m_value, this, [this] { followValue(); });
    followValue();
}

QJsonValue SetFieldDialog::value() const
{
    return FieldEditor::editedValue(m_value).value_or(QJsonValue(QJsonValue::Undefined));
}

void SetFieldDialog::followValue()
{
    const auto count = static_cast<int>(m_keys.size());
    m_set->setText(value().isUndefined() ? tr("&Clear on %n resource(s)", nullptr, count)
                                         : tr("&Set on %n resource(s)", nullptr, count));
}

void SetFieldDialog::set()
{
    const std::vector<int> rows = m_draft.rowsOf(m_keys);
    std::vector<FieldEdit> edits;
    edits.reserve(rows.size());
    for (const int row : rows)
        edits.push_back({row, field().name, value()});
    if (m_draft.edit(edits, tr("Set %1").arg(field().name)))
        Q_EMIT wasSet(field().name, static_cast<int>(rows.size()));
    accept();
}

} // namespace Fullstate
