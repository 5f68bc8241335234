// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/tokenbroker.h"
#include "app/practice/practicetenant.h"
#include "app/schema/catalog.h"
#include "tests/support/apibench.h"
#include "tests/support/httpclient.h"
#include "tests/support/memorysecretstore.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>

using namespace Fullstate;
using namespace std::chrono_literals;

namespace {

/// A private application of the practice tenant that another program uses, too.
struct Bench
{
    Bench()
    {
        [[maybe_unused]] const Result<> listening = tenant.listen();
        connection.id = QStringLiteral("c1");
        connection.name = QStringLiteral("Acme");
        connection.region = Region::Custom;
        connection.custom = {tenant.url(), tenant.url()};
        connection.clientId = tenant.privateApplication().clientId;
        api.network.allow(tenant.url());
        secrets.put({connection.id, SecretKey::Kind::ClientSecret}, tenant.privateApplication().clientSecret);
    }

    static QByteArray valueOf(const Result<AccessToken> &token)
    {
        return token ? token->value : QByteArray("! " + kindName(token.error().kind).toLatin1());
    }
    QByteArray token() { return valueOf(waitFor(broker.token(connection, nullptr))); }
    QByteArray renewed(const QByteArray &refused)
    {
        return valueOf(waitFor(broker.renew(connection, refused, nullptr)));
    }
    /// The other program mints: ours is dead.
    QByteArray losesAndRenews()
    {
        const QByteArray dead = token();
        tenant.revokeTokens();
        return renewed(dead);
    }
    int mints() const { return tenant.requestCount("POST"); }

    ApiBench api{};
    Catalog catalog = *Catalog::load();
    PracticeTenant tenant{catalog, api.clock, {.rateLimit = false}};
    MemorySecretStore secrets{};
    Connection connection{};
    TokenBroker broker{api.context, secrets};
    QSignalSpy ended{&broker, &TokenBroker::endedElsewhere};
    QSignalSpy stopped{&broker, &TokenBroker::stoppedMinting};
};

} // namespace

/// Two programs with one client ID end each other's tokens: that is said, and not fought.
class tst_TokenContest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void saysWhenAnotherProgramMinted();
    void stopsAtTheThirdTime();
    void goesOnWhenTold_data();
    void goesOnWhenTold();
    void threeTimesInAnHourAreNoFight();
    void isNotClaimedWithoutReason_data();
    void isNotClaimedWithoutReason();
};

void tst_TokenContest::saysWhenAnotherProgramMinted()
{
    Bench bench;
    bench.token();
    bench.api.clock.advance(5min);
    QVERIFY(bench.losesAndRenews().startsWith("vat_"));
    QCOMPARE(bench.ended, (QList<QVariantList>{{QStringLiteral("c1"), bench.api.clock.now()}}));
    QVERIFY(bench.stopped.isEmpty());
    QCOMPARE(bench.mints(), 2);
}

void tst_TokenContest::stopsAtTheThirdTime()
{
    Bench bench;
    QVERIFY(bench.losesAndRenews().startsWith("vat_"));
    bench.api.clock.advance(4min);
    QVERIFY(bench.losesAndRenews().startsWith("vat_"));
    bench.api.clock.advance(5min);
    QCOMPARE(bench.losesAndRenews(), QByteArray("! TokenContested"));
    QCOMPARE(bench.mints(), 3);
    QCOMPARE(bench.ended.size(), 2);
    QCOMPARE(bench.stopped.size(), 1);
    const Error error = bench.stopped.first().at(1).value<Error>();
    QVERIFY2(error.message.contains(QLatin1String("Acme")), qPrintable(error.message));
    // Nor later, as long as nobody says to go on.
    bench.api.clock.advance(2h);
    QCOMPARE(bench.token(), QByteArray("! TokenContested"));
    QCOMPARE(bench.mints(), 3);
    QCOMPARE(bench.stopped.size(), 2);
}

void tst_TokenContest::goesOnWhenTold_data()
{
    QTest::addColumn<bool>("byCheck");
    QTest::addRow("resumed") << false;
    QTest::addRow("checked") << true;
}

void tst_TokenContest::goesOnWhenTold()
{
    QFETCH(const bool, byCheck);
    Bench bench;
    for (int i = 0; i < 3; ++i)
        bench.losesAndRenews();
    QCOMPARE(bench.token(), QByteArray("! TokenContested"));
    if (byCheck)
        QVERIFY(waitFor(bench.broker.mint(bench.connection, this)));
    else
        bench.broker.resume(bench.connection);
    QVERIFY(bench.token().startsWith("vat_"));
    QVERIFY(bench.losesAndRenews().startsWith("vat_"));
    QVERIFY(bench.losesAndRenews().startsWith("vat_"));
    QCOMPARE(bench.losesAndRenews(), QByteArray("! TokenContested"));
    QCOMPARE(bench.stopped.size(), 3);
}

void tst_TokenContest::threeTimesInAnHourAreNoFight()
{
    Bench bench;
    for (int i = 0; i < 6; ++i) {
        QVERIFY(bench.losesAndRenews().startsWith("vat_"));
        bench.api.clock.advance(5min + 1s);
    }
    QCOMPARE(bench.ended.size(), 6);
    QVERIFY(bench.stopped.isEmpty());
}

void tst_TokenContest::isNotClaimedWithoutReason_data()
{
    QTest::addColumn<QString>("what");
    QTest::addRow("the token had run out") << "late";
    QTest::addRow("the computer slept") << "slept";
    QTest::addRow("the clock was set back by 2 h before a restart") << "back";
    QTest::addRow("it was not the newest") << "old";
    QTest::addRow("another one of ours is in the keychain") << "kept";
    QTest::addRow("no other one is minted") << "failed";
}

void tst_TokenContest::isNotClaimedWithoutReason()
{
    QFETCH(const QString, what);
    Bench bench;
    const QByteArray first = bench.token();
    TokenBroker restarted(bench.api.context, bench.secrets);
    const QSignalSpy endedThere(&restarted, &TokenBroker::endedElsewhere);
    if (what == QLatin1String("late")) {
        bench.api.clock.advance(1h);
    } else if (what == QLatin1String("slept")) {
        bench.api.clock.setWallClock(bench.api.clock.now().addSecs(7200)); // the monotonic one stands still
    } else if (what == QLatin1String("back")) {
        bench.api.clock.advance(61min);
        bench.tenant.revokeTokens(); // its clock goes on
        bench.api.clock.setWallClock(bench.api.clock.now().addSecs(-7200));
        const QByteArray found = Bench::valueOf(waitFor(restarted.token(bench.connection, this)));
        QVERIFY(found.startsWith("vat_") && found != first);
        waitFor(restarted.renew(bench.connection, first, this));
    } else if (what == QLatin1String("old")) {
        waitFor(bench.broker.mint(bench.connection, this));
    } else if (what == QLatin1String("kept")) {
        TokenBroker other(bench.api.context, bench.secrets);
        waitFor(other.mint(bench.connection, this));
    } else {
        bench.secrets.put({bench.connection.id, SecretKey::Kind::ClientSecret}, "rotated");
    }
    bench.renewed(first);
    QVERIFY(bench.ended.isEmpty() && endedThere.isEmpty());
}

QTEST_GUILESS_MAIN(tst_TokenContest)
#include "tst_tokencontest.moc"
