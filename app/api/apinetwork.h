// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QSet>
#include <QUrl>

namespace Fullstate {

/// The one way out of the program: every request is made here, with what this Qt does by default and must not
/// do for us turned off (no redirects, HTTP/2, cookies, cache or silent repetition), and only to hosts that
/// are allowed.
class ApiNetwork final : public QNetworkAccessManager
{
    Q_OBJECT

public:
    explicit ApiNetwork(QObject *parent = nullptr);

    /// Scheme, host and port of \p url may be asked from now on. The hosts of the regions always may.
    void allow(const QUrl &url);
    bool isAllowed(const QUrl &url) const;

    /// \p body goes out at most once (see OneShotBody). The reply is the caller's.
    QNetworkReply *send(const QByteArray &verb, const QUrl &url, const QByteArray &body,
                        const QByteArray &accessToken);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &original,
                                 QIODevice *body) override;

private:
    QSet<QString> m_allowed;
};

/// A request body that Qt can read only once. Qt repeats a PUT or POST by itself up to four times when the
/// connection breaks; with a sequential device that cannot go back it fails with ContentReSendError instead.
class OneShotBody final : public QIODevice
{
    Q_OBJECT

public:
    OneShotBody(QByteArray body, QObject *parent);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override;
    bool atEnd() const override { return bytesAvailable() == 0; }
    /// Whether any of it was handed to the network.
    bool wasTouched() const { return m_at > 0; }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qsizetype m_at = 0;
};

/// Whether the bytes may stand in a header: visible ASCII, no spaces (a line break would start another
/// header).
bool isHeaderSafe(const QByteArray &value);

} // namespace Fullstate
