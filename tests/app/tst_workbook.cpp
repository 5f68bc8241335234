// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/workbook.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>
#include <xlsxwriter.h>

using namespace Fullstate;

/// Excel workbooks as tables: files of libxlsxwriter, and zip files made by hand for what it never writes.
class tst_Workbook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void readsTexts();
    void readsNumbersAsTheyAre();
    void readsDates_data();
    void readsDates();
    void readsFormulasAndMergedCells();
    void fillsRaggedRowsAndLeavesBlankOnesOut();
    void choosesTheSheet();
    void readsCellsOfOtherPrograms_data();
    void readsCellsOfOtherPrograms();
    void countsFrom1904();
    void readsManyRows();
    void stopsWhenAsked();
    void refuses_data();
    void refuses();
    void refusesEveryDamage();
    void holdsNothing();

private:
    QString write(const QByteArray &bytes);
    QString newName() { return m_folder.filePath(QStringLiteral("%1.xlsx").arg(++m_files)); }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QString tst_Workbook::write(const QByteArray &bytes)
{
    QFile file(newName());
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own file could not be written");
    return file.fileName();
}

static QByteArray contentOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the test's own file could not be read");
    return file.readAll();
}

/// "line:cell|cell" for each row.
static QString shown(const CsvTable &table)
{
    QStringList rows;
    for (size_t row = 0; row < table.rowCount(); ++row)
        rows += QString::number(table.line(row)) + QLatin1Char(':') + table.cells(row).join(QLatin1Char('|'));
    return rows.join(QLatin1Char(' '));
}

/// A workbook of libxlsxwriter.
class Written
{
public:
    explicit Written(const QString &fileName)
        : book(workbook_new(QFile::encodeName(fileName).constData()))
    {
    }
    ~Written() { close(); }
    void close()
    {
        if (lxw_workbook *closed = std::exchange(book, nullptr);
            closed && workbook_close(closed) != LXW_NO_ERROR)
            qFatal("libxlsxwriter could not write");
    }
    lxw_worksheet *add(const char *name) { return workbook_add_worksheet(book, name); }
    lxw_format *format(const char *code)
    {
        lxw_format *format = workbook_add_format(book);
        format_set_num_format(format, code);
        return format;
    }

    lxw_workbook *book;
};

struct ZipEntry
{
    QByteArray name;
    QByteArray content;
    quint16 flags = 0;
    quint16 method = 0;
    quint32 size = 0; ///< to say; 0: the right one
};

static quint32 crc32(const QByteArray &bytes)
{
    quint32 sum = ~0U;
    for (const char byte : bytes) {
        sum ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ ((sum & 1) ? 0xedb88320U : 0U);
    }
    return ~sum;
}

/// A zip file whose parts are stored as they are.
static QByteArray zip(const QList<ZipEntry> &entries)
{
    const auto number = [](auto value) {
        const auto little = qToLittleEndian(value);
        return QByteArray(reinterpret_cast<const char *>(&little), sizeof little);
    };
    QByteArray all;
    QByteArray directory;
    for (const ZipEntry &entry : entries) {
        const quint16 version = 20;
        const auto packed = static_cast<quint32>(entry.content.size());
        const QByteArray common = number(version) + number(entry.flags) + number(entry.method)
            + number(quint32(0)) + number(crc32(entry.content)) + number(packed)
            + number(entry.size ? entry.size : packed) + number(static_cast<quint16>(entry.name.size()))
            + number(quint16(0));
        directory += "PK\x01\x02" + number(version) + common + QByteArray(10, '\0')
            + number(static_cast<quint32>(all.size())) + entry.name;
        all += "PK\x03\x04" + common + entry.name + entry.content;
    }
    const auto count = static_cast<quint16>(entries.size());
    const auto at = static_cast<quint32>(all.size());
    return all + directory + "PK\x05\x06" + QByteArray(4, '\0') + number(count) + number(count)
        + number(static_cast<quint32>(directory.size())) + number(at) + QByteArray(2, '\0');
}

static const QByteArray Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// The parts of a workbook with one sheet.
static QList<ZipEntry> parts(const QByteArray &rows, const QByteArray &properties = {},
                             const QByteArray &formats = {})
{
    return {{"[Content_Types].xml", "<Types/>"},
            {"_rels/.rels",
             "<Relationships><Relationship Id='rId1' Type='" + Types
                 + "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
            {"xl/workbook.xml",
             "<?xml version='1.0'?><workbook xmlns:r='" + Types + "'><workbookPr " + properties
                 + "/><sheets><sheet name='Data' sheetId='7' r:id='rId9'/></sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels",
             "<Relationships><Relationship Id='rId9' Type='" + Types
                 + "worksheet' Target='/xl/worksheets/one.xml'/><Relationship Id='rId2' Type='" + Types
                 + "styles' Target='styles.xml'/></Relationships>"},
            {"xl/styles.xml",
             "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='" + formats
                 + "'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
                   "<xf numFmtId='14'/><xf numFmtId='200'/></cellXfs></styleSheet>"},
            {"xl/worksheets/one.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

void tst_Workbook::readsTexts()
{
    const QString name = newName();
    Written written(name);
    lxw_worksheet *sheet = written.add("Data");
    worksheet_write_string(sheet, 0, 0, "uniqueId", nullptr);
    worksheet_write_string(sheet, 0, 1, "Zo\xc3\xab \xf0\x9f\x90\xa7", nullptr);
    worksheet_write_string(sheet, 1, 0, " a,\"b\" ", nullptr);
    worksheet_write_string(sheet, 1, 1, "two\nlines & <more>", nullptr);
    lxw_format *bold = workbook_add_format(written.book);
    format_set_bold(bold);
    char texts[][8] = {"Rich", " and", " poor"};
    lxw_rich_string_tuple first = {bold, texts[0]};
    lxw_rich_string_tuple second = {nullptr, texts[1]};
    lxw_rich_string_tuple third = {bold, texts[2]};
    lxw_rich_string_tuple *runs[] = {&first, &second, &third, nullptr};
    worksheet_write_rich_string(sheet, 2, 0, runs, nullptr);
    worksheet_write_string(sheet, 2, 1, "\x01|_x005F_x0041_", nullptr); // in XML it is _x0001_
    worksheet_write_string(sheet, 3, 0, "00123", nullptr);
    worksheet_write_boolean(sheet, 3, 1, 1, nullptr);
    worksheet_write_boolean(sheet, 4, 0, 0, nullptr);
    worksheet_write_blank(sheet, 4, 1, bold);
    written.close();
    const Result<Workbook> book = readWorkbook(name, {}, {});
    QVERIFY2(book, book ? "" : qPrintable(book.error().message + book.error().detail));
    QCOMPARE(shown(book->table),
             QString::fromUtf8("1:uniqueId|Zo\xc3\xab \xf0\x9f\x90\xa7 2: a,\"b\" |two\nlines & <more> "
                               "3:Rich and poor|\x01|_x0041_ 4:00123|true 5:false|"));
}

void tst_Workbook::readsNumbersAsTheyAre()
{
    const QString name = newName();
    Written written(name);
    lxw_worksheet *sheet = written.add("Data");
    lxw_format *money = written.format("#,##0.00 \"days\"");
    lxw_format *percent = written.format("0%");
    lxw_format *red = written.format("[Red]0.0\\d;[$-409]General");
    const std::pair<double, lxw_format *> numbers[] = {
        {1, nullptr},         {-42, nullptr},     {0.1, nullptr},
        {1234567.891, money}, {0.25, percent},    {1e15, nullptr},
        {1e20, nullptr},      {1e22, nullptr},    {1.5e-7, nullptr},
        {7.5, red},           {45292.5, nullptr}, {1.1, nullptr},
        {-0.5, nullptr},      {0, nullptr},       {9007199254740993, nullptr},
    };
    for (lxw_col_t column = 0; column < std::size(numbers); ++column)
        worksheet_write_number(sheet, 0, column, numbers[column].first, numbers[column].second);
    written.close();
    const Result<Workbook> book = readWorkbook(name, {}, {});
    QVERIFY(book);
    QCOMPARE(shown(book->table),
             QStringLiteral(
                 "1:1|-42|0.1|1234567.891|0.25|1000000000000000|100000000000000000000|1e+22|1.5e-07|7.5|"
                 "45292.5|1.1|-0.5|0|9007199254740992"));
}

void tst_Workbook::readsDates_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("cell");
    const auto add = [](const char *format, double value, const char *cell) {
        QTest::addRow("%s of %.10g", format, value)
            << QString::fromUtf8(format) << value << QString::fromUtf8(cell);
    };
    add("yyyy-mm-dd", 45296, "2024-01-05T00:00:00Z");
    add("m/d/yyyy", 45296, "2024-01-05T00:00:00Z"); // built in: 14
    add("dd.mm.yyyy hh:mm", 45296.75, "2024-01-05T18:00:00Z");
    add("m/d/yy h:mm", 45296.999999, "2024-01-06T00:00:00Z"); // built in: 22; to the second
    add("d-mmm", 45351, "2024-02-29T00:00:00Z");
    add("mmmm", 45296, "2024-01-05T00:00:00Z");
    add("[$-407]d. mmmm yyyy;@", 45296, "2024-01-05T00:00:00Z");
    add("\"Week of \"dd/mm", 45296, "2024-01-05T00:00:00Z");
    add("yyyy-mm-dd", 1, "1900-01-01T00:00:00Z");
    add("yyyy-mm-dd", 59, "1900-02-28T00:00:00Z");
    add("yyyy-mm-dd", 60, "60"); // a day that never was
    add("yyyy-mm-dd", 61, "1900-03-01T00:00:00Z");
    add("yyyy-mm-dd", 2958465, "9999-12-31T00:00:00Z");
    add("yyyy-mm-dd", 2958466, "2958466");
    add("yyyy-mm-dd", -1, "-1");
    add("h:mm", 0.25, "06:00:00"); // built in: 20
    add("h:mm AM/PM", 0.75, "18:00:00"); // built in: 18
    add("mm:ss", 0.0007, "00:01:00"); // built in: 45
    add("h:mm", 45296.25, "2024-01-05T06:00:00Z"); // shown without its date
    add("yyyy-mm-dd hh:mm", 0.5, "12:00:00");
    add("[h]:mm:ss", 1.5, "36:00:00"); // built in: 46
    add("[mm]:ss", 0.5, "12:00:00");
    add("0\\d", 45296, "45296");
    add("0\" hours\"", 12, "12");
    add("0.00E+00", 45296, "45296");
    add("#,##0_d", 45296, "45296");
    add("[Red]0", 45296, "45296");
}

void tst_Workbook::readsDates()
{
    QFETCH(const QString, format);
    QFETCH(const double, value);
    const QString name = newName();
    Written written(name);
    lxw_worksheet *sheet = written.add("Data");
    worksheet_write_number(sheet, 0, 0, value, written.format(format.toUtf8().constData()));
    written.close();
    const Result<Workbook> book = readWorkbook(name, {}, {});
    QVERIFY(book);
    QTEST(book->table.cells(0).join(QLatin1Char('|')), "cell");
}

void tst_Workbook::readsFormulasAndMergedCells()
{
    const QString name = newName();
    Written written(name);
    lxw_worksheet *sheet = written.add("Data");
    lxw_format *date = written.format("yyyy-mm-dd");
    worksheet_write_formula_num(sheet, 0, 0, "=1+1", nullptr, 2);
    worksheet_write_formula_num(sheet, 0, 1, "=TODAY()", date, 45296);
    worksheet_write_formula_str(sheet, 0, 2, "=\"a\"&\"b\"", nullptr, "ab");
    worksheet_write_formula_str(sheet, 0, 3, "=IF(1,\"yes\")", nullptr, "yes");
    worksheet_write_formula_str(sheet, 0, 4, "=NA()", nullptr, "#N/A");
    worksheet_write_array_formula_num(sheet, 1, 0, 1, 0, "{=SUM(A1:A1*2)}", nullptr, 4);
    worksheet_merge_range(sheet, 2, 0, 3, 1, "merged", nullptr);
    worksheet_write_string(sheet, 3, 2, "beside", nullptr);
    written.close();
    const Result<Workbook> book = readWorkbook(name, {}, {});
    QVERIFY(book);
    QCOMPARE(shown(book->table),
             QStringLiteral("1:2|2024-01-05T00:00:00Z|ab|yes|#N/A 2:4|||| 3:merged|||| 4:||beside||"));
}

void tst_Workbook::fillsRaggedRowsAndLeavesBlankOnesOut()
{
    const QString name = newName();
    Written written(name);
    lxw_worksheet *sheet = written.add("Data");
    lxw_format *bold = workbook_add_format(written.book);
    worksheet_write_string(sheet, 1, 0, "a", nullptr);
    worksheet_write_string(sheet, 1, 1, "b", nullptr);
    worksheet_write_blank(sheet, 3, 0, bold);
    worksheet_write_string(sheet, 3, 5, "", nullptr);
    worksheet_write_string(sheet, 5, 2, "c", nullptr);
    worksheet_write_string(sheet, 7, 0, "d", nullptr);
    worksheet_write_blank(sheet, 7, 8, bold);
    written.close();
    const Result<Workbook> book = readWorkbook(name, {}, {});
    QVERIFY(book);
    QCOMPARE(shown(book->table), QStringLiteral("2:a|b| 6:||c 8:d||"));
    QCOMPARE(book->table.width(), 3);
}

void tst_Workbook::choosesTheSheet()
{
    const QString name = newName();
    Written written(name);
    worksheet_hide(written.add("Lists"));
    written.add("Empty");
    worksheet_write_string(written.add("People & more"), 0, 0, "people", nullptr);
    worksheet_write_string(written.add("\xc3\x9c"), 0, 0, "other", nullptr);
    worksheet_write_string(workbook_get_worksheet_by_name(written.book, "Lists"), 0, 0, "list", nullptr);
    worksheet_activate(workbook_get_worksheet_by_name(written.book, "Empty"));
    written.close();
    const Result<Workbook> first = readWorkbook(name, {}, {});
    QVERIFY(first);
    QCOMPARE(first->sheets.join(QLatin1Char('|')), QString::fromUtf8("Lists|Empty|People & more|\xc3\x9c"));
    QCOMPARE(first->sheet, QStringLiteral("People & more"));
    QCOMPARE(shown(first->table), QStringLiteral("1:people"));
    const Result<Workbook> named = readWorkbook(name, QString::fromUtf8("\xc3\x9c"), {});
    QVERIFY(named);
    QCOMPARE(shown(named->table), QStringLiteral("1:other"));
    const Result<Workbook> hidden = readWorkbook(name, QStringLiteral("Lists"), {});
    QVERIFY(hidden);
    QCOMPARE(shown(hidden->table), QStringLiteral("1:list"));
    const Result<Workbook> empty = readWorkbook(name, QStringLiteral("Empty"), {});
    QVERIFY(empty);
    QCOMPARE(empty->sheet, QStringLiteral("Empty"));
    QCOMPARE(empty->table.rowCount(), 0u);
    const Result<Workbook> none = readWorkbook(name, QStringLiteral("people"), {});
    QVERIFY(!none && none.error().kind == Error::Kind::File);
    QVERIFY2(
        none.error().message.contains(QString::fromUtf8("no sheet “people”. It has: Lists, Empty, People")),
        qPrintable(none.error().message));
}

void tst_Workbook::readsCellsOfOtherPrograms_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("table");
    const auto add = [](const char *name, const char *rows, const char *table) {
        QTest::addRow("%s", name) << QByteArray(rows) << QString::fromUtf8(table);
    };
    add("inline texts",
        "<row r='1'><c r='A1' t='inlineStr'><is><t>a </t></is></c><c r='B1' t='inlineStr'><is>"
        "<r><rPr><b/></rPr><t>b</t></r><r><t>c</t></r><rPh sb='0' eb='1'><t>x</t></rPh></is></c></row>",
        "1:a |bc");
    add("no references", "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "1:1|2 2:3|");
    add("gaps", "<row r='2'><c r='C2'><v>1</v></c><c><v>2</v></c></row>", "2:||1|2");
    add("errors and booleans",
        "<row><c t='e'><v>#DIV/0!</v></c><c t='b'><v>1</v></c><c t='b'><v>0</v></c></row>",
        "1:#DIV/0!|true|false");
    add("results of formulas",
        "<row><c t='str'><f>A2</f><v>x</v></c><c t='b'><f>B2</f><v>1</v></c><c><f t='shared' "
        "si='0'/><v>3</v></c><c t='str'><f>D2</f><v></v></c></row>",
        "1:x|true|3");
    add("dates as texts",
        "<row><c t='d'><v>2024-01-05</v></c><c t='d'><v>2024-01-05T10:30:00</v></c><c t='d'>"
        "<v>2024-01-05T10:30:00.4+02:00</v></c></row>",
        "1:2024-01-05T00:00:00Z|2024-01-05T10:30:00Z|2024-01-05T08:30:00Z");
    add("styles",
        "<row><c s='1'><v>45296</v></c><c s='2'><v>45296</v></c><c s='0'><v>45296</v></c><c s='99'>"
        "<v>45296</v></c></row>",
        "1:2024-01-05T00:00:00Z|2024-01-05T00:00:00Z|45296|45296");
    add("digits that a double has not",
        "<row><c><v>1.1000000000000001</v></c><c><v>5E-3</v></c><c><v>1E3</v></c></row>", "1:1.1|0.005|1000");
    add("prefixed elements", "<x:row xmlns:x='urn:x'><x:c><x:v>1</x:v></x:c></x:row>", "1:1");
    add("CDATA and entities", "<row><c t='str'><v><![CDATA[<a>]]>&amp;&#x42;</v></c></row>", "1:<a>&B");
}

void tst_Workbook::readsCellsOfOtherPrograms()
{
    QFETCH(const QByteArray, rows);
    const Result<Workbook> book = readWorkbook(write(zip(parts(rows, {}, "dd/mm/yy"))), {}, {});
    QVERIFY2(book, book ? "" : qPrintable(book.error().message + book.error().detail));
    QTEST(shown(book->table), "table");
}

void tst_Workbook::countsFrom1904()
{
    const QByteArray rows =
        "<row><c s='1'><v>0</v></c><c s='1'><v>43834.5</v></c><c s='2'><v>0.5</v></c></row>";
    const Result<Workbook> book = readWorkbook(write(zip(parts(rows, "date1904='1'", "hh:mm"))), {}, {});
    QVERIFY(book);
    QCOMPARE(shown(book->table), QStringLiteral("1:1904-01-01T00:00:00Z|2024-01-05T12:00:00Z|12:00:00"));
}

void tst_Workbook::readsManyRows()
{
    const QString name = newName();
    Written written(name);
    lxw_worksheet *sheet = written.add("Data");
    lxw_format *date = written.format("yyyy-mm-dd");
    for (lxw_row_t row = 0; row < 50'000; ++row) {
        const QByteArray user = "user-" + QByteArray::number(row);
        worksheet_write_string(sheet, row, 0, user.constData(), nullptr);
        worksheet_write_number(sheet, row, 1, row, nullptr);
        worksheet_write_number(sheet, row, 2, 40'000 + row % 1000, date);
    }
    written.close();
    qint64 last = 0;
    bool isSteady = true;
    const Result<Workbook> book = readWorkbook(name, {}, [&](qint64 done, qint64 total) {
        isSteady = isSteady && done >= last && done <= total;
        last = done;
        return true;
    });
    QVERIFY(book);
    QVERIFY(isSteady && last > 0);
    QCOMPARE(book->table.rowCount(), 50'000u);
    QCOMPARE(book->table.cells(49'999).join(QLatin1Char('|')),
             QStringLiteral("user-49999|49999|2012-03-31T00:00:00Z"));
    QCOMPARE(book->table.line(49'999), 50'000);
}

void tst_Workbook::stopsWhenAsked()
{
    QByteArray rows;
    for (int row = 0; row < 5'000; ++row)
        rows += "<row><c><v>1</v></c></row>";
    const QString name = write(zip(parts(rows)));
    int asked = 0;
    const Result<Workbook> book = readWorkbook(name, {}, [&asked](qint64, qint64) { return ++asked < 3; });
    QVERIFY(!book && book.error().kind == Error::Kind::Cancelled);
    QCOMPARE(asked, 3);
}

void tst_Workbook::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto add = [](const char *name, const QByteArray &bytes, const char *says) {
        QTest::addRow("%s", name) << bytes << QString::fromUtf8(says);
    };
    const QList<ZipEntry> right = parts("<row><c><v>1</v></c></row>");
    const auto with = [&right](int part, const std::function<void(ZipEntry *)> &change) {
        QList<ZipEntry> changed = right;
        change(&changed[part]);
        return zip(changed);
    };
    const QByteArray whole = zip(right);
    add("nothing", {}, "is no Excel workbook");
    add("text", "uniqueId,name\n", "is no Excel workbook");
    add("an encrypted or old workbook",
        QByteArray("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") + QByteArray(600, '\0'),
        "has a password, or is a workbook of Excel 2003");
    add("the head of a zip file alone", "PK\x03\x04" + QByteArray(100, 'x'), "is damaged or cut off");
    add("a zip file that is cut off", whole.first(whole.size() - 30), "is damaged or cut off");
    add("a zip file of other things", zip({{"notes.txt", "hello"}}), "is a zip file, but no Excel workbook");
    add("an OpenDocument file",
        zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<x/>"}}),
        "is an OpenDocument file");
    add("a binary workbook",
        with(1, [](ZipEntry *entry) { entry->content.replace("workbook.xml", "workbook.bin"); }),
        "is a binary workbook");
    add("a Word document",
        with(1, [](ZipEntry *entry) { entry->content.replace("xl/workbook", "word/document"); }),
        "no Excel workbook");
    add("no sheets", with(2, [](ZipEntry *entry) { entry->content = "<workbook><sheets/></workbook>"; }),
        "holds no sheet");
    add("a sheet without its part", with(5, [](ZipEntry *entry) { entry->name = "xl/other.xml"; }),
        "is damaged");
    add("a part with a password", with(5, [](ZipEntry *entry) { entry->flags = 1; }), "is encrypted");
    add("another packing", with(5, [](ZipEntry *entry) { entry->method = 12; }), "packed in a way");
    add("packed bytes that are none", with(5, [](ZipEntry *entry) { entry->method = 8; }), "is damaged");
    add("a bomb", with(5, [](ZipEntry *entry) { entry->size = 0xfffffff0; }), "unpacks to more than 2 GB");
    add("a size that cannot be", with(5, [](ZipEntry *entry) { entry->size = 1'500'000'000; }), "is damaged");
    add("a wrong checksum", QByteArray(whole).replace("<v>1</v>", "<v>2</v>"), "is damaged");
    add("broken XML", zip(parts("<row><c></row>")), "is damaged");
    add("a document type",
        with(5,
             [](ZipEntry *entry) {
                 entry->content = "<!DOCTYPE worksheet [<!ENTITY a 'aaaa'>]><worksheet>&a;</worksheet>";
             }),
        "is damaged");
    add("a text that is not there", zip(parts("<row><c t='s'><v>5</v></c></row>")), "is damaged");
    add("a column that is not there", zip(parts("<row><c r='ZZZ1'><v>5</v></c></row>")), "is damaged");
    add("a row that is not there", zip(parts("<row r='9999999'><c><v>5</v></c></row>")), "is damaged");
}

void tst_Workbook::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);
    const QString name = write(bytes);
    const Result<Workbook> book = readWorkbook(name, {}, {});
    QVERIFY(!book);
    QVERIFY(book.error().kind == Error::Kind::File);
    QVERIFY2(book.error().message.contains(says), qPrintable(book.error().message));
    QVERIFY(book.error().message.contains(name));
}

/// Whatever byte is wrong, the rows are either the right ones or refused.
void tst_Workbook::refusesEveryDamage()
{
    const QString name = newName();
    Written written(name);
    lxw_worksheet *sheet = written.add("Data");
    worksheet_write_string(sheet, 0, 0, "uniqueId", nullptr);
    worksheet_write_number(sheet, 1, 0, 45296, written.format("yyyy-mm-dd"));
    written.close();
    const QByteArray right = contentOf(name);
    const QString rows = QStringLiteral("1:uniqueId 2:2024-01-05T00:00:00Z");
    int refused = 0;
    for (qsizetype at = 4; at < right.size(); at += 11) {
        QByteArray wrong = right;
        wrong[at] = static_cast<char>(wrong[at] ^ 0x55);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(wrong) == wrong.size());
        file.close();
        const Result<Workbook> book = readWorkbook(name, {}, {});
        if (book)
            QCOMPARE(shown(book->table), rows);
        refused += !book;
    }
    QVERIFY(refused > 100);
    for (qsizetype size = 0; size < right.size(); size += 61)
        QVERIFY(!readWorkbook(write(right.first(size)), {}, {}));
}

void tst_Workbook::holdsNothing()
{
    const Result<Workbook> book = readWorkbook(write(zip(parts({}))), {}, {});
    QVERIFY(book);
    QCOMPARE(book->sheet, QStringLiteral("Data"));
    QCOMPARE(book->table.rowCount(), 0u);
}

QTEST_GUILESS_MAIN(tst_Workbook)
#include "tst_workbook.moc"
