// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/ruledialog.h"

#include "app/base/shorttext.h"
#include "app/draft/resourcetable.h"
#include "app/import/columnmatch.h"
#include "ui/import/valuetable.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Fullstate {

RuleDialog::RuleDialog(CsvFilePtr file, ResourceType type, const FieldRule &rule, QWidget *parent)
    : QDialog(parent)
    , m_file(std::move(file))
    , m_type(std::move(type))
    , m_start(rule)
    , m_form(new QFormLayout)
    , m_field(new QComboBox)
    , m_column(new QComboBox)
    , m_fixed(new QLineEdit)
    , m_other(new QComboBox)
    , m_joiner(new QLineEdit)
    , m_part(new QComboBox)
    , m_separator(new QLineEdit)
    , m_dateOrder(new QComboBox)
    , m_numbers(new QComboBox)
    , m_listSeparator(new QLineEdit)
    , m_example(new QLabel)
    , m_values(new ValueTable)
{
    setWindowTitle(rule.columns.isEmpty() ? tr("Add field")
                                          : tr("Change “%1”").arg(rule.columns.constFirst()));
    buildForm();
    m_example->setTextFormat(Qt::PlainText);
    m_example->setWordWrap(true);
    m_example->setObjectName(QStringLiteral("example"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_form);
    layout->addWidget(m_example);
    layout->addWidget(m_values, 1);
    layout->addWidget(buttons);
    show(rule);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QComboBox *box : {m_field, m_column, m_other, m_part, m_dateOrder, m_numbers})
        connect(box, &QComboBox::currentTextChanged, this, &RuleDialog::followChoices);
    for (QLineEdit *line : {m_fixed, m_joiner, m_separator, m_listSeparator})
        connect(line, &QLineEdit::textChanged, this, &RuleDialog::followChoices);
    connect(m_values, &ValueTable::changed, this, &RuleDialog::showExample);
    resize(640, 600);
    followChoices();
}

RuleDialog::~RuleDialog()
{
    hide(); // what is being typed is taken while everything is still there
}

void RuleDialog::buildForm()
{
    m_field->setEditable(true);
    m_field->setInsertPolicy(QComboBox::NoInsert);
    m_field->setToolTip(tr("A field, or a path into one: drives[0].name"));
    m_field->addItems(fieldPaths(m_type));
    m_column->addItem(tr("(a fixed value)"));
    m_column->addItems(m_file->columns);
    m_other->addItem(tr("(nothing)"));
    m_other->addItems(m_file->columns);
    const std::pair<QString, int> parts[] = {{tr("all of it"), 0},       {tr("the first part"), 1},
                                             {tr("the second part"), 2}, {tr("the third part"), 3},
                                             {tr("the last part"), -1},  {tr("the last but one"), -2}};
    for (const auto &[text, part] : parts)
        m_part->addItem(text, part);
    m_dateOrder->addItem(tr("not said"), static_cast<int>(DateOrder::Unsettled));
    m_dateOrder->addItem(tr("day first: 31/12/2026"), static_cast<int>(DateOrder::DayFirst));
    m_dateOrder->addItem(tr("month first: 12/31/2026"), static_cast<int>(DateOrder::MonthFirst));
    m_dateOrder->setToolTip(tr("Of dates in numbers. Times without a zone are UTC."));
    m_numbers->addItem(tr("decimal point: 1234.5"), false);
    m_numbers->addItem(tr("decimal comma: 1234,5"), true);
    m_listSeparator->setPlaceholderText(tr("a comma, or JSON as it is"));
    m_form->addRow(tr("&Field"), m_field);
    m_form->addRow(tr("&Column"), m_column);
    m_form->addRow(tr("Fixed &value"), m_fixed);
    m_form->addRow(tr("&Join with"), m_other);
    m_form->addRow(tr("&Between them"), m_joiner);
    m_form->addRow(tr("&Take"), m_part);
    m_form->addRow(tr("Split &at"), m_separator);
    m_form->addRow(tr("&Dates"), m_dateOrder);
    m_form->addRow(tr("&Numbers"), m_numbers);
    m_form->addRow(tr("List items split a&t"), m_listSeparator);
}

void RuleDialog::show(const FieldRule &rule)
{
    m_field->setEditText(rule.field);
    m_column->setCurrentIndex(static_cast<int>(m_file->columns.indexOf(rule.columns.value(0))) + 1);
    m_fixed->setText(rule.fixed);
    m_other->setCurrentIndex(static_cast<int>(m_file->columns.indexOf(rule.columns.value(1))) + 1);
    m_joiner->setText(rule.joiner);
    if (m_part->findData(rule.part) < 0) // of a mapping that somebody wrote
        m_part->addItem(tr("part %1").arg(rule.part), rule.part);
    m_part->setCurrentIndex(m_part->findData(rule.part));
    m_separator->setText(rule.separator);
    m_dateOrder->setCurrentIndex(m_dateOrder->findData(static_cast<int>(rule.dateOrder)));
    m_numbers->setCurrentIndex(m_numbers->findData(rule.decimalComma));
    m_listSeparator->setText(rule.listSeparator);
    m_values->setMeanings(rule.values);
}

FieldRule RuleDialog::rule() const
{
    FieldRule rule;
    rule.field = m_field->currentText().trimmed();
    rule.joiner = m_joiner->text();
    if (m_column->currentIndex() > 0)
        rule.columns.append(m_column->currentText());
    else
        rule.fixed = m_fixed->text();
    if (!rule.columns.isEmpty() && m_other->currentIndex() > 0)
        rule.columns.append(m_other->currentText());
    if (rule.columns.size() == 2)
        rule.columns.append(m_start.columns.mid(2));
    rule.part = m_part->currentData().toInt();
    rule.separator = m_separator->text();
    rule.dateOrder = static_cast<DateOrder>(m_dateOrder->currentData().toInt());
    rule.decimalComma = m_numbers->currentData().toBool();
    rule.listSeparator = m_listSeparator->text();
    rule.values = m_values->meanings();
    rule.origin = FieldRule::Origin::Chosen;
    return rule;
}

void RuleDialog::followChoices()
{
    const FieldRule its = rule();
    const bool isFixed = its.columns.isEmpty();
    const auto target = FieldTarget::find(m_type, its.field);
    m_form->setRowVisible(m_fixed, isFixed);
    m_form->setRowVisible(m_other, !isFixed);
    m_form->setRowVisible(m_joiner, its.columns.size() > 1);
    m_form->setRowVisible(m_part, !isFixed);
    m_form->setRowVisible(m_separator, !isFixed && its.part != 0);
    m_form->setRowVisible(m_dateOrder, target && target->leaf.kind == Field::Kind::Timestamp);
    m_form->setRowVisible(
        m_numbers,
        target && (target->leaf.kind == Field::Kind::Number || target->leaf.kind == Field::Kind::Integer));
    m_form->setRowVisible(m_listSeparator, target && target->leaf.kind == Field::Kind::List);
    m_values->setVisible(!isFixed);
    m_values->setField(m_type, its.field);
    m_ok->setEnabled(target.has_value());
    gather();
    showExample();
}

/// Another choice makes other values.
void RuleDialog::gather()
{
    delete m_gathering;
    FieldRule its = rule();
    its.values.clear();
    auto *job = new LongJob<std::vector<RuleFacts>>(
        tr("Counting"),
        [file = m_file, its, type = m_type](const Watch &watch) {
            return gatherFacts(*file, {its}, type, watch);
        },
        this);
    m_gathering = job;
    connect(job, &Job::finished, m_values, [this, job] {
        if (!job->result())
            return;
        m_values->setFacts(job->result()->front(), *m_file, rule());
        showExample();
    });
}

void RuleDialog::showExample()
{
    const FieldRule its = rule();
    const RuleReader reader(its, *m_file, m_type);
    if (!reader.target()) {
        m_example->setText(its.field.isEmpty() ? tr("Choose the field it goes into.")
                                               : tr("%1 has no field “%2”.").arg(m_type.title, its.field));
        return;
    }
    QStringList examples;
    RowCells cells(m_file->table);
    for (size_t row = 0; row < m_file->rowCount() && examples.size() < 3 && row < 50; ++row) {
        cells.read(m_file->tableRow(row));
        const QJsonValue value = reader.value(reader.lookedUp(reader.source(RowText(cells))));
        const QString shown =
            value.isNull() ? QString() : shortText(displayText(reader.target()->leaf, value));
        if (!shown.isEmpty() && !examples.contains(shown))
            examples.append(shown);
    }
    m_example->setText(tr("Goes in as: %1").arg(examples.join(QStringLiteral(" · "))));
}

} // namespace Fullstate
