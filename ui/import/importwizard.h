// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizard>
#include <memory>

namespace Fullstate {

class DraftSession;

/// File → Import CSV… into one draft (words.md, Import CSV). Touches the draft only when it is finished, in
/// one step of undo.
class ImportWizard final : public QWizard
{
    Q_OBJECT

public:
    /// \p fileName may be empty: the first page asks.
    ImportWizard(DraftSession &session, const QString &fileName, QWidget *parent = nullptr);
    ~ImportWizard() override;

Q_SIGNALS:
    /// What was done, for the message bar.
    void concluded(const QString &message);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
