// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvfile.h"

#include "app/draft/cellguard.h"
#include "app/import/csvhead.h"
#include "app/import/jsonrows.h"
#include "app/import/placeinfile.h"
#include "app/import/workbook.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <algorithm>

namespace Fullstate {

namespace {

constexpr qint64 PieceBytes = 1 << 20;
constexpr qsizetype MaxColumns = 16'384; // as many as Excel has
constexpr QLatin1String Utf8Name("UTF-8");

struct CsvFileText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::CsvFile)
};

Failure failure(const QString &message, const QString &detail = {})
{
    return Failure(Error{Error::Kind::File, message, detail});
}

/// A file's bytes, piece by piece, off the disk or pasted.
struct Source
{
    QString name;
    QIODevice *device;
    QString encoding = {}; ///< known: not to be detected
};

/// The whole text in UTF-8. \p decoded takes what it says of the bytes.
Result<QByteArray> readText(const Source &source, TextDecoder *decoder, const Watch &watch)
{
    QIODevice &device = *source.device;
    QByteArray text;
    const qint64 size = std::max<qint64>(device.size(), 1);
    text.reserve(size + 1);
    while (!device.atEnd()) {
        const QByteArray piece = device.read(PieceBytes);
        if (piece.isEmpty())
            break;
        decoder->decode(piece, &text);
        if (text.size() > MaxTableBytes)
            return failure(CsvFileText::tr("%1 holds more than 2 GB of text.").arg(source.name));
        if (!watch(device.pos() / 2, size)) // reading is one half, finding the rows the other
            return Failure(Error::cancelled());
    }
    decoder->finish(&text);
    if (device.pos() != device.size() || device.size() < size - 1)
        return failure(
            CsvFileText::tr("%1 could not be read to its end; it may have changed meanwhile. Try again.")
                .arg(source.name),
            device.errorString());
    return text;
}

/// Whether text that was read as UTF-8, with errors, has not one character past ASCII that speaks for it.
bool isOfAnotherEncoding(const QByteArray &text)
{
    const auto high = std::count_if(text.begin(), text.end(), [](char byte) { return byte < 0; });
    return high == 3 * text.count("\xef\xbf\xbd");
}

/// A file that begins in ASCII as far as it was looked at shows its encoding only at its first other byte.
QString laterEncoding(QIODevice *device, const QByteArray &text)
{
    const qint64 place = std::max<qint64>(text.indexOf("\xef\xbf\xbd") - CsvHeadBytes / 2, 0);
    device->seek(place);
    const QString encoding = detectFormat(device->read(CsvHeadBytes), true).encoding;
    device->seek(0);
    return encoding;
}

/// The text, and its format where that is not given.
Result<QByteArray> readDetected(const Source &source, bool isGiven, const Watch &watch, CsvFile *file)
{
    for (bool again = false;; again = true) {
        TextDecoder decoder(file->format.encoding);
        Result<QByteArray> text = readText(source, &decoder, watch);
        file->hasDecodingErrors = text && decoder.hasError();
        if (!file->hasDecodingErrors || isGiven || again || file->format.encoding != Utf8Name
            || !isOfAnotherEncoding(*text))
            return text;
        file->format.encoding = laterEncoding(source.device, *text);
        if (file->format.encoding == Utf8Name)
            return text;
    }
}

Result<> readCsv(const Source &source, const CsvReadOptions &options, const Watch &watch, CsvFile *file)
{
    const std::optional<CsvFormat> &format = options.format;
    const QByteArray head = source.device->peek(CsvHeadBytes);
    file->format = format ? *format : detectFormat(head, source.device->size() <= CsvHeadBytes);
    if (!source.encoding.isEmpty())
        file->format.encoding = source.encoding;
    const bool isGiven = (format && options.isEncodingChosen) || !source.encoding.isEmpty();
    Result<QByteArray> text = readDetected(source, isGiven, watch, file);
    if (!text)
        return Failure(text.error());
    PlaceInFile place(*text, file->format.encoding, file->hasDecodingErrors, source.device);
    const auto inFile = [&place](qint64 byte) { return place.of(byte); };
    if (looksLikeJson(*text) && !format) {
        const auto secondHalf = [&watch](qint64 done, qint64 total) {
            return watch(total + done, 2 * total);
        };
        Result<CsvTable> table = readJsonRows(*text, secondHalf, inFile, file->hasDecodingErrors);
        if (!table)
            return Failure(table.error());
        file->kind = CsvFile::Kind::Json;
        file->format.headerRow = true;
        file->table = std::move(*table);
        return {};
    }
    const qint64 size = text->size();
    file->head = head;
    file->table =
        CsvTable(std::move(*text), file->format.delimiter.toLatin1(), file->format.quote.toLatin1());
    Result<> indexed =
        file->table.index([&watch, size](qint64 done) { return watch((size + done) / 2, size); }, inFile);
    if (!indexed)
        return indexed;
    if (file->hasDecodingErrors)
        file->table.markUndecodable();
    file->table.moveFlaws(inFile);
    return {};
}

Result<> readSheet(const QString &sheet, const Watch &watch, CsvFile *file)
{
    Result<Workbook> workbook = readWorkbook(file->fileName, sheet, watch);
    if (!workbook)
        return Failure(workbook.error());
    file->kind = CsvFile::Kind::Workbook;
    file->sheets = workbook->sheets;
    file->sheet = workbook->sheet;
    file->table = std::move(workbook->table);
    return {};
}

Result<CsvFilePtr> finished(Result<> read, std::shared_ptr<CsvFile> file)
{
    if (read)
        read = nameColumns(file.get());
    if (!read)
        return Failure(read.error());
    return CsvFilePtr(std::move(file));
}

/// Runs on another thread.
Result<CsvFilePtr> readFileNow(const QString &fileName, const CsvReadOptions &options, const Watch &watch)
{
    if (Result<> usable = checkFile(fileName); !usable)
        return Failure(usable.error());
    QFile device(fileName);
    if (!device.open(QIODevice::ReadOnly))
        return failure(CsvFileText::tr("%1 could not be opened.").arg(fileName), device.errorString());
    const QDateTime changed = QFileInfo(fileName).lastModified();
    const QByteArray head = device.peek(CsvHeadBytes);
    if (Result<> usable = checkHead(head, fileName); !usable)
        return Failure(usable.error());
    auto file = std::make_shared<CsvFile>();
    file->fileName = fileName;
    Result<> read = head.startsWith(ZipMagic) ? readSheet(options.sheet, watch, file.get())
                                              : readCsv({fileName, &device}, options, watch, file.get());
    if (options.format && file->kind == CsvFile::Kind::Workbook)
        file->format.headerRow = options.format->headerRow;
    const bool isCancelled = !read && read.error().kind == Error::Kind::Cancelled;
    if (!isCancelled && QFileInfo(fileName).lastModified() != changed) // the cause of any other failure
        read = failure(CsvFileText::tr("%1 changed while it was read. Try again.").arg(fileName));
    return finished(std::move(read), std::move(file));
}

Result<CsvFilePtr> readMemory(const QString &name, QByteArray bytes, const QString &encoding,
                              const CsvReadOptions &options, const Watch &watch)
{
    auto file = std::make_shared<CsvFile>();
    file->fileName = name;
    QBuffer device(&bytes);
    device.open(QIODevice::ReadOnly);
    Result<> read = readCsv({name, &device, encoding}, options, watch, file.get());
    return finished(std::move(read), std::move(file));
}

} // namespace

CsvRow CsvFile::row(size_t index) const
{
    CsvRow row{line(index), table.cells(tableRow(index))};
    if (const RowFlaw *its = flaw(index)) {
        row.problem = flawText(*its);
        row.problemColumn = its->column;
    }
    return row;
}

const RowFlaw *CsvFile::flaw(size_t index) const
{
    const std::vector<RowFlaw> &flaws = table.flaws();
    const auto row = static_cast<quint32>(tableRow(index));
    const auto found =
        std::lower_bound(flaws.begin(), flaws.end(), row,
                         [](const RowFlaw &flaw, quint32 wanted) { return flaw.row < wanted; });
    return found != flaws.end() && found->row == row ? &*found : nullptr;
}

QString CsvFile::flawText(const RowFlaw &flaw) const
{
    const auto at = [&flaw](const QString &text) -> QString {
        return flaw.byte < 0
            ? text
            : QString(text % u' ' % CsvFileText::tr("(byte %L1 of the file)").arg(flaw.byte + 1));
    };
    switch (flaw.kind) {
    case RowFlaw::Kind::CellCount:
        return at(
            CsvFileText::tr("It has %1 cells, the header has %2. A delimiter inside a cell needs quotes "
                            "around the cell.")
                .arg(flaw.count)
                .arg(columns.size()));
    case RowFlaw::Kind::AfterQuote:
        return at(CsvFileText::tr("Text follows a closing quote. A quote inside a cell is written twice."));
    case RowFlaw::Kind::Nul:
        return at(CsvFileText::tr(
            "It holds a NUL character: this may not be a text file, or not in this encoding."));
    case RowFlaw::Kind::LongCell:
        return at(CsvFileText::tr("A cell is longer than 1 MiB: a quote may be missing its end."));
    case RowFlaw::Kind::Undecodable:
        return at(CsvFileText::tr("The cell holds bytes that are not %1. Choose another encoding.")
                      .arg(format.encoding));
    }
    return {};
}

Result<> nameColumns(CsvFile *file)
{
    file->columns.clear();
    if (file->table.rowCount() == 0)
        return failure(CsvFileText::tr("%1 holds no rows.").arg(file->fileName));
    if (file->format.headerRow) {
        if (!file->table.flaws().empty() && file->table.flaws().front().row == 0)
            return failure(CsvFileText::tr("The header row cannot be read: %1")
                               .arg(file->flawText(file->table.flaws().front())));
        file->columns = file->table.cells(0);
    }
    if (file->table.width() > MaxColumns)
        return failure(
            CsvFileText::tr("The first row has %L1 cells, more than the %L2 that are read. Check the "
                            "delimiter and the quote.")
                .arg(file->table.width())
                .arg(MaxColumns));
    QHash<QString, int> names; // how often each was there
    for (qsizetype column = 0; column < file->table.width(); ++column) {
        if (column == file->columns.size())
            file->columns.append(QString());
        QString &name = file->columns[column];
        name = (file->kind == CsvFile::Kind::Csv ? unguarded(name) : name).trimmed();
        if (name.isEmpty())
            name = CsvFileText::tr("Column %1").arg(column + 1);
        const QString first = name;
        while (names.contains(name))
            name = first % QStringLiteral(" (%1)").arg(++names[first]);
        names.insert(name, 1);
    }
    return {};
}

CsvFile pictureOf(const QByteArray &head, const CsvFormat &format)
{
    CsvFile file;
    file.format = format;
    if (!checkHead(head, {}) || head.startsWith(ZipMagic))
        return file;
    QByteArray text;
    TextDecoder(format.encoding).decode(head, &text);
    if (head.size() >= CsvHeadBytes)
        dropCutRecord(&text);
    file.table = CsvTable(std::move(text), format.delimiter.toLatin1(), format.quote.toLatin1());
    std::ignore = file.table.index(); // the head of a file ends anywhere
    std::ignore = nameColumns(&file);
    return file;
}

ResultJob<CsvFilePtr> *readFile(const QString &fileName, const CsvReadOptions &options, QObject *parent)
{
    return new LongJob<CsvFilePtr>(
        CsvFileText::tr("Reading the file"),
        [fileName, options](const Watch &watch) { return readFileNow(fileName, options, watch); }, parent);
}

ResultJob<CsvFilePtr> *readPasted(const QString &text, const CsvReadOptions &options, QObject *parent)
{
    return new LongJob<CsvFilePtr>(
        CsvFileText::tr("Reading what was pasted"),
        [text, options](const Watch &watch) {
            if (text.isEmpty())
                return Result<CsvFilePtr>(failure(CsvFileText::tr("Nothing was pasted.")));
            return readMemory(CsvFileText::tr("the pasted text"), text.toUtf8(), Utf8Name, options, watch);
        },
        parent);
}

Result<CsvFilePtr> readBytes(QByteArray bytes, const CsvReadOptions &options, const Watch &watch)
{
    const QString name = CsvFileText::tr("the file");
    if (Result<> usable = checkHead(bytes.first(std::min<qsizetype>(bytes.size(), CsvHeadBytes)), name);
        !usable)
        return Failure(usable.error());
    return readMemory(name, std::move(bytes), {}, options, watch);
}

} // namespace Fullstate
