// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/workbook.h"

#include "app/import/sheetrows.h"
#include "app/import/sheetvalue.h"
#include "app/import/zippackage.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QXmlStreamReader>
#include <optional>

namespace Fullstate {

namespace {

struct WorkbookText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Workbook)
};

constexpr int WatchedElements = 512;
constexpr quint32 MostSheetRows = 1'048'576; // Excel's own limit

using Xml = QXmlStreamReader;
using ElementVisitor = std::function<void(Xml &)>;

struct PartRelation
{
    QString type; ///< the last word of its address: the rest differs between Excel's kinds of files
    QString part;
};
using PartRelations = QHash<QString, PartRelation>; // by identifier

struct SheetEntry
{
    QString name;
    QString part;
    bool isHidden = false;
};

/// A text in runs of several formats; how it is pronounced is left out.
QString richText(Xml &xml)
{
    QString text;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"t")
            text += xml.readElementText(Xml::SkipChildElements);
        else if (xml.name() == u"r")
            text += richText(xml);
        else
            xml.skipCurrentElement();
    }
    return text;
}

bool isXmlTrue(QStringView value)
{
    return value == u"1" || value == u"true";
}

/// Reads a workbook part by part. liborcus unpacks it; the parts are read here, since its own reader of
/// workbooks drops what an import must not lose (inline texts, errors, true and false of formulas, 1904).
class WorkbookReader
{
public:
    WorkbookReader(const QString &fileName, const Watch &watch)
        : m_fileName(fileName)
        , m_watch(watch)
    {
    }

    bool open();
    bool readSheet(const QString &wanted, Workbook *workbook);
    const Error &error() const { return *m_error; }

private:
    bool visit(const QString &part, const ElementVisitor &visitor);
    bool readRelations(const QString &part, PartRelations *relations);
    bool readWorkbookPart(const QString &part);
    bool readStyles(const QString &part);
    bool readTexts(const QString &part);
    bool readTable(const QString &part, CsvTable *table);
    QString readCell(Xml &xml, const QString &type, int style);
    QString numberCell(const QString &text, int style) const;
    bool fail(const QString &message, const QString &detail = {});
    void damaged(const QString &detail);
    QString tooLarge() const;
    bool goesOn(qint64 done);

    QString m_fileName;
    const Watch &m_watch;
    ZipPackage m_package;
    std::vector<SheetEntry> m_sheets;
    QString m_textsPart;
    bool m_hasTexts = false;
    std::vector<QString> m_texts;
    std::vector<SheetFormat> m_formats; ///< by a cell's style
    bool m_is1904 = false;
    qint64 m_done = 0;
    qint64 m_total = 1;
    std::optional<Error> m_error;
};

bool WorkbookReader::fail(const QString &message, const QString &detail)
{
    if (!m_error)
        m_error = Error{Error::Kind::File, message, detail};
    return false;
}

void WorkbookReader::damaged(const QString &detail)
{
    fail(WorkbookText::tr("%1 is damaged, or no workbook that Excel would open. Open it in the program that "
                          "wrote it and save it again, or export it as CSV.")
             .arg(m_fileName),
         detail);
}

QString WorkbookReader::tooLarge() const
{
    return WorkbookText::tr("%1 holds more than 2 GB of text. Split it, or export less.").arg(m_fileName);
}

bool WorkbookReader::goesOn(qint64 done)
{
    if (!m_error && m_watch && !m_watch(std::min(done, m_total), m_total))
        m_error = Error::cancelled();
    return !m_error;
}

/// Calls \p visitor at the beginning of each element that it has not read over.
bool WorkbookReader::visit(const QString &part, const ElementVisitor &visitor)
{
    const Result<ZipPackage::Bytes> bytes = m_package.read(part);
    if (!bytes) {
        m_error = bytes.error();
        return false;
    }
    QByteArray data = QByteArray::fromRawData(reinterpret_cast<const char *>(bytes->data()),
                                              static_cast<qsizetype>(bytes->size()));
    QBuffer buffer(&data); // a device, so that the text is not held in UTF-16 as a whole
    buffer.open(QIODevice::ReadOnly);
    Xml xml(&buffer);
    for (int elements = 0; !xml.atEnd() && !m_error;) {
        const Xml::TokenType token = xml.readNext();
        if (token == Xml::DTD) {
            damaged(QStringLiteral("%1 has a document type.").arg(part));
        } else if (token == Xml::StartElement) {
            visitor(xml);
            if (++elements % WatchedElements == 0)
                goesOn(m_done + buffer.pos());
        }
    }
    if (xml.hasError())
        damaged(QStringLiteral("%1, line %2: %3").arg(part).arg(xml.lineNumber()).arg(xml.errorString()));
    m_done += data.size();
    return !m_error;
}

bool WorkbookReader::readRelations(const QString &part, PartRelations *relations)
{
    const QString folder = part.section(u'/', 0, -2);
    const QString list =
        QDir::cleanPath(folder % QLatin1String("/_rels/") % part.section(u'/', -1) % QLatin1String(".rels"));
    return visit(list.startsWith(u'/') ? list.mid(1) : list, [&](Xml &xml) {
        if (xml.name() != u"Relationship")
            return;
        const QString target = xml.attributes().value(QLatin1String("Target")).toString();
        const QString path =
            QDir::cleanPath(target.startsWith(u'/') ? target : u'/' % folder % u'/' % target);
        relations->insert(
            xml.attributes().value(QLatin1String("Id")).toString(),
            {xml.attributes().value(QLatin1String("Type")).toString().section(u'/', -1), path.mid(1)});
    });
}

bool WorkbookReader::open()
{
    if (Result<> opened = m_package.open(m_fileName); !opened) {
        m_error = opened.error();
        return false;
    }
    if (m_package.contains(QStringLiteral("mimetype")) && m_package.contains(QStringLiteral("content.xml")))
        return fail(
            WorkbookText::tr("%1 is an OpenDocument file. Save it as Excel workbook (.xlsx) or CSV first.")
                .arg(m_fileName));
    PartRelations relations;
    if (m_package.contains(QStringLiteral("_rels/.rels")) && !readRelations({}, &relations))
        return false;
    for (const PartRelation &relation : std::as_const(relations)) {
        if (relation.type != QLatin1String("officeDocument"))
            continue;
        if (relation.part.endsWith(QLatin1String(".bin")))
            return fail(WorkbookText::tr("%1 is a binary workbook (.xlsb). Save it as .xlsx or CSV first.")
                            .arg(m_fileName));
        if (relation.part.section(u'/', -1) != QLatin1String("document.xml")) // Word's
            return readWorkbookPart(relation.part);
    }
    return fail(WorkbookText::tr("%1 is a zip file, but no Excel workbook.").arg(m_fileName));
}

bool WorkbookReader::readWorkbookPart(const QString &part)
{
    PartRelations relations;
    if (!readRelations(part, &relations))
        return false;
    const bool isRead = visit(part, [&](Xml &xml) {
        const QXmlStreamAttributes attributes = xml.attributes();
        if (xml.name() == u"workbookPr") {
            m_is1904 = isXmlTrue(attributes.value(QLatin1String("date1904")));
        } else if (xml.name() == u"sheet") {
            QString identifier; // r:id, in one of two namespaces
            for (const QXmlStreamAttribute &attribute : attributes) {
                if (attribute.name() == u"id" && !attribute.namespaceUri().isEmpty())
                    identifier = attribute.value().toString();
            }
            const PartRelation relation = relations.value(identifier);
            if (relation.type == QLatin1String("worksheet")) // others hold a diagram or a macro
                m_sheets.push_back({attributes.value(QLatin1String("name")).toString(), relation.part,
                                    attributes.hasAttribute(QLatin1String("state"))
                                        && attributes.value(QLatin1String("state")) != u"visible"});
        }
    });
    if (!isRead)
        return false;
    if (m_sheets.empty())
        return fail(WorkbookText::tr("%1 holds no sheet.").arg(m_fileName));
    for (const PartRelation &relation : std::as_const(relations)) {
        if (relation.type == QLatin1String("sharedStrings"))
            m_textsPart = relation.part;
        if (relation.type == QLatin1String("styles") && !readStyles(relation.part))
            return false;
    }
    return true;
}

bool WorkbookReader::readStyles(const QString &part)
{
    QHash<int, QString> codes;
    bool isOfCells = false; // and not of named styles
    return visit(part, [&](Xml &xml) {
        const auto number = [&xml] { return xml.attributes().value(QLatin1String("numFmtId")).toInt(); };
        if (xml.name() == u"numFmt")
            codes.insert(number(), xml.attributes().value(QLatin1String("formatCode")).toString());
        else if (xml.name() == u"cellXfs" || xml.name() == u"cellStyleXfs")
            isOfCells = xml.name() == u"cellXfs";
        else if (xml.name() == u"xf" && isOfCells)
            m_formats.push_back(sheetFormat(number(), codes.value(number())));
    });
}

bool WorkbookReader::readTexts(const QString &part)
{
    m_hasTexts = true;
    return part.isEmpty() || visit(part, [&](Xml &xml) {
               if (xml.name() == u"si")
                   m_texts.push_back(withoutSheetEscapes(richText(xml)));
           });
}

bool WorkbookReader::readSheet(const QString &wanted, Workbook *workbook)
{
    std::vector<SheetEntry> tried;
    for (const bool isHidden : {false, true}) { // lists behind the scenes come last
        for (const SheetEntry &sheet : m_sheets) {
            if (sheet.isHidden == isHidden && (wanted.isEmpty() || sheet.name == wanted))
                tried.push_back(sheet);
        }
    }
    for (const SheetEntry &sheet : m_sheets)
        workbook->sheets.append(sheet.name);
    if (tried.empty())
        return fail(WorkbookText::tr("%1 has no sheet “%2”. It has: %3.")
                        .arg(m_fileName, wanted, workbook->sheets.join(QLatin1String(", "))));
    m_done = 0;
    m_total = std::max<qint64>(m_package.size(m_textsPart) + m_package.size(tried.front().part), 1);
    for (const SheetEntry &sheet : tried) {
        CsvTable table;
        if (!readTable(sheet.part, &table))
            return false;
        if (workbook->sheet.isEmpty() || table.rowCount() > 0) {
            workbook->sheet = sheet.name;
            workbook->table = std::move(table);
        }
        if (workbook->table.rowCount() > 0)
            break;
    }
    return true;
}

bool WorkbookReader::readTable(const QString &part, CsvTable *table)
{
    if (!m_hasTexts && !readTexts(m_textsPart))
        return false;
    SheetRows rows;
    quint32 line = 0;
    qsizetype column = -1;
    const bool isRead = visit(part, [&](Xml &xml) {
        const QXmlStreamAttributes attributes = xml.attributes();
        const auto reference = attributes.value(QLatin1String("r"));
        if (xml.name() == u"row") {
            if (!rows.endRow(line))
                fail(tooLarge());
            line = reference.isEmpty() ? line + 1 : reference.toUInt();
            if (line == 0 || line > MostSheetRows)
                damaged(QStringLiteral("%1 has a row %2.").arg(part, reference));
            column = -1;
        } else if (xml.name() == u"c") {
            column = reference.isEmpty() ? column + 1 : sheetColumn(reference);
            if (column < 0 || column >= MostSheetColumns)
                return damaged(QStringLiteral("%1 has a cell %2.").arg(part, reference));
            rows.setCell(column,
                         readCell(xml, attributes.value(QLatin1String("t")).toString(),
                                  attributes.value(QLatin1String("s")).toInt()));
        }
    });
    if (!isRead)
        return false;
    if (!rows.endRow(line) || !rows.finish([this] { return goesOn(m_done); }))
        return fail(tooLarge());
    *table = rows.takeTable();
    return !m_error;
}

QString WorkbookReader::readCell(Xml &xml, const QString &type, int style)
{
    QString value; // of a formula its last result
    while (xml.readNextStartElement()) {
        if (xml.name() == u"v")
            value = xml.readElementText(Xml::SkipChildElements);
        else if (xml.name() == u"is")
            value = richText(xml);
        else
            xml.skipCurrentElement();
    }
    if (value.isEmpty())
        return {};
    if (type.isEmpty() || type == u"n")
        return numberCell(value, style);
    if (type == u"s") {
        bool isNumber = false;
        const size_t index = value.toUInt(&isNumber);
        if (isNumber && index < m_texts.size())
            return m_texts[index];
        damaged(QStringLiteral("A cell names a text %1 that is not there.").arg(value));
        return {};
    }
    if (type == u"b")
        return isXmlTrue(value) ? QStringLiteral("true") : QStringLiteral("false");
    if (type == u"d")
        return sheetDate(value);
    return type == u"e" ? value : withoutSheetEscapes(value);
}

QString WorkbookReader::numberCell(const QString &text, int style) const
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    const auto index = static_cast<size_t>(style);
    return isNumber
        ? sheetValue(value, index < m_formats.size() ? m_formats[index] : SheetFormat::Number, m_is1904)
        : text;
}

} // namespace

Result<Workbook> readWorkbook(const QString &fileName, const QString &sheet, const Watch &watch)
{
    Workbook workbook;
    WorkbookReader reader(fileName, watch);
    if (!reader.open() || !reader.readSheet(sheet, &workbook))
        return Failure(reader.error());
    return workbook;
}

} // namespace Fullstate
