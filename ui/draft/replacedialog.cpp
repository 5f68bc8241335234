// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/replacedialog.h"

#include "app/base/workjob.h"
#include "ui/common/recordtable.h"
#include "ui/draft/replacementmodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

namespace Fullstate {

using namespace std::chrono_literals;

ReplaceDialog::ReplaceDialog(Draft &draft, const std::vector<int> &chosenRows, const QString &field,
                             QWidget *parent)
    : QDialog(parent)
    , m_draft(draft)
    , m_chosen(draft.keysOf(chosenRows))
    , m_find(new QLineEdit(this))
    , m_with(new QLineEdit(this))
    , m_column(new QComboBox(this))
    , m_matchCase(new QCheckBox(tr("Match &case"), this))
    , m_wholeCell(new QCheckBox(tr("W&hole cell"), this))
    , m_regular(new QCheckBox(tr("Regular e&xpression"), this))
    , m_onlyChosen(new QCheckBox(
          tr("&Only the %n chosen resource(s)", nullptr, static_cast<int>(m_chosen.size())), this))
    , m_count(new QLabel(this))
    , m_model(new ReplacementModel(this))
    , m_replace(new QPushButton(this))
{
    setWindowTitle(tr("Replace"));
    m_find->setObjectName(QStringLiteral("find"));
    m_with->setObjectName(QStringLiteral("with"));
    m_replace->setObjectName(QStringLiteral("replace"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setWordWrap(true);
    m_regular->setToolTip(tr("In “Replace with”, \\1 is what the first pair of parentheses matched."));
    m_column->addItem(tr("All columns"), QString());
    for (const Field &each : draft.type().fields)
        m_column->addItem(each.name, each.name);
    m_column->setCurrentIndex(std::max(0, m_column->findData(field)));
    m_onlyChosen->setVisible(m_chosen.size() > 1);
    m_onlyChosen->setChecked(m_chosen.size() > 1);

    auto *form = new QFormLayout;
    form->addRow(tr("&Find"), m_find);
    form->addRow(tr("Replace &with"), m_with);
    form->addRow(tr("Co&lumn"), m_column);
    auto *options = new QHBoxLayout;
    for (QCheckBox *option : {m_matchCase, m_wholeCell, m_regular, m_onlyChosen})
        options->addWidget(option);
    options->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_replace, QDialogButtonBox::ApplyRole);
    m_replace->setDefault(true);
    QTableView *preview = createRecordTable(tr("Preview"), m_model, this);
    setColumnWidths(*preview, {22, 18, 32});
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addLayout(options);
    layout->addWidget(m_count);
    layout->addWidget(preview, 1);
    layout->addWidget(buttons);
    resize(820, 560);

    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(&m_typing, &QTimer::timeout, this, &ReplaceDialog::look);
    const auto lookSoon = [this] {
        m_replace->setEnabled(false); // what is shown is not what would be done
        m_typing.start();
    };
    for (QLineEdit *line : {m_find, m_with})
        connect(line, &QLineEdit::textChanged, this, lookSoon);
    for (QCheckBox *option : {m_matchCase, m_wholeCell, m_regular, m_onlyChosen})
        connect(option, &QCheckBox::toggled, this, lookSoon);
    connect(m_column, &QComboBox::currentIndexChanged, this, lookSoon);
    connect(&draft, &Draft::changed, this, lookSoon);
    connect(&draft, &QObject::destroyed, this, &QDialog::reject);
    connect(m_model, &ReplacementModel::chosenChanged, this, &ReplaceDialog::showCount);
    connect(m_replace, &QPushButton::clicked, this, &ReplaceDialog::replace);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    look();
}

ReplaceDialog::~ReplaceDialog() = default;

Replacement ReplaceDialog::replacement() const
{
    return {m_find->text(),           m_with->text(),           m_column->currentData().toString(),
            m_matchCase->isChecked(), m_wholeCell->isChecked(), m_regular->isChecked()};
}

void ReplaceDialog::look()
{
    m_typing.stop();
    if (Job *job = m_looking) {
        job->disconnect(this);
        job->cancel();
    }
    const Replacement wanted = replacement();
    const Result<QRegularExpression> expression = expressionOf(wanted);
    if (!expression || wanted.find.isEmpty()) {
        m_model->setCells({});
        say(expression ? tr("Type what to look for: what would change is shown here first.")
                       : expression.error().message);
        return;
    }
    std::vector<int> among;
    if (m_onlyChosen->isChecked()) {
        among = m_draft.rowsOf(m_chosen);
    } else {
        among.resize(m_draft.rows().size());
        std::iota(among.begin(), among.end(), 0);
    }
    auto *job = new WorkJob<std::vector<ReplacedCell>>(
        [&type = m_draft.type(), rows = m_draft.rows(), among = std::move(among), wanted] {
            return replacedCells(type, rows, among, wanted);
        },
        this);
    m_looking = job;
    connect(job, &Job::finished, this, [this, job] {
        if (m_looking == job)
            m_looking.clear();
        if (job->result())
            m_model->setCells(*job->result());
    });
}

void ReplaceDialog::showCount()
{
    const int chosen = m_model->chosen();
    const int all = m_model->rowCount();
    if (all == 0)
        say(looksThroughTimestamps() ? tr("Nothing that would change was found. Dates and times are looked "
                                          "through as stored, like 2026-03-01T09:00:00Z.")
                                     : tr("Nothing that would change was found."));
    else if (chosen == all)
        say(tr("%n cell(s) would change.", nullptr, all));
    else
        say(tr("%n cell(s) would change", nullptr, chosen) % tr(" of %1 found.").arg(all));
    m_replace->setEnabled(chosen > 0 && !m_typing.isActive() && !m_looking);
    m_replace->setText(chosen > 0 ? tr("&Replace %n cell(s)", nullptr, chosen) : tr("&Replace"));
}

bool ReplaceDialog::looksThroughTimestamps() const
{
    const QString only = m_column->currentData().toString();
    const std::vector<Field> &fields = m_draft.type().fields;
    return std::any_of(fields.begin(), fields.end(), [&only](const Field &field) {
        return field.kind == Field::Kind::Timestamp && (only.isEmpty() || only == field.name);
    });
}

void ReplaceDialog::say(const QString &text)
{
    m_count->setText(text);
    m_replace->setEnabled(false);
}

void ReplaceDialog::replace()
{
    const int cells = m_model->chosen();
    if (m_draft.edit(m_model->edits(), tr("Replace in %n cell(s)", nullptr, cells)))
        Q_EMIT replaced(cells);
}

} // namespace Fullstate
