// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/connection/connection.h"

#include <QPointer>
#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;

namespace Fullstate {

/// How a client secret is kept; given to whoever asks for one.
struct SecretKeeping
{
    /// Writes it to the keychain.
    std::function<ResultJob<> *(const Connection &connection, const QByteArray &secret, QObject *owner)>
        store;
    /// Keeps it in memory until the program ends.
    std::function<void(const Connection &connection, const QByteArray &secret)> keepForThisRun;
};

/// Puts a client secret into the keychain and, where that fails, says why and offers the ways out: "Try
/// again" and "Keep for this run only". Hidden while there is nothing to say.
class SecretKeeper final : public QWidget
{
    Q_OBJECT

public:
    explicit SecretKeeper(SecretKeeping keeping, QWidget *parent = nullptr);

    void keep(const Connection &connection, const QByteArray &secret);
    bool isBusy() const { return m_store; }
    /// Forgets the secret; a write under way is not waited for any more.
    void cancel();

Q_SIGNALS:
    /// The secret is in the keychain or, by the user's wish, in memory.
    void kept(bool isForThisRun);
    void busyChanged();

private:
    void store();
    void explain(const Error &error);
    void keepForThisRun();

    SecretKeeping m_keeping;
    Connection m_connection;
    QByteArray m_secret;
    QLabel *m_text;
    QPushButton *m_tryAgain;
    QPushButton *m_keepForThisRun;
    QPointer<Job> m_store;
};

} // namespace Fullstate
