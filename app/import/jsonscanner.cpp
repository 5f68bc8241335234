// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/jsonscanner.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QVarLengthArray>
#include <cstring>

namespace Fullstate {

namespace {

struct JsonScannerText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::JsonScanner)
};

constexpr qsizetype JsonWatchBytes = 256 << 10;
constexpr qsizetype MaxObjectBytes = 8 << 20; // a push is 10 MB at most; one object is parsed at a time
constexpr qsizetype MaxJsonDepth = 512; // QJsonDocument gives up at 1,024

QString jsonReason(QJsonParseError::ParseError error)
{
    switch (error) {
    case QJsonParseError::MissingNameSeparator:
        return JsonScannerText::tr("a “:” is missing behind a name");
    case QJsonParseError::MissingValueSeparator:
        return JsonScannerText::tr("a comma is missing between two values");
    case QJsonParseError::UnterminatedObject:
        return JsonScannerText::tr("a comma or the object’s end is missing before this");
    case QJsonParseError::UnterminatedArray:
        return JsonScannerText::tr("a comma or the array’s end is missing before this");
    case QJsonParseError::IllegalEscapeSequence:
        return JsonScannerText::tr("what follows a “\\” is no escape");
    case QJsonParseError::IllegalUTF8String:
        return JsonScannerText::tr("a text holds bytes that are not UTF-8");
    case QJsonParseError::MissingObject:
        return JsonScannerText::tr("a name in quotes is missing behind the comma");
    default:
        return JsonScannerText::tr(
            "this is no value; a value is a text in quotes, a number, true, false, null, [ or {");
    }
}

} // namespace

JsonScanner::JsonScanner(const QByteArray &text, const Watch &watch, int pass, const CsvTable::Place &place)
    : m_begin(text.constData())
    , m_end(m_begin + text.size())
    , m_at(m_begin)
    , m_counted(m_begin)
    , m_nextWatch(m_begin)
    , m_watch(watch)
    , m_place(place)
    , m_watched(pass * text.size())
{
    if (text.startsWith("\xef\xbb\xbf"))
        m_at += 3;
}

bool JsonScanner::fail(const char *at, const QString &what)
{
    m_error = Error{Error::Kind::File,
                    JsonScannerText::tr("Line %1 (byte %2): %3.").arg(lineAt(at)).arg(byteAt(at)).arg(what),
                    {}};
    return false;
}

qint64 JsonScanner::byteAt(const char *at) const
{
    return (m_place ? m_place(at - m_begin) : at - m_begin) + 1;
}

quint32 JsonScanner::lineAt(const char *at)
{
    if (at < m_counted) { // an error further up
        m_counted = m_begin;
        m_countedLine = 1;
    }
    for (; m_counted < at; ++m_counted) {
        if (*m_counted == '\n' || (*m_counted == '\r' && (m_counted + 1 == m_end || m_counted[1] != '\n')))
            ++m_countedLine;
    }
    return m_countedLine;
}

bool JsonScanner::goesOn()
{
    if (m_at < m_nextWatch)
        return true;
    m_nextWatch = m_at + JsonWatchBytes;
    if (!m_watch || m_watch(m_watched + (m_at - m_begin), 2 * (m_end - m_begin)))
        return true;
    m_error = Error::cancelled();
    return false;
}

bool JsonScanner::unexpected(const QString &wanted)
{
    if (m_at == m_end)
        return fail(m_at,
                    JsonScannerText::tr("the file ends where %1 is expected; it may be cut off").arg(wanted));
    if (*m_at == '\0')
        return fail(m_at, JsonScannerText::tr("a NUL character; this may not be a text file"));
    const QString rest = QString::fromUtf8(m_at, std::min<qsizetype>(m_end - m_at, 16)).section(u'\n', 0, 0);
    return fail(m_at, JsonScannerText::tr("“%1” stands where %2 is expected").arg(rest, wanted));
}

bool JsonScanner::begin()
{
    skipSpace();
    if (m_at == m_end || (*m_at != '{' && *m_at != '['))
        return unexpected(JsonScannerText::tr("[ or {"));
    const char *start = m_at;
    if (*m_at == '[') {
        m_form = Form::Array;
        m_arrayAt = m_at++;
        return true;
    }
    bool hasResources = false;
    if (!readBodyTo(&hasResources))
        return false;
    if (hasResources) {
        m_form = Form::Body;
        m_arrayAt = m_at++;
    } else {
        m_at = start;
    }
    return true;
}

/// Through an object's members: to the array "resources", or behind the object. What is wrong in an object
/// without one is found when it is read as a row.
bool JsonScanner::readBodyTo(bool *found)
{
    const char *start = m_at++;
    const auto isRow = [this, start] { // not a body, whatever it is
        m_at = start;
        m_error.reset();
        return true;
    };
    for (;;) {
        skipSpace();
        if (m_at == m_end || *m_at != '"')
            return isRow();
        const char *key = m_at;
        if (!skipString())
            return isRow();
        const QByteArrayView name(key + 1, m_at - 1);
        skipSpace();
        if (m_at == m_end || *m_at != ':')
            return isRow();
        ++m_at;
        skipSpace();
        *found = name == QByteArrayView("resources") && m_at != m_end && *m_at == '[';
        if (*found)
            return true;
        if (!skipValue())
            return m_error && m_error->kind == Error::Kind::Cancelled ? false : isRow();
        skipSpace();
        if (m_at == m_end || *m_at != ',')
            return isRow();
        ++m_at;
    }
}

QByteArrayView JsonScanner::next()
{
    skipSpace();
    if (m_form == Form::Lines) {
        if (m_at == m_end)
            return {};
    } else if (m_at == m_end) {
        fail(m_arrayAt, JsonScannerText::tr("this [ is never closed; the file may be cut off"));
        return {};
    } else if (*m_at == ']') {
        readEnd();
        return {};
    } else if (!m_isFirst && !readSeparator()) {
        return {};
    }
    m_isFirst = false;
    if (m_at == m_end || *m_at != '{') {
        unexpected(JsonScannerText::tr("an object"));
        return {};
    }
    const char *start = m_at;
    m_line = lineAt(start);
    if (!skipNested())
        return {};
    return {start, m_at};
}

bool JsonScanner::readSeparator()
{
    if (*m_at != ',')
        return unexpected(JsonScannerText::tr("a comma or ]"));
    ++m_at;
    skipSpace();
    return true;
}

/// From the ] on.
bool JsonScanner::readEnd()
{
    ++m_at;
    if (m_form == Form::Body && !readBodyEnd())
        return false;
    skipSpace();
    return m_at == m_end || unexpected(JsonScannerText::tr("the file’s end"));
}

/// Through what follows the array "resources".
bool JsonScanner::readBodyEnd()
{
    for (;;) {
        skipSpace();
        if (m_at == m_end || (*m_at != ',' && *m_at != '}'))
            return unexpected(JsonScannerText::tr("a comma or }"));
        if (*m_at++ == '}')
            return true;
        skipSpace();
        const char *key = m_at;
        if (m_at == m_end || *m_at != '"')
            return unexpected(JsonScannerText::tr("a name in quotes"));
        if (!skipString())
            return false;
        if (QByteArrayView(key, m_at) == QByteArrayView("\"resources\""))
            return fail(key, JsonScannerText::tr("the name “resources” comes twice"));
        skipSpace();
        if (m_at == m_end || *m_at != ':')
            return unexpected(JsonScannerText::tr("a “:”"));
        ++m_at;
        skipSpace();
        if (!skipValue())
            return false;
    }
}

/// Over a value; of one that is nested, only what is needed to find its end is looked at.
bool JsonScanner::skipValue()
{
    if (m_at == m_end)
        return unexpected(JsonScannerText::tr("a value"));
    if (*m_at == '{' || *m_at == '[')
        return skipNested();
    if (*m_at == '"')
        return skipString();
    const char *start = m_at;
    while (m_at != m_end && (static_cast<uchar>(*m_at) > ' ' && !std::strchr(",:\"[]{}", *m_at)))
        ++m_at;
    return m_at != start || unexpected(JsonScannerText::tr("a value"));
}

bool JsonScanner::skipNested()
{
    const char *start = m_at;
    QVarLengthArray<const char *, 64> open;
    while (m_at != m_end) {
        if (!goesOn())
            return false;
        if (m_at - start > MaxObjectBytes)
            return fail(start,
                        JsonScannerText::tr("what begins here is larger than 8 MB. An array of objects, "
                                            "or {\"resources\": […]} is expected"));
        switch (*m_at) {
        case '"':
            if (!skipString())
                return false;
            continue;
        case '{':
        case '[':
            if (open.size() == MaxJsonDepth)
                return fail(m_at,
                            JsonScannerText::tr("values are nested deeper than %1 levels").arg(MaxJsonDepth));
            open.append(m_at);
            break;
        case '}':
        case ']':
            if (*open.back() != (*m_at == '}' ? '{' : '['))
                return fail(m_at,
                            JsonScannerText::tr("%1 does not close the %2 of line %3 (byte %4)")
                                .arg(QLatin1Char(*m_at))
                                .arg(QLatin1Char(*open.back()))
                                .arg(lineAt(open.back()))
                                .arg(byteAt(open.back())));
            open.removeLast();
            if (open.isEmpty()) {
                ++m_at;
                return true;
            }
            break;
        case '\0':
            return unexpected({});
        default:
            break;
        }
        ++m_at;
    }
    return fail(open.back(),
                JsonScannerText::tr("this %1 is never closed; the file may be cut off")
                    .arg(QLatin1Char(*open.back())));
}

bool JsonScanner::skipString()
{
    const char *start = m_at++;
    for (; m_at < m_end; ++m_at) {
        if (*m_at == '"') {
            ++m_at;
            return true;
        }
        if (*m_at == '\\') { // QJsonDocument takes \x for x
            if (++m_at != m_end && (*m_at == '\0' || !std::strchr("\"\\/bfnrtu", *m_at)))
                return fail(m_at - 1, JsonScannerText::tr("what follows a “\\” is no escape"));
        } else if (*m_at == '\0')
            return unexpected({});
        else if (static_cast<uchar>(*m_at) < ' ')
            return fail(start,
                        JsonScannerText::tr("a text that begins here has no closing quote in its line; a "
                                            "line break in it is written \\n"));
    }
    return fail(start,
                JsonScannerText::tr("a text that begins here is never closed; the file may be cut off"));
}

bool JsonScanner::check(QByteArrayView object)
{
    QJsonParseError parsed;
    std::ignore = QJsonDocument::fromJson(QByteArray::fromRawData(object.data(), object.size()), &parsed);
    if (parsed.error == QJsonParseError::NoError)
        return true;
    const char *at = object.data() + std::min<qsizetype>(parsed.offset, object.size() - 1);
    switch (parsed.error) { // Qt names the byte behind the wrong one
    case QJsonParseError::UnterminatedObject:
    case QJsonParseError::UnterminatedArray:
    case QJsonParseError::MissingNameSeparator:
    case QJsonParseError::MissingValueSeparator:
        at = std::max(at - 1, object.data());
        break;
    default:
        break;
    }
    return fail(at, jsonReason(parsed.error));
}

} // namespace Fullstate
