// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importwizard.h"

#include "app/session/draftsession.h"
#include "ui/import/columnspage.h"
#include "ui/import/filepage.h"
#include "ui/import/importstate.h"
#include "ui/import/problemspage.h"
#include "ui/import/rowspage.h"

#include <QLocale>

namespace Fullstate {

ImportWizard::ImportWizard(DraftSession &session, const QString &fileName, QWidget *parent)
    : QWizard(parent)
    , m_session(session)
    , m_state(new ImportState(
          {session.type(), [&session] { return session.draft().rows(); }, session.scope(),
           [&session](const QString &header, QObject *owner) { return session.loadMapping(header, owner); }},
          this))
{
    m_state->fileName = fileName;
    setWindowTitle(tr("Import CSV into %1").arg(session.where()));
    setWizardStyle(QWizard::ModernStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setButtonText(QWizard::FinishButton, tr("&Import"));
    addPage(new FilePage(*m_state));
    addPage(new ColumnsPage(*m_state));
    addPage(new RowsPage(*m_state));
    addPage(new ProblemsPage(*m_state));
    connect(&session, &DraftSession::adopted, m_state, &ImportState::countAgain);
    connect(&session, &QObject::destroyed, this, &QWidget::close); // the set was removed meanwhile
    resize(960, 700);
}

ImportWizard::~ImportWizard()
{
    hide(); // a field that is left says so: while the pages still have their state
}

void ImportWizard::setPasted(const QString &text)
{
    m_state->pasted = text;
}

void ImportWizard::accept()
{
    const ImportStagePtr counted = m_state->stage();
    if (!counted) // it is being counted again: the button comes back with the counts
        return;
    const ImportStage &stage = *counted;
    const QString name = m_state->file()->fileName;
    const bool changed = applyImport(stage, m_state->choices, name, m_session.draft());
    if (!stage.rejectedIds.isEmpty()) {
        QStringList rejected = m_session.rejectedIds() + stage.rejectedIds;
        rejected.removeDuplicates();
        m_session.setRejectedIds(rejected);
    }
    m_session.saveMapping(headerKey(m_state->file()->columns, m_state->choices.mapping),
                          toJson(m_state->choices.mapping));
    m_session.setScope(m_state->scope, stage.outOfScope + stage.itemsOutOfScope);
    QString message = changed ? tr("Imported: %1 added, %2 changed, %3 to be deleted by the next push.")
                                    .arg(stage.adds)
                                    .arg(stage.changes)
                                    .arg(stage.removedIds.size())
                              : tr("The file holds nothing that the draft does not have.");
    if (!stage.badRows.empty())
        message += QLatin1Char(' ')
            + tr("Left out for their problems: %n row(s).", nullptr, static_cast<int>(stage.badRows.size()));
    if (stage.outOfScope > 0)
        message += QLatin1Char(' ') + tr("Out of scope: %L1.").arg(stage.outOfScope);
    QWizard::accept();
    Q_EMIT concluded(message);
}

} // namespace Fullstate
