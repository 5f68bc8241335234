// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/upload.h"

#include <QCoreApplication>
#include <QUrl>
#include <algorithm>
#include <array>

namespace Fullstate {

namespace {

struct UploadText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Upload)
};

using Outcome = Upload::Outcome;

constexpr std::array<std::pair<Outcome, const char *>, 6> Ids{{{Outcome::Started, "started"},
                                                               {Outcome::NotSent, "not-sent"},
                                                               {Outcome::BrokenOff, "broken-off"},
                                                               {Outcome::Refused, "refused"},
                                                               {Outcome::Uploaded, "uploaded"},
                                                               {Outcome::Unknown, "unknown"}}};

} // namespace

QString outcomeText(Upload::Outcome outcome)
{
    switch (outcome) {
    case Outcome::Started:
        return UploadText::tr("Started, no outcome recorded");
    case Outcome::NotSent:
        return UploadText::tr("Not sent");
    case Outcome::BrokenOff:
        return UploadText::tr("Broken off");
    case Outcome::Refused:
        return UploadText::tr("Refused");
    case Outcome::Uploaded:
        return UploadText::tr("Uploaded");
    case Outcome::Unknown:
        break;
    }
    return UploadText::tr("Sent, outcome unknown");
}

QString outcomeId(Upload::Outcome outcome)
{
    const auto *found =
        std::find_if(Ids.begin(), Ids.end(), [outcome](const auto &id) { return id.first == outcome; });
    return QLatin1String(found->second);
}

Upload::Outcome uploadOutcomeFromId(const QString &id)
{
    const auto *found = std::find_if(Ids.begin(), Ids.end(),
                                     [&id](const auto &each) { return id == QLatin1String(each.second); });
    return found == Ids.end() ? Outcome::Unknown : found->first;
}

QString documentIdFrom(const QString &typed)
{
    static const QLatin1String Folder("/documents/");
    const QString text = typed.trimmed();
    const QUrl url(text);
    if (url.scheme().startsWith(QLatin1String("http")) && url.path().contains(Folder))
        return url.path().section(Folder, 1, 1).section(QLatin1Char('/'), 0, 0);
    return text;
}

bool isDocumentId(const QString &id)
{
    return !id.isEmpty() && id != QLatin1String(".") && id != QLatin1String("..")
        && std::none_of(id.begin(), id.end(), [](QChar c) {
               return c.isSpace() || !c.isPrint() || c == QLatin1Char('/') || c == QLatin1Char('\\');
           });
}

bool isOpenable(const QString &url)
{
    const QUrl link(url, QUrl::StrictMode);
    const bool isLocal = link.scheme() == QLatin1String("http") && link.host() == QLatin1String("127.0.0.1");
    return link.isValid() && !link.host().isEmpty() && link.userInfo().isEmpty()
        && (link.scheme() == QLatin1String("https") || isLocal);
}

} // namespace Fullstate
