// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/resourcetable.h"
#include "tests/support/users.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QSignalSpy>
#include <QTest>

using namespace Fullstate;

/// The draft as a table.
class tst_ResourceTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void putsTheNamesFirst();
    void showsValues();
    void marksWhatChanged();
    void edits_data();
    void edits();
    void leavesAValueAloneWhoseTextStays();
    void doesNotEditRemovedRows();
    void showsProblems();
    void showsProblemsOfCustomProperties();
    void saysWhichRowsProblemsChanged_data();
    void saysWhichRowsProblemsChanged();
    void problemsMoveWithTheirRows();
    void sortsByValue_data();
    void sortsByValue();
    void followsTheDraft();

private:
    QModelIndex at(int row, const char *field) const
    {
        return m_table->index(row, m_table->columnOf(QString::fromLatin1(field)));
    }
    void fill(const QString &text);

    std::unique_ptr<Draft> m_draft;
    std::unique_ptr<ResourceTable> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_ResourceTable::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::German)); // numbers and times stay as the API has them
}

/// A draft that is the snapshot.
void tst_ResourceTable::fill(const QString &text)
{
    m_tester.reset();
    m_table.reset();
    m_draft = std::make_unique<Draft>(userAccounts(), DraftState{});
    m_draft->rebase(snapshotOf(users(text)));
    m_draft->undoStack().clear();
    m_table = std::make_unique<ResourceTable>(*m_draft);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_ResourceTable::putsTheNamesFirst()
{
    fill(QStringLiteral("a"));
    QCOMPARE(m_table->columnCount(), static_cast<int>(userAccounts().fields.size()));
    QCOMPARE(m_table->headerData(0, Qt::Horizontal).toString(), QStringLiteral("uniqueId"));
    QCOMPARE(m_table->headerData(1, Qt::Horizontal).toString(), QStringLiteral("displayName"));
    QCOMPARE(m_table->headerData(2, Qt::Horizontal).toString(), QStringLiteral("externalUrl"));
    QVERIFY(m_table->headerData(0, Qt::Horizontal, Qt::ToolTipRole)
                .toString()
                .contains(QLatin1String("Required.")));
    QCOMPARE(m_table->columnOf(u"nonsense"), -1);
    QVERIFY(!m_table->headerData(-1, Qt::Horizontal).isValid());
    QVERIFY(!m_table->headerData(1, Qt::Vertical).isValid());
    QSet<QString> names;
    for (int column = 0; column < m_table->columnCount(); ++column)
        names.insert(m_table->fieldAt(column).name);
    QCOMPARE(names.size(), m_table->columnCount());
}

void tst_ResourceTable::showsValues()
{
    fill(QStringLiteral("a:mfaEnabled=null"));
    QCOMPARE(at(0, "email").data().toString(), QStringLiteral("a@example.com"));
    QCOMPARE(at(0, "mfaEnabled").data().toString(), QStringLiteral("null"));
    QCOMPARE(at(0, "mfaMethods").data().toString(), QStringLiteral("OTP"));
    QCOMPARE(at(0, "roleDescription").data().toString(), QString());
    QVERIFY(at(0, "roleDescription").data(ResourceTable::ValueRole).toJsonValue().isUndefined());
    QVERIFY(at(0, "mfaEnabled").data(ResourceTable::ValueRole).toJsonValue().isNull());
    QCOMPARE(at(0, "email").data(ResourceTable::FieldRole).value<const Field *>()->name,
             QStringLiteral("email"));
    QCOMPARE(at(0, "email").data(Qt::AccessibleTextRole).toString(), QStringLiteral("a@example.com"));
    QCOMPARE(at(0, "email").data(Qt::ToolTipRole).toString(), userAccounts().field(u"email")->description);
}

void tst_ResourceTable::marksWhatChanged()
{
    fill(QStringLiteral("a b c"));
    m_table->setData(at(0, "email"), QStringLiteral("new@example.com"));
    m_draft->remove({1});
    m_draft->add({user(QStringLiteral("d"))}, QStringLiteral("Add"));
    QStringList marks;
    for (int row = 0; row < m_table->rowCount(); ++row)
        marks << m_table->headerData(row, Qt::Vertical).toString();
    QCOMPARE(
        marks,
        (QStringList{QStringLiteral("~"), QStringLiteral("−"), QStringLiteral(" "), QStringLiteral("+")}));
    QCOMPARE(at(0, "email").data(ResourceTable::ChangeRole).toInt(),
             static_cast<int>(Draft::Change::Changed));
    QVERIFY(at(0, "email").data(ResourceTable::FieldChangedRole).toBool());
    QVERIFY(!at(0, "fullName").data(ResourceTable::FieldChangedRole).toBool());
    QVERIFY(!at(3, "email").data(ResourceTable::FieldChangedRole).toBool());
    QCOMPARE(at(0, "email").data(ResourceTable::BaseTextRole).toString(), QStringLiteral("a@example.com"));
    QCOMPARE(at(3, "email").data(ResourceTable::BaseTextRole).toString(), QString());
    // The marks are said in words too, and not by colour.
    QVERIFY(at(0, "email")
                .data(Qt::AccessibleDescriptionRole)
                .toString()
                .contains(QStringLiteral("“a@example.com”")));
    QVERIFY(at(1, "email").data(Qt::AccessibleDescriptionRole).toString().contains(QLatin1String("deletes")));
    QVERIFY(at(0, "email").data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(!at(0, "fullName").data(Qt::FontRole).isValid());
    QVERIFY(at(1, "email").data(Qt::FontRole).value<QFont>().strikeOut());
    for (int row = 0; row < m_table->rowCount(); ++row)
        QVERIFY(!m_table->headerData(row, Qt::Vertical, Qt::AccessibleTextRole).toString().isEmpty());
    // Back to what it was is no change any more.
    m_table->setData(at(0, "email"), QStringLiteral("a@example.com"));
    QCOMPARE(m_table->headerData(0, Qt::Vertical).toString(), QStringLiteral(" "));
}

void tst_ResourceTable::edits_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("typed");
    QTest::addColumn<QJsonValue>("expected");
    const auto row = [](const char *name, const char *field, const QVariant &typed,
                        const QJsonValue &expected) {
        QTest::addRow("%s", name) << QString::fromLatin1(field) << typed << expected;
    };
    row("text", "email", QStringLiteral("x@y.z"), QStringLiteral("x@y.z"));
    row("a boolean from a check box", "mfaEnabled", false, false);
    row("a boolean typed", "mfaEnabled", QStringLiteral("no"), false);
    row("null typed", "mfaEnabled", QStringLiteral("null"), QJsonValue());
    row("text that is no boolean is kept", "mfaEnabled", QStringLiteral("perhaps"),
        QStringLiteral("perhaps"));
    row("text that is no choice is kept", "status", QStringLiteral("Actve"), QStringLiteral("Actve"));
    row("text that is no time is kept", "createdTimestamp", QStringLiteral("1 March"),
        QStringLiteral("1 March"));
    row("a list", "mfaMethods", QStringLiteral("SMS, OTP"),
        QJsonArray{QStringLiteral("SMS"), QStringLiteral("OTP")});
    row("an optional text that is emptied", "roleDescription", QString(), QJsonValue(QJsonValue::Undefined));
}

void tst_ResourceTable::edits()
{
    QFETCH(const QString, field);
    QFETCH(const QVariant, typed);
    QFETCH(const QJsonValue, expected);
    fill(QStringLiteral("a:roleDescription=admin"));
    const QJsonObject before = m_draft->rows()[0].resource;
    QVERIFY(m_table->setData(at(0, field.toLatin1().constData()), typed));
    QCOMPARE(m_draft->rows()[0].resource.value(field), expected);
    QCOMPARE(m_draft->undoStack().count(), 1);
    QVERIFY(m_draft->undoStack().undoText().contains(field));
    m_draft->undoStack().undo();
    QCOMPARE(m_draft->rows()[0].resource, before);
}

void tst_ResourceTable::leavesAValueAloneWhoseTextStays()
{
    fill(QStringLiteral("a"));
    m_draft->edit({{0, QStringLiteral("email"), QJsonValue()}, {0, QStringLiteral("fullName"), 5}},
                  QStringLiteral("Import"));
    const QJsonObject before = m_draft->rows()[0].resource;
    // An editor that is opened and closed writes back what it was given.
    for (const char *field : {"email", "fullName", "roleDescription", "mfaMethods", "mfaEnabled"})
        QVERIFY(m_table->setData(at(0, field), at(0, field).data(Qt::EditRole)));
    QCOMPARE(m_draft->rows()[0].resource, before);
    QCOMPARE(m_draft->undoStack().count(), 1);
}

void tst_ResourceTable::doesNotEditRemovedRows()
{
    fill(QStringLiteral("a b"));
    m_draft->remove({0});
    QVERIFY(!(at(0, "email").flags() & Qt::ItemIsEditable));
    QVERIFY(at(1, "email").flags() & Qt::ItemIsEditable);
    QVERIFY(!m_table->setData(at(0, "email"), QStringLiteral("x")));
    QVERIFY(!m_table->setData(at(1, "email"), QStringLiteral("x"), Qt::CheckStateRole));
    QCOMPARE(at(0, "email").data().toString(), QStringLiteral("a@example.com"));
}

void tst_ResourceTable::showsProblems()
{
    fill(QStringLiteral("a b"));
    QSignalSpy changed(m_table.get(), &QAbstractItemModel::dataChanged);
    const auto problem = [](int row, const char *field, const char *message) {
        return Problem{
            Problem::Severity::Error, row, {}, QString::fromLatin1(field), QString::fromLatin1(message)};
    };
    m_table->setProblems({problem(-1, "", "Too many."), problem(0, "mfaMethods[1]", "Third."),
                          problem(1, "email", "First."), problem(1, "email", "Second.")});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(at(1, "email").data(ResourceTable::ProblemRole).toString(), QStringLiteral("First.\nSecond."));
    QCOMPARE(at(0, "mfaMethods").data(ResourceTable::ProblemRole).toString(), QStringLiteral("Third."));
    QCOMPARE(at(0, "email").data(ResourceTable::ProblemRole).toString(), QString());
    QVERIFY(at(1, "email").data(Qt::ToolTipRole).toString().contains(QLatin1String("First.")));
    QVERIFY(at(1, "email").data(Qt::AccessibleDescriptionRole).toString().contains(QLatin1String("Second.")));
    m_table->setProblems({});
    QCOMPARE(changed.size(), 2);
    QCOMPARE(at(1, "email").data(ResourceTable::ProblemRole).toString(), QString());
}

/// Each is a column of its own, though its path has two steps.
void tst_ResourceTable::showsProblemsOfCustomProperties()
{
    const auto field = [](const char *name, Field::Kind kind) {
        return Field{.name = QString::fromLatin1(name), .kind = kind};
    };
    const ResourceType type{QStringLiteral("Database"),
                            QStringLiteral("Databases"),
                            QStringLiteral("custom_resource"),
                            {field("uniqueId", Field::Kind::Text),
                             field("customProperties.engine", Field::Kind::Text),
                             field("customProperties.options", Field::Kind::Object)},
                            true};
    Draft draft(type, DraftState{});
    draft.add({QJsonObject{{QStringLiteral("uniqueId"), QStringLiteral("a")}}}, QStringLiteral("Add"));
    ResourceTable table(draft);
    const auto problem = [](const char *path) {
        return Problem{Problem::Severity::Error, 0, {}, QString::fromLatin1(path), QString::fromLatin1(path)};
    };
    table.setProblems({problem("customProperties.engine"), problem("customProperties.options.size[0].x")});
    for (const auto &[column, path] :
         {std::pair("customProperties.engine", "customProperties.engine"),
          std::pair("customProperties.options", "customProperties.options.size[0].x")}) {
        const int at = table.columnOf(QString::fromLatin1(column));
        QVERIFY(table.hasProblem(0, at));
        QCOMPARE(table.index(0, at).data(ResourceTable::ProblemRole).toString(), QString::fromLatin1(path));
    }
}

/// "1:email 1:status 4:email", each a problem whose message is the field's name.
static std::vector<Problem> problemsFrom(const QString &text)
{
    std::vector<Problem> problems;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString field = word.section(u':', 1);
        problems.push_back({Problem::Severity::Error, word.section(u':', 0, 0).toInt(), {}, field, field});
    }
    return problems;
}

void tst_ResourceTable::saysWhichRowsProblemsChanged_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("rows");
    QTest::addRow("the same") << "1:email 4:email"
                              << "1:email 4:email"
                              << "";
    QTest::addRow("one is found") << "1:email"
                                  << "1:email 4:email"
                                  << "4-4";
    QTest::addRow("one is solved") << "1:email 4:email"
                                   << "4:email"
                                   << "1-1";
    QTest::addRow("another one in the same row") << "1:email"
                                                 << "1:status"
                                                 << "1-1";
    QTest::addRow("one more in the same row") << "1:email"
                                              << "1:email 1:status"
                                              << "1-1";
    QTest::addRow("neighbours") << ""
                                << "1:email 2:email 3:email 6:email"
                                << "1-3 6-6";
    QTest::addRow("here solved, there found") << "0:email 3:email"
                                              << "3:email 7:email"
                                              << "0-0 7-7";
    QTest::addRow("of the set as a whole") << "-1:a"
                                           << "-1:b"
                                           << "";
    QStringList many;
    for (int row = 0; row < 200; row += 2)
        many << QStringLiteral("%1:email").arg(row);
    QTest::addRow("many, in one signal") << "" << many.join(u' ') << "0-198";
}

void tst_ResourceTable::saysWhichRowsProblemsChanged()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    fill({});
    m_draft->add(manyUsers(200), QStringLiteral("Add"));
    m_table->setProblems(problemsFrom(before));
    QStringList rows;
    connect(m_table.get(), &QAbstractItemModel::dataChanged, this,
            [&rows](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                rows << QStringLiteral("%1-%2").arg(first.row()).arg(last.row());
                QVERIFY(roles.contains(ResourceTable::ProblemRole));
            });
    m_table->setProblems(problemsFrom(after));
    QTEST(rows.join(u' '), "rows");
}

void tst_ResourceTable::problemsMoveWithTheirRows()
{
    fill(QStringLiteral("a b"));
    m_draft->add(users(QStringLiteral("c d")), QStringLiteral("Add"));
    m_table->setProblems(problemsFrom(QStringLiteral("0:email 2:email 3:status")));
    m_draft->remove({2}); // an added row disappears
    QVERIFY(m_table->problems() == problemsFrom(QStringLiteral("0:email 2:status")));
    QCOMPARE(at(2, "status").data(ResourceTable::ProblemRole).toString(), QStringLiteral("status"));
    m_draft->undoStack().undo();
    QVERIFY(m_table->problems() == problemsFrom(QStringLiteral("0:email 3:status")));
    m_draft->rebase(snapshotOf(users(QStringLiteral("z"))));
    QVERIFY(m_table->problems().empty());
}

void tst_ResourceTable::sortsByValue_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("smaller");
    QTest::addColumn<QString>("larger");
    QTest::addRow("moments, not their texts") << "createdTimestamp"
                                              << "2026-01-01T11:00:00+02:00"
                                              << "2026-01-01T10:00:00Z";
    QTest::addRow("text without case") << "email"
                                       << "ada"
                                       << "Bob";
    QTest::addRow("false before true") << "mfaEnabled"
                                       << "false"
                                       << "true";
}

void tst_ResourceTable::sortsByValue()
{
    QFETCH(const QString, field);
    QFETCH(const QString, smaller);
    QFETCH(const QString, larger);
    fill(QStringLiteral("a b"));
    m_table->setData(at(0, field.toLatin1().constData()), smaller);
    m_table->setData(at(1, field.toLatin1().constData()), larger);
    const QVariant left = at(0, field.toLatin1().constData()).data(ResourceTable::SortRole);
    const QVariant right = at(1, field.toLatin1().constData()).data(ResourceTable::SortRole);
    QVERIFY(QVariant::compare(left, right) == QPartialOrdering::Less);
}

void tst_ResourceTable::followsTheDraft()
{
    fill(QStringLiteral("a b c"));
    m_draft->add({user(QStringLiteral("d")), user(QStringLiteral("e"))}, QStringLiteral("Add"));
    QCOMPARE(m_table->rowCount(), 5);
    m_draft->remove({0, 3});
    QCOMPARE(m_table->rowCount(), 4);
    QCOMPARE(at(3, "uniqueId").data().toString(), QStringLiteral("e"));
    m_draft->rebase(snapshotOf(users(QStringLiteral("a b"))));
    while (m_draft->undoStack().canUndo())
        m_draft->undoStack().undo();
    QCOMPARE(m_table->rowCount(), 3);
    while (m_draft->undoStack().canRedo())
        m_draft->undoStack().redo();
    m_draft->discard();
    QCOMPARE(m_table->rowCount(), 2);
}

QTEST_MAIN(tst_ResourceTable)
#include "tst_resourcetable.moc"
