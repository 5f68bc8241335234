// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvtable.h"

#include <QRandomGenerator>
#include <QTest>
#include <csv.h>

using namespace Fullstate;

/// Random tables and random text beside libcsv, an independent reader of the same format.
///
/// Where RFC 4180 settles what a text means, both agree. It does not settle quotes inside a cell that does
/// not begin with one (data here, refused by libcsv when it is strict), text behind a closing quote (a flaw
/// here, refused there) and a quote that is not closed (refused by both): there it is only compared that
/// neither takes the text as well formed. Blanks are data to both here, though libcsv would trim them if it
/// were let.
class tst_CsvOracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatLibcsvWrites();
    void writesWhatLibcsvReads();
    void readsTextAsLibcsvDoes();
};

using Records = QList<QByteArrayList>;

static QByteArray random(QRandomGenerator *from, int most)
{
    static constexpr char letters[] = "ab,\"\n\r ;'";
    QByteArray bytes;
    for (int left = from->bounded(most + 1); left > 0; --left)
        bytes += letters[from->bounded(static_cast<int>(sizeof(letters) - 1))];
    return bytes;
}

static Records randomRecords(QRandomGenerator *from)
{
    Records records(from->bounded(1, 6));
    const int width = from->bounded(1, 5);
    for (QByteArrayList &record : records) {
        for (int cell = 0; cell < width; ++cell)
            record.append(random(from, 6));
    }
    return records;
}

/// Nothing: strict libcsv refuses the text.
static std::optional<Records> readWithLibcsv(const QByteArray &text)
{
    struct Read
    {
        Records records;
        QByteArrayList record;
    } read;
    const auto takeCell = [](void *bytes, size_t size, void *to) {
        static_cast<Read *>(to)->record.append(
            QByteArray(static_cast<const char *>(bytes), static_cast<qsizetype>(size)));
    };
    const auto takeRecord = [](int, void *to) {
        auto *taking = static_cast<Read *>(to);
        taking->records.append(std::exchange(taking->record, {}));
    };
    csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&parser, [](unsigned char) { return 0; });
    const auto size = static_cast<size_t>(text.size());
    const bool isTaken = csv_parse(&parser, text.constData(), size, takeCell, takeRecord, &read) == size
        && csv_fini(&parser, takeCell, takeRecord, &read) == 0;
    csv_free(&parser);
    return isTaken ? std::optional(read.records) : std::nullopt;
}

static Records recordsOf(const CsvTable &table)
{
    Records records;
    RowCells cells(table);
    for (size_t row = 0; row < table.rowCount(); ++row) {
        cells.read(row);
        QByteArrayList record;
        for (qsizetype column = 0; column < cells.size(); ++column)
            record.append(cells.at(column).toByteArray());
        records.append(record);
    }
    return records;
}

/// Whether RFC 4180 allows the quotes in a table that was read.
static bool isStrict(const CsvTable &table)
{
    for (const RowFlaw &flaw : table.flaws()) {
        if (flaw.kind == RowFlaw::Kind::AfterQuote)
            return false;
    }
    RowCells cells(table);
    const char *begin = table.text().constData();
    const char *end = begin + table.text().size();
    for (size_t row = 0; row < table.rowCount(); ++row) {
        cells.read(row);
        for (qsizetype column = 0; column < cells.size(); ++column) {
            const char *cell = cells.at(column).data();
            const bool isInText = cell >= begin && cell <= end; // else it had doubled quotes
            const bool isPlain = isInText && (cell == begin || cell[-1] != '"');
            if (isPlain && cells.at(column).contains('"'))
                return false;
        }
    }
    return true;
}

void tst_CsvOracle::readsWhatLibcsvWrites()
{
    QRandomGenerator from(4180);
    for (int turn = 0; turn < 4000; ++turn) {
        const Records records = randomRecords(&from);
        const QByteArray lineEnd = turn % 3 == 0 ? "\r\n" : turn % 3 == 1 ? "\n" : "\r";
        QByteArray text;
        for (const QByteArrayList &record : records) {
            for (qsizetype cell = 0; cell < record.size(); ++cell) {
                const QByteArray &bytes = record.at(cell);
                QByteArray written(2 * bytes.size() + 2, '\0');
                written.truncate(
                    static_cast<qsizetype>(csv_write(written.data(), static_cast<size_t>(written.size()),
                                                     bytes.constData(), static_cast<size_t>(bytes.size()))));
                text += (cell > 0 ? "," : "") + written;
            }
            text += lineEnd;
        }
        CsvTable table(text, ',', '"');
        QVERIFY2(table.index(), text.toPercentEncoding().constData());
        QVERIFY2(table.flaws().empty(), text.toPercentEncoding().constData());
        QVERIFY2(recordsOf(table) == records, text.toPercentEncoding().constData());
    }
}

void tst_CsvOracle::writesWhatLibcsvReads()
{
    QRandomGenerator from(5714);
    for (int turn = 0; turn < 4000; ++turn) {
        const Records records = randomRecords(&from);
        CsvTable table;
        for (const QByteArrayList &record : records) {
            QStringList cells;
            for (const QByteArray &cell : record)
                cells.append(QString::fromUtf8(cell));
            table.append(cells, 1);
        }
        const std::optional<Records> read = readWithLibcsv(table.text());
        QVERIFY2(read && *read == records, table.text().toPercentEncoding().constData());
    }
}

void tst_CsvOracle::readsTextAsLibcsvDoes()
{
    QRandomGenerator from(2026);
    int agreed = 0;
    int refused = 0;
    for (int turn = 0; turn < 20'000; ++turn) {
        const QByteArray text = random(&from, 14);
        if (separatorLine(text) > 0)
            continue;
        CsvTable table(text, ',', '"');
        const bool isRead = table.index().has_value();
        const std::optional<Records> wanted = readWithLibcsv(text);
        QVERIFY2(wanted.has_value() == (isRead && isStrict(table)), text.toPercentEncoding().constData());
        if (wanted)
            QVERIFY2(recordsOf(table) == *wanted, text.toPercentEncoding().constData());
        ++(wanted ? agreed : refused);
    }
    QVERIFY(agreed > 2000 && refused > 2000); // both ways were gone often
}

QTEST_GUILESS_MAIN(tst_CsvOracle)
#include "tst_csvoracle.moc"
