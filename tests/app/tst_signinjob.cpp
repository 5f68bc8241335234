// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/signinjob.h"
#include "tests/support/scriptedjob.h"
#include "tests/support/testclock.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>

using namespace Fullstate;
using namespace std::chrono_literals;

using Stage = SignInJob::Stage;

/// The browser way to a token, step by step, with a browser that the test plays.
class tst_SignInJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void goesFromTheBrowserToAToken_data();
    void goesFromTheBrowserToAToken();
    void spendsNothingOnAStoreThatRefuses();
    void waitsForTheBudgetBeforeTheBrowser();
    void explainsATakenPort();
    void goesOnAfterStrangers();
    void saysWhatIsWrongWithAPastedAddress();
    void tellsTheTenantsRefusal();
    void isGivenUpAfterTenMinutes();
    void countsTheSecondsOfTheCode();
    void saysWhyTheExchangeFailed_data();
    void saysWhyTheExchangeFailed();
    void isCancelledAtAnyStage_data();
    void isCancelledAtAnyStage();

private:
    SignInJob *begin(const QByteArray &redirect = "http://127.0.0.1:PORT/cb");
    /// As far as Stage::Waiting.
    SignInJob *beginWaiting(const QByteArray &redirect = "http://127.0.0.1:PORT/cb");
    QByteArray redirectWith(const QByteArray &items) const;
    int browse(const QByteArray &address);
    QString outcome() const;

    TestClock m_clock;
    Connection m_connection;
    std::unique_ptr<QObject> m_owner;
    SignInJob *m_job = nullptr;
    ScriptedJob<> *m_probe = nullptr;
    ScriptedJob<AccessToken> *m_exchange = nullptr;
    std::chrono::milliseconds m_wait{};
    std::weak_ptr<void> m_reservation;
    QList<AuthorizationCode> m_codes;
    std::optional<Result<AccessToken>> m_result;
    QStringList m_said;
};

void tst_SignInJob::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_connection = {.id = QStringLiteral("c1"),
                    .name = QStringLiteral("Acme"),
                    .kind = Connection::Kind::Public,
                    .clientId = QStringLiteral("vci_1"),
                    .customerId = QStringLiteral("globex")};
    m_owner = std::make_unique<QObject>();
    m_probe = nullptr;
    m_exchange = nullptr;
    m_wait = {};
    m_codes.clear();
    m_result.reset();
    m_said.clear();
}

void tst_SignInJob::cleanup()
{
    m_owner.reset();
}

SignInJob *tst_SignInJob::begin(const QByteArray &redirect)
{
    QTcpServer free;
    free.listen(QHostAddress::LocalHost);
    m_connection.redirectUrl = QUrl(
        QString::fromLatin1(redirect).replace(QLatin1String("PORT"), QString::number(free.serverPort())));
    free.close();
    SignInJob::Ways ways;
    ways.probe = [this](QObject *owner) { return m_probe = new ScriptedJob<>(owner); };
    ways.wait = [this] { return m_wait; };
    ways.reserve = [this] {
        auto reservation = std::make_shared<int>();
        m_reservation = reservation;
        return reservation;
    };
    ways.exchange = [this](const Connection &, const AuthorizationCode &code, QObject *owner) {
        m_codes.append(code);
        return m_exchange = new ScriptedJob<AccessToken>(owner);
    };
    m_job = new SignInJob(m_connection, m_clock, ways, m_owner.get());
    connect(m_job, &Job::progressed, this, [this](const QString &what) { m_said << what; });
    connect(m_job, &Job::finished, this, [this] { m_result = m_job->result(); });
    return m_job;
}

SignInJob *tst_SignInJob::beginWaiting(const QByteArray &redirect)
{
    SignInJob *job = begin(redirect);
    if (QTest::qWaitFor([this] { return m_probe; }))
        m_probe->end({});
    return job;
}

QByteArray tst_SignInJob::redirectWith(const QByteArray &items) const
{
    const QByteArray state = QUrlQuery(m_job->address()).queryItemValue(QStringLiteral("state")).toLatin1();
    return m_connection.redirectUrl.toEncoded() + '?' + items + "&state=" + state;
}

/// The status of the page.
int tst_SignInJob::browse(const QByteArray &address)
{
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(QUrl::fromEncoded(address))));
    return QTest::qWaitFor([&reply] { return reply->isFinished(); })
        ? reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()
        : -1;
}

QString tst_SignInJob::outcome() const
{
    if (!m_result)
        return QStringLiteral("under way");
    return *m_result ? QString::fromLatin1((*m_result)->value) : m_result->error().message;
}

void tst_SignInJob::goesFromTheBrowserToAToken_data()
{
    QTest::addColumn<QByteArray>("redirect");
    QTest::addColumn<bool>("pasted");
    QTest::addRow("caught at 127.0.0.1") << QByteArray("http://127.0.0.1:PORT/cb") << false;
    QTest::addRow("caught at localhost") << QByteArray("http://localhost:PORT/cb") << false;
    QTest::addRow("http, pasted all the same") << QByteArray("http://127.0.0.1:PORT/cb") << true;
    QTest::addRow("https, pasted") << QByteArray("https://acme.example/cb") << true;
}

void tst_SignInJob::goesFromTheBrowserToAToken()
{
    QFETCH(const QByteArray, redirect);
    QFETCH(const bool, pasted);
    SignInJob *job = begin(redirect);
    QTRY_VERIFY(m_probe);
    QVERIFY(job->stage() == Stage::Preparing && job->address().isEmpty());
    QVERIFY(m_reservation.expired());
    m_probe->end({});
    QVERIFY(job->stage() == Stage::Waiting);
    QVERIFY(!m_reservation.expired());
    QVERIFY(job->address().toString().startsWith(QLatin1String("https://app.vanta.com/oauth/authorize?")));
    const QByteArray address = redirectWith("code=c0de");
    if (pasted)
        QVERIFY(job->take(QString::fromLatin1(address)));
    else
        QCOMPARE(browse(address), 200);
    QTRY_VERIFY(m_exchange);
    QVERIFY(job->stage() == Stage::Exchanging);
    QCOMPARE(m_codes.size(), 1);
    QCOMPARE(m_codes.first().code, QByteArray("c0de"));
    QCOMPARE(m_codes.first().verifier.size(), 43);
    QTRY_COMPARE(browse(address), 0); // nobody is there any more
    QVERIFY(!job->take(QString::fromLatin1(address)));
    QVERIFY(!m_reservation.expired());
    m_exchange->end(AccessToken{"t0ken", {}, {}, {}});
    QVERIFY(m_reservation.expired());
    QCOMPARE(outcome(), QStringLiteral("t0ken"));
    QCOMPARE(m_codes.size(), 1);
    const QString said = m_said.join(QLatin1Char(' '));
    QVERIFY(!said.contains(QLatin1String("c0de")));
}

void tst_SignInJob::spendsNothingOnAStoreThatRefuses()
{
    SignInJob *job = begin();
    QTRY_VERIFY(m_probe);
    m_probe->end(Failure({Error::Kind::KeychainLocked, QStringLiteral("It is locked."), {}}));
    QVERIFY(job->address().isEmpty());
    QVERIFY2(outcome().contains(QLatin1String("not begun"))
                 && outcome().contains(QLatin1String("It is locked.")),
             qPrintable(outcome()));
    QCOMPARE(m_result->error().kind, Error::Kind::KeychainLocked);
    QCOMPARE(browse(m_connection.redirectUrl.toEncoded()), 0);
}

void tst_SignInJob::waitsForTheBudgetBeforeTheBrowser()
{
    m_wait = 41'200ms;
    SignInJob *job = beginWaiting();
    QVERIFY(m_reservation.expired());
    QVERIFY(job->stage() == Stage::Preparing && job->address().isEmpty());
    QVERIFY2(m_said.last().contains(QLatin1String("Waiting 42 ")), qPrintable(m_said.last()));
    m_wait = 3s;
    QTRY_VERIFY(m_said.last().contains(QLatin1String("Waiting 3 ")));
    m_wait = {};
    QTRY_VERIFY(job->stage() == Stage::Waiting);
}

void tst_SignInJob::explainsATakenPort()
{
    SignInJob *job = begin();

    const QSignalSpy waited(job, &SignInJob::stageChanged);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, static_cast<quint16>(m_connection.redirectUrl.port())));
    QTRY_VERIFY(m_probe);
    m_probe->end({});
    QTRY_VERIFY(outcome().contains(QStringLiteral("Port %1").arg(other.serverPort())));
    QVERIFY(waited.isEmpty());
}

void tst_SignInJob::goesOnAfterStrangers()
{
    SignInJob *job = beginWaiting();
    const QSignalSpy refused(job, &SignInJob::requestRefused);
    QCOMPARE(browse(m_connection.redirectUrl.toEncoded() + "?code=x&state=y"), 404);
    QCOMPARE(browse(m_connection.redirectUrl.toEncoded() + "x"), 404);
    QCOMPARE(browse(m_connection.redirectUrl.toEncoded() + "?error=access_denied"), 404);
    QCOMPARE(job->refusals(), 3);
    QCOMPARE(refused.size(), 3);
    QVERIFY(job->stage() == Stage::Waiting && !m_result);
    QCOMPARE(browse(redirectWith("code=c0de")), 200);
    QTRY_VERIFY(m_exchange);
}

void tst_SignInJob::saysWhatIsWrongWithAPastedAddress()
{
    SignInJob *job = begin();
    QVERIFY(!job->take(QStringLiteral("anything"))); // there is no sign-in yet
    QTRY_VERIFY(m_probe);
    m_probe->end({});
    const auto wrong = job->take(job->address().toString());
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().message.contains(m_connection.redirectUrl.toString()),
             qPrintable(wrong.error().message));
    QVERIFY(job->stage() == Stage::Waiting && !m_result);
    QVERIFY(job->take(QString::fromLatin1(redirectWith("code=c0de"))));
    QVERIFY(m_exchange);
}

void tst_SignInJob::tellsTheTenantsRefusal()
{
    beginWaiting();
    QCOMPARE(browse(redirectWith("error=access_denied")), 200);
    QTRY_VERIFY(m_result);
    QVERIFY(outcome().contains(QLatin1String("has not allowed")));
    QVERIFY(m_codes.isEmpty());
}

void tst_SignInJob::isGivenUpAfterTenMinutes()
{
    SignInJob *job = beginWaiting();
    const QByteArray late = redirectWith("code=c0de");
    QCOMPARE(job->left(), 600s);
    m_clock.advance(599s);
    QCOMPARE(job->left(), 1s);
    m_clock.advance(1s);
    QTRY_VERIFY(m_result);
    QCOMPARE(m_result->error().kind, Error::Kind::TimedOut);
    QTRY_COMPARE(browse(late), 0);
    QVERIFY(m_codes.isEmpty());
}

void tst_SignInJob::countsTheSecondsOfTheCode()
{
    SignInJob *job = beginWaiting();
    m_clock.advance(100s);
    QVERIFY(job->take(QString::fromLatin1(redirectWith("code=c0de"))));
    QCOMPARE(job->left(), 30s);
    m_clock.advance(28'500ms);
    QCOMPARE(job->left(), 2s);
    m_clock.advance(10s);
    QCOMPARE(job->left(), 0s);
    QVERIFY(!m_result); // only the tenant knows
}

void tst_SignInJob::saysWhyTheExchangeFailed_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("words");
    QTest::addRow("too late, or used") << Error::Kind::SignInNeeded << "The tenant does not take it."
                                       << "lives 30 seconds";
    QTest::addRow("anything else") << Error::Kind::Server << "The tenant failed to answer (500)."
                                   << "The tenant failed to answer (500).";
}

void tst_SignInJob::saysWhyTheExchangeFailed()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const QString, message);
    QFETCH(const QString, words);
    SignInJob *job = beginWaiting();
    QVERIFY(job->take(QString::fromLatin1(redirectWith("code=c0de"))));
    m_exchange->end(Failure({kind, message, {}}));
    QVERIFY2(outcome().contains(words), qPrintable(outcome()));
    QCOMPARE(m_codes.size(), 1);
}

void tst_SignInJob::isCancelledAtAnyStage_data()
{
    QTest::addColumn<int>("stage");
    QTest::addColumn<bool>("aloud");
    for (const bool aloud : {true, false}) {
        const char *how = aloud ? "cancelled" : "destroyed";
        QTest::addRow("%s before it started", how) << -1 << aloud;
        QTest::addRow("%s with the keychain", how) << 0 << aloud;
        QTest::addRow("%s while it waits for the browser", how) << 1 << aloud;
        QTest::addRow("%s in the exchange", how) << 2 << aloud;
    }
}

void tst_SignInJob::isCancelledAtAnyStage()
{
    QFETCH(const int, stage);
    QFETCH(const bool, aloud);
    SignInJob *job = begin();
    if (stage >= 0)
        QTRY_VERIFY(m_probe);
    if (stage >= 1)
        m_probe->end({});
    if (stage >= 2)
        QVERIFY(job->take(QString::fromLatin1(redirectWith("code=c0de"))));
    const QPointer<Job> probe(m_probe);
    const QPointer<Job> exchange(m_exchange);
    if (aloud) {
        job->cancel();
        QVERIFY(m_result && m_result->error().kind == Error::Kind::Cancelled);
    } else {
        delete job;
        QVERIFY(!m_result);
    }
    QVERIFY(m_reservation.expired());
    QTRY_VERIFY(!probe && !exchange);
    QTRY_COMPARE(browse(m_connection.redirectUrl.toEncoded()), 0);
}

QTEST_GUILESS_MAIN(tst_SignInJob)
#include "tst_signinjob.moc"
