// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <QDialog>
#include <memory>

class QSettings;

namespace Fullstate {

class DraftSession;
class Services;
struct ReviewTools;

/// Resources → Review push…: fetches, shows the plan, asks for what the guard asks for, pushes and says what
/// became of it (words.md, Review push). Cannot be closed while bytes may be on their way without saying so.
class ReviewDialog final : public QDialog
{
    Q_OBJECT

public:
    ReviewDialog(Services &services, DraftSession &session, QWidget *parent = nullptr);
    /// Without the composition root; \p settings, which may be null, remembers the dialog's size.
    ReviewDialog(DraftSession &session, ReviewTools tools, QSettings *settings, QWidget *parent = nullptr);
    ~ReviewDialog() override;

    /// Esc and closing the window: not while a push is under way.
    void reject() override;
    void done(int result) override;

Q_SIGNALS:
    /// The user follows a problem to its cell; the dialog closes. Problem::row is the draft's.
    void problemActivated(const Fullstate::Problem &problem);
    /// Said on closing, for the main window's message bar: "Nothing was pushed.", "Push verified: …".
    void concluded(const QString &message);
    /// A receipt was written.
    void receiptSaved(const QString &receiptId);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Fullstate
