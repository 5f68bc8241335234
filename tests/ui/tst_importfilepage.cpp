// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importpages.h"
#include "tests/support/users.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QStringEncoder>
#include <QThreadPool>
#include <xlsxwriter.h>

using namespace Fullstate;

/// The page File: where its table comes from, what its boxes do to the picture, and what it shows of a file
/// that cannot be read.
class tst_ImportFilePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void takesADroppedFile();
    void refusesOtherDrops();
    void takesTheClipboard();
    void readsAgainWhatWasPasted();
    void encodingBox();
    void quoteBox();
    void headerRowBox();
    void sheetBox();
    void showsWhatCannotBeRead();
    void showsWhatCannotBePasted();
    void aHeaderThatCannotBeRead();
    void detectsTheEncodingWithAnotherQuote();
    void goesOnAfterMatchingAgain();
    void anotherFileAfterMatchingAgain();

private:
    QString write(const QByteArray &bytes);

    QTemporaryDir m_folder;
};

QString tst_ImportFilePage::write(const QByteArray &bytes)
{
    QFile file(m_folder.filePath(QStringLiteral("other.csv")));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own file could not be written");
    return file.fileName();
}

static QTableWidget *pictureIn(const PagesUnderTest &pages)
{
    return named<QTableWidget>(pages.page(), "First rows");
}

/// "a|b" of each row, the header first.
static QString picture(const PagesUnderTest &pages)
{
    const QTableWidget *table = pictureIn(pages);
    QStringList rows;
    for (int row = -1; row < table->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table->columnCount(); ++column) {
            const QTableWidgetItem *item =
                row < 0 ? table->horizontalHeaderItem(column) : table->item(row, column);
            cells.append(item ? item->text() : QString());
        }
        rows.append(cells.join(u'|'));
    }
    return rows.join(u' ');
}

static QComboBox *boxOf(const PagesUnderTest &pages, const char *name)
{
    return named<QComboBox>(pages.page(), name);
}

/// By the keyboard, one after the other.
static void choose(const PagesUnderTest &pages, const char *name, const QString &text)
{
    QComboBox *box = boxOf(pages, name);
    const int wanted = box->findText(text, Qt::MatchStartsWith);
    QVERIFY2(wanted >= 0, qPrintable(text));
    box->setFocus();
    while (box->currentIndex() != wanted)
        QTest::keyClick(box, box->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
}

static void drop(QWidget *on, const QMimeData &data, bool *isTaken)
{
    const QPoint place = on->rect().center();
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(on, &enter);
    *isTaken = enter.isAccepted();
    if (!*isTaken)
        return;
    QDropEvent dropped(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(on, &dropped);
}

void tst_ImportFilePage::takesADroppedFile()
{
    PagesUnderTest pages(userAccounts());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(write("uniqueId,email\nu1,a@example.com\n"))});
    bool isTaken = false;
    drop(pages.page(), data, &isTaken);
    QVERIFY(isTaken);
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(picture(pages), QStringLiteral("uniqueId|email u1|a@example.com"));
    QVERIFY(named<QLineEdit>(pages.page(), "File")->text().endsWith(QStringLiteral("other.csv")));
}

void tst_ImportFilePage::refusesOtherDrops()
{
    PagesUnderTest pages(userAccounts());
    QMimeData text;
    text.setText(QStringLiteral("uniqueId"));
    QMimeData two;
    two.setUrls({QUrl::fromLocalFile(write("a\n")), QUrl::fromLocalFile(m_folder.path())});
    QMimeData page;
    page.setUrls({QUrl(QStringLiteral("https://example.com/people.csv"))});
    for (const QMimeData *data : {&text, &two, &page}) {
        bool isTaken = true;
        drop(pages.page(), *data, &isTaken);
        QVERIFY(!isTaken);
    }
}

void tst_ImportFilePage::takesTheClipboard()
{
    PagesUnderTest pages(userAccounts());
    QGuiApplication::clipboard()->setText(QStringLiteral(" \n"));
    press(pages.page(), "Paste");
    QVERIFY(textOf(pages.page(), "status").startsWith(QStringLiteral("There is no text to paste.")));
    QVERIFY(!pages.page()->isComplete());
    QGuiApplication::clipboard()->setText(QString::fromUtf8("uniqueId\tfullName\nu1\tZoë\n"));
    press(pages.page(), "Paste");
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(picture(pages), QString::fromUtf8("uniqueId|fullName u1|Zoë"));
    QCOMPARE(named<QLineEdit>(pages.page(), "File")->text(), QStringLiteral("(pasted)"));
}

/// Another file name was begun, and taken back.
void tst_ImportFilePage::readsAgainWhatWasPasted()
{
    PagesUnderTest pages(userAccounts());
    QGuiApplication::clipboard()->setText(QStringLiteral("uniqueId\tfullName\nu1\tAda\n"));
    press(pages.page(), "Paste");
    QTRY_VERIFY(pages.page()->isComplete());
    auto *name = named<QLineEdit>(pages.page(), "File");
    name->setFocus();
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClick(name, Qt::Key_X);
    QVERIFY(!pages.page()->isComplete());
    QTest::keyClick(name, Qt::Key_Backspace);
    QCOMPARE(name->text(), QStringLiteral("(pasted)"));
    QTest::keyClick(name, Qt::Key_Tab);
    QTRY_VERIFY(pages.wizard.button(QWizard::NextButton)->isEnabled());
    QCOMPARE(pages.state.file()->rowCount(), 1u);
}

void tst_ImportFilePage::encodingBox()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,fullName\nu1,Zo\xc3\xab\n");
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(picture(pages), QString::fromUtf8("uniqueId|fullName u1|Zoë"));
    choose(pages, "Encoding", QStringLiteral("windows-1252"));
    const QString misread = QString::fromUtf8("uniqueId|fullName u1|ZoÃ«");
    QCOMPARE(picture(pages), misread); // at once
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(picture(pages), misread);
    QCOMPARE(pages.state.file()->row(0).cells.at(1), QString::fromUtf8("ZoÃ«"));
}

void tst_ImportFilePage::quoteBox()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,fullName,email\nu1,'Ada',\"x\"\n");
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(boxOf(pages, "Quote")->currentText(), QStringLiteral("Double  \""));
    QCOMPARE(picture(pages), QStringLiteral("uniqueId|fullName|email u1|'Ada'|x"));
    const std::pair<const char *, const char *> choices[] = {{"Single", "u1|Ada|\"x\""},
                                                             {"None", "u1|'Ada'|\"x\""}};
    for (const auto &[quote, row] : choices) {
        choose(pages, "Quote", QString::fromLatin1(quote));
        const QString shown = QStringLiteral("uniqueId|fullName|email ") + QString::fromLatin1(row);
        QCOMPARE(picture(pages), shown); // at once
        QTRY_VERIFY(pages.page()->isComplete());
        QCOMPARE(picture(pages), shown);
        QCOMPARE(pages.state.file()->row(0).cells.join(u'|'), QString::fromLatin1(row));
    }
}

void tst_ImportFilePage::headerRowBox()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,fullName\nu1,Ada\n");
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(named<QCheckBox>(pages.page(), "Header row")->isChecked());
    press(pages.page(), "Header row");
    QCOMPARE(picture(pages), QStringLiteral("Column 1|Column 2 uniqueId|fullName u1|Ada"));
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(textOf(pages.page(), "status"), QStringLiteral("2 rows"));
    press(pages.page(), "Header row");
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(picture(pages), QStringLiteral("uniqueId|fullName u1|Ada"));
}

/// A workbook of two sheets.
static void writeWorkbook(const QString &fileName)
{
    lxw_workbook *book = workbook_new(QFile::encodeName(fileName).constData());
    for (const char *name : {"People", "Leavers"}) {
        lxw_worksheet *sheet = workbook_add_worksheet(book, name);
        worksheet_write_string(sheet, 0, 0, "uniqueId", nullptr);
        worksheet_write_string(sheet, 1, 0, name, nullptr);
    }
    QCOMPARE(workbook_close(book), LXW_NO_ERROR);
}

void tst_ImportFilePage::sheetBox()
{
    PagesUnderTest pages(userAccounts());
    const QString fileName = m_folder.filePath(QStringLiteral("people.xlsx"));
    writeWorkbook(fileName);
    QVERIFY(!isShown(pages.page(), "Sheet"));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fileName)});
    bool isTaken = false;
    drop(pages.page(), data, &isTaken);
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(picture(pages), QStringLiteral("uniqueId People"));
    QVERIFY(!boxOf(pages, "Delimiter")->isEnabled());
    choose(pages, "Sheet", QStringLiteral("Leavers"));
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(picture(pages), QStringLiteral("uniqueId Leavers"));
    QCOMPARE(boxOf(pages, "Sheet")->currentText(), QStringLiteral("Leavers"));
}

static QByteArray inUtf16(const char *text)
{
    return QStringEncoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom)
        .encode(QString::fromUtf8(text));
}

/// Its format is shown, and can be corrected, whatever came before it.
void tst_ImportFilePage::showsWhatCannotBeRead()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("[{\"uniqueId\":\"u0\"}]");
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(!boxOf(pages, "Quote")->isEnabled());
    pages.typeFile(inUtf16("uniqueId;fullName\nu1;Zoë\nu2;5\" disk\nu3;\"open\n"));
    QTRY_VERIFY2(
        textOf(pages.page(), "status").contains(QStringLiteral("A quote opened in line 4, column 2")),
        qPrintable(textOf(pages.page(), "status")));
    QTRY_VERIFY(boxOf(pages, "Quote")->isEnabled());
    QCOMPARE(boxOf(pages, "Delimiter")->currentData().toChar(), QChar(u';'));
    QCOMPARE(boxOf(pages, "Encoding")->currentText(), QStringLiteral("UTF-16LE"));
    QCOMPARE(picture(pages), QString::fromUtf8("uniqueId|fullName u1|Zoë u2|5\" disk")); // as far as it goes
    QVERIFY(!pages.page()->isComplete());
    choose(pages, "Quote", QStringLiteral("None"));
    QTRY_VERIFY(pages.wizard.button(QWizard::NextButton)->isEnabled());
    const CsvFile &file = *pages.state.file();
    QCOMPARE(file.format.encoding, QStringLiteral("UTF-16LE"));
    QCOMPARE(file.columns, (QStringList{QStringLiteral("uniqueId"), QStringLiteral("fullName")}));
    QCOMPARE(file.row(2).cells.at(1), QStringLiteral("\"open"));
    QCOMPARE(picture(pages), QString::fromUtf8("uniqueId|fullName u1|Zoë u2|5\" disk u3|\"open"));
}

void tst_ImportFilePage::showsWhatCannotBePasted()
{
    PagesUnderTest pages(userAccounts());
    QGuiApplication::clipboard()->setText(QString::fromUtf8("uniqueId\tfullName\nu1\tZoë\nu2\t\"open\n"));
    press(pages.page(), "Paste");
    QTRY_VERIFY(textOf(pages.page(), "status").contains(QStringLiteral("A quote opened in line 3")));
    QCOMPARE(picture(pages), QString::fromUtf8("uniqueId|fullName u1|Zoë"));
    QCOMPARE(boxOf(pages, "Delimiter")->currentData().toChar(), QChar(u'\t'));
    choose(pages, "Quote", QStringLiteral("None"));
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(pages.state.file()->rowCount(), 2u);
}

/// There is nothing to picture then; the boxes still help.
void tst_ImportFilePage::aHeaderThatCannotBeRead()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("\"uniqueId|fullName\nu1|Ada\n");
    QTRY_VERIFY(textOf(pages.page(), "status").contains(QStringLiteral("A quote opened in line 1")));
    QTRY_VERIFY(boxOf(pages, "Quote")->isEnabled());
    choose(pages, "Quote", QStringLiteral("None"));
    QTRY_VERIFY(pages.page()->isComplete());
    choose(pages, "Delimiter", QStringLiteral("Pipe"));
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(picture(pages), QStringLiteral("\"uniqueId|fullName u1|Ada"));
}

/// It shows only behind the first bytes; the box was not touched.
void tst_ImportFilePage::detectsTheEncodingWithAnotherQuote()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,fullName\n" + QByteArray("u1,somebody\n").repeated(20'000)
                   + QByteArray("u2,Zo\xeb M\xfcller\n").repeated(100) + "u3,\"open\n");
    QTRY_VERIFY(textOf(pages.page(), "status").contains(QStringLiteral("A quote opened in line 20102")));
    QTRY_COMPARE(pictureIn(pages)->rowCount(), 100);
    choose(pages, "Quote", QStringLiteral("None"));
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(!pages.state.file()->hasDecodingErrors);
    QCOMPARE(pages.state.file()->row(20'000).cells.at(1), QString::fromUtf8("Zoë Müller"));
    QCOMPARE(boxOf(pages, "Encoding")->currentText(), pages.state.file()->format.encoding);
    choose(pages, "Encoding", QStringLiteral("UTF-8")); // chosen is chosen
    QTRY_VERIFY(pages.page()->isComplete());
    QVERIFY(pages.state.file()->hasDecodingErrors);
    QCOMPARE(pages.state.file()->format.encoding, QStringLiteral("UTF-8"));
}

static QByteArray manyRows(const QByteArray &header)
{
    QByteArray csv = header + '\n';
    for (int row = 0; row < 20'000; ++row)
        csv += "u" + QByteArray::number(row) + ",weg,2024-01-02T03:04:05Z,no\n";
    return csv;
}

void tst_ImportFilePage::goesOnAfterMatchingAgain()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile(manyRows("uniqueId,status,createdTimestamp,mfaEnabled"));
    pages.next();
    press(pages.page(), "Match again");
    QVERIFY(!pages.page()->isComplete());
    pages.wizard.back();
    QVERIFY(!pages.wizard.button(QWizard::NextButton)->isEnabled());
    QTRY_VERIFY(pages.wizard.button(QWizard::NextButton)->isEnabled());
    pages.next();
    QCOMPARE(named<QTableWidget>(pages.page(), "Columns")->rowCount(), 4);
}

/// Nothing of the page Columns goes on behind the other's back.
void tst_ImportFilePage::anotherFileAfterMatchingAgain()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile(manyRows("uniqueId,status,createdTimestamp,mfaEnabled"));
    pages.next();
    press(pages.page(), "Match again");
    pages.wizard.back();
    QTRY_VERIFY(!pages.state.isReading());
    auto *name = named<QLineEdit>(pages.page(), "File");
    name->setFocus();
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClick(name, Qt::Key_X); // no file any more
    QVERIFY(!pages.state.file());
    QThreadPool::globalInstance()->waitForDone(); // what was begun ends, and is heard of
    QCoreApplication::processEvents();
    pages.typeFile("uniqueId\nu1\n");
    pages.next();
    QCOMPARE(named<QTableWidget>(pages.page(), "Columns")->rowCount(), 1);
}

QTEST_MAIN(tst_ImportFilePage)
#include "tst_importfilepage.moc"
