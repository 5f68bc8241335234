// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/rowspage.h"

#include "ui/import/importwizard.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace Fullstate {

static constexpr int NamedRemovals = 12;

RowsPage::RowsPage(ImportDraft &draft, Stage stage, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_stage(std::move(stage))
    , m_modes(new QButtonGroup(this))
    , m_emptyCells(new QCheckBox(tr("&Empty cells clear the field")))
    , m_keepNamed(new QCheckBox(tr("&Keep resources that rows with problems name")))
    , m_counts(new QLabel)
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
    QFont strong = m_counts->font();
    strong.setBold(true);
    m_counts->setFont(strong);
    for (QLabel *label : {m_counts, m_notes}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_notes->setObjectName(QStringLiteral("notes"));
    m_keepNamed->setChecked(true);
    m_keepNamed->setToolTip(tr("A row that cannot go in, for a typing error say, then deletes nobody."));
    layout()->addWidget(m_emptyCells);
    layout()->addWidget(m_keepNamed);
    layout()->addWidget(m_counts);
    layout()->addWidget(m_notes);
    static_cast<QVBoxLayout *>(layout())->addStretch();

    connect(m_modes, &QButtonGroup::idClicked, this, [this](int id) {
        m_emptyCells->setChecked(static_cast<ImportMode>(id) == ImportMode::ReplaceEverything);
        takeChoices();
    });
    connect(m_emptyCells, &QCheckBox::clicked, this, &RowsPage::takeChoices);
    connect(m_keepNamed, &QCheckBox::clicked, this, &RowsPage::takeChoices);
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
    m_modes->button(static_cast<int>(m_draft.choices.mode))->setChecked(true);
    m_emptyCells->setChecked(m_draft.choices.emptyCellClears);
    m_keepNamed->setChecked(m_draft.choices.keepNamedByBadRows);
    takeChoices();
}

void RowsPage::takeChoices()
{
    m_draft.choices.mode = static_cast<ImportMode>(m_modes->checkedId());
    m_draft.choices.emptyCellClears = m_emptyCells->isChecked();
    m_draft.choices.keepNamedByBadRows = m_keepNamed->isChecked();
    m_keepNamed->setVisible(m_draft.choices.mode == ImportMode::ReplaceEverything);
    restage();
}

void RowsPage::restage()
{
    delete m_staging; // of earlier choices
    m_draft.staged = false;
    m_counts->setText(tr("Counting…"));
    ResultJob<ImportStage> *job = m_stage(this);
    m_staging = job;
    connect(job, &Job::finished, m_counts, [this, job] {
        m_staging = nullptr;
        if (!job->result())
            return;
        m_draft.stage = *job->result();
        m_draft.staged = true;
        showStage();
        Q_EMIT completeChanged();
    });
    Q_EMIT completeChanged();
}

bool RowsPage::isComplete() const
{
    return m_draft.staged;
}

void RowsPage::showStage()
{
    const ImportStage &stage = m_draft.stage;
    QStringList counts{tr("Adds %1").arg(stage.adds), tr("Changes %1").arg(stage.changes),
                       tr("Unchanged %1").arg(stage.unchanged), tr("Deletes %1").arg(stage.removedIds.size()),
                       tr("Left out %1").arg(stage.badRows.size())};
    if (stage.unknownLeftOut > 0)
        counts.append(tr("Not known %1").arg(stage.unknownLeftOut));
    m_counts->setText(counts.join(QStringLiteral("  ·  ")));

    QStringList notes;
    const qsizetype removed = stage.removedIds.size();
    if (removed > 0) {
        QString names = stage.removedIds.mid(0, NamedRemovals).join(QLatin1String(", "));
        if (removed > NamedRemovals)
            names = tr("%1 and %2 more").arg(names).arg(removed - NamedRemovals);
        notes.append(tr("Not in the file, so the next push would delete: %1.").arg(names));
        if (removed * 2 > static_cast<qsizetype>(stage.resources.size()) + removed)
            notes.append(tr("That is more than half of the draft. If the file is only a part (one team, a "
                            "filtered list), choose "
                            "“Add and update” instead."));
    }
    if (!stage.keptIds.isEmpty())
        notes.append(tr("Rows with problems name these resources, which stay as they are: %1.")
                         .arg(stage.keptIds.join(QLatin1String(", "))));
    if (!stage.unmappedFields.isEmpty())
        notes.append(tr("Fields without a column keep their values: %1.")
                         .arg(stage.unmappedFields.join(QLatin1String(", "))));
    m_notes->setText(notes.join(QLatin1String("\n\n")));
}

} // namespace Fullstate
