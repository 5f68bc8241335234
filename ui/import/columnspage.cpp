// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/columnspage.h"

#include "app/base/shorttext.h"
#include "app/base/tooltips.h"
#include "app/import/columnmatch.h"
#include "ui/import/choicedelegate.h"
#include "ui/import/importstate.h"
#include "ui/import/mappingfile.h"
#include "ui/import/ruledialog.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

/// So many are looked at before the page can be left; the others while it goes on.
constexpr size_t FirstRows = 1000;

enum MatchColumn { MatchFile, MatchField, MatchSamples, MatchFits, MatchBecause, MatchCount };

QString leftOutText()
{
    return ColumnsPage::tr("(left out)");
}

QString becauseOf(FieldRule::Origin origin)
{
    switch (origin) {
    case FieldRule::Origin::SameName:
        return ColumnsPage::tr("same name");
    case FieldRule::Origin::OtherName:
        return ColumnsPage::tr("another name for it");
    case FieldRule::Origin::Content:
        return ColumnsPage::tr("what it holds");
    case FieldRule::Origin::Remembered:
        return ColumnsPage::tr("as last time");
    case FieldRule::Origin::Chosen:
        return ColumnsPage::tr("chosen");
    case FieldRule::Origin::None:
        break;
    }
    return {};
}

} // namespace

ColumnsPage::ColumnsPage(ImportState &state, QWidget *parent)
    : QWizardPage(parent)
    , m_state(state)
    , m_table(new QTableWidget)
    , m_notes(new QLabel)
{
    setTitle(tr("Columns"));
    setSubTitle(tr(
        "Which field each column of the file goes into. Change… joins columns, picks a part, and says what "
        "each value means."));
    m_table->setAccessibleName(tr("Columns"));
    m_table->setColumnCount(MatchCount);
    m_table->setHorizontalHeaderLabels(
        {tr("File column"), tr("Field"), tr("Samples"), tr("Fits"), tr("Matched by")});
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->setItemDelegateForColumn(
        MatchField, new ChoiceDelegate(QStringList{leftOutText()} + fieldPaths(state.type()), m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(MatchSamples, QHeaderView::Stretch);
    m_notes->setWordWrap(true);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setObjectName(QStringLiteral("notes"));

    auto *buttons = new QHBoxLayout;
    const auto addButton = [buttons](const QString &text, const QString &tip) {
        auto *button = new QPushButton(text);
        button->setToolTip(tip);
        buttons->addWidget(button);
        return button;
    };
    QPushButton *changeButton = addButton(tr("C&hange…"), tr("How the chosen column goes into its field."));
    QPushButton *addFieldButton =
        addButton(tr("&Add field…"), tr("A fixed value, or a column that goes into one more field."));
    buttons->addStretch();
    QPushButton *matchButton = addButton(tr("&Match again"), tr("Forgets what was chosen."));
    QPushButton *loadButton = addButton(tr("&Load mapping…"), tr("From a file that was saved here."));
    QPushButton *saveButton = addButton(tr("&Save mapping…"), tr("To a file, for others or for later."));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_notes);

    connect(changeButton, &QPushButton::clicked, this, [this] { change(m_table->currentRow()); });
    connect(m_table, &QTableWidget::cellChanged, this, [this](int row, int column) {
        if (column == MatchField)
            choose(row, m_table->item(row, MatchField)->text().trimmed());
    });
    connect(addFieldButton, &QPushButton::clicked, this, &ColumnsPage::addField);
    connect(matchButton, &QPushButton::clicked, this, [this] {
        m_state.matchAgain();
        Q_EMIT completeChanged(); // not before it has ended
    });
    connect(loadButton, &QPushButton::clicked, this, &ColumnsPage::loadMapping);
    connect(saveButton, &QPushButton::clicked, this, &ColumnsPage::saveMapping);
    connect(&state, &ImportState::mappingReplaced, this, [this] {
        if (isVisible()) // else initializePage() will, when there is a file again
            fill();
    });
}

ColumnsPage::~ColumnsPage() = default;

void ColumnsPage::initializePage()
{
    fill();
}

void ColumnsPage::cleanupPage()
{
    delete m_gathering;
}

void ColumnsPage::fill()
{
    const auto rows = static_cast<int>(m_state.choices.mapping.rules.size());
    m_said.clear();
    m_table->setRowCount(0);
    m_table->setRowCount(rows);
    m_facts.assign(static_cast<size_t>(rows), {});
    for (int row = 0; row < rows; ++row)
        addRow(row);
    m_table->resizeColumnToContents(MatchFile);
    m_table->setColumnWidth(MatchFile, std::min(m_table->columnWidth(MatchFile), 260));
    m_table->setColumnWidth(MatchField, 210);
    m_table->setColumnWidth(MatchFits, 150);
    m_table->setColumnWidth(MatchBecause, 130);
    m_table->setCurrentCell(0, MatchFile);
    showNotes();
    gather({});
    Q_EMIT completeChanged();
}

void ColumnsPage::addRow(int row)
{
    const QSignalBlocker quiet(m_table);
    for (int column = 0; column < MatchCount; ++column) {
        auto *item = new QTableWidgetItem;
        if (column != MatchField)
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        m_table->setItem(row, column, item);
    }
    showRule(row);
}

void ColumnsPage::showRule(int row)
{
    const QSignalBlocker quiet(m_table);
    const FieldRule &rule = m_state.choices.mapping.rules[static_cast<size_t>(row)];
    const QString name = shortText(rule.columns.isEmpty() ? tr("(fixed: %1)").arg(rule.fixed)
                                                          : rule.columns.join(QLatin1String(" + ")));
    const auto target = FieldTarget::find(m_state.type(), rule.field);
    m_table->item(row, MatchFile)->setText(name);
    m_table->item(row, MatchFile)->setToolTip(asToolTip(name));
    m_table->item(row, MatchField)->setText(rule.field.isEmpty() ? leftOutText() : rule.field);
    m_table->item(row, MatchField)->setToolTip(target ? asToolTip(target->leaf.description) : QString());
    m_table->item(row, MatchBecause)->setText(rule.field.isEmpty() ? QString() : becauseOf(rule.origin));
}

void ColumnsPage::showFacts(int row, bool all)
{
    const QSignalBlocker quiet(m_table);
    const RuleFacts &facts = m_facts[static_cast<size_t>(row)];
    const FieldRule &rule = m_state.choices.mapping.rules[static_cast<size_t>(row)];
    m_table->item(row, MatchSamples)->setText(facts.samples.join(QStringLiteral(" · ")));
    QString fits;
    if (!all)
        fits = tr("counting…");
    else if (!rule.field.isEmpty())
        fits = facts.misfits == 0 ? tr("all %L1").arg(facts.filled)
                                  : tr("%L1 of %L2 will not").arg(facts.misfits).arg(facts.filled);
    m_table->item(row, MatchFits)->setText(fits);
    QFont font = m_table->font();
    font.setBold(all && facts.misfits > 0);
    m_table->item(row, MatchFits)->setFont(font);
}

void ColumnsPage::choose(int row, const QString &typed)
{
    FieldRule rule = m_state.choices.mapping.rules[static_cast<size_t>(row)];
    const QString field = typed == leftOutText() ? QString() : typed;
    if (field == rule.field || (!field.isEmpty() && !FieldTarget::find(m_state.type(), field))) {
        showRule(row); // no such field: as it was
        return;
    }
    rule.field = field;
    rule.values.clear(); // they were those of another field
    rule.dateOrder = DateOrder::Unsettled;
    rule.decimalComma = false;
    setRule(row, rule);
}

void ColumnsPage::setRule(int row, const FieldRule &rule)
{
    std::vector<FieldRule> &rules = m_state.choices.mapping.rules;
    // A field has one column: choosing it again takes it away from the other.
    for (size_t other = 0; other < rules.size(); ++other) {
        if (static_cast<int>(other) == row || rule.field.isEmpty() || rules[other].field != rule.field)
            continue;
        rules[other].field.clear();
        showRule(static_cast<int>(other));
        showFacts(static_cast<int>(other));
    }
    rules[static_cast<size_t>(row)] = rule;
    rules[static_cast<size_t>(row)].origin = FieldRule::Origin::Chosen;
    m_said.clear();
    m_state.unstage();
    showRule(row);
    showNotes();
    gather({row});
    Q_EMIT completeChanged();
}

void ColumnsPage::change(int row)
{
    if (row < 0 || m_state.isReading()) // the rules are about to be replaced
        return;
    auto *dialog = new RuleDialog(m_state.file(), m_state.type(),
                                  m_state.choices.mapping.rules[static_cast<size_t>(row)], this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row] { setRule(row, dialog->rule()); });
    dialog->open();
}

void ColumnsPage::addField()
{
    if (m_state.isReading())
        return;
    auto *dialog = new RuleDialog(m_state.file(), m_state.type(), {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const int row = m_table->rowCount();
        m_state.choices.mapping.rules.push_back({});
        m_facts.emplace_back();
        m_table->setRowCount(row + 1);
        addRow(row);
        setRule(row, dialog->rule());
        m_table->setCurrentCell(row, MatchFile);
    });
    dialog->open();
}

void ColumnsPage::saveMapping()
{
    saveMappingAs(this, m_state.choices.mapping, m_state.fileName, [this](const QString &said) {
        m_said = said;
        showNotes();
    });
}

void ColumnsPage::loadMapping()
{
    openMapping(this, m_state.fileName, [this](const Result<ColumnMapping> &loaded) {
        if (!loaded) {
            m_said = loaded.error().message;
            showNotes();
            return;
        }
        m_state.choices.mapping = fitted(*loaded, m_state.file()->columns);
        m_state.unstage();
        fill();
    });
}

bool ColumnsPage::isComplete() const
{
    return m_hasLooked && !m_state.isReading() && m_state.choices.mapping.ruleOf(QString(UniqueIdField)) >= 0
        && undecided().isEmpty();
}

/// The column whose dates could be read in two ways.
QString ColumnsPage::undecided() const
{
    const std::vector<FieldRule> &rules = m_state.choices.mapping.rules;
    for (size_t row = 0; row < rules.size() && row < m_facts.size(); ++row) {
        const RuleFacts &facts = m_facts[row];
        if (!rules[row].field.isEmpty() && facts.hasAmbiguousDates && !facts.dateOrder
            && rules[row].dateOrder == DateOrder::Unsettled)
            return rules[row].columns.value(0);
    }
    return {};
}

void ColumnsPage::showNotes()
{
    const ColumnMapping &mapping = m_state.choices.mapping;
    QStringList leftOut;
    for (const FieldRule &rule : mapping.rules) {
        if (rule.field.isEmpty())
            std::transform(rule.columns.begin(), rule.columns.end(), std::back_inserter(leftOut), shortText);
    }
    QStringList missing;
    for (const Field &field : m_state.type().fields) {
        if (field.required && mapping.ruleOf(field.name) < 0)
            missing.append(field.name);
    }
    QStringList notes;
    if (!m_said.isEmpty())
        notes.append(m_said);
    if (mapping.ruleOf(QString(UniqueIdField)) < 0)
        notes.append(tr("Choose the column that holds uniqueId: it tells the resources apart."));
    if (const QString column = undecided(); !column.isEmpty())
        notes.append(m_gathering
                         ? tr("The dates of “%1” could be read in two ways so far; the rest of the file is "
                              "being looked at.")
                               .arg(column)
                         : tr("The dates of “%1” could be read in two ways. Choose Change… and say whether "
                              "the day or the month is first.")
                               .arg(column));
    if (m_state.isRemembered())
        notes.append(tr("Files with this header went in like this the last time."));
    if (!leftOut.isEmpty())
        notes.append(tr("Left out: %1.").arg(leftOut.mid(0, 20).join(QLatin1String(", "))));
    if (!missing.isEmpty())
        notes.append(tr("No column for the required %1: resources that are new cannot go in without; known "
                        "ones keep what they have.")
                         .arg(missing.join(QLatin1String(", "))));
    m_notes->setText(notes.join(QLatin1Char('\n')));
}

void ColumnsPage::gather(const std::vector<int> &rows)
{
    std::vector<int> wanted = rows;
    if (m_gathering || wanted.empty()) { // what was under way is asked again
        delete m_gathering;
        wanted.resize(m_facts.size());
        std::iota(wanted.begin(), wanted.end(), 0);
    }
    m_hasLooked = false;
    gatherOf(wanted, m_state.file()->rowCount() <= FirstRows);
    Q_EMIT completeChanged();
}

void ColumnsPage::gatherOf(const std::vector<int> &rules, bool all)
{
    std::vector<FieldRule> asked;
    asked.reserve(rules.size());
    for (const int row : rules)
        asked.push_back(m_state.choices.mapping.rules[static_cast<size_t>(row)]);
    const size_t most = all ? std::numeric_limits<size_t>::max() : FirstRows;
    auto *job = new LongJob<std::vector<RuleFacts>>(
        tr("Counting"),
        [file = m_state.file(), asked, type = m_state.type(), most](const Watch &watch) {
            return gatherFacts(*file, asked, type, watch, most);
        },
        this);
    m_gathering = job;
    connect(job, &Job::finished, m_table, [this, job, rules, all, file = m_state.file()] {
        m_gathering = nullptr;
        if (job->result() && file == m_state.file())
            takeFacts(rules, *job->result(), all);
    });
}

void ColumnsPage::takeFacts(const std::vector<int> &rules, const std::vector<RuleFacts> &facts, bool all)
{
    std::vector<int> changed;
    for (size_t index = 0; index < rules.size(); ++index) {
        const int row = rules[index];
        m_facts[static_cast<size_t>(row)] = facts[index];
        FieldRule &rule = m_state.choices.mapping.rules[static_cast<size_t>(row)];
        const FieldRule before = rule;
        suggestValues(&rule, facts[index], *m_state.file(), m_state.type());
        if (rule != before)
            changed.push_back(row);
        showFacts(row, all);
    }
    m_hasLooked = true;
    if (!all)
        gatherOf(rules, true);
    else if (!changed.empty())
        gatherOf(changed, true);
    showNotes();
    Q_EMIT completeChanged();
    if (!changed.empty()) // the next pages may have counted without it
        m_state.countAgain();
}

} // namespace Fullstate
