// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/workjob.h"
#include "app/import/csvtable.h"

#include <QByteArray>
#include <optional>

namespace Fullstate {

inline bool isJsonSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

inline const char *behindJsonSpace(const char *at, const char *end)
{
    while (at != end && isJsonSpace(*at))
        ++at;
    return at;
}

/// Walks over the objects of a text (of an array, of "resources" in an object, or one after the other), so
/// that they can be parsed one at a time, and says with line and byte what is not JSON. The text must outlive
/// it.
class JsonScanner
{
public:
    /// \p pass: 0 or 1; the second begins at one half for \p watch. \p place: of the bytes that error()
    /// names.
    JsonScanner(const QByteArray &text, const Watch &watch, int pass, const CsvTable::Place &place);

    /// To the first object. False: see error().
    bool begin();
    /// The text of the next object; empty at the end, and when error() says why not.
    QByteArrayView next();
    /// Of the object.
    quint32 line() const { return m_line; }
    const std::optional<Error> &error() const { return m_error; }
    /// Whether QJsonDocument takes an object.
    bool check(QByteArrayView object);
    /// Sets error() to what is wrong at a place in the text; false.
    bool fail(const char *at, const QString &what);

private:
    enum class Form { Lines, Array, Body };

    bool readBodyTo(bool *found);
    bool readBodyEnd();
    bool readEnd();
    bool readSeparator();
    bool skipValue();
    bool skipNested();
    bool skipString();
    bool unexpected(const QString &wanted);
    bool goesOn();
    quint32 lineAt(const char *at);
    qint64 byteAt(const char *at) const; ///< 1-based, in the file
    void skipSpace() { m_at = behindJsonSpace(m_at, m_end); }

    const char *m_begin;
    const char *m_end;
    const char *m_at;
    const char *m_counted; ///< lines are counted to here
    const char *m_nextWatch;
    const Watch &m_watch;
    const CsvTable::Place &m_place;
    qint64 m_watched; ///< bytes of an earlier pass
    quint32 m_countedLine = 1;
    quint32 m_line = 0;
    Form m_form = Form::Lines;
    const char *m_arrayAt = nullptr;
    bool m_isFirst = true;
    std::optional<Error> m_error;
};

} // namespace Fullstate
