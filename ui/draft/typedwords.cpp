// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/typedwords.h"

#include <QJsonDocument>
#include <utility>

namespace Fullstate {

static QString unquoted(const QString &word)
{
    const QString trimmed = word.trimmed();
    if (trimmed.size() < 2 || !trimmed.startsWith(u'"') || !trimmed.endsWith(u'"'))
        return trimmed;
    return trimmed.mid(1, trimmed.size() - 2).replace(QLatin1String("\"\""), QLatin1String("\""));
}

TypedWords typedWords(const QString &text)
{
    TypedWords words;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"' && (quoted || words.rest.trimmed().isEmpty() || words.rest.trimmed().startsWith(u'"')))
            quoted = !quoted;
        if (!quoted && (c == u',' || c == u'\n' || c == u'\t' || c == u'\r'))
            words.complete.append(std::exchange(words.rest, {}));
        else
            words.rest += c;
    }
    return words;
}

QJsonArray itemsMeant(const QString &typed, const QStringList &choices)
{
    const QString text = typed.trimmed();
    if (text.startsWith(u'[')) {
        if (const QJsonDocument list = QJsonDocument::fromJson(text.toUtf8()); list.isArray())
            return list.array();
    }
    TypedWords words = typedWords(text);
    words.complete.append(words.rest);
    QJsonArray found;
    for (const QString &raw : std::as_const(words.complete)) {
        const QString word = unquoted(raw);
        if (word.isEmpty())
            continue;
        QStringList meant = choices.filter(word, Qt::CaseInsensitive);
        for (const QString &choice : choices) {
            if (choice.compare(word, Qt::CaseInsensitive) == 0)
                meant = {choice};
        }
        found.append(meant.size() == 1 ? meant.front() : word);
    }
    return found;
}

} // namespace Fullstate
