// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/importstage.h"

#include <QWizard>
#include <memory>

namespace Fullstate {

class DraftSession;

/// What the wizard has gathered so far; the pages fill it in.
struct ImportDraft
{
    QString fileName;
    std::shared_ptr<const CsvFile> file; ///< null until it was read
    ImportChoices choices;
    ImportStage stage; ///< of these choices
    bool staged = false;
};

/// File → Import CSV… into one draft (words.md, Import CSV). Touches the draft only when it is finished, in
/// one step of undo.
class ImportWizard final : public QWizard
{
    Q_OBJECT

public:
    /// \p fileName may be empty: the first page asks.
    ImportWizard(DraftSession &session, const QString &fileName, QWidget *parent = nullptr);
    ~ImportWizard() override;

    void accept() override;

Q_SIGNALS:
    /// What was done, for the message bar.
    void concluded(const QString &message);

private:
    DraftSession &m_session;
    ImportDraft m_draft;
};

} // namespace Fullstate
