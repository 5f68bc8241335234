// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A libFuzzer target: any bytes, read as a CSV file in what is detected and in a format that the first byte
// chooses.
//
//   packaging/install build fuzz && cmake --preset fuzz && cmake --build --preset fuzz
//   mkdir -p build/corpus && build/fuzz/tests/fuzz/fuzz_csvtable build/corpus tests/fuzz/corpus
//   -max_total_time=600
//
// What it finds is kept in tests/fuzz/corpus: tst_fuzzcorpus runs each of these files.
#include "app/import/csvfile.h"

#include <QSet>
#include <QStringDecoder>
#include <cstdlib>

using namespace Fullstate;

#define ALWAYS(condition) always(condition, #condition)

static void always(bool holds, const char *what)
{
    if (holds)
        return;
    qCritical("This does not hold: %s", what);
    std::abort();
}

/// QString::fromUtf8() would drop a BOM.
static QString exactly(QByteArrayView utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(utf8);
}

static void checkFlaws(const CsvFile &file, qsizetype fileBytes)
{
    const RowFlaw *last = nullptr;
    for (const RowFlaw &flaw : file.table.flaws()) {
        ALWAYS(flaw.row < file.table.rowCount());
        ALWAYS(!last || (last->row < flaw.row && last->byte <= flaw.byte));
        ALWAYS(flaw.byte >= 0 && flaw.byte <= fileBytes);
        ALWAYS(!file.flawText(flaw).isEmpty());
        last = &flaw;
    }
}

/// The same cells come back from a table that they are written to.
static void checkCells(const CsvFile &file)
{
    const CsvTable &table = file.table;
    CsvTable copy;
    RowCells cells(table);
    std::vector<bool> isFlawed(table.rowCount());
    for (const RowFlaw &flaw : table.flaws())
        isFlawed[flaw.row] = true;
    for (size_t row = 0; row < table.rowCount(); ++row) {
        ALWAYS(row == 0
               || (table.start(row - 1) < table.start(row) && table.line(row - 1) < table.line(row)));
        cells.read(row, 1);
        const QByteArray first = cells.at(0).toByteArray();
        cells.read(row);
        ALWAYS(cells.size() > 0 && cells.at(0) == first);
        ALWAYS(isFlawed[row] || cells.size() == table.width());
        QStringList texts;
        for (qsizetype column = 0; column < cells.size(); ++column)
            texts.append(exactly(cells.at(column)));
        copy.append(texts, static_cast<quint32>(table.line(row)));
    }
    CsvTable again(copy.text(), ',', '"');
    ALWAYS(again.index().has_value());
    ALWAYS(again.rowCount() == table.rowCount() && copy.rowCount() == table.rowCount());
    RowCells copied(copy);
    RowCells indexed(again);
    for (size_t row = 0; row < table.rowCount(); ++row) {
        cells.read(row);
        copied.read(row);
        indexed.read(row);
        ALWAYS(cells.size() == copied.size() && cells.size() == indexed.size());
        for (qsizetype column = 0; column < cells.size(); ++column)
            ALWAYS(cells.at(column) == copied.at(column) && cells.at(column) == indexed.at(column));
    }
}

/// Bytes are the same text however they are cut into pieces; not told of what ICU decodes, which shows the
/// byte 0x1a for an error.
static void checkPieces(const QByteArray &bytes, const QString &encoding)
{
    if (!encoding.startsWith(QLatin1String("UTF-")))
        return;
    const auto decoded = [&bytes, &encoding](qsizetype pieceBytes) -> QByteArray {
        TextDecoder decoder(encoding);
        QByteArray text;
        for (qsizetype at = 0; at < bytes.size(); at += pieceBytes)
            decoder.decode(bytes.mid(at, pieceBytes), &text);
        decoder.finish(&text);
        return text + (decoder.hasError() ? "!" : "");
    };
    const QByteArray whole = decoded(std::max<qsizetype>(bytes.size(), 1));
    for (const qsizetype pieceBytes : {1, 3, 7})
        ALWAYS(decoded(pieceBytes) == whole);
}

static void check(const QByteArray &bytes, const CsvReadOptions &options)
{
    const Result<CsvFilePtr> read = readBytes(bytes, options, [](qint64, qint64) { return true; });
    if (!read) {
        ALWAYS(!read.error().message.isEmpty());
        return;
    }
    const CsvFile &file = **read;
    ALWAYS(file.kind != CsvFile::Kind::Csv || !options.format || file.format == *options.format);
    ALWAYS(file.columns.size() == file.table.width());
    ALWAYS(QSet<QString>(file.columns.begin(), file.columns.end()).size() == file.columns.size());
    checkFlaws(file, bytes.size());
    checkCells(file);
    checkPieces(bytes, file.format.encoding);
    for (size_t row = 0; row < file.rowCount(); ++row)
        ALWAYS(file.row(row).problem.isEmpty() == (file.flaw(row) == nullptr));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    check(bytes, {});
    pictureOf(bytes, detectFormat(bytes, false));
    if (bytes.isEmpty())
        return 0;
    static const QStringList encodings = csvEncodings();
    static const QList<QChar> delimiters = csvDelimiters();
    static const QList<QChar> quotes{u'"', u'\'', QChar()};
    const auto choice = static_cast<qsizetype>(data[0]);
    CsvFormat format;
    format.encoding = encodings.at(choice % encodings.size());
    format.delimiter = delimiters.at(choice % delimiters.size());
    format.quote = quotes.at(choice % quotes.size());
    format.headerRow = choice % 2 == 0;
    check(bytes.sliced(1), {format});
    return 0;
}
