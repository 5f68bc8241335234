// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resourceviewtest.h"
#include "ui/draft/fielddelegate.h"
#include "ui/draft/resourceheader.h"

#include <QComboBox>
#include <QLineEdit>

using namespace Fullstate;

namespace {

/// The delegate's painting as a table cell gets it.
class Painted final : public FieldDelegate
{
public:
    static QStyleOptionViewItem option(const QModelIndex &index)
    {
        Painted delegate;
        QStyleOptionViewItem option;
        option.palette = QGuiApplication::palette();
        delegate.initStyleOption(&option, index);
        return option;
    }
};

} // namespace

class tst_ResourceView : public ResourceViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void typedIntoACell_data();
    void typedIntoACell();
    void lookingIsNotEditing_data();
    void lookingIsNotEditing();
    void escapeDropsWhatWasTyped();
    void enterGoesDownAndTabGoesRight();
    void choiceIsFoundByTyping();
    void valueThatIsNoChoiceIsShownAndKept();
    void marksSayMoreThanColour();
    void notSetIsNotEmpty();
    void filterShowsWhatHoldsTheText();
    void escapeClearsTheFilter();
    void editedRowStaysUnderTheFilter();
    void filterKeepsTheOrder();
    void fetchKeepsThePlaceAndTheOrder();
    void problemLeadsToAFilteredCell();
    void problemLeadsIntoANestedField();
    void removedRowsAreNotEdited();

private:
    QWidget *openEditor(int row, const char *field);
};

QWidget *tst_ResourceView::openEditor(int row, const char *field)
{
    stand(row, field);
    QTest::keyClick(&grid(), Qt::Key_F2);
    return grid().indexWidget(cell(row, field));
}

void tst_ResourceView::typedIntoACell_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QJsonValue>("value");
    QTest::addRow("text") << QByteArray("displayName") << QStringLiteral("Ann A.")
                          << QJsonValue(QStringLiteral("Ann A."));
    QTest::addRow("an optional text that is emptied is not set")
        << QByteArray("roleDescription") << QString() << QJsonValue(QJsonValue::Undefined);
    QTest::addRow("a choice by its first letter")
        << QByteArray("permissionLevel") << QStringLiteral("E") << QJsonValue(QStringLiteral("EDITOR"));
    QTest::addRow("no") << QByteArray("mfaEnabled") << QStringLiteral("n") << QJsonValue(false);
    QTest::addRow("timestamp") << QByteArray("lastLoginTimestamp") << QStringLiteral("2026-03-01T09:00:00Z")
                               << QJsonValue(QStringLiteral("2026-03-01T09:00:00Z"));
    QTest::addRow("a timestamp that is none is kept, and becomes a problem")
        << QByteArray("lastLoginTimestamp") << QStringLiteral("someday")
        << QJsonValue(QStringLiteral("someday"));
    QTest::addRow("a list with commas")
        << QByteArray("groupIds") << QStringLiteral("a, b c ,d")
        << QJsonValue(QJsonArray{QStringLiteral("a"), QStringLiteral("b c"), QStringLiteral("d")});
    QTest::addRow("a list as JSON") << QByteArray("groupIds") << QStringLiteral("[\"a,b\"]")
                                    << QJsonValue(QJsonArray{QStringLiteral("a,b")});
    QTest::addRow("a list of choices")
        << QByteArray("mfaMethods") << QStringLiteral("SMS, EMAIL") // behind what is there
        << QJsonValue(QJsonArray{QStringLiteral("OTP"), QStringLiteral("SMS"), QStringLiteral("EMAIL")});
}

void tst_ResourceView::typedIntoACell()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, typed);
    QFETCH(QJsonValue, value);
    m_sample->draft().edit({{0, QStringLiteral("roleDescription"), QStringLiteral("Boss")}},
                           QStringLiteral("set up"));
    QWidget *editor = openEditor(0, field.constData());
    QVERIFY(editor);
    QVERIFY(editor->hasFocus());
    QCOMPARE(editor->accessibleName(), QString::fromLatin1(field));
    if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->clear();
    QTest::keyClicks(editor, typed);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_sample->value(0, field.constData()), value); // Enter takes effect on the next turn
    m_sample->draft().undoStack().undo();
    m_sample->draft().undoStack().undo();
    QVERIFY(!m_sample->draft().hasChanges());
}

void tst_ResourceView::lookingIsNotEditing_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field : {"displayName", "permissionLevel", "mfaEnabled", "mfaMethods",
                              "createdTimestamp", "groupIds", "roleDescription"})
        QTest::addRow("%s", field) << QByteArray(field);
}

void tst_ResourceView::lookingIsNotEditing()
{
    QFETCH(QByteArray, field);
    QWidget *editor = openEditor(1, field.constData());
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(grid().currentIndex(), cell(2, field.constData()));
    QVERIFY(!m_sample->draft().hasChanges());
    QCOMPARE(m_sample->draft().undoStack().count(), 0);
}

void tst_ResourceView::escapeDropsWhatWasTyped()
{
    QWidget *editor = openEditor(0, "displayName");
    QTest::keyClicks(editor, QStringLiteral("something"));
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(!m_sample->draft().hasChanges());
    QCOMPARE(grid().currentIndex(), cell(0, "displayName"));
}

void tst_ResourceView::enterGoesDownAndTabGoesRight()
{
    stand(0, "uniqueId");
    QTest::keyClick(&grid(), Qt::Key_Tab);
    QCOMPARE(grid().currentIndex(), cell(0, "displayName"));
    QTest::keyClick(&grid(), Qt::Key_N); // typing edits
    QWidget *editor = grid().indexWidget(cell(0, "displayName"));
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("ew"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_sample->value(0, "displayName").toString(), QStringLiteral("new"));
    QCOMPARE(grid().currentIndex(), cell(1, "displayName"));
    QVERIFY(grid().hasFocus());

    QTest::keyClick(&grid(), Qt::Key_Return); // Enter edits, and keeps what is there
    editor = grid().indexWidget(cell(1, "displayName"));
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_End);
    QTest::keyClicks(editor, QStringLiteral(" II"));
    QTest::keyClick(editor, Qt::Key_Tab);
    QCOMPARE(m_sample->value(1, "displayName").toString(), QStringLiteral("Bob Baker II"));
    QCOMPARE(grid().currentIndex().row(), 1);
    QVERIFY(grid().currentIndex() != cell(1, "displayName"));
    QVERIFY(!grid().indexWidget(grid().currentIndex()));
}

void tst_ResourceView::choiceIsFoundByTyping()
{
    stand(0, "status");
    QTest::keyClick(&grid(), Qt::Key_D); // the key that opens the editor counts
    auto *combo = qobject_cast<QComboBox *>(grid().indexWidget(cell(0, "status")));
    QVERIFY(combo);
    QCOMPARE(combo->currentText(), QStringLiteral("DEACTIVATED"));
    QTest::keyClick(combo, Qt::Key_Tab);
    QCOMPARE(m_sample->value(0, "status").toString(), QStringLiteral("DEACTIVATED"));
}

void tst_ResourceView::valueThatIsNoChoiceIsShownAndKept()
{
    m_sample->draft().edit({{0, QStringLiteral("permissionLevel"), QStringLiteral("root")}},
                           QStringLiteral("set up"));
    auto *combo = qobject_cast<QComboBox *>(openEditor(0, "permissionLevel"));
    QVERIFY(combo);
    QVERIFY(combo->currentText().startsWith(QStringLiteral("root")));
    QTest::keyClick(combo, Qt::Key_Return);
    QTRY_COMPARE(grid().currentIndex(), cell(1, "permissionLevel"));
    QCOMPARE(m_sample->value(0, "permissionLevel").toString(), QStringLiteral("root"));
}

void tst_ResourceView::marksSayMoreThanColour()
{
    Draft &draft = m_sample->draft();
    draft.edit({{0, QStringLiteral("email"), QStringLiteral("new@example.com")}}, QStringLiteral("Edit"));
    draft.remove({1});
    draft.add({sampleAccount(QStringLiteral("dora"), QStringLiteral("Dora"))}, QStringLiteral("Add"));

    QVERIFY(Painted::option(cell(0, "email")).font.bold());
    QVERIFY(!Painted::option(cell(0, "displayName")).font.bold());
    QVERIFY(Painted::option(cell(1, "displayName")).font.strikeOut());
    QVERIFY(!Painted::option(cell(0, "email")).font.strikeOut());
    QVERIFY(Painted::option(cell(3, "displayName")).font.bold());
    const auto mark = [this](int row) { return grid().model()->headerData(row, Qt::Vertical).toString(); };
    const QStringList marks{mark(0), mark(1), mark(2), mark(3)};
    QVERIFY2(marks.at(0).contains(u'~'), qPrintable(marks.join(u' ')));
    QVERIFY2(marks.at(1).contains(u'−'), qPrintable(marks.join(u' ')));
    QVERIFY2(marks.at(3).contains(u'+'), qPrintable(marks.join(u' ')));
    QVERIFY(cellDescription(cell(0, "email")).contains(QStringLiteral("ann@example.com")));
    QVERIFY(cellDescription(cell(1, "email")).contains(QStringLiteral("deleted by the next push")));

    m_table->setProblems({{Problem::Severity::Error, 0, QStringLiteral("ann"), QStringLiteral("email"),
                           QStringLiteral("no such host")}});
    QVERIFY(!Painted::option(cell(0, "email")).icon.isNull());
    QVERIFY(Painted::option(cell(2, "email")).icon.isNull());
    QVERIFY(cellDescription(cell(0, "email")).startsWith(QStringLiteral("no such host")));
}

void tst_ResourceView::notSetIsNotEmpty()
{
    m_sample->draft().edit(
        {{0, QStringLiteral("fullName"), QString()}, {1, QStringLiteral("mfaEnabled"), QJsonValue::Null}},
        QStringLiteral("Edit"));
    QCOMPARE(Painted::option(cell(0, "fullName")).text, QString());
    QCOMPARE(Painted::option(cell(0, "groupIds")).text, QStringLiteral("not set"));
    QVERIFY(Painted::option(cell(0, "groupIds")).font.italic());
    QCOMPARE(Painted::option(cell(1, "mfaEnabled")).text, QStringLiteral("null"));
    QVERIFY(!Painted::option(cell(0, "fullName")).font.italic());
}

void tst_ResourceView::filterShowsWhatHoldsTheText()
{
    QSignalSpy hidden(m_view.get(), &ResourceView::hiddenRowsChanged);
    m_view->find();
    auto *field = m_view->findChild<QLineEdit *>(QStringLiteral("filter"));
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("BAKER"));
    QTRY_COMPARE(grid().model()->rowCount(), 1);
    QCOMPARE(m_view->hiddenRows(), 2);
    QVERIFY(!hidden.isEmpty());
    QCOMPARE(m_view->currentRow(), 1);
    field->clear();
    QTest::keyClicks(field, QStringLiteral("cleo@"));
    QTest::keyClick(field, Qt::Key_Return); // at once, and into the table
    QCOMPARE(grid().model()->rowCount(), 1);
    QCOMPARE(m_view->currentRow(), 2);
    QVERIFY(grid().hasFocus());
}

void tst_ResourceView::escapeClearsTheFilter()
{
    m_view->find();
    auto *field = m_view->findChild<QLineEdit *>(QStringLiteral("filter"));
    QTest::keyClicks(field, QStringLiteral("nobody"));
    QTRY_COMPARE(m_view->hiddenRows(), 3);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(m_view->hiddenRows(), 0);
    QVERIFY(grid().hasFocus());
}

void tst_ResourceView::editedRowStaysUnderTheFilter()
{
    m_view->find();
    auto *field = m_view->findChild<QLineEdit *>(QStringLiteral("filter"));
    QTest::keyClicks(field, QStringLiteral("Baker"));
    QTest::keyClick(field, Qt::Key_Return);
    m_sample->draft().edit({{1, QStringLiteral("displayName"), QStringLiteral("B.")},
                            {1, QStringLiteral("fullName"), QStringLiteral("B.")}},
                           QStringLiteral("Edit"));
    QCOMPARE(grid().model()->rowCount(), 1);
}

void tst_ResourceView::filterKeepsTheOrder()
{
    const auto ids = [this] {
        QStringList texts;
        for (int row = 0; row < grid().model()->rowCount(); ++row)
            texts.append(cell(row, "uniqueId").data().toString());
        return texts.join(u' ');
    };
    grid().sortByColumn(m_table->columnOf(u"uniqueId"), Qt::DescendingOrder);
    QCOMPARE(ids(), QStringLiteral("cleo bob ann"));
    m_view->find();
    auto *field = m_view->findChild<QLineEdit *>(QStringLiteral("filter"));
    QTest::keyClicks(field, QStringLiteral("Baker"));
    QTRY_COMPARE(ids(), QStringLiteral("bob"));
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(ids(), QStringLiteral("cleo bob ann"));
}

void tst_ResourceView::fetchKeepsThePlaceAndTheOrder()
{
    grid().sortByColumn(m_table->columnOf(u"uniqueId"), Qt::DescendingOrder);
    grid().setCurrentIndex(cell(1, "email"));
    QCOMPARE(m_view->currentRow(), 1);
    auto later = std::make_shared<Snapshot>(*m_sample->draft().base());
    later->resources.insert(later->resources.begin(),
                            sampleAccount(QStringLiteral("abe"), QStringLiteral("Abe")));
    m_sample->draft().rebase(later);
    QCOMPARE(grid().model()->rowCount(), 4);
    QCOMPARE(grid().currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("bob"));
    QCOMPARE(grid().currentIndex().column(), m_table->columnOf(u"email"));
    QCOMPARE(m_view->chosenRows().size(), 1U);
    QCOMPARE(cell(0, "uniqueId").data().toString(), QStringLiteral("cleo"));
    QCOMPARE(cell(3, "uniqueId").data().toString(), QStringLiteral("abe"));
}

void tst_ResourceView::problemLeadsToAFilteredCell()
{
    m_view->find();
    QTest::keyClicks(m_view->findChild<QLineEdit *>(QStringLiteral("filter")), QStringLiteral("Baker"));
    QTRY_COMPARE(grid().model()->rowCount(), 1);
    m_view->columns().hideSection(m_table->columnOf(u"email"));
    m_view->showCell(2, QStringLiteral("email"));
    QCOMPARE(m_view->hiddenRows(), 0);
    QCOMPARE(grid().currentIndex(), cell(2, "email"));
    QVERIFY(!m_view->columns().isSectionHidden(m_table->columnOf(u"email")));
    QVERIFY(grid().hasFocus());
}

void tst_ResourceView::problemLeadsIntoANestedField()
{
    m_view->showCell(1, QStringLiteral("mfaMethods[0]"));
    QCOMPARE(grid().currentIndex(), cell(1, "mfaMethods"));
    m_view->showCell(1, QString());
    QCOMPARE(grid().currentIndex().row(), 1);
}

void tst_ResourceView::removedRowsAreNotEdited()
{
    m_sample->draft().remove({0});
    QVERIFY(!openEditor(0, "displayName"));
    QTest::keyClick(&grid(), Qt::Key_X);
    QVERIFY(!grid().indexWidget(cell(0, "displayName")));
}

QTEST_MAIN(tst_ResourceView)
#include "tst_resourceview.moc"
