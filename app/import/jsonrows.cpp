// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/jsonrows.h"

#include "app/import/jsonscanner.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

namespace Fullstate {

namespace {

struct JsonRowsText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::JsonRows)
};

constexpr qsizetype MaxJsonColumns = 10'000;

/// Of valid JSON. \p at is a quote.
const char *behindJsonString(const char *at)
{
    for (++at; *at != '"'; ++at)
        at += *at == '\\';
    return at + 1;
}

/// Of valid JSON.
const char *behindJsonValue(const char *at)
{
    int depth = 0;
    do {
        if (*at == '"') {
            at = behindJsonString(at);
        } else if (*at == '{' || *at == '[') {
            ++depth;
            ++at;
        } else if (*at == '}' || *at == ']') {
            --depth;
            ++at;
        } else if (depth > 0) {
            ++at;
        } else {
            while (*at != ',' && *at != '}' && *at != ']' && !isJsonSpace(*at))
                ++at;
        }
    } while (depth > 0);
    return at;
}

/// What stands in an object: a name without its quotes, and a value as it is written.
struct JsonMember
{
    QByteArrayView name;
    QByteArrayView value;
};

/// Of valid JSON.
void splitObject(QByteArrayView object, std::vector<JsonMember> *members)
{
    members->clear();
    const char *end = object.data() + object.size();
    for (const char *at = behindJsonSpace(object.data() + 1, end); *at != '}';) {
        const char *name = at;
        at = behindJsonString(at);
        const QByteArrayView itsName(name + 1, at - 1);
        at = behindJsonSpace(behindJsonSpace(at, end) + 1, end);
        const char *value = at;
        at = behindJsonValue(at);
        members->push_back({itsName, {value, at}});
        at = behindJsonSpace(at, end);
        if (*at == ',')
            at = behindJsonSpace(at + 1, end);
    }
}

/// \p text is what stands between quotes. Null: it is no text after all (half a surrogate pair, a NUL).
QString jsonText(QByteArrayView text)
{
    if (!text.contains('\\'))
        return text.isEmpty() ? QStringLiteral("") : QString::fromUtf8(text);
    const QByteArray array = "[\"" + text.toByteArray() + "\"]";
    const QString read = QJsonDocument::fromJson(array).array().at(0).toString();
    return read.isValidUtf16() && !read.contains(QChar()) ? read : QString();
}

/// Without the white space between values.
QString compactJson(QByteArrayView value)
{
    QByteArray text;
    text.reserve(value.size());
    for (const char *at = value.data(), *end = at + value.size(); at != end;) {
        const char *start = at;
        if (*at == '"')
            at = behindJsonString(at);
        else
            ++at;
        if (!isJsonSpace(*start))
            text.append(start, at - start);
    }
    return QString::fromUtf8(text);
}

QString jsonCell(QByteArrayView value)
{
    if (value.front() == '"')
        return jsonText(value.sliced(1, value.size() - 2));
    if (value.front() == '{' || value.front() == '[')
        return compactJson(value);
    if (value == QByteArrayView("null"))
        return QStringLiteral("");
    if (value.front() != 't' && value.front() != 'f' && (value.contains('e') || value.contains('E'))) {
        const double number = value.toByteArray().toDouble();
        if (std::abs(number) < 1e15 && number == std::floor(number))
            return QString::number(number, 'f', 0);
    }
    return QString::fromLatin1(value);
}

/// The columns in the order in which they appear, and the cells of each object.
class JsonColumns
{
public:
    bool add(const std::vector<JsonMember> &members, JsonScanner *scanner);
    bool cells(const std::vector<JsonMember> &members, JsonScanner *scanner, QStringList *cells) const;
    int numberOf(const JsonMember &member) const
    {
        return static_cast<int>(m_byName.value(key(member.name))) + 1;
    }
    const QStringList &names() const { return m_names; }

private:
    static QByteArray key(QByteArrayView name);

    QHash<QByteArray, qsizetype> m_byName;
    QStringList m_names;
    std::vector<quint32> m_lastSeen; ///< the number of the object
    quint32 m_objects = 0;
};

QByteArray JsonColumns::key(QByteArrayView name)
{
    return name.contains('\\') ? jsonText(name).toUtf8() : QByteArray::fromRawData(name.data(), name.size());
}

bool JsonColumns::add(const std::vector<JsonMember> &members, JsonScanner *scanner)
{
    ++m_objects;
    for (const JsonMember &member : members) {
        const QByteArray name = key(member.name);
        const auto found = m_byName.constFind(name);
        const qsizetype column = found == m_byName.cend() ? m_names.size() : *found;
        if (column == MaxJsonColumns)
            return scanner->fail(
                member.name.data() - 1,
                JsonRowsText::tr("the objects have more than %L1 different names").arg(MaxJsonColumns));
        if (column == m_names.size()) {
            m_byName.insert(QByteArray(name.constData(), name.size()), column);
            m_names.append(QString::fromUtf8(name));
            m_lastSeen.push_back(0);
        }
        quint32 &lastSeen = m_lastSeen[static_cast<size_t>(column)];
        if (lastSeen == m_objects)
            return scanner->fail(member.name.data() - 1,
                                 JsonRowsText::tr("the name “%1” comes twice in one object")
                                     .arg(QString::fromUtf8(name).left(60)));
        lastSeen = m_objects;
    }
    return true;
}

bool JsonColumns::cells(const std::vector<JsonMember> &members, JsonScanner *scanner,
                        QStringList *cells) const
{
    for (QString &cell : *cells)
        cell.clear();
    for (const JsonMember &member : members) {
        if (member.value.size() > MaxCellBytes)
            return scanner->fail(member.value.data(), JsonRowsText::tr("this value is longer than 1 MiB"));
        const QString cell = jsonCell(member.value);
        if (cell.isNull())
            return scanner->fail(member.value.data(),
                                 JsonRowsText::tr("this text holds a NUL or half a character"));
        (*cells)[m_byName.value(key(member.name))] = cell;
    }
    return true;
}

/// The first name or value of an object that holds U+FFFD, at its byte of the text.
std::optional<RowFlaw> lostIn(const std::vector<JsonMember> &members, const JsonColumns &columns,
                              const QByteArray &text)
{
    for (const JsonMember &member : members) {
        for (const QByteArrayView part : {member.name, member.value}) {
            if (const qsizetype at = part.indexOf(QByteArrayView("\xef\xbf\xbd")); at >= 0)
                return RowFlaw{.kind = RowFlaw::Kind::Undecodable,
                               .column = columns.numberOf(member),
                               .byte = part.data() + at - text.constData()};
        }
    }
    return {};
}

} // namespace

bool looksLikeJson(QByteArrayView text)
{
    const char *end = text.data() + text.size();
    const char *at = text.startsWith("\xef\xbb\xbf") ? text.data() + 3 : text.data();
    at = behindJsonSpace(at, end);
    if (at == end || (*at != '[' && *at != '{'))
        return false;
    const char *second = behindJsonSpace(at + 1, end);
    if (second == end)
        return false;
    return *at == '[' ? *second == '{' || *second == ']' : *second == '"' || *second == '}';
}

Result<CsvTable> readJsonRows(const QByteArray &text, const Watch &watch, const CsvTable::Place &place,
                              bool hasLost)
{
    std::vector<JsonMember> members;
    JsonColumns columns;
    JsonScanner first(text, watch, 0, place);
    quint32 objects = 0;
    if (first.begin()) {
        for (QByteArrayView object = first.next(); !object.isEmpty(); object = first.next()) {
            if (!first.check(object))
                break;
            splitObject(object, &members);
            if (!columns.add(members, &first))
                break;
            ++objects;
        }
    }
    if (first.error())
        return Failure(*first.error());
    CsvTable table;
    if (objects == 0)
        return table;
    if (columns.names().isEmpty())
        return Failure({Error::Kind::File, JsonRowsText::tr("The objects in it are empty: {}."), {}});

    JsonScanner second(text, watch, 1, place);
    second.begin();
    table.append(columns.names(), 1);
    QStringList cells(columns.names().size());
    for (QByteArrayView object = second.next(); !object.isEmpty(); object = second.next()) {
        splitObject(object, &members);
        if (!columns.cells(members, &second, &cells))
            break;
        table.append(cells, second.line());
        if (const auto flaw = hasLost ? lostIn(members, columns, text) : std::nullopt)
            table.appendFlaw(*flaw);
        if (table.text().size() > MaxTableBytes)
            return Failure({Error::Kind::File, JsonRowsText::tr("As a table it holds more than 2 GB."), {}});
    }
    if (second.error())
        return Failure(*second.error());
    if (place)
        table.moveFlaws(place);
    return table;
}

} // namespace Fullstate
