// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importfiles.h"
#include "tests/support/users.h"
#include "ui/import/importproblemmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Fullstate;

/// The problems of an import's rows as a table, whose cells can be mended.
class tst_ImportProblemModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsEachProblem();
    void editsTheCell();
    void editsTheWholeRow();
    void refusesWhatIsNoRow_data();
    void refusesWhatIsNoRow();
    void onlyTheCellOfARowIsEdited();
    void severalProblemsOfARow();
    void showsTheBeginningOfWhatIsLong_data();
    void showsTheBeginningOfWhatIsLong();
    void canBeEmptied();

private:
    QModelIndex at(int row, int column) const { return m_model->index(row, column); }
    QString text(int row, int column) const { return at(row, column).data().toString(); }
    void load(const QByteArray &csv);

    std::unique_ptr<ImportProblemModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    CsvFilePtr m_file;
    ImportStagePtr m_stage;
};

using Model = ImportProblemModel;

void tst_ImportProblemModel::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_model = std::make_unique<Model>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_ImportProblemModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

/// Into a draft that knows "a" and "b".
void tst_ImportProblemModel::load(const QByteArray &csv)
{
    m_file = fileOf(csv);
    ImportChoices choices;
    choices.mapping = matchColumns(*m_file, userAccounts());
    m_stage = staged(m_file, choices, userAccounts(), users(QStringLiteral("a b")));
    m_model->setStage(m_file, m_stage, {});
}

static const char Sample[] = "uniqueId,status,email\na,weg,a@example.com\nb\nb,ACTIVE,b@example.com\n";

void tst_ImportProblemModel::showsEachProblem()
{
    QCOMPARE(m_model->rowCount(), 0);
    load(Sample);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(text(0, Model::Line), QStringLiteral("2"));
    QCOMPARE(text(0, Model::FileColumn), QStringLiteral("status (2)"));
    QCOMPARE(text(0, Model::Cell), QStringLiteral("weg"));
    QCOMPARE(text(0, Model::UniqueId), QStringLiteral("a"));
    QVERIFY(text(0, Model::Reason).contains(QStringLiteral("weg")));
    QCOMPARE(text(1, Model::Line), QStringLiteral("3"));
    QCOMPARE(text(1, Model::FileColumn), QString()); // the row as a whole
    QCOMPARE(text(1, Model::Cell), QStringLiteral("b"));
    QCOMPARE(m_model->headerData(Model::Reason, Qt::Horizontal).toString(), QStringLiteral("Reason"));
}

void tst_ImportProblemModel::editsTheCell()
{
    load(Sample);
    const QSignalSpy corrected(m_model.get(), &Model::corrected);
    const QSignalSpy changed(m_model.get(), &Model::dataChanged);
    QVERIFY(m_model->setData(at(0, Model::Cell), QStringLiteral("weg")));
    QCOMPARE(corrected.size(), 0); // as it was
    QVERIFY(m_model->setData(at(0, Model::Cell), QStringLiteral("ACTIVE")));
    QCOMPARE(corrected.size(), 1);
    QCOMPARE(corrected[0][0].toInt(), 0);
    QCOMPARE(corrected[0][1].toStringList(),
             (QStringList{QStringLiteral("a"), QStringLiteral("ACTIVE"), QStringLiteral("a@example.com")}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(text(0, Model::Cell), QStringLiteral("ACTIVE"));
    QCOMPARE(m_stage->problems.size(), 2u); // the stage is not ours to change
}

void tst_ImportProblemModel::editsTheWholeRow()
{
    load(Sample);
    const QSignalSpy corrected(m_model.get(), &Model::corrected);
    QVERIFY(m_model->setData(at(1, Model::Cell), QStringLiteral("c,\"ACTIVE\",\"a \"\"b\"\", c\"")));
    QCOMPARE(corrected.size(), 1);
    QCOMPARE(corrected[0][0].toInt(), 1);
    QCOMPARE(corrected[0][1].toStringList(),
             (QStringList{QStringLiteral("c"), QStringLiteral("ACTIVE"), QStringLiteral("a \"b\", c")}));
    QCOMPARE(text(1, Model::Cell), QStringLiteral("c,ACTIVE,\"a \"\"b\"\", c\""));
}

void tst_ImportProblemModel::refusesWhatIsNoRow_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addRow("nothing") << QString();
    QTest::addRow("an open quote") << QStringLiteral("a,\"b");
    QTest::addRow("two rows") << QStringLiteral("a,b,c\nd,e,f");
}

void tst_ImportProblemModel::refusesWhatIsNoRow()
{
    QFETCH(const QString, typed);
    load(Sample);
    const QSignalSpy corrected(m_model.get(), &Model::corrected);
    QVERIFY(!m_model->setData(at(1, Model::Cell), typed));
    QCOMPARE(corrected.size(), 0);
    QCOMPARE(text(1, Model::Cell), QStringLiteral("b"));
}

void tst_ImportProblemModel::onlyTheCellOfARowIsEdited()
{
    load(Sample);
    for (int column = 0; column < Model::ColumnCount; ++column) {
        QCOMPARE(at(0, column).flags().testFlag(Qt::ItemIsEditable), column == Model::Cell);
        if (column != Model::Cell)
            QVERIFY(!m_model->setData(at(0, column), QStringLiteral("x")));
    }
    QVERIFY(!m_model->setData(at(0, Model::Cell), QStringLiteral("x"), Qt::CheckStateRole));
    load("email\na@example.com\n"); // no uniqueId: a problem of the file
    QCOMPARE(m_model->rowCount(), 1);
    QVERIFY(!at(0, Model::Cell).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!m_model->setData(at(0, Model::Cell), QStringLiteral("x")));
    QCOMPARE(text(0, Model::Cell), QString());
}

/// Mending one does not take the other back.
void tst_ImportProblemModel::severalProblemsOfARow()
{
    load("uniqueId,status,permissionLevel\na,weg,Chef\n");
    QCOMPARE(m_model->rowCount(), 2);
    const QSignalSpy corrected(m_model.get(), &Model::corrected);
    for (int row = 0; row < 2; ++row) {
        const bool isStatus = text(row, Model::FileColumn).startsWith(QLatin1String("status"));
        QVERIFY(m_model->setData(at(row, Model::Cell),
                                 isStatus ? QStringLiteral("ACTIVE") : QStringLiteral("ADMIN")));
    }
    QCOMPARE(corrected.last()[1].toStringList(),
             (QStringList{QStringLiteral("a"), QStringLiteral("ACTIVE"), QStringLiteral("ADMIN")}));
}

void tst_ImportProblemModel::showsTheBeginningOfWhatIsLong_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("edited");
    QTest::addColumn<QString>("reason");
    const QString cell = QString(2 << 20, u'x');
    QTest::addRow("a cell") << QByteArray("uniqueId,status\na," + cell.toUtf8() + "\n") << cell
                            << QStringLiteral("longer than 1 MiB");
    QTest::addRow("a value that does not fit")
        << QByteArray("uniqueId,status\na," + cell.left(40'000).toUtf8() + "\n") << cell.left(40'000)
        << QStringLiteral("is not one of ACTIVE");
    const QString row = QStringLiteral("a,ACTIVE,") + cell.left(40'000);
    QTest::addRow("a row with a cell too many")
        << QByteArray("uniqueId,status\n" + row.toUtf8() + "\n") << row << QStringLiteral("3 cells");
}

/// Whole it is only for whoever edits it.
void tst_ImportProblemModel::showsTheBeginningOfWhatIsLong()
{
    QFETCH(const QByteArray, csv);
    QFETCH(const QString, edited);
    QFETCH(const QString, reason);
    load(csv);
    QCOMPARE(m_model->rowCount(), 1);
    for (int column = 0; column < Model::ColumnCount; ++column) {
        QVERIFY(text(0, column).size() < 600);
        QVERIFY(at(0, column).data(Qt::ToolTipRole).toString().size() < 600);
    }
    QVERIFY(text(0, Model::Cell).endsWith(QStringLiteral("x…")));
    QVERIFY(edited.startsWith(text(0, Model::Cell).chopped(1)));
    QVERIFY(at(0, Model::Cell).data(Qt::EditRole).toString() == edited); // not printed when it is not
    QVERIFY2(text(0, Model::Reason).contains(reason), qPrintable(text(0, Model::Reason)));
}

void tst_ImportProblemModel::canBeEmptied()
{
    load(Sample);
    m_model->setStage(nullptr, nullptr, {});
    QCOMPARE(m_model->rowCount(), 0);
    load("uniqueId,status\na,ACTIVE\n");
    QCOMPARE(m_model->rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_ImportProblemModel)
#include "tst_importproblemmodel.moc"
