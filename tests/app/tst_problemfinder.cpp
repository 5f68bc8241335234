// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/problemfinder.h"
#include "app/schema/validator.h"
#include "tests/support/users.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Fullstate;

/// A list that changes is validated again, but only where it changed.
class tst_ProblemFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void looksOnlyAtWhatChanged();
    void keepsTheRowsItIsGiven();
    void findsWhatValidateAllFinds_data();
    void findsWhatValidateAllFinds();
    void countsResources();
    void measuresTheBody();
};

static std::vector<KeyedResource> keyed(const std::vector<QJsonObject> &resources)
{
    std::vector<KeyedResource> made;
    for (const QJsonObject &resource : resources)
        made.push_back({made.size() + 1, static_cast<int>(made.size()), resource});
    return made;
}

static void renumber(std::vector<KeyedResource> &resources)
{
    int row = 0;
    for (KeyedResource &each : resources)
        each.row = row++;
}

/// A line for each: "2 error email: …".
static QString inWords(const std::vector<Problem> &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines << QStringLiteral("%1 %2 %3 of %4: %5")
                     .arg(problem.row)
                     .arg(problem.severity == Problem::Severity::Error ? QStringLiteral("error")
                                                                       : QStringLiteral("warning"),
                          problem.field, problem.uniqueId, problem.message);
    return lines.join(u'\n');
}

void tst_ProblemFinder::looksOnlyAtWhatChanged()
{
    ProblemFinder finder(userAccounts());
    std::vector<KeyedResource> list = keyed(manyUsers(100));
    QVERIFY(finder.find(list).empty());
    QCOMPARE(finder.validated(), 100);
    QVERIFY(finder.find(list).empty());
    QCOMPARE(finder.validated(), 100);

    list[7].resource.insert(QStringLiteral("status"), QStringLiteral("GONE"));
    QCOMPARE(finder.find(list).size(), 1U);
    QCOMPARE(finder.validated(), 101);

    list.insert(list.begin(), {1000, 0, user(QStringLiteral("new"))});
    renumber(list);
    const std::vector<Problem> moved = finder.find(list);
    QCOMPARE(moved.size(), 1U);
    QCOMPARE(moved.front().row, 8);
    QCOMPARE(finder.validated(), 102);

    list[50].resource = user(list[50].resource.value(QStringLiteral("uniqueId")).toString()); // read anew
    list.pop_back();
    QCOMPARE(finder.find(list).size(), 1U);
    QCOMPARE(finder.validated(), 102);
}

void tst_ProblemFinder::keepsTheRowsItIsGiven()
{
    ProblemFinder finder(userAccounts());
    std::vector<KeyedResource> list = keyed(users(QStringLiteral("a b:status=x a")));
    list[1].row = 4; // rows that are removed in the draft are left out
    list[2].row = 9;
    const std::vector<Problem> problems = finder.find(list);
    QCOMPARE(problems.size(), 3U);
    QCOMPARE(problems[0].row, 0);
    QCOMPARE(problems[1].row, 4);
    QCOMPARE(problems[2].row, 9);
}

void tst_ProblemFinder::findsWhatValidateAllFinds_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("edits of seed %u", seed) << seed;
}

/// Many edits of a short list: IDs that collide, look alike and part again, rows that come, go and change.
void tst_ProblemFinder::findsWhatValidateAllFinds()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    const QStringList ids{QStringLiteral("a"),
                          QStringLiteral("A"),
                          QStringLiteral("a "),
                          QStringLiteral("b"),
                          QStringLiteral("B"),
                          QStringLiteral("c"),
                          QString()};
    const QStringList states{QStringLiteral("ACTIVE"), QStringLiteral("active"), QStringLiteral("?")};
    ProblemFinder finder(userAccounts());
    std::vector<KeyedResource> list;
    quint64 nextKey = 1;
    for (int step = 0; step < 300; ++step) {
        const int at = list.empty() ? 0 : random.bounded(static_cast<int>(list.size()));
        const int what = list.empty() ? 0 : random.bounded(list.size() > 12 ? 5 : 4);
        const QString id = ids.at(random.bounded(ids.size()));
        if (what < 2) {
            list.insert(list.begin() + at, {nextKey++, 0, user(id)});
        } else if (what == 2) {
            list[static_cast<size_t>(at)].resource.insert(QStringLiteral("uniqueId"), id);
        } else if (what == 3) {
            list[static_cast<size_t>(at)].resource.insert(QStringLiteral("status"),
                                                          states.at(random.bounded(states.size())));
        } else {
            list.erase(list.begin() + at / 2, list.begin() + at + 1);
        }
        renumber(list);
        std::vector<QJsonObject> resources;
        for (const KeyedResource &each : list)
            resources.push_back(each.resource);
        QCOMPARE(inWords(finder.find(list)), inWords(validateAll(userAccounts(), resources)));
    }
    QVERIFY(finder.validated() < 300);
}

void tst_ProblemFinder::countsResources()
{
    ProblemFinder finder(userAccounts());
    std::vector<KeyedResource> list = keyed(manyUsers(10'001));
    const std::vector<Problem> problems = finder.find(list);
    QCOMPARE(problems.size(), 1U);
    QCOMPARE(problems.front().row, -1);
    list.pop_back();
    QVERIFY(finder.find(list).empty());
}

void tst_ProblemFinder::measuresTheBody()
{
    ProblemFinder finder(userAccounts());
    std::vector<KeyedResource> list = keyed(manyUsers(3));
    const QString long5MB(5'300'000, u'x');
    list[1].resource.insert(QStringLiteral("displayName"), long5MB);
    QVERIFY(finder.find(list).empty());
    list[2].resource.insert(QStringLiteral("displayName"), QString(long5MB % u'x'));
    const std::vector<Problem> found = finder.find(list);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().row, -1);
    const QString longest = list[2].resource.value(QStringLiteral("uniqueId")).toString();
    QVERIFY2(found.front().message.contains(longest), qPrintable(found.front().message));
    list[1].resource.insert(QStringLiteral("displayName"), QStringLiteral("x"));
    QVERIFY(finder.find(list).empty());
}

QTEST_GUILESS_MAIN(tst_ProblemFinder)
#include "tst_problemfinder.moc"
