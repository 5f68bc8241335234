// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importwizard.h"

#include "app/base/workjob.h"
#include "app/session/draftsession.h"
#include "ui/import/columnspage.h"
#include "ui/import/filepage.h"
#include "ui/import/problemspage.h"
#include "ui/import/rowspage.h"

namespace Fullstate {

ImportWizard::ImportWizard(DraftSession &session, const QString &fileName, QWidget *parent)
    : QWizard(parent)
    , m_session(session)
{
    m_draft.fileName = fileName;
    setWindowTitle(tr("Import CSV into %1").arg(session.where()));
    setWizardStyle(QWizard::ModernStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setButtonText(QWizard::FinishButton, tr("&Import"));
    const Draft &draft = session.draft();
    addPage(new FilePage(m_draft, session.type()));
    addPage(new ColumnsPage(m_draft, session.type()));
    addPage(new RowsPage(m_draft, [this, &draft](QObject *owner) {
        return new WorkJob<ImportStage>(
            [file = m_draft.file, choices = m_draft.choices, type = m_session.type(), rows = draft.rows()] {
                return stageImport(*file, choices, type, rows);
            },
            owner);
    }));
    addPage(new ProblemsPage(m_draft));
    resize(860, 640);
}

ImportWizard::~ImportWizard()
{
    hide(); // a field that is left says so: while the pages still have their draft
}

void ImportWizard::accept()
{
    const ImportStage &stage = m_draft.stage;
    const bool changed = applyImport(stage, m_draft.choices, m_draft.fileName, m_session.draft());
    if (!stage.rejectedIds.isEmpty()) {
        QStringList rejected = m_session.rejectedIds() + stage.rejectedIds;
        rejected.removeDuplicates();
        m_session.setRejectedIds(rejected);
    }
    QString message = changed ? tr("Imported: %1 added, %2 changed, %3 to be deleted by the next push.")
                                    .arg(stage.adds)
                                    .arg(stage.changes)
                                    .arg(stage.removedIds.size())
                              : tr("The file holds nothing that the draft does not have.");
    if (!stage.badRows.empty())
        message += QLatin1Char(' ')
            + tr("%n row(s) with problems were left out.", nullptr, static_cast<int>(stage.badRows.size()));
    QWizard::accept();
    Q_EMIT concluded(message);
}

} // namespace Fullstate
