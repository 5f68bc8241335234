// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/draft.h"
#include "app/draft/resourcetable.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Fullstate;

/// The draft: edits that can be undone, marks against the snapshot, and what happens when the tenant moves
/// on.
class tst_Draft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void marksAndUndo_data();
    void marksAndUndo();
    void editThatChangesNothingIsNoStep();
    void optionalNullIsNotSet();
    void changedUniqueIdIsOneRow();
    void rebases_data();
    void rebases();
    void rebaseIsOneStepOfUndo();
    void fetchWithoutNewsIsNoStep();
    void keysStayAndAreNeverReused();
    void wantedLeavesRemovedOut();
    void anyWalkCanBeUndone();

private:
    ResourceType m_type{QStringLiteral("T"),
                        QStringLiteral("Ts"),
                        QStringLiteral("t"),
                        {{QStringLiteral("uniqueId"), Field::Kind::Text, true},
                         {QStringLiteral("n"), Field::Kind::Integer, false, true},
                         {QStringLiteral("s"), Field::Kind::Text, false, true},
                         {QStringLiteral("status"),
                          Field::Kind::Choice,
                          false,
                          true,
                          {QStringLiteral("ACTIVE"), QStringLiteral("DEACTIVATED")}}}};
};

/// "a1 b2": resources a with n 1 and b with n 2.
static std::vector<QJsonObject> resources(const QString &text)
{
    std::vector<QJsonObject> result;
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words)
        result.push_back(
            {{QStringLiteral("uniqueId"), word.left(1)}, {QStringLiteral("n"), word.mid(1).toInt()}});
    return result;
}

static SnapshotPtr snapshot(const QString &text)
{
    auto result = std::make_shared<Snapshot>();
    result->takenAt = QDateTime({2026, 11, 23}, {9, 0}, Qt::UTC);
    result->resources = resources(text);
    return result;
}

static std::unique_ptr<Draft> draftOf(const ResourceType &type, const QString &text)
{
    auto draft = std::make_unique<Draft>(type, DraftState{});
    draft->rebase(snapshot(text));
    draft->undoStack().clear();
    return draft;
}

/// "a1 ~b3 -c3 +d4": each row with its mark.
static QString shown(const Draft &draft)
{
    QStringList rows;
    for (int row = 0; row < static_cast<int>(draft.rows().size()); ++row) {
        const QJsonObject &resource = draft.rows()[static_cast<size_t>(row)].resource;
        static const QString marks = QStringLiteral(" +~-");
        QString text = marks.at(static_cast<int>(draft.changeOf(row)));
        text += resource.value(QLatin1String("uniqueId")).toString();
        if (resource.contains(QLatin1String("n")))
            text += QString::number(resource.value(QLatin1String("n")).toInt());
        if (resource.contains(QLatin1String("s")))
            text += resource.value(QLatin1String("s")).toString();
        if (resource.value(QLatin1String("status")).toString() == QLatin1String("DEACTIVATED"))
            text += QLatin1Char('!');
        rows.append(text.trimmed());
    }
    return rows.join(QLatin1Char(' '));
}

/// One letter per step: "b=7" edit, "-b" remove, "+d4" add, "!b" deactivate, "^b" revert, "x" discard, "R…"
/// replace, "U…" add and update.
static void act(Draft &draft, const QString &step)
{
    const auto rowOf = [&draft](const QString &id) {
        for (int row = 0; row < static_cast<int>(draft.rows().size()); ++row) {
            if (draft.rows()[static_cast<size_t>(row)].resource.value(QLatin1String("uniqueId")).toString()
                == id)
                return row;
        }
        return -1;
    };
    const QString text = QStringLiteral("step");
    if (step.mid(1, 1) == QLatin1String("="))
        draft.edit({{rowOf(step.left(1)), QStringLiteral("n"), step.mid(2).toInt()}}, text);
    else if (step.startsWith(QLatin1Char('-')))
        draft.remove({rowOf(step.mid(1))});
    else if (step.startsWith(QLatin1Char('+')))
        draft.add(resources(step.mid(1)), text);
    else if (step.startsWith(QLatin1Char('!')))
        draft.deactivate({rowOf(step.mid(1))});
    else if (step.startsWith(QLatin1Char('^')))
        draft.revert({rowOf(step.mid(1))});
    else if (step == QLatin1String("x"))
        draft.discard();
    else if (step.startsWith(QLatin1Char('R')))
        draft.replaceAll(resources(step.mid(1).replace(QLatin1Char(','), QLatin1Char(' '))), text);
    else if (step.startsWith(QLatin1Char('U')))
        draft.addAndUpdate(resources(step.mid(1).replace(QLatin1Char(','), QLatin1Char(' '))), text);
    else
        qFatal("unknown step");
}

void tst_Draft::marksAndUndo_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *name, const char *steps, const char *expected) {
        QTest::addRow("%s", name) << QString::fromLatin1(steps) << QString::fromLatin1(expected);
    };
    add("nothing", "", "a1 b2 c3");
    add("an edit", "b=7", "a1 ~b7 c3");
    add("an edit set back is no change", "b=7 b=2", "a1 b2 c3");
    add("a removed row stays", "-b", "a1 -b2 c3");
    add("a removed row cannot be edited", "-b b=7", "a1 -b2 c3");
    add("removing twice is once", "-b -b", "a1 -b2 c3");
    add("an added row", "+d4", "a1 b2 c3 +d4");
    add("an added row that is removed disappears", "+d4 -d", "a1 b2 c3");
    add("deactivating keeps", "!b", "a1 ~b2! c3");
    add("reverting an edit", "b=7 ^b", "a1 b2 c3");
    add("reverting a removal", "-b ^b", "a1 b2 c3");
    add("reverting an addition", "+d4 ^d", "a1 b2 c3");
    add("discarding everything", "b=7 -a +d4 !c x", "a1 b2 c3");
    add("replacing: one kept, one changed, one gone, one new", "Ra1,b7,d4", "a1 ~b7 -c3 +d4");
    add("replacing brings a removed one back", "-b Rb2", "-a1 b2 -c3");
    add("replacing drops an added one", "+d4 Ra1,b2,c3", "a1 b2 c3");
    add("replacing with nothing", "R", "-a1 -b2 -c3");
    add("adding and updating removes nobody", "Ub7,d4", "a1 ~b7 c3 +d4");
    add("adding and updating brings a removed one back", "-b Ub2", "a1 b2 c3");
}

void tst_Draft::marksAndUndo()
{
    QFETCH(const QString, steps);
    QFETCH(const QString, expected);
    const auto draft = draftOf(m_type, QStringLiteral("a1 b2 c3"));
    ResourceTable table(*draft);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QStringList each = steps.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &step : each)
        act(*draft, step);
    QCOMPARE(shown(*draft), expected);
    const Draft::Counts counts = draft->counts();
    QCOMPARE(counts.added, expected.count(QLatin1Char('+')));
    QCOMPARE(counts.changed, expected.count(QLatin1Char('~')));
    QCOMPARE(counts.removed, expected.count(QLatin1Char('-')));
    while (draft->undoStack().canUndo())
        draft->undoStack().undo();
    QCOMPARE(shown(*draft), QStringLiteral("a1 b2 c3"));
    QVERIFY(!draft->hasChanges());
    while (draft->undoStack().canRedo())
        draft->undoStack().redo();
    QCOMPARE(shown(*draft), expected);
}

void tst_Draft::editThatChangesNothingIsNoStep()
{
    const auto draft = draftOf(m_type, QStringLiteral("a1"));
    QSignalSpy changed(draft.get(), &Draft::changed);
    QVERIFY(!draft->edit({{0, QStringLiteral("n"), 1}}, QStringLiteral("same")));
    QVERIFY(!draft->revert({0}));
    QVERIFY(!draft->discard());
    QCOMPARE(draft->add({}, QStringLiteral("none")), -1);
    QCOMPARE(draft->undoStack().count(), 0);
    QCOMPARE(changed.size(), 0);
}

void tst_Draft::optionalNullIsNotSet()
{
    const auto draft = draftOf(m_type, QStringLiteral("a1"));
    QVERIFY(draft->edit({{0, QStringLiteral("n"), QJsonValue::Null}}, QStringLiteral("clear")));
    QVERIFY(!draft->rows()[0].resource.contains(QLatin1String("n")));
    QVERIFY(!draft->edit({{0, QStringLiteral("n"), QJsonValue::Undefined}}, QStringLiteral("again")));
}

void tst_Draft::changedUniqueIdIsOneRow()
{
    const auto draft = draftOf(m_type, QStringLiteral("a1 b2"));
    QVERIFY(draft->edit({{0, QStringLiteral("uniqueId"), QStringLiteral("z")}}, QStringLiteral("rename")));
    QCOMPARE(shown(*draft), QStringLiteral("~z1 b2"));
    QVERIFY(draft->revert({0}));
    QCOMPARE(shown(*draft), QStringLiteral("a1 b2"));
}

void tst_Draft::rebases_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *name, const char *steps, const char *tenant, const char *expected) {
        QTest::addRow("%s", name) << QString::fromLatin1(steps) << QString::fromLatin1(tenant)
                                  << QString::fromLatin1(expected);
    };
    add("untouched rows follow the tenant", "", "a1 b9 d4", "a1 b9 d4");
    add("an edit stays", "b=7", "a1 b9 c3", "a1 ~b7 c3");
    add("an edit that the tenant made too is none", "b=7", "a1 b7 c3", "a1 b7 c3");
    add("an edited row that is gone stays, as added", "b=7", "a1 c3", "a1 +b7 c3");
    add("a removed row that is gone is gone", "-b", "a1 c3", "a1 c3");
    add("a removed row stays removed", "-b", "a1 b9 c3", "a1 -b9 c3");
    add("an added row stays added", "+d4", "a1 b2 c3", "a1 b2 c3 +d4");
    add("an added row that arrived is no change", "+d4", "a1 b2 c3 d4", "a1 b2 c3 d4");
    add("an added row that is there in another form is a change", "+d4", "a1 b2 c3 d5", "a1 b2 c3 ~d4");
    add("after a push of everything nothing is marked", "b=7 -c +d4", "a1 b7 d4", "a1 b7 d4");
    add("an empty tenant", "b=7", "", "+b7");
}

void tst_Draft::rebases()
{
    QFETCH(const QString, steps);
    QFETCH(const QString, tenant);
    QFETCH(const QString, expected);
    const auto draft = draftOf(m_type, QStringLiteral("a1 b2 c3"));
    ResourceTable table(*draft);
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QStringList each = steps.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &step : each)
        act(*draft, step);
    draft->rebase(snapshot(tenant));
    QCOMPARE(shown(*draft), expected);
}

void tst_Draft::rebaseIsOneStepOfUndo()
{
    const auto draft = draftOf(m_type, QStringLiteral("a1 b2"));
    act(*draft, QStringLiteral("a=5"));
    draft->rebase(snapshot(QStringLiteral("a1 b9")));
    QCOMPARE(shown(*draft), QStringLiteral("~a5 b9"));
    draft->undoStack().undo();
    QCOMPARE(shown(*draft), QStringLiteral("~a5 b2"));
    draft->undoStack().undo();
    QCOMPARE(shown(*draft), QStringLiteral("a1 b2"));
}

void tst_Draft::fetchWithoutNewsIsNoStep()
{
    const auto draft = draftOf(m_type, QStringLiteral("a1 b2"));
    act(*draft, QStringLiteral("a=5"));
    const SnapshotPtr later = snapshot(QStringLiteral("a1 b2"));
    draft->rebase(later);
    QCOMPARE(draft->base(), later);
    QCOMPARE(draft->undoStack().count(), 1); // the edit alone: Undo takes that back
}

void tst_Draft::keysStayAndAreNeverReused()
{
    const auto draft = draftOf(m_type, QStringLiteral("a1 b2"));
    const quint64 key = draft->rows()[1].key;
    act(*draft, QStringLiteral("+c3"));
    const quint64 added = draft->rows()[2].key;
    act(*draft, QStringLiteral("-c"));
    act(*draft, QStringLiteral("+d4"));
    QVERIFY(draft->rows()[2].key > added);
    draft->rebase(snapshot(QStringLiteral("a1 b9")));
    QCOMPARE(draft->rows()[1].key, key);
}

void tst_Draft::wantedLeavesRemovedOut()
{
    const auto draft = draftOf(m_type, QStringLiteral("a1 b2 c3"));
    act(*draft, QStringLiteral("-b"));
    QCOMPARE(draft->wanted().size(), 2u);
    QCOMPARE(draft->wantedRows(), (std::vector<int>{0, 2}));
}

void tst_Draft::anyWalkCanBeUndone()
{
    QRandomGenerator random(42);
    for (int walk = 0; walk < 50; ++walk) {
        const auto draft = draftOf(m_type, QStringLiteral("a1 b2 c3 d4"));
        ResourceTable table(*draft);
        QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QStringList states{shown(*draft)};
        for (int step = 0; step < 12; ++step) {
            const int count = draft->undoStack().count();
            const auto rows = static_cast<int>(draft->rows().size());
            const auto row = [&] { return static_cast<int>(random.bounded(std::max(rows, 1))); };
            switch (random.bounded(7)) {
            case 0:
                if (rows)
                    draft->edit({{row(), QStringLiteral("n"), static_cast<int>(random.bounded(9))}},
                                QStringLiteral("e"));
                break;
            case 1:
                if (rows)
                    draft->remove({row(), row()});
                break;
            case 2:
                draft->add(resources(QStringLiteral("x1 y2")), QStringLiteral("a"));
                break;
            case 3:
                if (rows)
                    draft->revert({row(), row()});
                break;
            case 4:
                draft->replaceAll(resources(QStringLiteral("a%1 z2").arg(random.bounded(3))),
                                  QStringLiteral("r"));
                break;
            case 5:
                draft->addAndUpdate(resources(QStringLiteral("b%1 q2").arg(random.bounded(3))),
                                    QStringLiteral("u"));
                break;
            default:
                draft->rebase(
                    snapshot(QStringLiteral("a%1 c3 k%2").arg(random.bounded(3)).arg(random.bounded(3))));
                break;
            }
            if (draft->undoStack().count() > count)
                states.append(shown(*draft));
        }
        for (qsizetype state = states.size() - 1; state >= 0; --state) {
            QCOMPARE(shown(*draft), states.at(state));
            draft->undoStack().undo();
        }
    }
}

QTEST_GUILESS_MAIN(tst_Draft)
#include "tst_draft.moc"
