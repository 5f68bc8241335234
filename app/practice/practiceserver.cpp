// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/practiceserver.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QMetaEnum>
#include <QTcpSocket>

namespace Fullstate {

PracticeServer::PracticeServer(Answer answer, Faults &faults, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_answer(std::move(answer))
    , m_faults(faults)
{
}

static PracticeRequest readRequest(const QHttpServerRequest &request)
{
    PracticeRequest read;
    read.verb = QByteArray(QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(
                               static_cast<int>(request.method())))
                    .toUpper();
    read.path = request.url().path();
    // The form of the authorize page comes as browsers send forms: with "+" for a space.
    read.query =
        QUrlQuery(request.url().query(QUrl::FullyEncoded).replace(QLatin1Char('+'), QLatin1String("%20")));
    const auto headers = request.headers();
    for (const auto &[name, value] : headers)
        read.headers.insert(name.toLower(), value);
    read.body = request.body();
    return read;
}

std::optional<Fault> PracticeServer::takeFault(const QByteArray &verb)
{
    for (qsizetype i = 0; i < m_faults.next.size(); ++i) {
        if (m_faults.next.at(i).verb.isEmpty() || m_faults.next.at(i).verb == verb)
            return m_faults.next.takeAt(i);
    }
    return {};
}

static void write(QHttpServerResponder &&responder, const PracticeResponse &response)
{
    responder.writeStatusLine(static_cast<QHttpServerResponder::StatusCode>(response.status));
    responder.writeHeader("Content-Type", response.contentType);
    responder.writeHeader("Content-Length", QByteArray::number(response.body.size()));
    for (auto header = response.headers.constBegin(); header != response.headers.constEnd(); ++header)
        responder.writeHeader(header.key(), header.value());
    responder.writeBody(response.body);
}

/// The head and half of the body, then nothing more.
static void writeHalf(QTcpSocket *socket, const PracticeResponse &response)
{
    socket->write("HTTP/1.1 " + QByteArray::number(response.status) + " OK\r\nContent-Type: "
                  + response.contentType + "\r\nContent-Length: " + QByteArray::number(response.body.size())
                  + "\r\n\r\n" + response.body.left(response.body.size() / 2));
    socket->disconnectFromHost();
}

bool PracticeServer::handleRequest(const QHttpServerRequest &raw, QTcpSocket *socket)
{
    const PracticeRequest request = readRequest(raw);
    ++m_counts[request.verb];
    if (m_faults.onRequest)
        m_faults.onRequest(request.verb);
    const std::optional<Fault> fault = takeFault(request.verb);
    PracticeResponse response;
    if (!fault || fault->apply || fault->answer == Fault::Answer::Real
        || fault->answer == Fault::Answer::Half)
        response = m_answer(request);
    if (!fault || fault->answer == Fault::Answer::Real) {
        write(makeResponder(raw, socket), response);
        return true;
    }
    switch (fault->answer) {
    case Fault::Answer::Drop:
        socket->abort();
        break;
    case Fault::Answer::Half:
        writeHalf(socket, response);
        break;
    case Fault::Answer::Raw:
        write(makeResponder(raw, socket), {fault->status, fault->contentType, fault->body, fault->headers});
        break;
    case Fault::Answer::Hang:
    case Fault::Answer::Real:
        break;
    }
    return true;
}

void PracticeServer::missingHandler(const QHttpServerRequest &, QTcpSocket *socket)
{
    socket->abort(); // handleRequest() takes every request
}

} // namespace Fullstate
