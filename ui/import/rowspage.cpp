// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/rowspage.h"

#include "app/base/shorttext.h"
#include "ui/common/scopedialog.h"
#include "ui/import/importstate.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Fullstate {

static constexpr int NamedRemovals = 12;

RowsPage::RowsPage(ImportState &state, QWidget *parent)
    : QWizardPage(parent)
    , m_state(state)
    , m_modes(new QButtonGroup(this))
    , m_emptyCells(new QCheckBox(tr("&Empty cells clear the field")))
    , m_keepNamed(new QCheckBox(tr("&Keep resources that rows with problems name")))
    , m_useScope(new QCheckBox(tr("Only what is in &scope")))
    , m_scope(new QLabel)
    , m_counts(new QLabel)
    , m_progress(new QProgressBar)
    , m_partial(new QLabel)
    , m_addInstead(new QPushButton(tr("Add and &update instead")))
    , m_notes(new QLabel)
{
    setTitle(tr("Rows"));
    setSubTitle(tr("How the file meets the draft. Resources are matched by uniqueId."));
    new QVBoxLayout(this);
    addMode(ImportMode::ReplaceEverything, tr("&Replace everything"),
            tr("The draft becomes what the file says. Resources that are not in the file are deleted by the "
               "next push."));
    addMode(ImportMode::AddAndUpdate, tr("&Add and update"),
            tr("Adds what is new, changes what is known. Nothing is deleted."));
    addMode(ImportMode::UpdateOnly, tr("&Update only"),
            tr("Changes what is known and leaves out what is new. Nothing is deleted."));
    m_counts->setObjectName(QStringLiteral("counts"));
    m_partial->setObjectName(QStringLiteral("partial"));
    m_notes->setObjectName(QStringLiteral("notes"));
    QFont strong = m_counts->font();
    strong.setBold(true);
    m_counts->setFont(strong);
    m_partial->setFont(strong);
    for (QLabel *label : {m_counts, m_partial, m_notes, m_scope}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 1000);
    m_keepNamed->setChecked(true);
    m_keepNamed->setToolTip(tr("A row that cannot go in, for a typing error say, then deletes nobody."));
    layout()->addWidget(m_emptyCells);
    layout()->addWidget(m_keepNamed);
    static_cast<QVBoxLayout *>(layout())->addLayout(makeScopeRow());
    layout()->addWidget(m_counts);
    layout()->addWidget(m_progress);
    auto *said = new QWidget;
    auto *saidLayout = new QVBoxLayout(said);
    saidLayout->setContentsMargins({});
    saidLayout->addWidget(m_partial);
    saidLayout->addWidget(m_addInstead, 0, Qt::AlignLeft);
    saidLayout->addWidget(m_notes);
    saidLayout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(said);
    static_cast<QVBoxLayout *>(layout())->addWidget(scroll, 1);

    connect(m_modes, &QButtonGroup::idClicked, this,
            [this](int id) { chooseMode(static_cast<ImportMode>(id)); });
    connect(m_addInstead, &QPushButton::clicked, this, [this] { chooseMode(ImportMode::AddAndUpdate); });
    for (QCheckBox *box : {m_emptyCells, m_keepNamed, m_useScope})
        connect(box, &QCheckBox::clicked, this, &RowsPage::takeChoices);
    connect(&state, &ImportState::stagingProgressed, m_progress, &QProgressBar::setValue);
    connect(&state, &ImportState::unstaged, this, &RowsPage::showCounting);
    connect(&state, &ImportState::staged, this, &RowsPage::showStage);
}

QLayout *RowsPage::makeScopeRow()
{
    auto *row = new QHBoxLayout;
    auto *button = new QPushButton(tr("S&cope…"));
    row->addWidget(m_useScope);
    row->addWidget(m_scope, 1);
    row->addWidget(button);
    connect(button, &QPushButton::clicked, this, &RowsPage::changeScope);
    return row;
}

void RowsPage::addMode(ImportMode mode, const QString &title, const QString &explanation)
{
    auto *button = new QRadioButton(title);
    button->setAccessibleDescription(explanation);
    auto *label = new QLabel(explanation);
    label->setWordWrap(true);
    label->setIndent(24);
    m_modes->addButton(button, static_cast<int>(mode));
    layout()->addWidget(button);
    layout()->addWidget(label);
}

void RowsPage::initializePage()
{
    m_modes->button(static_cast<int>(m_state.choices.mode))->setChecked(true);
    m_emptyCells->setChecked(m_state.choices.emptyCellClears);
    m_keepNamed->setChecked(m_state.choices.keepNamedByBadRows);
    m_useScope->setChecked(m_state.usesScope);
    takeChoices();
}

void RowsPage::chooseMode(ImportMode mode)
{
    m_modes->button(static_cast<int>(mode))->setChecked(true);
    m_emptyCells->setChecked(mode == ImportMode::ReplaceEverything);
    takeChoices();
}

void RowsPage::takeChoices()
{
    m_state.choices.mode = static_cast<ImportMode>(m_modes->checkedId());
    m_state.choices.emptyCellClears = m_emptyCells->isChecked();
    m_state.choices.keepNamedByBadRows = m_keepNamed->isChecked();
    m_state.usesScope = m_useScope->isChecked();
    m_keepNamed->setVisible(m_state.choices.mode == ImportMode::ReplaceEverything);
    showScope();
    m_state.stageAgain();
}

void RowsPage::showCounting()
{
    m_counts->setText(tr("Counting…"));
    m_progress->setValue(0);
    m_progress->show();
    m_partial->hide();
    m_addInstead->hide();
    m_notes->clear();
    Q_EMIT completeChanged();
}

void RowsPage::changeScope()
{
    auto *dialog = new ScopeDialog(m_state.type(), m_state.scope, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_state.scope = dialog->scope();
        m_useScope->setChecked(!m_state.scope.isEmpty());
        takeChoices();
    });
    dialog->open();
}

void RowsPage::showScope()
{
    const QString text = scopeText(m_state.scope);
    m_useScope->setEnabled(!text.isEmpty());
    m_scope->setText(text.isEmpty() ? tr("(none: every row goes in)") : text);
}

bool RowsPage::isComplete() const
{
    return m_state.stage() && m_state.stage()->tooMany == 0;
}

void RowsPage::showStage()
{
    const ImportStage &stage = *m_state.stage();
    QStringList counts{tr("Adds %L1").arg(stage.adds), tr("Changes %L1").arg(stage.changes),
                       tr("Unchanged %L1").arg(stage.unchanged),
                       tr("Deletes %L1").arg(stage.removedIds.size()),
                       tr("Left out %L1").arg(stage.badRows.size())};
    if (stage.unknownLeftOut > 0)
        counts.append(tr("Not known %L1").arg(stage.unknownLeftOut));
    if (stage.outOfScope > 0)
        counts.append(tr("Out of scope %L1").arg(stage.outOfScope));
    m_counts->setText(counts.join(QStringLiteral("  ·  ")));
    m_progress->hide();
    const bool isPartial = !stage.partialSigns.isEmpty();
    m_partial->setText(tr("The file may be only a part of what there is:") + u"\n• "
                       + stage.partialSigns.join(QStringLiteral("\n• ")));
    m_partial->setVisible(isPartial);
    m_addInstead->setVisible(isPartial);
    m_notes->setText(notes().join(QLatin1String("\n\n")));
    Q_EMIT completeChanged();
}

QStringList RowsPage::notes() const
{
    const ImportStage &stage = *m_state.stage();
    QStringList notes;
    if (stage.tooMany > 0)
        notes.append(
            tr("%L1 more rows would go in than a draft can hold; a push takes 10,000 resources at most. "
               "Narrow the scope, or export less.")
                .arg(stage.tooMany));
    if (!stage.unaskedScope.isEmpty())
        notes.append(tr("The file has no column for %1: nothing is out of scope by it.")
                         .arg(stage.unaskedScope.join(QLatin1String(", "))));
    const auto named = [](const QStringList &ids) {
        QStringList few = ids.mid(0, NamedRemovals);
        std::transform(few.begin(), few.end(), few.begin(), shortText);
        const QString names = few.join(QLatin1String(", "));
        return ids.size() > NamedRemovals ? tr("%1 and %2 more").arg(names).arg(ids.size() - NamedRemovals)
                                          : names;
    };
    const qsizetype removed = stage.removedIds.size();
    if (removed > 0) {
        notes.append(tr("Not in the file, or out of scope, so the next push would delete: %1.")
                         .arg(named(stage.removedIds)));
        if (stage.partialSigns.isEmpty()
            && removed * 2 > static_cast<qsizetype>(stage.resources.size()) + removed)
            notes.append(tr("That is more than half of the draft. If the file is only a part (one team, a "
                            "filtered list), choose “Add and update” instead."));
    }
    if (!stage.outOfScopeIds.isEmpty() && m_state.choices.mode != ImportMode::ReplaceEverything)
        notes.append(
            tr("The draft holds these, which are out of scope in the file; they stay as they are: %1.")
                .arg(named(stage.outOfScopeIds)));
    if (stage.itemsOutOfScope > 0)
        notes.append(tr("%L1 items of lists are out of scope and do not go in.").arg(stage.itemsOutOfScope));
    if (!stage.keptIds.isEmpty())
        notes.append(tr("Rows with problems name these resources, which stay as they are: %1.")
                         .arg(named(stage.keptIds)));
    if (!stage.unmappedFields.isEmpty())
        notes.append(tr("Fields without a column keep their values: %1.")
                         .arg(stage.unmappedFields.join(QLatin1String(", "))));
    return notes;
}

} // namespace Fullstate
