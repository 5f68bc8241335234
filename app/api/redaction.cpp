// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/redaction.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrlQuery>

namespace Fullstate {

static const QLatin1String Hidden("(hidden)");

static QString visible(QString text, qsizetype most)
{
    const bool cut = text.size() > most;
    text.truncate(most);
    for (QChar &c : text) {
        const bool layout = c == QLatin1Char('\n') || c == QLatin1Char('\t');
        // Format characters could reorder what is read (bidirectional overrides); control ones could drive a
        // terminal.
        if (!layout && (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format))
            c = QChar::ReplacementCharacter;
    }
    return cut ? text + QChar(0x2026) : text;
}

QString redacted(const QByteArray &bytes, qsizetype most)
{
    static const QRegularExpression keyed(
        QStringLiteral(
            R"re(("(?:client_secret|access_token|refresh_token|token|code|code_verifier|password|state)"\s*:\s*)"(?:[^"\\]|\\.)*"?)re"),
        QRegularExpression::CaseInsensitiveOption);
    // A JSON text inside a JSON string, as gateways quote what they got.
    static const QRegularExpression quoted(
        QStringLiteral(
            R"re((\\"(?:client_secret|access_token|refresh_token|token|code|code_verifier|password|state)\\"\s*:\s*\\")(?:(?!\\").)*)re"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bearer(QStringLiteral(R"(\b(Bearer\s+)[^\s",]+)"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression prefixed(QStringLiteral(R"(\b(?:vcs|vat|vac|vrt)_[A-Za-z0-9._~+/=-]+)"));
    static const QRegularExpression form(QStringLiteral(
        R"(\b(client_secret|access_token|refresh_token|code|code_verifier|password|state)=[^&\s"]+)"));
    // Redacted before it is cut, with room to spare: half a secret is one too.
    QString text = QString::fromUtf8(bytes.left(most * 4 + 4096));
    text.replace(keyed, QString(QStringLiteral("\\1\"") % Hidden % QLatin1Char('"')));
    text.replace(quoted, QString(QStringLiteral("\\1") % Hidden));
    text.replace(bearer, QString(QStringLiteral("\\1") % Hidden));
    text.replace(form, QString(QStringLiteral("\\1=") % Hidden));
    text.replace(prefixed, Hidden);
    return visible(text, most);
}

QString redacted(const QUrl &url)
{
    QUrl shown = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    QUrlQuery query(shown);
    const auto items = query.queryItems(QUrl::FullyDecoded);
    query.clear();
    for (const auto &[key, value] : items) {
        if (value.isEmpty()) // a bare item may be a secret itself
            query.addQueryItem(Hidden, QString());
        else
            query.addQueryItem(key, key == QLatin1String("resourceId") ? value : QString(Hidden));
    }
    shown.setQuery(query);
    return visible(shown.toString(QUrl::PrettyDecoded), 2000);
}

QString serverWords(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (json.isObject()) {
        for (const char *key : {"error", "message", "error_description"}) {
            const QString words = json.object().value(QLatin1String(key)).toString();
            if (words.isEmpty())
                continue;
            const QString more = json.object().value(QLatin1String("error_description")).toString();
            return redacted(
                (more.isEmpty() || more == words ? words : QString(words % QLatin1String(": ") % more))
                    .toUtf8());
        }
        return redacted(body);
    }
    return looksLikeHtml(body, {}) ? QString() : redacted(body);
}

bool looksLikeHtml(const QByteArray &body, const QByteArray &contentType)
{
    const QByteArray start = body.left(512).trimmed().toLower();
    return contentType.toLower().contains("html") || start.startsWith("<!doctype")
        || start.startsWith("<html") || start.startsWith("<head") || start.startsWith("<body");
}

} // namespace Fullstate
