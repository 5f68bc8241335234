// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/connection.h"

#include <QTest>

using namespace Fullstate;

/// Where a tenant is reached, and which addresses a user may type.
class tst_Region : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void regionsAreKnownByTheirIds();
    void typedAddress_data();
    void typedAddress();
    void applicationIsHostAndClient();
};

void tst_Region::regionsAreKnownByTheirIds()
{
    QStringList seen;
    for (const Region region : {Region::Us, Region::Eu, Region::Australia, Region::Gov, Region::Custom}) {
        QVERIFY(regionFromId(regionId(region)) == region);
        seen << QStringLiteral("%1 %2 %3")
                    .arg(regionTitle(region), hostsOf(region).api.toString(),
                         hostsOf(region).browser.toString());
    }
    QCOMPARE(seen,
             (QStringList{QStringLiteral("US https://api.vanta.com https://app.vanta.com"),
                          QStringLiteral("EU https://api.vanta.com https://app.eu.vanta.com"),
                          QStringLiteral("Australia https://api.vanta.com https://app.aus.vanta.com"),
                          QStringLiteral("Gov (FedRAMP) https://api.vanta-gov.com https://app.vanta-gov.com"),
                          QStringLiteral("Custom  ")}));
}

void tst_Region::typedAddress_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("outcome"); // the address, or a part of the refusal
    const auto add = [](const char *name, const char *typed, const char *outcome) {
        QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(outcome);
    };
    add("https", "https://api.example.com", "https://api.example.com");
    add("space around it and a slash behind", " https://api.example.com/ ", "https://api.example.com");
    add("a port", "https://api.example.com:8443", "https://api.example.com:8443");
    add("http to 127.0.0.1", "http://127.0.0.1:8080", "http://127.0.0.1:8080");
    add("http to ::1", "http://[::1]:8080", "http://[::1]:8080");
    add("http to localhost", "http://localhost:8080", "http://localhost:8080");
    add("http to elsewhere", "http://api.example.com", "Without encryption");
    add("http to a name that begins like this computer's", "http://127.0.0.1.example.com",
        "Without encryption");
    add("http to another loopback address", "http://127.0.0.2", "Without encryption");
    add("no scheme", "api.example.com", "not an address");
    add("another scheme", "ftp://api.example.com", "must start with https");
    add("nothing", "", "not an address");
    add("a user", "https://me:secret@api.example.com", "no user name");
    add("a query", "https://api.example.com?a=b", "no user name");
    add("a fragment", "https://api.example.com#a", "no user name");
    add("a path", "https://api.example.com/v1", "must end with the host: https://api.example.com.");
    add("the API of a region", "https://api.eu.vanta.com", "https://api.vanta.com");
    add("the API", "https://api.vanta.com", "https://api.vanta.com");
}

void tst_Region::typedAddress()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, outcome);
    const Result<QUrl> url = parseHostUrl(typed);
    if (url)
        QCOMPARE(url->toString(), outcome);
    else
        QVERIFY2(url.error().message.contains(outcome), qPrintable(url.error().message));
    QVERIFY(!url || !typed.contains(QStringLiteral("eu.vanta")));
}

void tst_Region::applicationIsHostAndClient()
{
    Connection one;
    one.clientId = QStringLiteral("client");
    Connection other = one;
    other.region = Region::Eu; // the API host is the same
    QCOMPARE(one.applicationKey(), other.applicationKey());
    other.region = Region::Gov;
    QVERIFY(one.applicationKey() != other.applicationKey());
    other = one;
    other.clientId = QStringLiteral("another");
    QVERIFY(one.applicationKey() != other.applicationKey());
    other.region = Region::Custom;
    other.custom.api = QUrl(QStringLiteral("https://api.vanta.com/"));
    other.clientId = one.clientId;
    QCOMPARE(one.applicationKey(), other.applicationKey());
}

QTEST_GUILESS_MAIN(tst_Region)
#include "tst_region.moc"
