// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizard>

namespace Fullstate {

class DraftSession;
class ImportState;

/// File → Import CSV… into one draft (words.md, Import CSV). Touches the draft only when it is finished, in
/// one step of undo.
class ImportWizard final : public QWizard
{
    Q_OBJECT

public:
    /// \p fileName may be empty: the first page asks.
    ImportWizard(DraftSession &session, const QString &fileName, QWidget *parent = nullptr);
    ~ImportWizard() override;

    /// Text instead of a file.
    void setPasted(const QString &text);
    void accept() override;

Q_SIGNALS:
    /// What was done, for the message bar.
    void concluded(const QString &message);

private:
    DraftSession &m_session;
    ImportState *m_state;
};

} // namespace Fullstate
