// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evidence/uploadhistory.h"
#include "app/evidence/uploadlist.h"
#include "tests/support/scriptedjob.h"
#include "tests/support/uploadscript.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Fullstate;

using Outcome = Upload::Outcome;

/// The files of a visit, uploaded one after the other, each on record before it starts.
class tst_UploadList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesFilesThatCanBeUploaded();
    void takesFilesThatAreDropped();
    void uploadsOneAfterTheOther();
    void endsEarlyWhereTheOthersWouldFareTheSame();
    void triesAgainOnlyWhatWasSurelyNotTaken_data();
    void triesAgainOnlyWhatWasSurelyNotTaken();
    void sendsNothingThatIsNotOnRecord();
    void isCancelled();
    void isCancelledBeforeItIsOnRecord();
    void historyShowsWhatWasUploaded();
    void remembersDocumentsThatExist();
    void understandsDocumentIds_data();
    void understandsDocumentIds();

private:
    QString file(const QString &name, qint64 size = 10) const
    {
        return UploadScript::file(*m_folder, name, size);
    }
    QString state(int row) const { return m_list->index(row, UploadList::State).data().toString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    UploadScript m_script;
    std::unique_ptr<UploadList> m_list;
};

void tst_UploadList::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_folder = std::make_unique<QTemporaryDir>();
    m_script = {};
    m_list = std::make_unique<UploadList>(m_script.ways());
    new QAbstractItemModelTester(m_list.get(), QAbstractItemModelTester::FailureReportingMode::Fatal,
                                 m_list.get());
}

void tst_UploadList::takesFilesThatCanBeUploaded()
{
    QSignalSpy skipped(m_list.get(), &UploadList::filesSkipped);
    const QString good = file(QStringLiteral("a.pdf"));
    m_list->addFiles({good, m_folder->path(), file(QStringLiteral("empty.pdf"), 0), good,
                      m_folder->filePath(QStringLiteral("none.pdf"))});
    QCOMPARE(m_list->rowCount(), 1);
    QCOMPARE(m_list->waiting(), 1);
    QCOMPARE(skipped.size(), 1);
    const QString reasons = skipped.first().first().toStringList().join(QLatin1Char('\n'));
    for (const char *words : {"is a folder", "is empty", "in the list already", "no longer there"})
        QVERIFY2(reasons.contains(QLatin1String(words)), words);
    m_list->addFiles({file(QStringLiteral("b.pdf")), file(QStringLiteral("c.pdf"))});
    m_list->removeFiles({0, 2});
    QCOMPARE(m_list->rowCount(), 1);
    QCOMPARE(m_list->index(0, UploadList::File).data().toString(), QStringLiteral("b.pdf"));
}

void tst_UploadList::takesFilesThatAreDropped()
{
    QSignalSpy skipped(m_list.get(), &UploadList::filesSkipped);
    QMimeData text;
    text.setText(QStringLiteral("a.pdf"));
    QVERIFY(!m_list->canDropMimeData(&text, Qt::CopyAction, -1, -1, {}));
    QMimeData urls;
    urls.setUrls({QUrl::fromLocalFile(file(QStringLiteral("a.pdf"))),
                  QUrl(QStringLiteral("https://example.com/b.pdf"))});
    QVERIFY(m_list->canDropMimeData(&urls, Qt::CopyAction, -1, -1, {}));
    QVERIFY(m_list->dropMimeData(&urls, Qt::CopyAction, -1, -1, {}));
    QCOMPARE(m_list->rowCount(), 1);
    QCOMPARE(skipped.size(), 1);
    QVERIFY(skipped.first().first().toStringList().first().contains(QLatin1String("example.com")));
    m_list->start(UploadScript::upload());
    QVERIFY(!m_list->canDropMimeData(&urls, Qt::CopyAction, -1, -1, {}));
}

void tst_UploadList::uploadsOneAfterTheOther()
{
    m_list->addFiles({file(QStringLiteral("a.pdf"), 100), file(QStringLiteral("b.pdf"), 300)});
    QSignalSpy progress(m_list.get(), &UploadList::progressed);
    m_list->start(UploadScript::upload());
    QVERIFY(m_list->isRunning());
    QTRY_COMPARE(m_script.jobs.size(), 1);
    QCOMPARE(m_script.kept.size(), 1); // on record first
    QCOMPARE(m_script.kept.last().outcome, Outcome::Started);
    QCOMPARE(m_script.kept.last().documentId, QStringLiteral("access-reviews"));
    QVERIFY(m_script.kept.last().startedAt.isValid());

    Q_EMIT m_script.jobs.last()->progressed(QStringLiteral("Sending"), 50, 100);
    QVERIFY2(state(0).contains(QLatin1String("50 bytes of 100 bytes")), qPrintable(state(0)));
    QCOMPARE(progress.last(), (QVariantList{50LL, 400LL}));
    m_script.end(Outcome::Uploaded);
    QCOMPARE(state(0), QStringLiteral("Uploaded"));
    QCOMPARE(progress.last(), (QVariantList{100LL, 400LL}));
    QTRY_COMPARE(m_script.jobs.size(), 2);
    m_script.end(Outcome::Uploaded);
    QVERIFY(!m_list->isRunning());
    QCOMPARE(m_list->waiting(), 0);
    QCOMPARE(m_script.kept.size(), 4);
    QCOMPARE(m_script.kept.at(0).id, m_script.kept.at(1).id);
    QVERIFY(m_script.kept.at(1).id != m_script.kept.at(2).id);
    QCOMPARE(m_script.kept.at(1).outcome, Outcome::Uploaded);
}

void tst_UploadList::endsEarlyWhereTheOthersWouldFareTheSame()
{
    m_list->addFiles({file(QStringLiteral("a.pdf")), file(QStringLiteral("b.pdf"))});
    m_list->start(UploadScript::upload());
    QTRY_COMPARE(m_script.jobs.size(), 1);
    m_script.end(Outcome::Refused, true);
    QVERIFY(!m_list->isRunning());
    QCOMPARE(state(1), QStringLiteral("Waiting"));
    QCOMPARE(m_list->waiting(), 2);
    m_list->start(UploadScript::upload()); // with another document ID, say
    QTRY_COMPARE(m_script.jobs.size(), 2);
    m_script.end(Outcome::Refused); // only this file
    QTRY_COMPARE(m_script.jobs.size(), 3);
    m_script.end(Outcome::Uploaded);
    QVERIFY(!m_list->isRunning());
    QCOMPARE(m_list->waiting(), 1);
}

void tst_UploadList::triesAgainOnlyWhatWasSurelyNotTaken_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("waiting");
    QTest::addRow("not sent") << Outcome::NotSent << 1;
    QTest::addRow("broken off") << Outcome::BrokenOff << 1;
    QTest::addRow("refused") << Outcome::Refused << 1;
    QTest::addRow("uploaded") << Outcome::Uploaded << 0;
    QTest::addRow("unknown") << Outcome::Unknown << 0;
}

void tst_UploadList::triesAgainOnlyWhatWasSurelyNotTaken()
{
    QFETCH(const Outcome, outcome);
    m_list->addFiles({file(QStringLiteral("a.pdf"))});
    m_list->start(UploadScript::upload());
    QTRY_COMPARE(m_script.jobs.size(), 1);
    m_script.end(outcome);
    QTEST(m_list->waiting(), "waiting");
    m_list->start(UploadScript::upload());
    QCOMPARE(m_list->isRunning(), m_list->waiting() == 1);
}

void tst_UploadList::sendsNothingThatIsNotOnRecord()
{
    m_script.keepError = Error{Error::Kind::Storage, QStringLiteral("The disk is full."), {}};
    m_list->addFiles({file(QStringLiteral("a.pdf")), file(QStringLiteral("b.pdf"))});
    m_list->start(UploadScript::upload());
    QTRY_VERIFY(!m_list->isRunning());
    QVERIFY(m_script.jobs.isEmpty());
    QVERIFY2(state(0).contains(QLatin1String("The disk is full.")), qPrintable(state(0)));
    QCOMPARE(m_list->waiting(), 2);
}

void tst_UploadList::isCancelled()
{
    m_list->addFiles({file(QStringLiteral("a.pdf")), file(QStringLiteral("b.pdf"))});
    m_list->start(UploadScript::upload());
    QTRY_COMPARE(m_script.jobs.size(), 1);
    m_list->cancel();
    QVERIFY(m_script.isCancelled);
    QVERIFY(!m_list->isRunning());
    QCOMPARE(m_script.kept.last().outcome, Outcome::BrokenOff);
    QCOMPARE(state(1), QStringLiteral("Waiting"));
}

void tst_UploadList::isCancelledBeforeItIsOnRecord()
{
    m_list->addFiles({file(QStringLiteral("a.pdf")), file(QStringLiteral("b.pdf"))});
    m_list->start(UploadScript::upload());
    m_list->cancel();
    QTRY_VERIFY(!m_list->isRunning());
    QVERIFY(m_script.jobs.isEmpty());
    QCOMPARE(m_script.kept.last().outcome, Outcome::NotSent);
}

void tst_UploadList::historyShowsWhatWasUploaded()
{
    UploadHistory history;
    const QAbstractItemModelTester tester(&history, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Upload upload = UploadScript::upload();
    upload.fileName = QStringLiteral("/home/me/<i>a.pdf");
    upload.size = 2'000;
    upload.outcome = Outcome::Unknown;
    upload.url = QStringLiteral("https://app.vanta.com/documents/d");
    history.setUploads({upload, UploadScript::upload()});
    QCOMPARE(history.rowCount(), 2);
    const auto text = [&history](int row, int column) {
        return history.index(row, column).data().toString();
    };
    QCOMPARE(text(0, UploadHistory::Outcome), QStringLiteral("Sent, outcome unknown"));
    QCOMPARE(text(1, UploadHistory::Outcome), QStringLiteral("Started, no outcome recorded"));
    QCOMPARE(text(0, UploadHistory::Document), QStringLiteral("access-reviews"));
    QCOMPARE(text(0, UploadHistory::File), QStringLiteral("<i>a.pdf"));
    QVERIFY(!text(0, UploadHistory::EffectiveDate).isEmpty());
    QCOMPARE(history.index(0, 3).data(UploadHistory::UrlRole).toString(), upload.url);
    QVERIFY(!history.index(0, UploadHistory::File)
                 .data(Qt::ToolTipRole)
                 .toString()
                 .contains(QLatin1String("<i>")));
}

void tst_UploadList::remembersDocumentsThatExist()
{
    const auto tried = [](const char *document, Outcome outcome) {
        Upload upload;
        upload.documentId = QLatin1String(document);
        upload.outcome = outcome;
        return upload;
    };
    QCOMPARE(rememberedDocuments({tried("b", Outcome::Uploaded), tried("typo", Outcome::Refused),
                                  tried("a", Outcome::Uploaded), tried("b", Outcome::Uploaded)}),
             (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
}

void tst_UploadList::understandsDocumentIds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("id"); // empty: none
    const auto row = [](const char *name, const char *typed, const char *id) {
        QTest::addRow("%s", name) << QString::fromUtf8(typed) << QString::fromUtf8(id);
    };
    row("an ID", "access-reviews", "access-reviews");
    row("with spaces around", "  access-reviews\n", "access-reviews");
    row("the address of its page", "https://app.vanta.com/documents/access-reviews", "access-reviews");
    row("the address with more", "https://app.eu.vanta.com/documents/access-reviews/files?tab=1#x",
        "access-reviews");
    row("nothing", " ", "");
    row("the folder above", "..", "");
    row("a path", "a/../../oauth", "");
    row("two words", "access reviews", "");
}

void tst_UploadList::understandsDocumentIds()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, id);
    const QString found = documentIdFrom(typed);
    QCOMPARE(isDocumentId(found), !id.isEmpty());
    if (!id.isEmpty())
        QCOMPARE(found, id);
}

QTEST_GUILESS_MAIN(tst_UploadList)
#include "tst_uploadlist.moc"
