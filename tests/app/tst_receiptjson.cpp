// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/push/receiptjson.h"

#include <QJsonArray>
#include <QTest>

using namespace Fullstate;

/// A receipt is read years later: what is stored comes back whole, and what is not understood is not guessed.
class tst_ReceiptJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void summaryComesBack_data();
    void summaryComesBack();
    void bigPartsAreLeftOut();
    void unknownOutcomeReadsAsUnknown();
    void changesComeBack();
    void damagedTextIsRefused_data();
    void damagedTextIsRefused();
};

static Receipt fullReceipt()
{
    Receipt receipt;
    receipt.id = QStringLiteral("7c1f");
    receipt.setId = QStringLiteral("set-1");
    receipt.where = QStringLiteral("Acme (US), User accounts \"65fc\"");
    receipt.startedAt = QDateTime({2026, 11, 23}, {9, 0, 1, 250}, Qt::UTC);
    receipt.finishedAt = QDateTime({2026, 11, 23}, {9, 0, 7}, Qt::UTC);
    receipt.outcome = Receipt::Outcome::Different;
    receipt.confirmedDeletions = 3;
    receipt.status = 200;
    receipt.answer = QStringLiteral("<b>Grüße</b>\n{\"success\":true}");
    receipt.message = QStringLiteral("The tenant holds something else.");
    receipt.differences =
        QStringList{QStringLiteral("ada.l: email is 'x', should be 'y'"), QStringLiteral("and 40 more")};
    Plan &plan = receipt.plan;
    plan.typeName = QStringLiteral("UserAccount");
    plan.resourceId = QStringLiteral("65fc");
    plan.tenant = std::make_shared<const Snapshot>(Snapshot{
        QDateTime({2026, 11, 23}, {8, 59}, Qt::UTC), {QJsonObject{{QStringLiteral("uniqueId"), 1}}}, {}});
    plan.deletes = 1;
    plan.comeBacks = 2;
    plan.edits = 3;
    plan.adds = 4;
    plan.unchanged = 5;
    plan.wanted = 14;
    plan.body = "the whole body";
    receipt.after = "what the tenant holds";
    return receipt;
}

void tst_ReceiptJson::summaryComesBack_data()
{
    QTest::addColumn<int>("outcome");
    using Outcome = Receipt::Outcome;
    QTest::addRow("an intent") << int(Outcome::Started);
    QTest::addRow("nothing left the program") << int(Outcome::NotSent);
    QTest::addRow("the tenant changed") << int(Outcome::TenantChanged);
    QTest::addRow("refused") << int(Outcome::Refused);
    QTest::addRow("sent and not applied") << int(Outcome::NotApplied);
    QTest::addRow("verified") << int(Outcome::Verified);
    QTest::addRow("something else is there") << int(Outcome::Different);
    QTest::addRow("outcome unknown") << int(Outcome::Unknown);
}

void tst_ReceiptJson::summaryComesBack()
{
    QFETCH(const int, outcome);
    Receipt receipt = fullReceipt();
    receipt.outcome = Receipt::Outcome(outcome);
    const Result<Receipt> back = summaryFromJson(summaryToJson(receipt));
    QVERIFY(back);
    QCOMPARE(int(back->outcome), outcome);
    QCOMPARE(back->id, receipt.id);
    QCOMPARE(back->setId, receipt.setId);
    QCOMPARE(back->where, receipt.where);
    QCOMPARE(back->startedAt, receipt.startedAt);
    QCOMPARE(back->startedAt.timeSpec(), Qt::UTC);
    QCOMPARE(back->finishedAt, receipt.finishedAt);
    QCOMPARE(back->confirmedDeletions, 3);
    QCOMPARE(back->status, 200);
    QCOMPARE(back->answer, receipt.answer);
    QCOMPARE(back->message, receipt.message);
    QCOMPARE(back->differences, receipt.differences);
    const Plan &plan = back->plan;
    QCOMPARE(plan.typeName, receipt.plan.typeName);
    QCOMPARE(plan.resourceId, receipt.plan.resourceId);
    QCOMPARE(plan.tenant->takenAt, receipt.plan.tenant->takenAt);
    const std::array counts{plan.deletes, plan.comeBacks, plan.edits, plan.adds, plan.unchanged, plan.wanted};
    QCOMPARE(counts, (std::array{1, 2, 3, 4, 5, 14}));
}

void tst_ReceiptJson::bigPartsAreLeftOut()
{
    const QByteArray json = summaryToJson(fullReceipt());
    QVERIFY(!json.contains("the whole body"));
    QVERIFY(!json.contains("what the tenant holds"));
    QVERIFY(!json.contains("uniqueId"));
    Receipt started = fullReceipt();
    started.finishedAt = {};
    QVERIFY(!summaryFromJson(summaryToJson(started))->finishedAt.isValid());
}

void tst_ReceiptJson::unknownOutcomeReadsAsUnknown()
{
    QByteArray json = summaryToJson(fullReceipt());
    json.replace("\"different\"", "\"teleported\"");
    QVERIFY(json.contains("teleported"));
    QCOMPARE(summaryFromJson(json)->outcome, Receipt::Outcome::Unknown);
}

void tst_ReceiptJson::changesComeBack()
{
    const QJsonObject before{{QStringLiteral("email"), QStringLiteral("old@acme.example")},
                             {QStringLiteral("mfaEnabled"), QJsonValue()}};
    const QJsonObject after{{QStringLiteral("email"), QStringLiteral("new@acme.example")},
                            {QStringLiteral("groupIds"), QJsonArray{QStringLiteral("staff")}}};
    using Action = PlannedChange::Action;
    const std::vector<PlannedChange> changes{
        {Action::Delete, QStringLiteral("a"), QStringLiteral("Ada"), before, {}, {}},
        {Action::ComeBack, QStringLiteral("b"), QStringLiteral("Bea"), before, after, {}},
        {Action::Change,
         QStringLiteral("c"),
         QStringLiteral("Cy"),
         before,
         after,
         {QStringLiteral("email"), QStringLiteral("groupIds")}},
        {Action::Add, QStringLiteral("d"), QString(), {}, after, {}},
    };
    const Result<std::vector<PlannedChange>> back = changesFromJson(changesToJson(changes));
    QVERIFY(back);
    QCOMPARE(back->size(), changes.size());
    for (size_t i = 0; i < changes.size(); ++i) {
        QCOMPARE(back->at(i).action, changes[i].action);
        QCOMPARE(back->at(i).uniqueId, changes[i].uniqueId);
        QCOMPARE(back->at(i).displayName, changes[i].displayName);
        QCOMPARE(back->at(i).before, changes[i].before);
        QCOMPARE(back->at(i).after, changes[i].after);
        QCOMPARE(back->at(i).fields, changes[i].fields);
    }
    QVERIFY(changesFromJson(changesToJson({}))->empty());
}

void tst_ReceiptJson::damagedTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("cut off") << QByteArray(R"({"id":"a","set)");
    QTest::addRow("an array") << QByteArray(R"([{"action":"explode"}])");
    QTest::addRow("without an id") << QByteArray(R"({"setId":"a"})");
    QTest::addRow("without a set") << QByteArray(R"({"id":"a"})");
}

void tst_ReceiptJson::damagedTextIsRefused()
{
    QFETCH(const QByteArray, json);
    const Result<Receipt> receipt = summaryFromJson(json);
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().kind, Error::Kind::Malformed);
    QVERIFY(!receipt.error().message.isEmpty());
    QVERIFY(!changesFromJson(json));
}

QTEST_GUILESS_MAIN(tst_ReceiptJson)
#include "tst_receiptjson.moc"
