// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/customerbench.h"

#include <QSignalSpy>

using namespace Fullstate;

using Bench = CustomerBench;

/// A customer's tokens are ended in the tenant: those in the keychain and those that never got there.
class tst_TokenRevoke : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void revokesAndForgets();
    void revokesWhatIsInMemoryOnly_data();
    void revokesWhatIsInMemoryOnly();
    void waitsForARefresh();
    void isNotOvertakenByARefresh();
    void takesASignInBack_data();
    void takesASignInBack();
};

void tst_TokenRevoke::revokesAndForgets()
{
    Bench bench;
    QCOMPARE(waitFor(bench.broker.revoke(bench.connection, this)), Revocation::NothingKnown);
    QCOMPARE(bench.tenant.tokenRequests(), 0);
    const QByteArray token = bench.signIn();
    bench.tenant.tenant().faults().next = {{.verb = "POST", .status = 401, .body = "{}"}};
    const auto refused = waitFor(bench.broker.revoke(bench.connection, this));
    QCOMPARE(kindName(refused.error().kind), QStringLiteral("Unauthorized"));
    QVERIFY(bench.tenant.takes(token));
    QCOMPARE(waitFor(bench.broker.revoke(bench.connection, this)), Revocation::Revoked);
    QVERIFY(!bench.tenant.takes(token));
    QVERIFY(waitFor(bench.broker.revoke(bench.connection, this))); // again: it makes no difference
    QCOMPARE(bench.renewed(token), QByteArray("! SignInNeeded"));
    QVERIFY(waitFor(bench.broker.forget(bench.connection)));
    QCOMPARE(bench.secrets.size(), 1); // the client secret is not the broker's
}

void tst_TokenRevoke::revokesWhatIsInMemoryOnly_data()
{
    QTest::addColumn<bool>("isUnsaved");
    QTest::addRow("the access token, the items were deleted by hand") << false;
    QTest::addRow("the refresh token, the keychain has not taken it") << true;
}

void tst_TokenRevoke::revokesWhatIsInMemoryOnly()
{
    QFETCH(const bool, isUnsaved);
    Bench bench;
    QByteArray token = bench.signIn();
    if (isUnsaved) {
        bench.tenant.tenant().faults().onRequest = [&bench](const QByteArray &verb) {
            if (verb == "POST")
                bench.secrets.writeError = KeychainLocked;
        };
        token = bench.renewed(token);
        bench.tenant.tenant().faults().onRequest = {};
        // That ends the access token, and the refresh token that we know goes on working.
        QVERIFY(bench.tenant.refreshElsewhere(bench.stored().current).startsWith("vrt_"));
    }
    QVERIFY(waitFor(bench.secrets.remove(bench.accessKey(), this)));
    QVERIFY(waitFor(bench.secrets.remove(bench.refreshKey(), this)));
    QCOMPARE(waitFor(bench.broker.revoke(bench.connection, this)), Revocation::Revoked);
    QVERIFY(!bench.tenant.takes(token));
    bench.secrets.writeError.reset();
    QCOMPARE(bench.renewed(token), QByteArray("! SignInNeeded"));
}

/// The pair that it brings would outlive the revocation.
void tst_TokenRevoke::waitsForARefresh()
{
    Bench bench;
    const QByteArray before = bench.signIn();
    QByteArray after;
    auto *renewing = bench.broker.renew(bench.connection, before, this);
    connect(renewing, &Job::finished, this, [&after, renewing] { after = valueOf(renewing->result()); });
    QCOMPARE(waitFor(bench.broker.revoke(bench.connection, this)), Revocation::Revoked);
    QVERIFY(after.startsWith("vat_") && after != before);
    QVERIFY(!bench.tenant.takes(after));
    QCOMPARE(bench.renewed(after), QByteArray("! SignInNeeded"));
}

/// One that begins and ends while the revocation is under way.
void tst_TokenRevoke::isNotOvertakenByARefresh()
{
    Bench bench;
    const QByteArray before = bench.signIn();
    QByteArray after;
    bool isFirst = true;
    bench.tenant.tenant().faults().onRequest = [&](const QByteArray &) {
        if (std::exchange(isFirst, false))
            after = bench.renewed(before);
    };
    QCOMPARE(waitFor(bench.broker.revoke(bench.connection, this)), Revocation::Revoked);
    QVERIFY2(after.startsWith("vat_") && after != before, after.constData());
    // The practice tenant ends the new pair with the old one; that it was asked to shows in the requests:
    // sign-in and refresh, and for either pair the refresh token and the access token.
    QCOMPARE(bench.tenant.tokenRequests(), 2 + 2 * 2);
    QVERIFY(!bench.tenant.takes(after));
    QCOMPARE(bench.renewed(after), QByteArray("! SignInNeeded"));
}

void tst_TokenRevoke::takesASignInBack_data()
{
    QTest::addColumn<bool>("isUnderWay");
    QTest::addColumn<bool>("isDown");
    QTest::addRow("after the exchange") << false << false;
    QTest::addRow("in the middle of it") << true << false;
    QTest::addRow("while the tenant is down") << false << true;
}

void tst_TokenRevoke::takesASignInBack()
{
    QFETCH(const bool, isUnderWay);
    QFETCH(const bool, isDown);
    Bench bench;
    const Fault down{.verb = "POST", .answer = Fault::Answer::Drop};
    auto *signingIn = bench.broker.signIn(bench.connection, bench.tenant.allow(bench.connection), this);
    QByteArray token;
    if (isUnderWay) {
        QSignalSpy obtained(&bench.broker, &TokenBroker::tokenObtained);
        QCoreApplication::processEvents();
        signingIn->cancel();
        QVERIFY(waitFor(bench.broker.takeBack(bench.connection, bench.tenant.clientSecret())));
        QCOMPARE(obtained.size(), 1);
    } else {
        token = valueOf(waitFor(signingIn));
        QVERIFY(bench.tenant.takes(token));
        if (isDown)
            bench.tenant.tenant().faults().next = {down, down, down};
        QVERIFY(waitFor(bench.broker.takeBack(bench.connection, bench.tenant.clientSecret())));
    }
    QCOMPARE(bench.secrets.size(), 1); // the client secret is not the broker's
    QCOMPARE(bench.token(), QByteArray("! SignInNeeded"));
    const int refused = isDown ? 3 : 2; // the refresh token, the access token
    QTRY_COMPARE(bench.tenant.tokenRequests(), 1 + refused);
    QCOMPARE(bench.tenant.takes(token), isDown);
}

QTEST_GUILESS_MAIN(tst_TokenRevoke)
#include "tst_tokenrevoke.moc"
