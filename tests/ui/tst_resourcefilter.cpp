// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/resourcetable.h"
#include "tests/support/sampledraft.h"
#include "tests/support/warnings.h"
#include "ui/draft/resourcefilter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Fullstate;

/// Which resources are shown, and in which order, while the draft changes beneath.
class tst_ResourceFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhatFits_data();
    void showsWhatFits();
    void textIsFoundWithinACell();
    void changedAndProblemAskTheDraft();
    void sortsByValue_data();
    void sortsByValue();
    void choiceMovesWithItsRow();
    void editedRowStaysUntilItIsAskedAgain();
    void addedRowsComeWhereTheyBelong();
    void removedRowsGo();
    void fetchKeepsFiltersAndOrder();
    void changesArePassedOn();
    void anotherTableBeginsAfresh();
    void tableMayGoFirst();

private:
    Draft &draft() { return m_sample->draft(); }
    void set(int row, const char *field, const QJsonValue &value)
    {
        draft().edit({{row, QString::fromLatin1(field), value}}, QStringLiteral("Edit"));
    }
    int column(const char *field) const { return m_table->columnOf(QString::fromLatin1(field)); }
    void filter(const char *text, const char *field = nullptr, const char *typed = "");
    QString ids() const;

    std::unique_ptr<SampleDraft> m_sample;
    std::unique_ptr<ResourceTable> m_table;
    std::unique_ptr<ResourceFilter> m_filter;
};

void tst_ResourceFilter::init()
{
    failOnWarnings();
    m_sample = std::make_unique<SampleDraft>();
    m_table = std::make_unique<ResourceTable>(draft());
    m_filter = std::make_unique<ResourceFilter>();
    m_filter->setSourceModel(m_table.get());
    new QAbstractItemModelTester(m_filter.get(), m_filter.get());
}

void tst_ResourceFilter::cleanup()
{
    m_filter.reset();
    m_table.reset();
    m_sample.reset();
}

void tst_ResourceFilter::filter(const char *text, const char *field, const char *typed)
{
    ResourceFilter::ColumnFilters columns;
    if (field)
        columns[column(field)] = ColumnFilter(m_table->fieldAt(column(field)), QString::fromUtf8(typed));
    m_filter->filter(QString::fromUtf8(text), columns);
}

QString tst_ResourceFilter::ids() const
{
    QStringList texts;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        texts.append(m_filter->index(row, 0).data().toString());
    return texts.join(u' ');
}

void tst_ResourceFilter::showsWhatFits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *text, const char *field, const char *typed,
                        const char *shown) {
        QTest::addRow("%s", name) << QByteArray(text) << QByteArray(field) << QByteArray(typed)
                                  << QString::fromUtf8(shown);
    };
    row("nothing is asked", "", "email", "", "ann bob cleo");
    row("a text in any column, in any case", " BAKER ", "email", "", "bob");
    row("a text that nobody has", "nobody", "email", "", "");
    row("a text in one column", "", "email", "ann@", "ann");
    row("a text that only another column holds", "", "email", "archer", "");
    row("both at once", "example.com", "displayName", "<>bob baker", "ann cleo");
    row("the last column", "", "groupIds", "admins", "cleo");
    row("what is not set", "", "groupIds", ":empty", "ann bob");
    row("what is not understood hides nothing", "", "createdTimestamp", "<soon", "ann bob cleo");
}

void tst_ResourceFilter::showsWhatFits()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, typed);
    QFETCH(QString, shown);
    set(2, "groupIds", QJsonArray{QStringLiteral("admins")});
    filter(text.constData(), field.constData(), typed.constData());
    QCOMPARE(ids(), shown);
    QCOMPARE(m_filter->hiddenRows(), 3 - m_filter->rowCount());
    filter("");
    QCOMPARE(ids(), QStringLiteral("ann bob cleo"));
    QCOMPARE(draft().wanted().size(), 3U);
}

void tst_ResourceFilter::textIsFoundWithinACell()
{
    set(0, "displayName", QStringLiteral("one\uffffnamed two"));
    filter("", "fullName", "two"); // what a cell holds does not make it another one
    QCOMPARE(ids(), QString());
    filter("", "displayName", "named two");
    QCOMPARE(ids(), QStringLiteral("ann"));
    filter("annann"); // the end of one cell and the beginning of the next
    QCOMPARE(ids(), QString());
}

void tst_ResourceFilter::changedAndProblemAskTheDraft()
{
    set(0, "email", QStringLiteral("new@example.com"));
    draft().remove({1});
    m_table->setProblems({{Problem::Severity::Error, 2, QStringLiteral("cleo"),
                           QStringLiteral("mfaMethods[0]"), QStringLiteral("no")}});
    filter("", "email", ":changed");
    QCOMPARE(ids(), QStringLiteral("ann bob"));
    filter("", "displayName", ":changed");
    QCOMPARE(ids(), QStringLiteral("bob"));
    filter("", "uniqueId", ":changed"); // the column that names the resource speaks for all of it
    QCOMPARE(ids(), QStringLiteral("ann bob"));
    filter("", "mfaMethods", ":problem");
    QCOMPARE(ids(), QStringLiteral("cleo"));
    filter("", "email", ":problem");
    QCOMPARE(ids(), QString());
    filter("", "uniqueId", ":problem");
    QCOMPARE(ids(), QStringLiteral("cleo"));
}

void tst_ResourceFilter::sortsByValue_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QJsonValue>("ann");
    QTest::addColumn<QJsonValue>("bob");
    QTest::addColumn<QString>("up");
    QTest::addColumn<QString>("down");
    const auto row = [](const char *name, const char *field, const QJsonValue &ann, const QJsonValue &bob,
                        const char *up, const char *down) {
        QTest::addRow("%s", name) << QByteArray(field) << ann << bob << QString::fromUtf8(up)
                                  << QString::fromUtf8(down);
    };
    row("text in any case, what is not set last", "roleDescription", QStringLiteral("b"), QStringLiteral("A"),
        "bob ann cleo", "ann bob cleo");
    row("moments", "lastLoginTimestamp", QStringLiteral("2026-01-01T11:00:00+05:00"),
        QStringLiteral("2026-01-01T10:00:00Z"), "ann bob cleo", "bob ann cleo");
    row("no before yes", "mfaEnabled", true, false, "bob ann cleo", "ann cleo bob");
    row("equal ones keep the draft's order", "status", QStringLiteral("ACTIVE"), QStringLiteral("ACTIVE"),
        "ann bob cleo", "ann bob cleo");
}

void tst_ResourceFilter::sortsByValue()
{
    QFETCH(QByteArray, field);
    QFETCH(QJsonValue, ann);
    QFETCH(QJsonValue, bob);
    QFETCH(QString, up);
    QFETCH(QString, down);
    set(0, field.constData(), ann);
    set(1, field.constData(), bob);
    m_filter->sort(column(field.constData()), Qt::AscendingOrder);
    QCOMPARE(ids(), up);
    m_filter->sort(column(field.constData()), Qt::DescendingOrder);
    QCOMPARE(ids(), down);
    m_filter->sort(-1);
    QCOMPARE(ids(), QStringLiteral("ann bob cleo"));
}

void tst_ResourceFilter::choiceMovesWithItsRow()
{
    const QPersistentModelIndex ann(m_filter->index(0, 1));
    m_filter->sort(0, Qt::DescendingOrder);
    QCOMPARE(ann.row(), 2);
    QCOMPARE(ann.data().toString(), QStringLiteral("Ann Archer"));
}

void tst_ResourceFilter::editedRowStaysUntilItIsAskedAgain()
{
    m_filter->sort(column("displayName"), Qt::AscendingOrder);
    filter("example");
    set(0, "displayName", QStringLiteral("Zoe"));
    set(1, "email", QStringLiteral("bob"));
    set(1, "externalUrl", QStringLiteral("https://bob"));
    QCOMPARE(ids(), QStringLiteral("ann bob cleo"));
    filter("exampl");
    QCOMPARE(ids(), QStringLiteral("cleo ann"));
    set(1, "email", QStringLiteral("bob@example.com"));
    m_filter->sort(column("displayName"), Qt::DescendingOrder);
    QCOMPARE(ids(), QStringLiteral("ann cleo"));
    filter("example");
    QCOMPARE(ids(), QStringLiteral("ann cleo bob"));
}

void tst_ResourceFilter::addedRowsComeWhereTheyBelong()
{
    draft().add({sampleAccount(QStringLiteral("abe"), QStringLiteral("Abe Baker")),
                 sampleAccount(QStringLiteral("dan"), QStringLiteral("Dan"))},
                QStringLiteral("Add"));
    QCOMPARE(ids(), QStringLiteral("ann bob cleo abe dan"));
    draft().undoStack().undo();
    filter("baker");
    draft().undoStack().redo();
    QCOMPARE(ids(), QStringLiteral("bob abe"));
    QCOMPARE(m_filter->hiddenRows(), 3);
    draft().revert({3}); // an added one in the middle goes, and comes back
    filter("");
    draft().undoStack().undo();
    QCOMPARE(ids(), QStringLiteral("ann bob cleo abe dan"));
    m_filter->sort(0, Qt::DescendingOrder);
    draft().undoStack().redo();
    draft().undoStack().undo();
    QCOMPARE(ids(), QStringLiteral("dan cleo bob ann abe")); // at the end until it is sorted again
    m_filter->sort(0, Qt::DescendingOrder);
    QCOMPARE(ids(), QStringLiteral("dan cleo bob ann abe"));
}

void tst_ResourceFilter::removedRowsGo()
{
    draft().add({sampleAccount(QStringLiteral("m"), QStringLiteral("M")),
                 sampleAccount(QStringLiteral("a"), QStringLiteral("A")),
                 sampleAccount(QStringLiteral("z"), QStringLiteral("Z"))},
                QStringLiteral("Add"));
    m_filter->sort(0, Qt::AscendingOrder);
    QCOMPARE(ids(), QStringLiteral("a ann bob cleo m z"));
    const QPersistentModelIndex z(m_filter->index(5, 0));
    draft().remove({3, 4}); // neighbours in the draft, apart as they are shown
    QCOMPARE(ids(), QStringLiteral("ann bob cleo z"));
    QCOMPARE(z.row(), 3);
    set(3, "displayName", QStringLiteral("Zoe"));
    QCOMPARE(m_filter->index(3, 1).data().toString(), QStringLiteral("Zoe"));
    filter("zoe");
    QCOMPARE(ids(), QStringLiteral("z"));
}

void tst_ResourceFilter::fetchKeepsFiltersAndOrder()
{
    m_filter->sort(0, Qt::DescendingOrder);
    filter("", "displayName", "<>bob baker");
    auto later = std::make_shared<Snapshot>(*draft().base());
    later->resources.insert(later->resources.begin(),
                            sampleAccount(QStringLiteral("abe"), QStringLiteral("Abe")));
    draft().rebase(later);
    QCOMPARE(ids(), QStringLiteral("cleo ann abe"));
}

void tst_ResourceFilter::changesArePassedOn()
{
    m_filter->sort(0, Qt::DescendingOrder);
    filter("", "displayName", "<>bob baker"); // cleo ann
    QSignalSpy changed(m_filter.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy header(m_filter.get(), &QAbstractItemModel::headerDataChanged);
    set(0, "email", QStringLiteral("x"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
    QCOMPARE(header.first().at(1).toInt(), 1);
    set(1, "email", QStringLiteral("x")); // hidden
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_filter->setData(m_filter->index(0, 1), QStringLiteral("C."), Qt::EditRole));
    QCOMPARE(m_sample->value(2, "displayName").toString(), QStringLiteral("C."));
    QCOMPARE(m_filter->headerData(1, Qt::Horizontal).toString(), QStringLiteral("displayName"));
    QCOMPARE(m_filter->headerData(0, Qt::Vertical).toString(), QStringLiteral("~"));
}

void tst_ResourceFilter::anotherTableBeginsAfresh()
{
    m_filter->sort(0, Qt::DescendingOrder);
    filter("bob");
    ResourceTable other(draft());
    m_filter->setSourceModel(&other);
    QCOMPARE(ids(), QStringLiteral("ann bob cleo"));
    m_filter->setSourceModel(nullptr);
    QCOMPARE(m_filter->rowCount(), 0);
    QCOMPARE(m_filter->columnCount(), 0);
    QCOMPARE(m_filter->hiddenRows(), 0);
}

void tst_ResourceFilter::tableMayGoFirst()
{
    m_table.reset();
    QCOMPARE(m_filter->rowCount(), 0);
    QCOMPARE(m_filter->columnCount(), 0);
}

QTEST_MAIN(tst_ResourceFilter)
#include "tst_resourcefilter.moc"
