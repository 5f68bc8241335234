// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/cellguard.h"
#include "app/export/csvwriter.h"
#include "app/export/exporttable.h"
#include "app/schema/customproperties.h"
#include "app/schema/equality.h"
#include "app/schema/validator.h"
#include "tests/support/importfiles.h"
#include "tests/support/users.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Fullstate;

/// What is exported and read again is what it was: cells, records, and whole resources of every type.
class tst_CsvWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void guards_data();
    void guards();
    void everyShortTextComesBack();
    void cells_data();
    void cells();
    void readsFilesOfOthers_data();
    void readsFilesOfOthers();
    void writesRecords_data();
    void writesRecords();
    void everyResourceComesBack_data();
    void everyResourceComesBack();
    void whatIsExportedImportsAgain_data() { everyResourceComesBack_data(); }
    void whatIsExportedImportsAgain();
    void columnsAreThoseOfTheTable();
    void planIsThatOfTheReview();
    void problemsAreThoseOfTheTable();
    void reportsGuardFormulasButNoNumbers();
};

static QByteArray bytesOf(const ExportTable &table, const CsvStyle &style)
{
    QByteArray csv = csvStart(style) + csvLine(table.columns, style.delimiter);
    for (qsizetype row = 0; row < table.count; ++row)
        csv += csvLine(table.cells(row), style.delimiter);
    return csv;
}

static std::vector<QStringList> recordsOf(const QByteArray &csv, QChar delimiter)
{
    CsvTable table(csv.startsWith("\xef\xbb\xbf") ? csv.mid(3) : csv, delimiter.toLatin1(), '"');
    if (!table.index())
        return {};
    std::vector<QStringList> records;
    for (size_t row = 0; row < table.rowCount(); ++row)
        records.push_back(table.cells(row));
    return table.flaws().empty() ? records : std::vector<QStringList>();
}

void tst_CsvWriter::guards_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    const auto row = [](const char *name, const char *text, const char *cell) {
        QTest::addRow("%s", name) << QString::fromUtf8(text) << QString::fromUtf8(cell);
    };
    row("plain", "Ada", "Ada");
    row("a formula", "=1+1", "'=1+1");
    row("plus", "+49 30 1", "'+49 30 1");
    row("minus", "-5", "'-5");
    row("at", "@SUM(A1)", "'@SUM(A1)");
    row("tab", "\t=1", "'\t=1");
    row("line break", "\r=1", "'\r=1");
    row("full-width", "＝1", "'＝1");
    row("empty", "", "'");
    row("an apostrophe", "'", "''");
    row("two apostrophes", "''", "'''");
    row("a guarded formula", "'=1", "''=1");
    row("an apostrophe and a word", "'tis", "'tis");
    row("blanks around", " a ", "' a ");
    row("a blank behind", "a ", "'a ");
    row("blanks only", "  ", "'  ");
    row("a formula further on", "a=1", "a=1");
}

void tst_CsvWriter::guards()
{
    QFETCH(const QString, text);
    QFETCH(const QString, cell);
    QCOMPARE(guarded(text), cell);
    QCOMPARE(unguarded(cell), text);
}

/// All texts of up to five of the characters that matter.
void tst_CsvWriter::everyShortTextComesBack()
{
    const QString alphabet = QStringLiteral("'=-@+\t\r\n a\"");
    std::vector<QString> texts{QString()};
    size_t first = 0;
    for (int length = 1; length <= 5; ++length) {
        const size_t last = texts.size();
        for (; first < last; ++first) {
            for (const QChar c : alphabet)
                texts.push_back(texts[first] % c);
        }
    }
    QCOMPARE(texts.size(), size_t(1 + 11 + 121 + 1331 + 14641 + 161051));
    const QString formula = QStringLiteral("=+-@\t\r");
    for (const QString &text : texts) {
        const QString cell = guarded(text);
        if (unguarded(cell) != text || cell.isEmpty() || formula.contains(cell.front()))
            QFAIL(qPrintable(QStringLiteral("“%1” is written as “%2”").arg(text, cell)));
    }
}

static Field fieldOf(Field::Kind kind, bool required = false, bool nullable = false)
{
    return {.name = QStringLiteral("f"), .kind = kind, .required = required, .nullable = nullable};
}

void tst_CsvWriter::cells_data()
{
    using Kind = Field::Kind;
    QTest::addColumn<Field>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("cell");
    const QJsonValue null(QJsonValue::Null);
    const QJsonValue notSet(QJsonValue::Undefined);
    QTest::addRow("text, not set") << fieldOf(Kind::Text) << notSet << QString();
    QTest::addRow("text, empty") << fieldOf(Kind::Text) << QJsonValue(QString()) << QStringLiteral("'");
    QTest::addRow("text, the word null")
        << fieldOf(Kind::Text, true, true) << QJsonValue(QStringLiteral("null")) << QStringLiteral("null");
    QTest::addRow("text, null") << fieldOf(Kind::Text, true, true) << null << QString();
    QTest::addRow("text of blanks") << fieldOf(Kind::Text) << QJsonValue(QStringLiteral("  "))
                                    << QStringLiteral("'  ");
    QTest::addRow("a link that is empty")
        << fieldOf(Kind::HttpsUrl) << QJsonValue(QString()) << QStringLiteral("'");
    QTest::addRow("a timestamp, null")
        << fieldOf(Kind::Timestamp, true, true) << null << QStringLiteral("null");
    QTest::addRow("a choice with a blank")
        << fieldOf(Kind::Choice) << QJsonValue(QStringLiteral("A ")) << QStringLiteral("'A ");
    QTest::addRow("not known") << fieldOf(Kind::Boolean, true, true) << null << QStringLiteral("null");
    QTest::addRow("yes") << fieldOf(Kind::Boolean) << QJsonValue(true) << QStringLiteral("true");
    QTest::addRow("a negative number") << fieldOf(Kind::Number) << QJsonValue(-5) << QStringLiteral("-5");
    QTest::addRow("a fraction") << fieldOf(Kind::Number) << QJsonValue(0.1) << QStringLiteral("0.1");
    QTest::addRow("a large number") << fieldOf(Kind::Number) << QJsonValue(1e21) << QStringLiteral("1e+21");
    QTest::addRow("a text in place of a number")
        << fieldOf(Kind::Number) << QJsonValue(QStringLiteral("=1")) << QStringLiteral("'=1");
    QTest::addRow("an empty list") << fieldOf(Kind::List) << QJsonValue(QJsonArray()) << QStringLiteral("[]");
    QTest::addRow("a list of formulas")
        << fieldOf(Kind::List) << QJsonValue(QJsonArray{QStringLiteral("=1"), QStringLiteral("b")})
        << QStringLiteral("'=1, b");
    QTest::addRow("a list of an apostrophe")
        << fieldOf(Kind::List) << QJsonValue(QJsonArray{QStringLiteral("'")}) << QStringLiteral("''");
    QTest::addRow("anything, a negative number")
        << fieldOf(Kind::Json) << QJsonValue(-1) << QStringLiteral("-1");
    QTest::addRow("anything, required, null") << fieldOf(Kind::Json, true) << null << QStringLiteral("null");
}

void tst_CsvWriter::cells()
{
    QFETCH(const Field, field);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, cell);
    QCOMPARE(cellText(field, value), cell);
    QCOMPARE(valueFromCell(field, cell), value);
}

void tst_CsvWriter::readsFilesOfOthers_data()
{
    using Kind = Field::Kind;
    QTest::addColumn<Field>("field");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QJsonValue>("value");
    QTest::addRow("a required text, empty")
        << fieldOf(Kind::Text, true) << QString() << QJsonValue(QString());
    QTest::addRow("blanks") << fieldOf(Kind::Text) << QStringLiteral("  ")
                            << QJsonValue(QJsonValue::Undefined);
    QTest::addRow("a choice with blanks")
        << fieldOf(Kind::Choice) << QStringLiteral(" A ") << QJsonValue(QStringLiteral("A"));
    QTest::addRow("an unguarded formula")
        << fieldOf(Kind::Text) << QStringLiteral("=1") << QJsonValue(QStringLiteral("=1"));
    QTest::addRow("a guarded number") << fieldOf(Kind::Number) << QStringLiteral("'-5") << QJsonValue(-5);
    QTest::addRow("a word with an apostrophe")
        << fieldOf(Kind::Text) << QStringLiteral("'s") << QJsonValue(QStringLiteral("'s"));
}

void tst_CsvWriter::readsFilesOfOthers()
{
    QFETCH(const Field, field);
    QFETCH(const QString, cell);
    QTEST(valueFromCell(field, cell), "value");
}

void tst_CsvWriter::writesRecords_data()
{
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QChar>("delimiter");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const QStringList &cells, const QByteArray &line,
                        char delimiter = ',') {
        QTest::addRow("%s", name) << cells << QChar(QLatin1Char(delimiter)) << line;
    };
    const auto a = QStringLiteral("a");
    row("plain", {a, QStringLiteral("ë")}, "a,ë\r\n");
    row("semicolons", {a, QStringLiteral("b")}, "a;b\r\n", ';');
    row("tabs", {a, QStringLiteral("b")}, "a\tb\r\n", '\t');
    row("empty cells", {a, {}, {}}, "a,,\r\n");
    row("one empty cell is no blank line", {QString()}, "\"\"\r\n");
    row("quotes", {QStringLiteral("say \"a\"")}, "\"say \"\"a\"\"\"\r\n");
    row("line breaks", {QStringLiteral("a\r\nb\rc\nd")}, "\"a\r\nb\rc\nd\"\r\n");
    row("the delimiter", {QStringLiteral("a,b")}, "\"a,b\"\r\n");
    row("another delimiter", {QStringLiteral("a;=b")}, "\"a;=b\"\r\n");
    row("blanks around", {QStringLiteral(" a")}, "\" a\"\r\n");
}

void tst_CsvWriter::writesRecords()
{
    QFETCH(const QStringList, cells);
    QFETCH(const QChar, delimiter);
    QFETCH(const QByteArray, line);
    QCOMPARE(csvLine(cells, delimiter), line);
    QCOMPARE(recordsOf(line, delimiter), std::vector<QStringList>{cells});
}

namespace {

/// Resources such as no test would think of, the same in every run.
class RandomResources
{
public:
    /// \p areValid: such as the tenant takes.
    explicit RandomResources(quint32 seed, bool areValid = false)
        : m_random(seed)
        , m_areValid(areValid)
    {
    }

    QJsonObject make(const std::vector<Field> &fields)
    {
        QJsonObject object;
        for (const Field &field : fields) {
            const int luck = below(8);
            if (!field.required && luck < 3)
                continue;
            const bool isNull = field.nullable && luck == 3;
            object.insert(field.name, isNull ? QJsonValue(QJsonValue::Null) : value(field));
        }
        return object;
    }

private:
    int below(int limit) { return static_cast<int>(m_random.bounded(limit)); }
    bool rarely() { return below(12) == 0; }

    QString text()
    {
        static const QStringList Pieces{
            QStringLiteral("Ada"),   QStringLiteral("Zoë"), QStringLiteral("😀"),      QStringLiteral("'"),
            QStringLiteral("="),     QStringLiteral("-"),   QStringLiteral("+"),      QStringLiteral("@"),
            QStringLiteral("\t"),    QStringLiteral("\r"),  QStringLiteral("\n"),     QStringLiteral("\r\n"),
            QStringLiteral(" "),     QStringLiteral("\""),  QStringLiteral(","),      QStringLiteral(";"),
            QStringLiteral("|"),     QStringLiteral("["),   QStringLiteral("{"),      QStringLiteral("null"),
            QStringLiteral("true"),  QStringLiteral("007"), QStringLiteral("\u00a0"), QStringLiteral("\\"),
            QStringLiteral("\ufffd")};
        QString text;
        for (int pieces = below(5); pieces > 0; --pieces)
            text += Pieces.at(below(static_cast<int>(Pieces.size())));
        return text;
    }

    double number()
    {
        static const double Numbers[] = {0,     -1,     0.1,        -5,   1e21,
                                         1e300, 5e-324, 2147483647, -0.3, 9007199254740991};
        return below(2) == 0 ? Numbers[below(std::size(Numbers))] : (m_random.generateDouble() - 0.5) * 1e6;
    }

    QJsonValue value(const Field &field)
    {
        switch (field.kind) {
        case Field::Kind::Choice:
            return !field.choices.isEmpty() && (m_areValid || !rarely())
                ? field.choices.at(below(static_cast<int>(field.choices.size())))
                : QString(text() % u'x');
        case Field::Kind::Timestamp:
            return QDateTime::fromSecsSinceEpoch(below(2'000'000'000), Qt::UTC).toString(Qt::ISODate);
        case Field::Kind::Boolean:
            return below(2) == 0;
        case Field::Kind::Integer:
            return field.maximum && m_areValid ? below(11) : below(2'000'000) - 1'000'000;
        case Field::Kind::Number:
            return field.maximum && m_areValid ? below(101) / 10.0 : number();
        case Field::Kind::List:
            return list(field);
        case Field::Kind::Object:
            return make(field.fields);
        case Field::Kind::Json:
            return anything(3);
        case Field::Kind::HttpsUrl:
            return m_areValid ? QStringLiteral("https://x.example/%1?a=b,c").arg(below(1000)) : text();
        case Field::Kind::Text:
            break;
        }
        return m_areValid ? QString(text() % QString::number(below(1000))) : text();
    }

    QJsonArray list(const Field &field)
    {
        QJsonArray items;
        Field item = field;
        const bool areTexts = field.itemKind != Field::Kind::Choice && field.itemKind != Field::Kind::Object;
        item.kind = m_areValid && areTexts ? Field::Kind::Text : field.itemKind;
        for (int count = below(4); count > 0; --count)
            items.append(value(item));
        return items;
    }

    QJsonValue anything(int depth)
    {
        switch (below(depth > 0 ? 6 : 4)) {
        case 0:
            return text();
        case 1:
            return number();
        case 2:
            return below(2) == 0;
        case 3:
            return QJsonArray();
        case 4:
            return QJsonArray{anything(depth - 1), QJsonValue::Null, anything(depth - 1)};
        default:
            return QJsonObject{{text(), anything(depth - 1)}};
        }
    }

    QRandomGenerator m_random;
    bool m_areValid;
};

} // namespace

/// As the tenant and the draft have it: an optional field that is null is not set.
static QByteArray asHeld(const ResourceType &type, const QJsonObject &resource)
{
    QJsonObject held;
    for (const Field &field : type.fields)
        setField(type, held, field.name, resource.value(field.name));
    return QJsonDocument(held).toJson(QJsonDocument::Compact);
}

static ResourceType customised(const ResourceType &type)
{
    using Kind = Field::Kind;
    std::vector<Field> properties;
    for (const Kind kind : {Kind::Text, Kind::Choice, Kind::HttpsUrl, Kind::Timestamp, Kind::Boolean,
                            Kind::Integer, Kind::Number, Kind::List, Kind::Object, Kind::Json}) {
        for (int variant = 0; variant < 4; ++variant) {
            Field field = fieldOf(kind, variant & 1, variant & 2);
            field.name = QStringLiteral("p%1").arg(properties.size());
            if (kind == Kind::Choice)
                field.choices =
                    QStringList{QStringLiteral("A"), QStringLiteral("b; c, d"), QStringLiteral("-1")};
            if (kind == Kind::List && variant & 1)
                field.itemKind = variant & 2 ? Kind::Number : Kind::Json;
            properties.push_back(field);
        }
    }
    return withCustomProperties(type, properties);
}

void tst_CsvWriter::everyResourceComesBack_data()
{
    QTest::addColumn<ResourceType>("type");
    const Result<Catalog> catalog = Catalog::load();
    QVERIFY(catalog);
    QCOMPARE(catalog->types().size(), size_t(12));
    for (const ResourceType &type : catalog->types()) {
        QTest::addRow("%s", qPrintable(type.title)) << type;
        QTest::addRow("%s with custom properties", qPrintable(type.title)) << customised(type);
    }
}

void tst_CsvWriter::everyResourceComesBack()
{
    QFETCH(const ResourceType, type);
    constexpr int Count = 50; // with each delimiter
    RandomResources random(20261126);
    for (const char delimiter : {',', ';', '\t'}) {
        const CsvStyle style{QLatin1Char(delimiter), delimiter != ';'};
        std::vector<QJsonObject> resources;
        for (int i = 0; i < Count; ++i)
            resources.push_back(random.make(type.fields));
        const QStringList columns = resourceColumns(type);
        const QByteArray csv = bytesOf(resourcesTable(type, resources, columns, true), style);
        QCOMPARE(csv.startsWith("\xef\xbb\xbf"), style.byteOrderMark);
        const std::vector<QStringList> records = recordsOf(csv, style.delimiter);
        QCOMPARE(records.size(), size_t(Count + 1));
        QCOMPARE(records.front(), columns);
        for (size_t row = 0; row < Count; ++row) {
            const QStringList &cells = records[row + 1];
            QCOMPARE(cells.size(), columns.size());
            QJsonObject read;
            for (qsizetype column = 0; column < columns.size(); ++column)
                setField(type, read, columns.at(column),
                         valueFromCell(*type.field(columns.at(column)), cells.at(column)));
            QCOMPARE(asHeld(type, read), asHeld(type, resources[row]));
            QVERIFY(sameResource(type, read, resources[row]));
        }
    }
}

static bool isTaken(const ResourceType &type, const QJsonObject &resource)
{
    const std::vector<Problem> problems = validateResource(type, resource, 0);
    return std::none_of(problems.begin(), problems.end(),
                        [](const Problem &problem) { return problem.severity == Problem::Severity::Error; });
}

/// The whole way, as a user goes it who changes nothing: detect, match, count.
void tst_CsvWriter::whatIsExportedImportsAgain()
{
    QFETCH(const ResourceType, type);
    constexpr size_t Count = 40; // with each delimiter
    RandomResources random(20261127, true);
    for (const char delimiter : {',', ';', '\t'}) {
        std::vector<QJsonObject> resources;
        for (size_t tries = 0; resources.size() < Count && tries < 20 * Count; ++tries) {
            QJsonObject resource = random.make(type.fields);
            resource.insert(
                UniqueIdField,
                QString(resource.value(UniqueIdField).toString() % QStringLiteral(" #%1").arg(tries)));
            if (isTaken(type, resource))
                resources.push_back(resource);
        }
        QCOMPARE(resources.size(), Count);
        const CsvStyle style{QLatin1Char(delimiter), delimiter != ';'};
        const QStringList columns = resourceColumns(type);
        const CsvFilePtr file = fileOf(bytesOf(resourcesTable(type, resources, columns, true), style));
        QCOMPARE(file->columns, columns);
        QCOMPARE(file->rowCount(), Count);
        ImportChoices choices;
        choices.mode = ImportMode::ReplaceEverything;
        choices.emptyCellClears = true;
        choices.mapping = matchColumns(*file, type);
        const ImportStagePtr stage = staged(file, choices, type);
        for (const ImportProblem &problem : stage->problems)
            QFAIL(qPrintable(problem.uniqueId % u' ' % problem.columnName % u' ' % problem.reason));
        QCOMPARE(stage->resources.size(), Count);
        for (size_t row = 0; row < Count; ++row) {
            QCOMPARE(asHeld(type, stage->resources[row]), asHeld(type, resources[row]));
            QVERIFY(sameResource(type, stage->resources[row], resources[row]));
        }
        const ImportStagePtr again = staged(file, choices, type, resources);
        QCOMPARE(again->unchanged, static_cast<int>(Count));
        QCOMPARE(again->adds + again->changes + static_cast<int>(again->removedIds.size()), 0);
    }
}

void tst_CsvWriter::columnsAreThoseOfTheTable()
{
    const QStringList columns = resourceColumns(userAccounts());
    QCOMPARE(columns.mid(0, 3),
             (QStringList{QStringLiteral("uniqueId"), QStringLiteral("displayName"),
                          QStringLiteral("externalUrl")}));
    QCOMPARE(static_cast<size_t>(columns.size()), userAccounts().fields.size());
    const QStringList some{QStringLiteral("email"), QStringLiteral("uniqueId")};
    const ExportTable table = resourcesTable(userAccounts(), users(QStringLiteral("ada")), some, true);
    QCOMPARE(bytesOf(table, {QLatin1Char(','), false}), "email,uniqueId\r\nada@example.com,ada\r\n");
}

void tst_CsvWriter::planIsThatOfTheReview()
{
    const SnapshotPtr tenant = snapshotOf(users(QStringLiteral("ada bob cleo")));
    const Plan plan = makePlan(userAccounts(), QStringLiteral("r"), tenant,
                               users(QStringLiteral("ada bob:fullName==1,email=b@x.example dan")));
    const ExportTable table = planTable(userAccounts(), plan, planColumns(), true);
    QCOMPARE(QString::fromUtf8(bytesOf(table, {QLatin1Char(';'), false})),
             QStringLiteral("Action;uniqueId;displayName;Field;Before;After\r\n"
                            "Delete;cleo;Name of cleo;;;\r\n"
                            "Change;bob;Name of bob;fullName;Full Name of bob;'=1\r\n"
                            "Change;bob;Name of bob;email;bob@example.com;b@x.example\r\n"
                            "Add;dan;Name of dan;;;\r\n"));
    const ExportTable some =
        planTable(userAccounts(), plan, {planColumns().at(1), planColumns().at(0)}, true);
    QCOMPARE(some.cells(0), (QStringList{QStringLiteral("cleo"), QStringLiteral("Delete")}));
}

void tst_CsvWriter::problemsAreThoseOfTheTable()
{
    const std::vector<Problem> problems{
        {Problem::Severity::Error, 0, QStringLiteral("ada"), QStringLiteral("email"), QStringLiteral("No.")},
        {Problem::Severity::Warning, -1, {}, {}, QStringLiteral("Hm; well.")}};
    QCOMPARE(bytesOf(problemsTable(problems, problemColumns(), true), {QLatin1Char(','), false}),
             "Severity,uniqueId,Field,Message\r\nError,ada,email,No.\r\nWarning,,,\"Hm; well.\"\r\n");
}

void tst_CsvWriter::reportsGuardFormulasButNoNumbers()
{
    const std::vector<Problem> problems{
        {Problem::Severity::Error, 0, QStringLiteral("-5"), QStringLiteral("+x"), QStringLiteral("@y")}};
    QCOMPARE(problemsTable(problems, problemColumns(), true).cells(0).mid(1),
             (QStringList{QStringLiteral("-5"), QStringLiteral("'+x"), QStringLiteral("'@y")}));
    QCOMPARE(problemsTable(problems, problemColumns(), false).cells(0).mid(1),
             (QStringList{QStringLiteral("-5"), QStringLiteral("+x"), QStringLiteral("@y")}));
}

Q_DECLARE_METATYPE(Fullstate::Field)
Q_DECLARE_METATYPE(Fullstate::ResourceType)

QTEST_GUILESS_MAIN(tst_CsvWriter)
#include "tst_csvwriter.moc"
