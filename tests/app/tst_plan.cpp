// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/plan.h"
#include "tests/support/users.h"

#include <QTest>

using namespace Fullstate;

/// What a push would do, and the bytes it would send.
class tst_Plan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void makesThePlan_data();
    void makesThePlan();
    void keepsBothSidesOfAChange();
    void namesByWhoKnowsThem();
    void sameInSameOut();
    void duplicatesDoNotHideADeletion();
    void newestTombstoneIsWhatComesBack();
    void bodyIsTheWholeState();
    void bodyLeavesOutOptionalNulls_data();
    void bodyLeavesOutOptionalNulls();
    void bodyKeepsNestedValues();
    void bodyKeepsText_data();
    void bodyKeepsText();
    void bodyOfNothing();
};

/// "-a ^b ~c:email,status +d": deletes, comes back, changes, adds, in the plan's order.
static QString inShort(const Plan &plan)
{
    static constexpr char signs[] = {'-', '^', '~', '+'};
    QStringList words;
    for (const PlannedChange &change : plan.changes) {
        QString word = QLatin1Char(signs[static_cast<int>(change.action)]) + change.uniqueId;
        if (!change.fields.isEmpty())
            word += QLatin1Char(':') + change.fields.join(QLatin1Char(','));
        words << word;
    }
    return words.join(QLatin1Char(' '));
}

static QJsonArray sent(const Plan &plan)
{
    return QJsonDocument::fromJson(plan.body).object().value(QLatin1String("resources")).toArray();
}

static Plan planOf(const QString &tenant, const QString &deleted, const QString &wanted)
{
    return makePlan(userAccounts(), QStringLiteral("r1"), snapshotOf(users(tenant), users(deleted)),
                    users(wanted));
}

void tst_Plan::makesThePlan_data()
{
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("deleted");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QString>("counts"); // deletes, comes back, changes, adds, unchanged

    const auto row = [](const char *name, const char *tenant, const char *deleted, const char *wanted,
                        const char *plan, const char *counts) {
        QTest::addRow("%s", name) << QString::fromLatin1(tenant) << QString::fromLatin1(deleted)
                                  << QString::fromLatin1(wanted) << QString::fromLatin1(plan)
                                  << QString::fromLatin1(counts);
    };
    row("nothing to do", "a b", "", "a b", "", "0 0 0 0 2");
    row("another order is no change", "a b c", "", "c a b", "", "0 0 0 0 3");
    row("one of each, the dangerous first", "a b c", "t", "d t c:email=new b", "-a ^t ~c:email +d",
        "1 1 1 1 1");
    row("each action by uniqueId", "d c b a", "", "a:email=x b:email=x f e", "-c -d ~a:email ~b:email +e +f",
        "2 0 2 2 0");
    row("an empty draft deletes all", "a b", "t", "", "-a -b", "2 0 0 0 0");
    row("an empty tenant", "", "", "a b", "+a +b", "0 0 0 2 0");
    row("both empty", "", "", "", "", "0 0 0 0 0");
    row("deleted before and left out stays deleted", "a", "t", "a", "", "0 0 0 0 1");
    row("deleted once and living again is no return", "a", "a", "a", "", "0 0 0 0 1");
    row("deleted once, living again and left out", "a", "a", "", "-a", "1 0 0 0 0");
    row("a new uniqueId is another resource", "a", "", "A", "-a +A", "1 0 0 1 0");
    row("fields in the type's order", "a", "", "a:status=DEACTIVATED,email=x,displayName=y",
        "~a:displayName,email,status", "0 0 1 0 0");
    row("null in an optional field is as good as nothing", "a:roleDescription=null", "", "a", "",
        "0 0 0 0 1");
    row("an optional field is set", "a", "", "a:roleDescription=Boss", "~a:roleDescription", "0 0 1 0 0");
    row("an optional field is taken away", "a:roleDescription=Boss", "", "a", "~a:roleDescription",
        "0 0 1 0 0");
    row("not knowing about MFA is a value", "a", "", "a:mfaEnabled=null", "~a:mfaEnabled", "0 0 1 0 0");
    row("a fraction of a second is no change", "a:createdTimestamp=2024-03-01T09:00:00.000Z", "",
        "a:createdTimestamp=2024-03-01T09:00:00.750Z", "", "0 0 0 0 1");
    row("one second is a change", "a:createdTimestamp=2024-03-01T09:00:00Z", "",
        "a:createdTimestamp=2024-03-01T09:00:01Z", "~a:createdTimestamp", "0 0 1 0 0");
    row("kept, deleted, kept, deleted", "a b c d e", "", "a c e", "-b -d", "2 0 0 0 3");
}

void tst_Plan::makesThePlan()
{
    QFETCH(const QString, tenant);
    QFETCH(const QString, deleted);
    QFETCH(const QString, wanted);
    const Plan plan = planOf(tenant, deleted, wanted);
    QTEST(inShort(plan), "plan");
    QTEST(QStringLiteral("%1 %2 %3 %4 %5")
              .arg(plan.deletes)
              .arg(plan.comeBacks)
              .arg(plan.edits)
              .arg(plan.adds)
              .arg(plan.unchanged),
          "counts");
    QCOMPARE(plan.wanted, int(users(wanted).size()));
    QCOMPARE(plan.isEmpty(), inShort(plan).isEmpty());
}

void tst_Plan::keepsBothSidesOfAChange()
{
    const Plan plan = planOf(QStringLiteral("a b"), QStringLiteral("t"), QStringLiteral("b:email=new c t"));
    QCOMPARE(inShort(plan), QStringLiteral("-a ^t ~b:email +c"));
    const PlannedChange &deletion = plan.changes.at(0);
    QCOMPARE(deletion.before, user(QStringLiteral("a")));
    QVERIFY(deletion.after.isEmpty());
    const PlannedChange &comeBack = plan.changes.at(1);
    QCOMPARE(comeBack.before, user(QStringLiteral("t")));
    QCOMPARE(comeBack.after, user(QStringLiteral("t")));
    const PlannedChange &change = plan.changes.at(2);
    QCOMPARE(change.before.value(QLatin1String("email")).toString(), QStringLiteral("b@example.com"));
    QCOMPARE(change.after.value(QLatin1String("email")).toString(), QStringLiteral("new"));
    const PlannedChange &addition = plan.changes.at(3);
    QVERIFY(addition.before.isEmpty());
    QCOMPARE(addition.after, user(QStringLiteral("c")));
}

void tst_Plan::namesByWhoKnowsThem()
{
    const Plan plan = planOf(QStringLiteral("a:displayName=Ada b:displayName=Old"), {},
                             QStringLiteral("b:displayName=New c:displayName=Cy"));
    QStringList names;
    for (const PlannedChange &change : plan.changes)
        names << change.displayName;
    QCOMPARE(names, (QStringList{QStringLiteral("Ada"), QStringLiteral("New"), QStringLiteral("Cy")}));
}

void tst_Plan::sameInSameOut()
{
    const QString tenant = QStringLiteral("a b c");
    const QString wanted = QStringLiteral("d c:email=x");
    QCOMPARE(planOf(tenant, {}, wanted).body, planOf(tenant, {}, wanted).body);
    QCOMPARE(inShort(planOf(tenant, {}, wanted)), inShort(planOf(tenant, {}, wanted)));
}

void tst_Plan::duplicatesDoNotHideADeletion()
{
    // The validator blocks it, but the review shows the plan beside that block.
    const Plan plan = planOf(QStringLiteral("a b"), {}, QStringLiteral("a:email=x a:email=y"));
    QCOMPARE(inShort(plan), QStringLiteral("-b ~a:email ~a:email"));
}

void tst_Plan::newestTombstoneIsWhatComesBack()
{
    Snapshot tenant;
    tenant.takenAt = QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC);
    for (const char *year : {"2023", "2025", "2024"}) {
        QJsonObject resource = user(QStringLiteral("a"));
        resource.insert(QStringLiteral("email"), QString::fromLatin1(year));
        tenant.tombstones.push_back(
            {resource, QString(QString::fromLatin1(year) + QStringLiteral("-01-01T00:00:00Z"))});
    }
    const Plan plan = makePlan(userAccounts(), QStringLiteral("r1"), std::make_shared<const Snapshot>(tenant),
                               users(QStringLiteral("a")));
    QCOMPARE(inShort(plan), QStringLiteral("^a"));
    QCOMPARE(plan.changes.at(0).before.value(QLatin1String("email")).toString(), QStringLiteral("2025"));
}

void tst_Plan::bodyIsTheWholeState()
{
    const Plan plan = planOf(QStringLiteral("a b"), QStringLiteral("t"), QStringLiteral("c b"));
    const QJsonObject body = QJsonDocument::fromJson(plan.body).object();
    QCOMPARE(body.keys(), (QStringList{QStringLiteral("resourceId"), QStringLiteral("resources")}));
    QCOMPARE(body.value(QLatin1String("resourceId")).toString(), QStringLiteral("r1"));
    QCOMPARE(sent(plan), (QJsonArray{user(QStringLiteral("c")), user(QStringLiteral("b"))}));
    QCOMPARE(plan.body, makeBody(userAccounts(), QStringLiteral("r1"), users(QStringLiteral("c b"))));
    QVERIFY(!plan.body.contains('\n'));
}

void tst_Plan::bodyLeavesOutOptionalNulls_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("isSent");
    QTest::addRow("optional and null")
        << QStringLiteral("a:roleDescription=null") << QStringLiteral("roleDescription") << false;
    QTest::addRow("optional and empty")
        << QStringLiteral("a:roleDescription=\"\"") << QStringLiteral("roleDescription") << true;
    QTest::addRow("required, nullable and null")
        << QStringLiteral("a:mfaEnabled=null") << QStringLiteral("mfaEnabled") << true;
    QTest::addRow("unknown and null")
        << QStringLiteral("a:shoeSize=null") << QStringLiteral("shoeSize") << true;
}

void tst_Plan::bodyLeavesOutOptionalNulls()
{
    QFETCH(const QString, wanted);
    QFETCH(const QString, field);
    const QJsonObject resource = sent(planOf({}, {}, wanted)).at(0).toObject();
    QTEST(resource.contains(field), "isSent");
    if (field == QLatin1String("mfaEnabled"))
        QVERIFY(resource.value(field).isNull());
    QCOMPARE(resource.value(QLatin1String("email")).toString(), QStringLiteral("a@example.com"));
}

void tst_Plan::bodyKeepsNestedValues()
{
    ResourceType type;
    type.name = QStringLiteral("Nested");
    const Field optional{.name = QStringLiteral("note")};
    const Field required{.name = QStringLiteral("isEncrypted"),
                         .kind = Field::Kind::Boolean,
                         .required = true,
                         .nullable = true};
    type.fields = {
        {.name = QStringLiteral("drives"),
         .kind = Field::Kind::List,
         .required = true,
         .fields = {optional, required}},
        {.name = QStringLiteral("score"), .kind = Field::Kind::Number},
    };
    const QByteArray wanted =
        R"({"drives":[{"isEncrypted":null,"note":null},{"isEncrypted":true,"note":"x"}],)"
        R"("score":7.5,"big":9007199254740993,"other":{"deep":[1,null,{"null":null}]}})";
    const QByteArray expected =
        R"({"drives":[{"isEncrypted":null},{"isEncrypted":true,"note":"x"}],)"
        R"("score":7.5,"big":9007199254740993,"other":{"deep":[1,null,{"null":null}]}})";
    const QByteArray body = makeBody(type, {}, {QJsonDocument::fromJson(wanted).object()});
    QCOMPARE(
        QJsonDocument::fromJson(body).object().value(QLatin1String("resources")).toArray().at(0).toObject(),
        QJsonDocument::fromJson(expected).object());
    QVERIFY(body.contains("9007199254740993")); // beyond what a double can tell apart
}

void tst_Plan::bodyKeepsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::addRow("plain") << QStringLiteral("Ada") << QByteArray("\"Ada\"");
    QTest::addRow("empty") << QString() << QByteArray("\"\"");
    QTest::addRow("quotes and backslash") << QStringLiteral("a\"b\\c") << QByteArray(R"("a\"b\\c")");
    QTest::addRow("line breaks and tabs") << QStringLiteral("a\r\n\tb") << QByteArray(R"("a\r\n\tb")");
    QTest::addRow("control characters") << QStringLiteral("a\u0001b") << QByteArray(R"("a\u0001b")");
    QTest::addRow("umlauts") << QStringLiteral("Zoë Müller") << QByteArray("\"Zo\xc3\xab M\xc3\xbcller\"");
    QTest::addRow("beyond the basic plane")
        << QString::fromUtf8("\xf0\x9f\x90\x99") << QByteArray("\"\xf0\x9f\x90\x99\"");
    QTest::addRow("a late special character") << QStringLiteral("aaaaaaaaaaaaaaaaaaaaaaaaaé")
                                              << QByteArray("\"aaaaaaaaaaaaaaaaaaaaaaaaa\xc3\xa9\"");
}

void tst_Plan::bodyKeepsText()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, json);
    QJsonObject resource = user(QStringLiteral("a"));
    resource.insert(QStringLiteral("fullName"), text);
    const QByteArray body = makeBody(userAccounts(), text, {resource});
    QVERIFY2(body.contains(QByteArray("\"fullName\":" + json + ',')), body.constData());
    QVERIFY2(body.startsWith(QByteArray("{\"resourceId\":" + json + ',')), body.constData());
    const QJsonObject back = QJsonDocument::fromJson(body).object();
    QCOMPARE(back.value(QLatin1String("resources")).toArray().at(0).toObject(), resource);
}

void tst_Plan::bodyOfNothing()
{
    QCOMPARE(makeBody(userAccounts(), QStringLiteral("r1"), {}),
             QByteArray(R"({"resourceId":"r1","resources":[]})"));
}

QTEST_GUILESS_MAIN(tst_Plan)
#include "tst_plan.moc"
