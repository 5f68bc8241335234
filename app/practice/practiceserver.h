// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/faults.h"
#include "app/practice/practicehttp.h"

#include <QAbstractHttpServer>
#include <functional>

namespace Fullstate {

/// Takes requests off the wire, lets something go wrong with them where a test asked for it, and writes the
/// answers.
class PracticeServer final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    using Answer = std::function<PracticeResponse(const PracticeRequest &)>;

    PracticeServer(Answer answer, Faults &faults, QObject *parent);

    int requestCount(const QByteArray &verb) const { return m_counts.value(verb); }

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    std::optional<Fault> takeFault(const QByteArray &verb);

    Answer m_answer;
    Faults &m_faults;
    QHash<QByteArray, int> m_counts;
};

} // namespace Fullstate
