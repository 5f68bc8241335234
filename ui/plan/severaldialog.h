// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/severalmodel.h"
#include "app/schema/problem.h"

#include <QDialog>
#include <memory>

class QSettings;

namespace Fullstate {

class DraftSession;
class Services;
struct SeveralTools;

/// Resources → Push to several…: the draft of the open set goes to the customers that are chosen, after one
/// review that lists each one's plan. What asks for a confirmation is left out until it has it. Cannot be
/// closed while bytes may be on their way without saying so.
class SeveralDialog final : public QDialog
{
    Q_OBJECT

public:
    SeveralDialog(Services &services, DraftSession &session, QWidget *parent = nullptr);
    /// Without the composition root; \p settings, which may be null, remembers the dialog's size.
    SeveralDialog(DraftSession &session, std::vector<SeveralTarget> targets, SeveralTools tools,
                  QSettings *settings, QWidget *parent = nullptr);
    ~SeveralDialog() override;

    /// Esc and closing the window: not while a push is under way.
    void reject() override;
    void done(int result) override;

Q_SIGNALS:
    /// The user follows a problem to its cell; the dialog closes. Problem::row is that of the open draft.
    void problemActivated(const Fullstate::Problem &problem);
    /// Said on closing, for the main window's message bar: "Nothing was pushed.", what became of each.
    void concluded(const QString &message);
    /// A receipt was written.
    void receiptSaved(const QString &receiptId);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
