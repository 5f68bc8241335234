// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/connectioncheck.h"
#include "ui/connection/connectiondraft.h"
#include "ui/connection/secretkeeper.h"

#include <QWizardPage>

class QScrollArea;

namespace Fullstate {

class CheckStepList;

/// "Check": tries the connection and says how it went; then keeps the client secret. The wizard ends only
/// after both, or where the user says "Save anyway".
class CheckPage final : public QWizardPage
{
    Q_OBJECT

public:
    using StepTold = std::function<void(int index, const CheckStep &step)>;
    /// Tries the draft's connection; tells each step as it comes.
    using Check = std::function<ResultJob<std::vector<CheckStep>> *(const ConnectionDraft &draft,
                                                                    StepTold told, QObject *owner)>;

    CheckPage(ConnectionDraft &draft, Check check, SecretKeeping keeping, QWidget *parent = nullptr);

    void initializePage() override;
    void cleanupPage() override;
    bool isComplete() const override;
    bool validatePage() override;

    /// Whether the secret may have reached the keychain.
    bool hasStartedKeeping() const { return m_hasStartedKeeping; }
    /// Gives up what is under way.
    void cancel();

private:
    void check();
    void stopCheck();
    void handleSteps(const Result<std::vector<CheckStep>> &result);
    void say(const QString &text);
    void saveAnyway();
    void finish();
    void followState();

    ConnectionDraft &m_draft;
    Check m_check;
    CheckStepList *m_steps;
    QScrollArea *m_scroll;
    QLabel *m_summary;
    QPushButton *m_stop;
    QPushButton *m_tryAgain;
    QPushButton *m_saveAnyway;
    SecretKeeper *m_keeper;
    QPointer<Job> m_running;
    bool m_passed = false;
    bool m_hasStartedKeeping = false;
    bool m_kept = false;
};

} // namespace Fullstate
