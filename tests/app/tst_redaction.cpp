// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/redaction.h"

#include <QTest>

using namespace Fullstate;

/// What the Activity view and errors show of requests and answers: never a secret, nothing that could harm.
class tst_Redaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void hides_data();
    void hides();
    void keepsTheRest_data();
    void keepsTheRest();
    void hidesWhereItCuts();
    void hidesInUrls_data();
    void hidesInUrls();
    void findsTheServersWords_data();
    void findsTheServersWords();
    void tellsWebPages_data();
    void tellsWebPages();
};

void tst_Redaction::hides_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::addRow("%s", name) << text; };
    row("client secret in JSON", R"({"client_secret":"CANARY","x":1})");
    row("indented JSON", "{\n  \"client_secret\" :\n \"CANARY\"\n}");
    row("access token", R"({"access_token":"CANARY"})");
    row("refresh token", R"({"refresh_token":"CANARY"})");
    row("authorization code", R"({"code":"CANARY"})");
    row("code verifier", R"({"code_verifier":"CANARY"})");
    row("capital letters", R"({"Client_Secret":"CANARY"})");
    row("an escaped quote in it", R"({"client_secret":"ab\"CANARY"})");
    row("a backslash at its end", R"({"client_secret":"CANARY\\","x":"y"})");
    row("JSON that ends in it", R"({"client_secret":"CANARY)");
    row("JSON inside a JSON string", R"({"body":"{\"client_secret\":\"CANARY\"}"})");
    row("a form", "client_secret=CANARY&grant_type=x");
    row("a form, further on", "grant_type=x&refresh_token=CANARY");
    row("a form with a verifier", "grant_type=x&code_verifier=CANARY&code=CANARY");
    row("a header", "Authorization: Bearer CANARY\r\nAccept: x");
    row("a header in small letters", "authorization: bearer CANARY");
    row("a token alone", "the token vat_CANARY.x-y is not known");
    row("a client secret alone", "vcs_CANARY");
}

void tst_Redaction::hides()
{
    QFETCH(const QByteArray, text);
    const QString shown = redacted(text);
    QVERIFY2(!shown.contains(QLatin1String("CANARY")), qPrintable(shown));
    QVERIFY(shown.contains(QLatin1String("(hidden)")));
}

void tst_Redaction::keepsTheRest_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &text, const QString &expected) {
        QTest::addRow("%s", name) << text << expected;
    };
    row("what is not secret", R"({"error_code":"x","resources":[]})",
        QStringLiteral(R"({"error_code":"x","resources":[]})"));
    row("what stands around", R"({"a":1,"client_secret":"CANARY","b":2})",
        QStringLiteral(R"x({"a":1,"client_secret":"(hidden)","b":2})x"));
    row("lines", "a\n\tb", QStringLiteral("a\n\tb"));
    row("controls become visible", "a\x1b[2Jb", QStringLiteral("a\uFFFD[2Jb"));
    row("an override of the direction", "a\u202Eb", QStringLiteral("a\uFFFDb"));
    row("bytes that are no text",
        "a\xff"
        "b",
        QStringLiteral("a\uFFFDb"));
    row("nothing", "", QString());
}

void tst_Redaction::keepsTheRest()
{
    QFETCH(const QByteArray, text);
    QTEST(redacted(text), "expected");
}

void tst_Redaction::hidesWhereItCuts()
{
    const QByteArray secret = R"("client_secret":")" + QByteArray("CANARY").repeated(20) + R"(","after":"x")";
    // Wherever the cut falls, in what is read or in what is shown.
    for (const int most : {10, 100}) {
        for (int before = 0; before < most * 4 + 4200; before += before < most + 30 ? 1 : 13) {
            const QString shown = redacted(QByteArray(before, ' ') + secret, most);
            QVERIFY2(!shown.contains(QLatin1String("CANARY")), qPrintable(shown));
            QVERIFY(shown.size() <= most + 1);
        }
    }
    QCOMPARE(redacted(QByteArray("abcdef"), 3), QStringLiteral("abc…"));
}

void tst_Redaction::hidesInUrls_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *url, const QString &expected) {
        QTest::addRow("%s", name) << QUrl(QLatin1String(url)) << expected;
    };
    row("a resource ID stays", "https://a.example/v1/resources/user_account?resourceId=abc",
        QStringLiteral("https://a.example/v1/resources/user_account?resourceId=abc"));
    row("a code and a state", "http://127.0.0.1:5/cb?code=CANARY&state=CANARY",
        QStringLiteral("http://127.0.0.1:5/cb?code=(hidden)&state=(hidden)"));
    row("what nobody knows", "https://a.example/?q=CANARY", QStringLiteral("https://a.example/?q=(hidden)"));
    row("a user and a password", "https://me:CANARY@a.example/x", QStringLiteral("https://a.example/x"));
    row("a fragment", "https://a.example/x#access_token=CANARY", QStringLiteral("https://a.example/x"));
    row("a bare query", "https://a.example/x?CANARY", QStringLiteral("https://a.example/x?(hidden)"));
}

void tst_Redaction::hidesInUrls()
{
    QFETCH(const QUrl, url);
    QTEST(redacted(url), "expected");
}

void tst_Redaction::findsTheServersWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &body, const QString &expected) {
        QTest::addRow("%s", name) << body << expected;
    };
    row("error", R"({"error":"No."})", QStringLiteral("No."));
    row("error before message", R"({"message":"b","error":"a"})", QStringLiteral("a"));
    row("message", R"({"message":"b"})", QStringLiteral("b"));
    row("error and description", R"({"error":"a","error_description":"b"})", QStringLiteral("a: b"));
    row("only a description", R"({"error_description":"b"})", QStringLiteral("b"));
    row("something else in JSON", R"({"errors":["x"]})", QStringLiteral(R"({"errors":["x"]})"));
    row("plain text", "Payload too large", QStringLiteral("Payload too large"));
    row("a web page", "<!DOCTYPE html><p>No", QString());
    row("a secret that is sent back", R"({"error":"bad token vat_CANARY"})",
        QStringLiteral("bad token (hidden)"));
    row("nothing", "", QString());
}

void tst_Redaction::findsTheServersWords()
{
    QFETCH(const QByteArray, body);
    QTEST(serverWords(body), "expected");
}

void tst_Redaction::tellsWebPages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<bool>("expected");
    QTest::addRow("by its type") << QByteArray("Sign in") << QByteArray("Text/HTML; charset=utf-8") << true;
    QTest::addRow("by its start") << QByteArray(" \r\n<!DocType HTML>") << QByteArray() << true;
    QTest::addRow("without a doctype") << QByteArray("<HTML>") << QByteArray("application/json") << true;
    QTest::addRow("JSON") << QByteArray("{\"a\":\"<html>\"}") << QByteArray("application/json") << false;
    QTest::addRow("nothing") << QByteArray() << QByteArray() << false;
}

void tst_Redaction::tellsWebPages()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, contentType);
    QTEST(looksLikeHtml(body, contentType), "expected");
}

QTEST_GUILESS_MAIN(tst_Redaction)
#include "tst_redaction.moc"
