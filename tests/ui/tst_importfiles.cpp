// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importpages.h"
#include "tests/support/users.h"

using namespace Fullstate;

/// The file dialogs of the import, opened by their buttons.
class tst_ImportFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void browses();
    void savesAndLoadsAMapping();
    void refusesWhatIsNoMapping();
    void cancelledDialogsChangeNothing_data();
    void cancelledDialogsChangeNothing();

private:
    QString write(const char *name, const QByteArray &content) const;

    QTemporaryDir m_folder;
};

QString tst_ImportFiles::write(const char *name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("the file cannot be written");
    return file.fileName();
}

static const char Csv[] = "a,b,email\n1,Ada,a@example.com\n";

void tst_ImportFiles::browses()
{
    PagesUnderTest pages(userAccounts());
    const QString name = write("chosen.csv", Csv);
    press(pages.page(), "Browse…");
    chooseInFileDialog(&pages.wizard, name);
    QTRY_VERIFY(pages.page()->isComplete());
    QCOMPARE(pages.state.file()->columns.size(), 3);
    QCOMPARE(named<QLineEdit>(pages.page(), "File")->text(), QDir::toNativeSeparators(name));
}

void tst_ImportFiles::savesAndLoadsAMapping()
{
    const QString name = m_folder.filePath(QStringLiteral("names.json"));
    const QStringList chosen{QStringLiteral("uniqueId<a"), QStringLiteral("fullName<b"),
                             QStringLiteral("email<email")};
    {
        PagesUnderTest pages(userAccounts());
        pages.typeFile(Csv);
        pages.next();
        typeIntoCell(named<QTableWidget>(pages.page(), "Columns"), 0, 1, QStringLiteral("uniqueId"));
        typeIntoCell(named<QTableWidget>(pages.page(), "Columns"), 1, 1, QStringLiteral("fullName"));
        QCOMPARE(shortly(pages.state.choices.mapping), chosen);
        press(pages.page(), "Save mapping…");
        auto *dialog = openDialog<QFileDialog>(&pages.wizard);
        QVERIFY(dialog);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(),
                 QStringLiteral("people-mapping.json"));
        chooseInFileDialog(&pages.wizard, name);
        QTRY_COMPARE(textOf(pages.page(), "notes").section(u'\n', 0, 0),
                     QStringLiteral("Saved to %1.").arg(QDir::toNativeSeparators(name)));
    }
    PagesUnderTest pages(userAccounts());
    pages.typeFile(Csv);
    pages.next();
    QVERIFY(shortly(pages.state.choices.mapping) != chosen);
    QVERIFY(!pages.wizard.button(QWizard::NextButton)->isEnabled());
    press(pages.page(), "Load mapping…");
    chooseInFileDialog(&pages.wizard, name);
    QTRY_COMPARE(shortly(pages.state.choices.mapping), chosen);
    QCOMPARE(named<QTableWidget>(pages.page(), "Columns")->item(0, 1)->text(), QStringLiteral("uniqueId"));
    QTRY_VERIFY(pages.wizard.button(QWizard::NextButton)->isEnabled());
}

void tst_ImportFiles::refusesWhatIsNoMapping()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile(Csv);
    pages.next();
    const ColumnMapping before = pages.state.choices.mapping;
    press(pages.page(), "Load mapping…");
    chooseInFileDialog(&pages.wizard, write("other.json", "{}"));
    QTRY_COMPARE(textOf(pages.page(), "notes").section(u'\n', 0, 0),
                 QStringLiteral("This is not a mapping that was saved here."));
    QCOMPARE(pages.state.choices.mapping, before);
}

void tst_ImportFiles::cancelledDialogsChangeNothing_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<QString>("button");
    QTest::addRow("Browse") << 0 << QStringLiteral("Browse…");
    QTest::addRow("Save mapping") << 1 << QStringLiteral("Save mapping…");
    QTest::addRow("Load mapping") << 1 << QStringLiteral("Load mapping…");
}

/// Everything else goes on while one is open.
void tst_ImportFiles::cancelledDialogsChangeNothing()
{
    QFETCH(const int, page);
    QFETCH(const QString, button);
    PagesUnderTest pages(userAccounts());
    pages.typeFile(Csv);
    for (int at = 0; at < page; ++at)
        pages.next();
    const ColumnMapping before = pages.state.choices.mapping;
    const CsvFilePtr file = pages.state.file();
    const QStringList files = QDir(m_folder.path()).entryList(QDir::Files);
    press(pages.page(), button.toUtf8().constData()); // comes back at once
    const QPointer<QFileDialog> dialog = openDialog<QFileDialog>(&pages.wizard);
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(pages.state.choices.mapping, before);
    QCOMPARE(pages.state.file(), file);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), files);
}

QTEST_MAIN(tst_ImportFiles)
#include "tst_importfiles.moc"
