// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>
#include <optional>

namespace Fullstate {

/// How a point in time that somebody typed is understood.
struct TypedTimestamp
{
    std::optional<qint64> seconds = {}; ///< since 1970, UTC; nothing: not understood
    QString note = {}; ///< translated: why it is not understood, or what is odd about it; may be empty

    /// As it is pushed: RFC 3339 in UTC by the whole second. Empty when it is not understood.
    QString stored() const;
};

/// Reads RFC 3339 and what people write: 2026-03-01, 2026-03-01 10:00, 1 Mar 2026, March 1, 2026 9:00 pm, the
/// locale's own short and long forms, now, today and yesterday, with an offset or Z behind a time. Without
/// one it is local time; a day alone begins at local midnight. Days and months in numbers are read only in
/// the locale's own order: whatever could mean two days is not understood.
TypedTimestamp readTimestamp(const QString &text, const QLocale &locale, const QDateTime &now);

/// A stored timestamp in local time, "2026-03-01 10:00:00"; one that is none as it is stored.
QString shownTimestamp(const QString &stored);
/// The same as text to edit: where the clocks were put back and the hour comes twice, with its offset.
QString editableTimestamp(const QString &stored);
/// Of local time at that moment, "CET, UTC+01:00"; empty for a timestamp that is none.
QString shownTimeZone(const QString &stored);

} // namespace Fullstate
