// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/valuetable.h"

#include "app/base/shorttext.h"
#include "ui/import/choicedelegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

namespace {

enum ValueColumn { ValueFound, ValueRows, ValueGoesIn, ValueFits, ValueColumns };

/// What is said of a value that means nothing: "n/a", "-".
QString emptyText()
{
    return ValueTable::tr("(empty)");
}

} // namespace

ValueTable::ValueTable(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_table(new QTableWidget)
{
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_table->setAccessibleName(tr("Values"));
    m_table->setColumnCount(ValueColumns);
    m_table->setHorizontalHeaderLabels({tr("In the file"), tr("Rows"), tr("Goes in as"), tr("Fits")});
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->horizontalHeader()->setSectionResizeMode(ValueGoesIn, QHeaderView::Stretch);
    m_table->setColumnWidth(ValueFound, 200);
    m_table->setColumnWidth(ValueRows, 80);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_table, 1);
    connect(m_table, &QTableWidget::cellChanged, this, [this](int row, int column) {
        if (column == ValueGoesIn)
            takeMeaning(row);
    });
}

void ValueTable::setField(const ResourceType &type, const QString &path)
{
    m_type = type;
    m_reader.reset();
    const auto target = FieldTarget::find(m_type, path);
    m_choices.clear();
    if (target && target->leaf.kind == Field::Kind::Boolean)
        m_choices = {QStringLiteral("true"), QStringLiteral("false")};
    else if (target)
        m_choices = target->leaf.choices;
    delete m_table->itemDelegateForColumn(ValueGoesIn);
    m_table->setItemDelegateForColumn(ValueGoesIn,
                                      new ChoiceDelegate(m_choices + QStringList{emptyText()}, m_table));
}

void ValueTable::setFacts(const RuleFacts &facts, const CsvFile &file, const FieldRule &rule)
{
    FieldRule plain = rule;
    plain.values.clear();
    m_reader.emplace(plain, file, m_type);
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    m_table->setRowCount(static_cast<int>(facts.values.size()));
    int row = 0;
    for (const auto &[found, count] : facts.values) {
        auto *value = new QTableWidgetItem(shortText(found));
        value->setData(Qt::UserRole, found);
        auto *rows = new QTableWidgetItem(QLocale().toString(count));
        auto *fits = new QTableWidgetItem;
        for (QTableWidgetItem *item : {value, rows, fits})
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        rows->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, ValueFound, value);
        m_table->setItem(row, ValueRows, rows);
        m_table->setItem(row, ValueGoesIn, new QTableWidgetItem);
        m_table->setItem(row, ValueFits, fits);
        showMeaning(row++);
    }
    m_title->setText(facts.hasMoreValues
                         ? tr("The file holds more than %1 different values; these are the first.")
                               .arg(RuleFacts::MostValues)
                         : tr("What each value of the file goes in as; empty: as it is."));
}

QString ValueTable::foundIn(int row) const
{
    return m_table->item(row, ValueFound)->data(Qt::UserRole).toString();
}

void ValueTable::takeMeaning(int row)
{
    const QString found = foundIn(row);
    const QString meaning = m_table->item(row, ValueGoesIn)->text().trimmed();
    const auto isFound = [folded = RuleReader::folded(found)](const QString &value) {
        return RuleReader::folded(value) == folded;
    };
    std::erase_if(m_meanings, [&isFound](const auto &known) { return isFound(known.first); });
    if (!meaning.isEmpty())
        m_meanings[found] = meaning == emptyText() ? QString() : meaning;
    for (int other = 0; other < m_table->rowCount(); ++other) { // "Yes" and "yes" mean the same
        if (isFound(foundIn(other)))
            showMeaning(other);
    }
    Q_EMIT changed();
}

void ValueTable::showMeaning(int row)
{
    const QSignalBlocker quiet(m_table);
    const QString found = foundIn(row);
    const auto known = std::find_if(m_meanings.begin(), m_meanings.end(), [&found](const auto &meaning) {
        return RuleReader::folded(meaning.first) == RuleReader::folded(found);
    });
    const bool isKnown = known != m_meanings.end();
    const QString text = isKnown ? known->second : found;
    const QString meaning = isKnown && text.isEmpty() ? emptyText() : isKnown ? text : QString();
    m_table->item(row, ValueGoesIn)->setText(meaning);
    const bool fits = !m_reader || !m_reader->target() || m_reader->fits(text);
    m_table->item(row, ValueFits)->setText(fits ? tr("yes") : tr("no"));
    QFont font = m_table->font();
    font.setBold(!fits);
    m_table->item(row, ValueFits)->setFont(font);
}

} // namespace Fullstate
