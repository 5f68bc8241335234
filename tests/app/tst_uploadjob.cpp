// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/evidence/uploadjob.h"
#include "app/practice/faults.h"
#include "app/practice/practicedocuments.h"
#include "app/practice/practicetenant.h"
#include "app/schema/catalog.h"
#include "tests/support/apibench.h"
#include "tests/support/hostileserver.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

#include <QCryptographicHash>
#include <QNetworkReply>
#include <QTemporaryDir>

using namespace Fullstate;

namespace {

using End = HostileTurn::End;
using Script = QList<HostileTurn>;
using Outcome = Upload::Outcome;

/// More than the buffers between two programs hold.
constexpr qint64 Big = 24LL << 20;

/// Gives "first", and "second" after a refusal.
class ScriptedTokens final : public AccessTokens
{
public:
    ResultJob<QByteArray> *accessToken(const Connection &, QObject *parent) override
    {
        return new ReadyJob<QByteArray>(QByteArray("not for documents"), parent);
    }
    ResultJob<QByteArray> *renewedToken(const Connection &connection, const QByteArray &,
                                        QObject *parent) override
    {
        return accessToken(connection, parent);
    }
    ResultJob<QByteArray> *documentToken(const Connection &, const QByteArray &refused,
                                         QObject *parent) override
    {
        if (error)
            return new ReadyJob<QByteArray>(Failure(*error), parent);
        return new ReadyJob<QByteArray>(QByteArray(refused == "first" ? "second" : "first"), parent);
    }

    std::optional<Error> error = {};
};

HostileTurn created()
{
    return answering(201, R"({"id":"u1","fileName":"a.pdf","url":"https://app.vanta.com/documents/d"})");
}

Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.id = QStringLiteral("c1");
    connection.name = QStringLiteral("Acme");
    connection.region = Region::Custom;
    connection.custom = {url, url};
    connection.clientId = QStringLiteral("client");
    return connection;
}

QString fileOf(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
    return path;
}

QString bigFile(const QTemporaryDir &folder)
{
    const QString path = fileOf(folder, QStringLiteral("big.pdf"), "x");
    QFile(path).resize(Big);
    return path;
}

Upload uploadOf(const QString &fileName, const QString &documentId = QStringLiteral("access-reviews"))
{
    Upload upload;
    upload.id = QStringLiteral("u");
    upload.connectionId = QStringLiteral("c1");
    upload.documentId = documentId;
    upload.fileName = fileName;
    upload.effectiveDate = QDate(2026, 11, 1);
    upload.description = QStringLiteral("Quarterly, by Ärna");
    return upload;
}

QByteArray noise(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char &byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

} // namespace

/// What becomes of an upload when the network, the tenant or the file misbehaves: what is said of it, and how
/// many copies of it really arrived.
class tst_UploadJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void meets_data();
    void meets();
    void sendsWhatTheApiDescribes();
    void isRecordedWithoutSecrets();
    void refusesAFile_data();
    void refusesAFile();
    void noticesAFileThatChanges_data();
    void noticesAFileThatChanges();
    void isCancelled_data();
    void isCancelled();
    void saysWhyThereIsNoToken();
    void keepsNoLinkThatCouldDoHarm_data();
    void keepsNoLinkThatCouldDoHarm();
    void practiceTenantTakesIt();
    void practiceTenantRefuses_data();
    void practiceTenantRefuses();
    void practiceTenantShowsRevisions();
};

void tst_UploadJob::meets_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("isBig");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("copies");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Script &script, Outcome outcome, int requests, int copies,
                        const char *words, bool isBig = false) {
        QTest::addRow("%s", name) << script << isBig << outcome << requests << copies
                                  << QString::fromUtf8(words);
    };
    const HostileTurn said404 = answering(404, R"({"message":"Document with id: d not found"})");
    row("all is well", {created()}, Outcome::Uploaded, 1, 1, "new revision");
    row("all is well, and it is big", {created()}, Outcome::Uploaded, 1, 1, "new revision", true);
    row("200 in place of 201", {answering(200, R"({"id":"u1"})")}, Outcome::Uploaded, 1, 1, "new revision");
    row("a reset before the body", {{{}, End::Reset, 0}}, Outcome::BrokenOff, 1, 0, "cannot have taken",
        true);
    row("a reset in the middle of the body", {{{}, End::Reset, 100'000}}, Outcome::BrokenOff, 1, 0,
        "cannot have taken", true);
    row("closed after the whole of it was read", {{{}, End::Close}, created()}, Outcome::Unknown, 1, 1,
        "before you upload it again");
    row("reset after the whole of it was read", {{{}, End::Reset}, created()}, Outcome::Unknown, 1, 1,
        "before you upload it again");
    row("taken, and the answer is cut", {cutAfter(created(), created().answer.size() - 2), created()},
        Outcome::Unknown, 1, 1, "before you upload it again");
    row("a failure", {answering(500, "{}"), created()}, Outcome::Unknown, 1, 1, "before you upload it again");
    row("a redirect", {answering(307, "{}", "Location: https://elsewhere.example/\r\n"), created()},
        Outcome::Unknown, 1, 1, "redirect");
    row("a web page with 200", {answering(200, "<html>", "Content-Type: text/html\r\n"), created()},
        Outcome::Unknown, 1, 1, "web page");
    row("201 with nothing in it", {answering(201, "{}"), created()}, Outcome::Unknown, 1, 1, "Look at");
    row("an unknown document", {said404}, Outcome::Refused, 1, 1, "Document with id: d not found");
    row("no scope", {answering(403, "{}")}, Outcome::Refused, 1, 1, "self:write-document");
    row("too large", {answering(413, "Too big")}, Outcome::Refused, 1, 1, "larger than the tenant takes");
    row("too large, said before the body was read", {{answering(413, "{}").answer, End::Keep, 0}},
        Outcome::Refused, 1, 0, "larger than the tenant takes", true);
    // Qt loses an answer that comes with a reset.
    row("too large, said and closed", {{answering(413, "{}").answer, End::Close, 0}}, Outcome::BrokenOff, 1,
        0, "too large", true);
    row("a type that it does not take", {answering(415, "{}")}, Outcome::Refused, 1, 1, "another type");
    row("a type that it does not take, with 400", {answering(400, R"({"error":"mimeType"})")},
        Outcome::Refused, 1, 1, "mimeType");
    row("429, then an answer", {answering(429, "{}", "Retry-After: 0\r\n"), created()}, Outcome::Uploaded, 2,
        2, "new revision");
    row("429 all the way", {answering(429, "{}", "Retry-After: 0\r\n")}, Outcome::Refused, 3, 3, "slow down");
    row("a token that is refused once", {answering(401, "{}"), created()}, Outcome::Uploaded, 2, 2,
        "new revision");
    row("tokens that are refused", {answering(401, "{}")}, Outcome::Refused, 2, 2, "no longer valid");
    row("a token that is refused in the middle of the body",
        {{answering(401, "{}").answer, End::Keep, 100'000}, created()}, Outcome::Uploaded, 2, 1,
        "new revision", true);
}

void tst_UploadJob::meets()
{
    QFETCH(const Script, script);
    QFETCH(const bool, isBig);
    QFETCH(const QString, words);
    HostileServer server;
    server.setScript(script);
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    const QTemporaryDir folder;
    const QString file = isBig ? bigFile(folder) : fileOf(folder, QStringLiteral("a.pdf"), noise(3000));
    const auto upload =
        waitFor(new UploadJob(bench.context, tokens, connectionTo(server.url()), uploadOf(file), this));
    QVERIFY(upload);
    QTEST(upload->outcome, "outcome");
    QVERIFY2(upload->message.contains(words), qPrintable(upload->message));
    QTEST(static_cast<int>(server.requests().size()), "requests");
    QTEST(server.copies("POST"), "copies");
    for (int i = 0; i < server.requests().size(); ++i) {
        const bool isSecond =
            i > 0 && server.requests().size() == 2 && !script.first().answer.contains(" 429");
        QCOMPARE(server.requests().at(i).header("Authorization"),
                 isSecond ? QByteArray("Bearer second") : QByteArray("Bearer first"));
    }
    QCOMPARE(upload->size, isBig ? Big : 3000);
    QCOMPARE(bench.activity.rowCount(), server.requests().size());
}

void tst_UploadJob::sendsWhatTheApiDescribes()
{
    HostileServer server;
    server.setScript({created()});
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    const QTemporaryDir folder;
    const QByteArray content = "%PDF\r\n--\0 end\r\n" + noise(100);
    const QString file = fileOf(folder, QStringLiteral("we\"ird ü %1.pdf"), content);
    const auto upload = waitFor(new UploadJob(bench.context, tokens, connectionTo(server.url()),
                                              uploadOf(file, QStringLiteral("50%25_ü?#")), this));
    QCOMPARE(upload->outcome, Outcome::Uploaded);
    QCOMPARE(upload->status, 201);
    QCOMPARE(upload->url, QStringLiteral("https://app.vanta.com/documents/d"));
    const HostileServer::Request &request = server.requests().first();
    QVERIFY2(request.head.startsWith("POST /v1/documents/50%2525_%C3%BC%3F%23/uploads HTTP/1.1\r\n"),
             request.head.constData());
    const QByteArray type = request.header("Content-Type");
    QVERIFY(type.startsWith("multipart/form-data; boundary="));
    const QByteArray boundary = type.mid(type.indexOf('=') + 1);
    const QByteArray expected = "--" + boundary
        + "\r\nContent-Disposition: form-data; name=\"effectiveAtDate\"\r\n\r\n2026-11-01T00:00:00Z\r\n--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nQuarterly, by \xc3\x84rna\r\n--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"we%22ird \xc3\xbc %1.pdf\"\r\n"
          "Content-Type: application/pdf\r\n\r\n"
        + content + "\r\n--" + boundary + "--\r\n";
    QCOMPARE(request.body, expected);
}

void tst_UploadJob::isRecordedWithoutSecrets()
{
    HostileServer server;
    server.setScript({answering(403, R"({"error":"token first is wrong, vat_abcdef"})")});
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    const QTemporaryDir folder;
    const QString file = fileOf(folder, QStringLiteral("a.pdf"), "vat_insideTheFile");
    QVERIFY(waitFor(new UploadJob(bench.context, tokens, connectionTo(server.url()), uploadOf(file), this)));
    const QModelIndex record = bench.activity.index(0, 0);
    const QString detail = record.data(ActivityLog::DetailRole).toString();
    QVERIFY2(detail.contains(QLatin1String("a.pdf")) && detail.contains(QLatin1String("access-reviews")),
             qPrintable(detail));
    for (const char *secret : {"Bearer", "vat_abcdef", "insideTheFile"})
        QVERIFY2(!detail.contains(QLatin1String(secret)), secret);
    QVERIFY2(record.siblingAtColumn(ActivityLog::Outcome)
                 .data()
                 .toString()
                 .contains(QLatin1String("self:write-document")),
             "the record speaks of evidence");
}

void tst_UploadJob::refusesAFile_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("words");
    QTest::addRow("one that is gone") << QStringLiteral("gone") << QStringLiteral("no longer there");
    QTest::addRow("a folder") << QStringLiteral("folder") << QStringLiteral("is a folder");
    QTest::addRow("an empty one") << QStringLiteral("empty") << QStringLiteral("is empty");
    QTest::addRow("a device") << QStringLiteral("device") << QStringLiteral("no ordinary file");
}

void tst_UploadJob::refusesAFile()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, words);
    HostileServer server;
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    const QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("gone.pdf"));
    if (kind == QLatin1String("folder"))
        file = folder.path();
    else if (kind == QLatin1String("empty"))
        file = fileOf(folder, QStringLiteral("empty.pdf"), {});
    else if (kind == QLatin1String("device"))
        file = QStringLiteral("/dev/zero");
    const auto upload =
        waitFor(new UploadJob(bench.context, tokens, connectionTo(server.url()), uploadOf(file), this));
    QCOMPARE(upload->outcome, Outcome::NotSent);
    QVERIFY2(upload->message.contains(words), qPrintable(upload->message));
    QVERIFY(!upload->isForAll);
    QCOMPARE(server.connections(), 0);
}

void tst_UploadJob::noticesAFileThatChanges_data()
{
    QTest::addColumn<qint64>("newSize");
    QTest::addColumn<QString>("words");
    QTest::addRow("it becomes shorter") << Big / 2 << QStringLiteral("became shorter");
    QTest::addRow("it becomes longer") << Big + 1 << QStringLiteral("was changed");
}

/// Whoever takes only whole uploads never gets one that is half of one file and half of another.
void tst_UploadJob::noticesAFileThatChanges()
{
    QFETCH(const qint64, newSize);
    QFETCH(const QString, words);
    HostileServer server;
    server.setScript({created()});
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    const QTemporaryDir folder;
    const QString file = bigFile(folder);
    auto *job = new UploadJob(bench.context, tokens, connectionTo(server.url()), uploadOf(file), this);
    connect(job, &Job::progressed, this, [&file, newSize](const QString &, qint64 done, qint64) {
        if (done > 0 && QFileInfo(file).size() != newSize)
            QFile::resize(file, newSize);
    });
    const auto upload = waitFor(job);
    QCOMPARE(upload->outcome, Outcome::BrokenOff);
    QVERIFY2(upload->message.contains(words), qPrintable(upload->message));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.copies("POST"), 0);
}

void tst_UploadJob::isCancelled_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<Outcome>("outcome");
    QTest::addRow("before anything left") << QStringLiteral("before") << Outcome::NotSent;
    QTest::addRow("in the middle of the body") << QStringLiteral("middle") << Outcome::BrokenOff;
    QTest::addRow("while the tenant has it") << QStringLiteral("after") << Outcome::Unknown;
}

void tst_UploadJob::isCancelled()
{
    QFETCH(const QString, when);
    HostileServer server;
    server.setScript({{{}, End::Keep}});
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    const QTemporaryDir folder;
    const bool isAfter = when == QLatin1String("after");
    const QString file = isAfter ? fileOf(folder, QStringLiteral("a.pdf"), noise(3000)) : bigFile(folder);
    auto *job = new UploadJob(bench.context, tokens, connectionTo(server.url()), uploadOf(file), this);
    if (when == QLatin1String("middle")) {
        connect(job, &Job::progressed, job, [job](const QString &, qint64 done, qint64) {
            if (done > 0)
                job->cancel();
        });
        QVERIFY(waitFor(job));
    } else {
        if (isAfter)
            QTRY_COMPARE(server.copies("POST"), 1);
        job->cancel();
    }
    QTEST(job->result()->outcome, "outcome");
    QVERIFY(job->result()->message.contains(QLatin1String("Cancelled")));
    QCOMPARE(bench.activity.rowCount(), when == QLatin1String("before") ? 0 : 1);
    QCoreApplication::processEvents();
    QCOMPARE(server.copies("POST"), isAfter ? 1 : 0);
}

void tst_UploadJob::saysWhyThereIsNoToken()
{
    HostileServer server;
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    tokens.error = Error{Error::Kind::Forbidden, QStringLiteral("Add the scope."), {}};
    const QTemporaryDir folder;
    const auto upload = waitFor(new UploadJob(bench.context, tokens, connectionTo(server.url()),
                                              uploadOf(fileOf(folder, QStringLiteral("a.pdf"), "x")), this));
    QCOMPARE(upload->outcome, Outcome::NotSent);
    QCOMPARE(upload->message, QStringLiteral("Add the scope."));
    QVERIFY(upload->isForAll);
}

void tst_UploadJob::keepsNoLinkThatCouldDoHarm_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isKept");
    QTest::addRow("https") << QStringLiteral("https://app.vanta.com/documents/d?x=1") << true;
    QTest::addRow("the practice tenant's") << QStringLiteral("http://127.0.0.1:99/evidence/x") << true;
    QTest::addRow("plain http") << QStringLiteral("http://app.vanta.com/documents/d") << false;
    QTest::addRow("a file") << QStringLiteral("file:///etc/passwd") << false;
    QTest::addRow("a program's scheme") << QStringLiteral("smb://host/share") << false;
    QTest::addRow("a password in it") << QStringLiteral("https://me:pw@app.vanta.com/") << false;
    QTest::addRow("a token in it") << QStringLiteral("https://app.vanta.com/d?access_token=abc") << false;
    QTest::addRow("nothing") << QString() << false;
}

void tst_UploadJob::keepsNoLinkThatCouldDoHarm()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isKept);
    HostileServer server;
    server.setScript({answering(201, R"({"id":"u","url":")" + url.toUtf8() + "\"}")});
    ApiBench bench;
    bench.network.allow(server.url());
    ScriptedTokens tokens;
    const QTemporaryDir folder;
    const auto upload = waitFor(new UploadJob(bench.context, tokens, connectionTo(server.url()),
                                              uploadOf(fileOf(folder, QStringLiteral("a.pdf"), "x")), this));
    QCOMPARE(upload->outcome, Outcome::Uploaded);
    QCOMPARE(upload->url, isKept ? url : QString());
}

namespace {

/// The practice tenant, and the real way to it.
struct PracticeBench
{
    PracticeBench()
    {
        if (!tenant.listen())
            qFatal("the practice tenant does not listen");
        connection = connectionTo(tenant.url());
        connection.clientId = tenant.privateApplication().clientId;
        secrets.put({connection.id, SecretKey::Kind::ClientSecret}, tenant.privateApplication().clientSecret);
        api.network.allow(tenant.url());
    }
    Upload upload(const Upload &upload)
    {
        return *waitFor(new UploadJob(api.context, broker, connection, upload, nullptr));
    }

    const Catalog catalog = Catalog::load().value_or(Catalog());
    ApiBench api{};
    PracticeTenant tenant{catalog, api.clock, {false}};
    MemorySecretStore secrets{};
    TokenBroker broker{api.context, secrets};
    Connection connection{};
    const QTemporaryDir folder{};
};

} // namespace

void tst_UploadJob::practiceTenantTakesIt()
{
    PracticeBench bench;
    const QByteArray content = noise(5'000'000);
    const QString file = fileOf(bench.folder, QStringLiteral("Prüfung \"Q3\".pdf"), content);
    // A token without the scope is live: it is not used.
    QVERIFY(waitFor(bench.broker.accessToken(bench.connection, this)));
    const Upload upload = bench.upload(uploadOf(file));
    QVERIFY2(upload.outcome == Outcome::Uploaded, qPrintable(upload.message));
    QVERIFY(isOpenable(upload.url));
    QCOMPARE(bench.tenant.uploads().size(), 1U);
    const PracticeUpload &taken = bench.tenant.uploads().front();
    QCOMPARE(taken.documentId, QStringLiteral("access-reviews"));
    QCOMPARE(taken.fileName, QStringLiteral("Prüfung \"Q3\".pdf"));
    QCOMPARE(taken.mimeType, QStringLiteral("application/pdf"));
    QCOMPARE(taken.description, QStringLiteral("Quarterly, by Ärna"));
    QCOMPARE(taken.effectiveDate, QStringLiteral("2026-11-01T00:00:00Z"));
    QCOMPARE(taken.sha256, QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    QCOMPARE(bench.tenant.requestCount("POST"), 3); // two tokens and the upload
    // Somebody else mints: refused with 401, so not taken, renewed, and sent again.
    bench.tenant.revokeTokens();
    QCOMPARE(bench.upload(uploadOf(file)).outcome, Outcome::Uploaded);
    QCOMPARE(bench.tenant.uploads().size(), 2U);
}

void tst_UploadJob::practiceTenantRefuses_data()
{
    QTest::addColumn<QString>("documentId");
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("words");
    const QString known = QStringLiteral("access-reviews");
    QTest::addRow("an unknown document") << QStringLiteral("nothing") << QStringLiteral("a.pdf") << qint64{10}
                                         << QStringLiteral("Document with id: nothing not found");
    QTest::addRow("a program") << known << QStringLiteral("setup.exe") << qint64{10}
                               << QStringLiteral("Programs are not evidence");
    QTest::addRow("what is too large")
        << known << QStringLiteral("a.pdf") << (21LL << 20) << QStringLiteral("larger than 20 MB");
}

void tst_UploadJob::practiceTenantRefuses()
{
    QFETCH(const QString, documentId);
    QFETCH(const QString, fileName);
    QFETCH(const qint64, size);
    QFETCH(const QString, words);
    PracticeBench bench;
    const QString file = fileOf(bench.folder, fileName, "x");
    QVERIFY(QFile::resize(file, size));
    const Upload upload = bench.upload(uploadOf(file, documentId));
    QCOMPARE(upload.outcome, Outcome::Refused);
    QVERIFY2(upload.message.contains(words), qPrintable(upload.message));
    QVERIFY(bench.tenant.uploads().empty());
}

void tst_UploadJob::practiceTenantShowsRevisions()
{
    PracticeBench bench;
    const QString file = fileOf(bench.folder, QStringLiteral("<b>.pdf"), "x");
    QCOMPARE(bench.upload(uploadOf(file)).outcome, Outcome::Uploaded);
    const Upload last = bench.upload(uploadOf(file));
    bench.api.network.allow(QUrl(last.url));
    const std::unique_ptr<QNetworkReply> reply(bench.api.network.send("GET", QUrl(last.url), {}, {}));
    QTRY_VERIFY(reply->isFinished());
    const QByteArray page = reply->readAll();
    QCOMPARE(page.count("<li>"), 2);
    QVERIFY(page.contains("&lt;b&gt;.pdf") && !page.contains("<b>"));
}

QTEST_GUILESS_MAIN(tst_UploadJob)
#include "tst_uploadjob.moc"
