// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QIODevice>
#include <optional>

namespace Fullstate {

/// A request body that Qt can read only once. Qt repeats a PUT or POST by itself up to four times when the
/// connection breaks; with a sequential device that cannot go back it fails with ContentReSendError instead.
class RequestBody : public QIODevice
{
    Q_OBJECT

public:
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override;
    bool atEnd() const override { return bytesAvailable() == 0; }

    qint64 length() const { return m_length; }
    /// Whether any of it was handed to the network, and whether all of it was.
    bool wasTouched() const { return m_given > 0; }
    bool wasGivenWhole() const { return m_given == m_length; }
    /// Why the rest of it cannot be had.
    const std::optional<Error> &problem() const { return m_problem; }

Q_SIGNALS:
    void failed();

protected:
    RequestBody(qint64 length, QObject *parent);

    /// The next bytes: at least one and at most \p most, never more than are left. Less than one: fail() was
    /// called.
    virtual qint64 take(char *data, qint64 most) = 0;
    void fail(Error problem);

    qint64 readData(char *data, qint64 most) final;
    qint64 writeData(const char *, qint64) final { return -1; }

private:
    qint64 m_length;
    qint64 m_given = 0;
    std::optional<Error> m_problem;
};

/// A body that is in memory.
class OneShotBody final : public RequestBody
{
    Q_OBJECT

public:
    OneShotBody(QByteArray body, QObject *parent);

protected:
    qint64 take(char *data, qint64 most) override;

private:
    QByteArray m_body;
    qsizetype m_at = 0;
};

} // namespace Fullstate
