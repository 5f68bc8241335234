// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvfile.h"
#include "tests/support/waitfor.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Fullstate;

/// Every file of the public csv-spectrum set (Debian's node-csv-spectrum) beside what it says is in it.
class tst_CsvSpectrum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void reads_data();
    void reads();
};

void tst_CsvSpectrum::reads_data()
{
    QTest::addColumn<QString>("name");
    const QDir folder(QStringLiteral(CSV_SPECTRUM_DIR "/csvs"));
    const QStringList names = folder.entryList({QStringLiteral("*.csv")}, QDir::Files);
    QVERIFY(names.size() > 10);
    for (const QString &name : names)
        QTest::addRow("%s", qPrintable(name)) << name.chopped(4);
}

void tst_CsvSpectrum::reads()
{
    QFETCH(const QString, name);
    QFile json(QStringLiteral(CSV_SPECTRUM_DIR "/json/%1.json").arg(name));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonArray wanted = QJsonDocument::fromJson(json.readAll()).array();
    QVERIFY(!wanted.isEmpty());

    const QString fileName = QStringLiteral(CSV_SPECTRUM_DIR "/csvs/%1.csv").arg(name);
    const Result<CsvFilePtr> file = waitFor(readFile(fileName, {}, this));
    QVERIFY2(file, file ? "" : qPrintable(file.error().message));
    QVERIFY((*file)->table.flaws().empty());
    QJsonArray found;
    for (size_t index = 0; index < (*file)->rowCount(); ++index) {
        const QStringList cells = (*file)->row(index).cells;
        QJsonObject row;
        for (qsizetype column = 0; column < cells.size(); ++column)
            row.insert((*file)->columns.at(column), cells.at(column));
        found.append(row);
    }
    QCOMPARE(found, wanted);
}

QTEST_GUILESS_MAIN(tst_CsvSpectrum)
#include "tst_csvspectrum.moc"
