// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/keptcredentials.h"
#include "app/auth/signinjob.h"
#include "ui/connection/connectiondraft.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace Fullstate {

/// Signs a customer in: opens the browser or hands out the address for it, takes the address that is pasted
/// from it, and says in words and seconds where things stand.
class SignInPanel final : public QWidget
{
    Q_OBJECT

public:
    struct Ways
    {
        std::function<SignInJob *(const ConnectionDraft &draft, QObject *owner)> begin;
        /// Keeps what the sign-in brings in memory until the program ends, the client secret too. Empty:
        /// that is not offered.
        std::function<void(const ConnectionDraft &draft)> keepForThisRun;
        std::function<bool(const QUrl &address)> open; ///< in a browser
        /// What the keychain has for a customer whom nobody holds tokens for, as far as is known. Empty: that
        /// is known already.
        std::function<ResultJob<KeptCredentials> *(const Connection &connection, QObject *owner)> look = {};
    };

    explicit SignInPanel(Ways ways, QWidget *parent = nullptr);
    /// One sentence, to be read before: what a sign-in ends that cannot be seen from here.
    static QString whatItEnds();

    /// What would be signed in next. \p holders: who holds tokens for that customer, which would be revoked;
    /// empty: nobody.
    void setDraft(const ConnectionDraft &draft, const QString &holders);
    /// Nothing can be signed in as it is typed.
    void setReady(bool isReady);
    /// For what was set last: the same customer, redirect and secret.
    bool isSignedIn() const;
    /// Whether this customer of this application was signed in here before.
    bool hasSignedIn(const Connection &connection) const { return m_known.contains(connection.tokenKey()); }
    bool isBusy() const { return m_job || m_looking; }
    void cancel();

Q_SIGNALS:
    void stateChanged();

private:
    enum class Wish { Open, Copy };

    void build();
    void ask(Wish wish);
    void look();
    void askWhetherToRevoke();
    void begin();
    void grantWish();
    void copyAddress();
    void takePasted();
    void handleResult(const Result<AccessToken> &result);
    void keepForThisRun();
    void say(const QString &text);
    void followStage();
    void followState();
    void showLeft();

    Ways m_ways;
    ConnectionDraft m_draft;
    QString m_holders;
    bool m_isReady = false;
    Wish m_wish = Wish::Open;
    QPointer<SignInJob> m_job;
    QPointer<ResultJob<KeptCredentials>> m_looking;
    std::optional<ConnectionDraft> m_signedIn;
    QStringList m_known; ///< Connection::tokenKey() of who was signed in
    QString m_said;
    QString m_refusals; ///< in words, if there were any
    bool m_asks = false; ///< whether to revoke
    bool m_hasFailed = false;
    bool m_mayKeepForThisRun = false;
    QTimer m_tick;

    QPushButton *m_open;
    QPushButton *m_copy;
    QPushButton *m_cancel;
    QPushButton *m_again;
    QLineEdit *m_pasted;
    QProgressBar *m_left;
    QLabel *m_state;
    QPushButton *m_revoke;
    QPushButton *m_leave;
    QPushButton *m_keep;
};

} // namespace Fullstate
