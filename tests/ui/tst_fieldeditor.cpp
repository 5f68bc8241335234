// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/resourcetable.h"
#include "tests/support/warnings.h"
#include "ui/draft/chip.h"
#include "ui/draft/choicebox.h"
#include "ui/draft/detailspane.h"
#include "ui/draft/fieldeditor.h"
#include "ui/draft/fieldhints.h"
#include "ui/draft/resourcegrid.h"

#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace Fullstate;

namespace {

Field field(const char *name, Field::Kind kind, bool required = false, const QStringList &choices = {})
{
    Field made;
    made.name = QString::fromLatin1(name);
    made.kind = kind;
    made.required = required;
    made.choices = choices;
    return made;
}

/// A type with a field of every kind.
ResourceType everyKind()
{
    const QStringList colours{QStringLiteral("RED"), QStringLiteral("DARK_RED"), QStringLiteral("BLUE"),
                              QStringLiteral("GREEN")};
    ResourceType type{QStringLiteral("Every"), QStringLiteral("Every kind"), QStringLiteral("every"), {}};
    type.fields = {field("uniqueId", Field::Kind::Text, true),
                   field("text", Field::Kind::Text),
                   field("needed", Field::Kind::Text, true),
                   field("choice", Field::Kind::Choice, false, colours),
                   field("neededChoice", Field::Kind::Choice, true, colours),
                   field("yes", Field::Kind::Boolean),
                   field("known", Field::Kind::Boolean, true),
                   field("when", Field::Kind::Timestamp),
                   field("neededWhen", Field::Kind::Timestamp, true),
                   field("severity", Field::Kind::Number, true),
                   field("count", Field::Kind::Integer),
                   field("link", Field::Kind::HttpsUrl),
                   field("words", Field::Kind::List),
                   field("colours", Field::Kind::List, true, colours),
                   field("any", Field::Kind::Json)};
    type.fields[6].nullable = true;
    type.fields[9].minimum = 0;
    type.fields[9].maximum = 10;
    type.fields[13].itemKind = Field::Kind::Choice;
    return type;
}

QJsonValue parsed(const QString &json)
{
    return json.isEmpty() ? QJsonValue(QJsonValue::Undefined)
                          : QJsonDocument::fromJson(QString(u'[' % json % u']').toUtf8()).array().at(0);
}

QString asJson(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

/// Types into whatever has the focus: "ab{Enter}".
void press(const QString &script)
{
    static const QHash<QString, QKeyCombination> keys{
        {QStringLiteral("Enter"), Qt::Key_Return},
        {QStringLiteral("Tab"), Qt::Key_Tab},
        {QStringLiteral("Esc"), Qt::Key_Escape},
        {QStringLiteral("Back"), Qt::Key_Backspace},
        {QStringLiteral("Del"), Qt::Key_Delete},
        {QStringLiteral("Left"), Qt::Key_Left},
        {QStringLiteral("Right"), Qt::Key_Right},
        {QStringLiteral("Down"), Qt::Key_Down},
        {QStringLiteral("End"), Qt::Key_End},
        {QStringLiteral("AltLeft"), Qt::ALT | Qt::Key_Left},
        {QStringLiteral("All"), Qt::CTRL | Qt::Key_A},
        {QStringLiteral("Paste"), Qt::CTRL | Qt::Key_V},
        {QStringLiteral("Nothing"), Qt::CTRL | Qt::Key_0},
    };
    for (qsizetype i = 0; i < script.size(); ++i) {
        QWidget *popup = QApplication::activePopupWidget();
        QWidget *focus = popup ? popup : QApplication::focusWidget();
        QVERIFY(focus);
        if (script.at(i) != u'{') {
            QTest::keyClicks(focus, script.mid(i, 1));
            continue;
        }
        const qsizetype end = script.indexOf(u'}', i);
        const QString name = script.mid(i + 1, end - i - 1);
        QVERIFY2(keys.contains(name), qPrintable(name));
        QTest::keyClick(focus, keys.value(name).key(), keys.value(name).keyboardModifiers());
        i = end;
    }
}

} // namespace

/// The editors of each kind, in a table's cell and in Details: the same keys, the same values.
class tst_FieldEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { failOnWarnings(); }
    void cleanup();
    void cleanupTestCase() { m_window.reset(); }

    void typed_data();
    void typed();
    void lookingIsNotEditing_data();
    void lookingIsNotEditing();
    void escapeDropsWhatWasTyped_data();
    void escapeDropsWhatWasTyped();
    void notSetIsNotEmpty_data();
    void notSetIsNotEmpty();
    void typingSaysHowItIsUnderstood_data();
    void typingSaysHowItIsUnderstood();
    void pastedWordsBecomeItems();
    void itemsAreNamedAndRemoved();
    void leavingACellOfChipsKeepsThem();
    void whatIsWrongWithAnItemIsSaid();
    void longTextHasLines();
    void theWheelChoosesNothing();
    void helpSaysWhatAFieldTakes();

private:
    void start(const char *fieldName, const QString &json);
    QWidget *enter(bool inCell);
    QString value() const { return asJson(m_draft->rows().front().resource.value(m_field)); }
    template<typename Widget>
    Widget *named(const QString &name) const
    {
        const QList<Widget *> all = m_window->findChildren<Widget *>();
        for (Widget *one : all) {
            if (one->accessibleName() == name && one->isVisible())
                return one;
        }
        return nullptr;
    }

    ResourceType m_type = everyKind();
    QString m_field;
    std::unique_ptr<Draft> m_draft;
    std::unique_ptr<ResourceTable> m_table;
    std::unique_ptr<QWidget> m_window;
    ResourceGrid *m_grid = nullptr;
    DetailsPane *m_details = nullptr;
};

void tst_FieldEditor::initTestCase()
{
    QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
    m_window = std::make_unique<QWidget>();
    m_grid = new ResourceGrid(m_window.get());
    m_grid->setSortingEnabled(false);
    m_details = new DetailsPane(m_window.get());
    auto *layout = new QHBoxLayout(m_window.get());
    layout->addWidget(m_grid, 2);
    layout->addWidget(m_details, 1);
    m_window->resize(1800, 1100);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_FieldEditor::cleanup()
{
    m_details->showResource(nullptr, -1);
    m_grid->setModel(nullptr);
    m_table.reset();
    m_draft.reset();
}

/// A draft of two resources, the first with the value, in a table and in Details.
void tst_FieldEditor::start(const char *fieldName, const QString &json)
{
    m_field = QString::fromLatin1(fieldName);
    QJsonObject resource{{QStringLiteral("uniqueId"), QStringLiteral("one")}};
    resource.insert(m_field, parsed(json));
    DraftState state;
    state.rows = {{1, resource}, {2, {{QStringLiteral("uniqueId"), QStringLiteral("two")}}}};
    m_draft = std::make_unique<Draft>(m_type, state);
    m_table = std::make_unique<ResourceTable>(*m_draft);
    m_grid->setModel(m_table.get());
    connect(m_draft.get(), &Draft::changed, m_details, [this] { m_details->showResource(m_draft.get(), 0); });
    m_details->showResource(m_draft.get(), 0);
    m_window->activateWindow(); // a list of choices was a window, too
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

/// Puts the focus into the editor of the field.
QWidget *tst_FieldEditor::enter(bool inCell)
{
    QWidget *editor = nullptr;
    if (inCell) {
        const QModelIndex index = m_table->index(0, m_table->columnOf(m_field));
        m_grid->setCurrentIndex(index);
        m_grid->setFocus();
        press(QStringLiteral("{Enter}"));
        editor = m_grid->indexWidget(index);
    } else {
        const QList<QWidget *> all = m_details->findChildren<QWidget *>();
        for (QWidget *one : all) {
            if (one->accessibleName() == m_field && one->isVisible() && dynamic_cast<ValueEditor *>(one))
                editor = one;
        }
        if (editor)
            editor->setFocus();
    }
    return editor;
}

void tst_FieldEditor::typed_data()
{
    QTest::addColumn<bool>("inCell");
    QTest::addColumn<QByteArray>("fieldName");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, const char *fieldName, const char *before, const char *keys,
                        const char *after) {
        for (const bool inCell : {true, false}) {
            QTest::addRow("%s, in %s", name, inCell ? "the table" : "Details")
                << inCell << QByteArray(fieldName) << QString::fromUtf8(before) << QString::fromUtf8(keys)
                << QString::fromUtf8(after);
        }
    };
    row("text", "text", "", "some words", R"("some words")");
    row("text replaced", "text", R"("a")", "{All}b", R"("b")");
    row("optional text taken away is not set", "text", R"("a")", "{All}{Back}", "");
    row("required text taken away is empty", "needed", R"("a")", "{All}{Back}", R"("")");
    row("typed and taken away again, it is as it was", "needed", "", "a{Back}", "");
    row("text set to nothing", "needed", R"("a")", "{Nothing}", "");
    row("text set to empty", "text", R"("a")", "{Nothing}{Nothing}", R"("")");
    row("a number in place of a text is kept until it is typed over", "text", "5", "{All}x", R"("x")");

    row("a choice by its beginning", "choice", "", "bl", R"("BLUE")");
    row("a choice by its middle", "choice", R"("BLUE")", "k_r", R"("DARK_RED")");
    row("the first choice by its beginning", "neededChoice", "", "re", R"("RED")");
    row("a choice not set any more", "choice", R"("BLUE")", "not", "");
    row("another than what is none", "choice", R"("PINK")", "gr", R"("GREEN")");
    row("yes", "yes", "", "y", "true");
    row("no", "known", "null", "no", "false");
    row("not known", "known", "true", "nu", "null");

    row("a day and time", "when", "", "1 Mar 2026 10:00", R"("2026-03-01T10:00:00Z")");
    row("a day in the locale's order", "when", "", "2/3/2026", R"("2026-03-02T00:00:00Z")");
    row("an offset", "when", R"("2026-01-01T00:00:00Z")", "{All}2026-03-01 10:00 +02:00",
        R"("2026-03-01T08:00:00Z")");
    row("no timestamp is kept as typed", "when", "", "13/13/2026", R"("13/13/2026")");
    row("a required timestamp taken away is not set", "neededWhen", R"("2026-01-01T00:00:00Z")", "{All}{Del}",
        "");

    row("a number", "severity", "", "7.5", "7.5");
    row("a number past its limits is kept", "severity", "", "11", "11");
    row("a number with a comma is kept as typed", "severity", "", "7,5", R"("7,5")");
    row("a required number taken away is not set", "severity", "7.5", "{All}{Back}", "");
    row("a whole number", "count", "1", "{All}42", "42");
    row("a link", "link", "", "https://a.example", R"("https://a.example")");

    row("words", "words", "", "one,two,three", R"(["one","two","three"])");
    row("a word behind others", "words", R"(["one"])", "two", R"(["one","two"])");
    row("a word that is there already", "words", R"(["one"])", "one", R"(["one"])");
    row("a word with a comma", "words", "", "\"a, b\",c", R"(["a, b","c"])");
    row("a word with quotes in it", "words", "", "say \"hi\"", R"(["say \"hi\""])");
    row("words as JSON", "words", "", "[\"a,b\"]", R"(["a,b"])");
    row("the last word taken away", "words", R"(["one","two"])", "{Back}", R"(["one"])");
    row("all words taken away leave an empty list", "words", R"(["one"])", "{Back}", "[]");
    row("a list set to nothing", "words", R"(["one"])", "{Nothing}", "");
    row("a list set to empty", "words", "", "{Nothing}", "[]");
    row("the first of three removed", "words", R"(["a","b","c"])", "{Left}{Left}{Left}{Del}", R"(["b","c"])");
    row("removed one after the other", "words", R"(["a","b","c"])", "{Left}{Left}{Del}{Del}", R"(["a"])");
    row("the last moved forward", "words", R"(["a","b","c"])", "{Left}{AltLeft}", R"(["a","c","b"])");
    row("a word typed while on another", "words", R"(["a"])", "{Left}xy", R"(["a","xy"])");
    row("all replaced", "words", R"(["a","b"])", "{All}c", R"(["c"])");
    row("all removed", "words", R"(["a","b"])", "{All}{Del}", "[]");
    row("a number among the words is kept", "words", R"([1,"a"])", "b", R"([1,"a","b"])");
    row("a text in place of a list becomes its first word", "words", R"("a")", "b", R"(["a","b"])");
    row("a choice among items by a part of it", "colours", "[]", "dark,", R"(["DARK_RED"])");
    row("a choice from the list of them", "colours", "[]", "gr{Down}{Enter}", R"(["GREEN"])");
    row("a choice in small letters", "colours", "", "red,blue", R"(["RED","BLUE"])");
    row("no choice is kept as typed", "colours", "[]", "pink,", R"(["pink"])");

    row("JSON", "any", "", "{All}[1,null]", "[1,null]");
}

void tst_FieldEditor::typed()
{
    QFETCH(bool, inCell);
    QFETCH(QByteArray, fieldName);
    QFETCH(QString, before);
    QFETCH(QString, keys);
    QFETCH(QString, after);
    start(fieldName.constData(), before);
    QVERIFY(enter(inCell));
    press(keys);
    const QModelIndex cell = m_table->index(0, m_table->columnOf(m_field));
    if (!inCell || m_grid->indexWidget(cell)) // Enter in a list of choices ends a cell's edit, too
        press(inCell ? QStringLiteral("{Enter}") : QStringLiteral("{Tab}"));
    QTRY_VERIFY(!m_grid->indexWidget(cell));
    QTRY_COMPARE(value(), after);
    while (m_draft->undoStack().canUndo())
        m_draft->undoStack().undo();
    QCOMPARE(value(), before);
}

void tst_FieldEditor::lookingIsNotEditing_data()
{
    QTest::addColumn<bool>("inCell");
    QTest::addColumn<QByteArray>("fieldName");
    QTest::addColumn<QString>("keys");
    for (size_t i = 1; i < m_type.fields.size(); ++i) {
        const QByteArray name = m_type.fields[i].name.toLatin1();
        QTest::addRow("%s, a cell left by Enter", name.constData())
            << true << name << QStringLiteral("{Enter}");
        QTest::addRow("%s, a cell left by Tab", name.constData()) << true << name << QStringLiteral("{Tab}");
        QTest::addRow("%s, in Details", name.constData()) << false << name << QStringLiteral("{Enter}{Tab}");
    }
}

/// Every kind of editor, on values that fit its field and on those that do not.
void tst_FieldEditor::lookingIsNotEditing()
{
    QFETCH(bool, inCell);
    QFETCH(QByteArray, fieldName);
    QFETCH(QString, keys);
    start(fieldName.constData(), {});
    const QModelIndex cell = m_table->index(0, m_table->columnOf(m_field));
    for (const char *text : {"", "true", "null", "7.25", "\"\"", "\"  a \\\" b \"",
                             "\"first\\r\\nsecond\u00a0line\"", "\"2026-03-01T09:00:00.5+01:00\"", "\"RED\"",
                             "[]", "[\"a, b\",\"\",\"a, b\",1,null,{\"x\":[]}]", "{\"a\":{\"b\":null}}"}) {
        m_draft->edit({{0, m_field, parsed(QString::fromUtf8(text))}}, QStringLiteral("set up"));
        const QString json = value(); // null in an optional field is not set
        QVERIFY(json == QString::fromUtf8(text) || json.isEmpty());
        const int steps = m_draft->undoStack().count();
        QVERIFY(enter(inCell));
        QVERIFY(QApplication::focusWidget());
        QCOMPARE(QApplication::focusWidget()->accessibleName(), m_field);
        // A text of several lines takes Enter as one more.
        press(qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()) ? QStringLiteral("{Tab}") : keys);
        QTRY_VERIFY(!m_grid->indexWidget(cell));
        QCOMPARE(value(), json);
        QCOMPARE(m_draft->undoStack().count(), steps);
    }
}

void tst_FieldEditor::escapeDropsWhatWasTyped_data()
{
    QTest::addColumn<bool>("inCell");
    QTest::addColumn<QByteArray>("fieldName");
    QTest::addColumn<QString>("json");
    const auto row = [](const char *fieldName, const char *json) {
        for (const bool inCell : {true, false})
            QTest::addRow("%s, in %s", fieldName, inCell ? "the table" : "Details")
                << inCell << QByteArray(fieldName) << QString::fromUtf8(json);
    };
    row("text", R"("a")");
    row("when", R"("2026-03-01T09:00:00Z")");
    row("severity", "5");
    row("words", R"(["a"])");
    row("any", "{}");
}

void tst_FieldEditor::escapeDropsWhatWasTyped()
{
    QFETCH(bool, inCell);
    QFETCH(QByteArray, fieldName);
    QFETCH(QString, json);
    start(fieldName.constData(), json);
    QVERIFY(enter(inCell));
    press(QStringLiteral("x{Esc}"));
    if (!inCell)
        press(QStringLiteral("{Tab}"));
    QTRY_VERIFY(!m_grid->indexWidget(m_table->index(0, m_table->columnOf(m_field))));
    QCOMPARE(value(), json);
    QCOMPARE(m_draft->undoStack().count(), 0);
    if (inCell)
        QVERIFY(m_grid->hasFocus());
}

void tst_FieldEditor::notSetIsNotEmpty_data()
{
    QTest::addColumn<QByteArray>("fieldName");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("says");
    QTest::addRow("text, not set") << QByteArray("text") << QString() << QStringLiteral("not set");
    QTest::addRow("text, empty") << QByteArray("text") << QStringLiteral("\"\"")
                                 << QStringLiteral("empty text");
    QTest::addRow("list, not set") << QByteArray("words") << QString() << QStringLiteral("not set");
    QTest::addRow("list, empty") << QByteArray("words") << QStringLiteral("[]")
                                 << QStringLiteral("empty list");
    QTest::addRow("list, null") << QByteArray("words") << QStringLiteral("null") << QStringLiteral("null");
    QTest::addRow("number, not set") << QByteArray("severity") << QString() << QStringLiteral("not set");
}

void tst_FieldEditor::notSetIsNotEmpty()
{
    QFETCH(QByteArray, fieldName);
    QFETCH(QString, json);
    start(fieldName.constData(), json);
    auto *line = named<QLineEdit>(m_field);
    QVERIFY(line);
    QCOMPARE(line->text(), QString());
    QTEST(line->placeholderText(), "says");
}

void tst_FieldEditor::typingSaysHowItIsUnderstood_data()
{
    QTest::addColumn<QByteArray>("fieldName");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *fieldName, const char *keys, const char *says) {
        QTest::addRow("%s", name) << QByteArray(fieldName) << QString::fromUtf8(keys)
                                  << QString::fromUtf8(says);
    };
    row("a timestamp", "when", "1 Mar 2026 9:00", "Stored as 2026-03-01T09:00:00Z.");
    row("no timestamp yet", "when", "1 Mar", "This is no date and time.");
    row("a number past its limits", "severity", "11", "Write a number from 0 to 10.");
    row("a number finer than the tenant keeps", "severity", "7.25", "it would hold 7.3");
    row("a plain number", "severity", "7.5", "");
    row("no link", "link", "http://a", "https://");
}

void tst_FieldEditor::typingSaysHowItIsUnderstood()
{
    QFETCH(QByteArray, fieldName);
    QFETCH(QString, keys);
    QFETCH(QString, says);
    for (const bool inCell : {true, false}) {
        start(fieldName.constData(), {});
        QWidget *editor = enter(inCell);
        QVERIFY(editor);
        press(keys);
        QVERIFY2(editor->accessibleDescription().contains(says), qPrintable(editor->accessibleDescription()));
        QCOMPARE(editor->accessibleDescription().isEmpty(), says.isEmpty());
        QCOMPARE(QToolTip::isVisible(), !says.isEmpty());
        press(QStringLiteral("{Esc}"));
        cleanup();
    }
}

void tst_FieldEditor::pastedWordsBecomeItems()
{
    start("words", QStringLiteral("[\"a\"]"));
    enter(false);
    QApplication::clipboard()->setText(QStringLiteral("b, c\nd\n\"e, f\""));
    press(QStringLiteral("{Paste}"));
    QCOMPARE(value(), QStringLiteral("[\"a\",\"b\",\"c\",\"d\",\"e, f\"]"));
    QCOMPARE(m_draft->undoStack().count(), 1);
}

void tst_FieldEditor::itemsAreNamedAndRemoved()
{
    start("colours", QStringLiteral("[\"RED\",\"BLUE\"]"));
    QVERIFY(named<Chip>(QStringLiteral("RED")));
    auto *remove = named<QToolButton>(QStringLiteral("Remove RED"));
    QVERIFY(remove);
    QTest::mouseClick(remove, Qt::LeftButton);
    QCOMPARE(value(), QStringLiteral("[\"BLUE\"]"));
    m_draft->undoStack().undo();
    QVERIFY(named<Chip>(QStringLiteral("RED")));
}

/// The focus goes about inside of it without ending the edit, and ends it by going elsewhere.
void tst_FieldEditor::leavingACellOfChipsKeepsThem()
{
    start("words", QStringLiteral("[\"a\",\"b\"]"));
    const QModelIndex cell = m_table->index(0, m_table->columnOf(m_field));
    QVERIFY(enter(true));
    press(QStringLiteral("c,{Left}{Left}"));
    QVERIFY(m_grid->indexWidget(cell));
    QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("b"));
    press(QStringLiteral("{Tab}"));
    QTRY_VERIFY(!m_grid->indexWidget(cell));
    QCOMPARE(value(), QStringLiteral("[\"a\",\"b\",\"c\"]"));
    QCOMPARE(m_draft->undoStack().count(), 1);
    QVERIFY(m_grid->hasFocus());
    QCOMPARE(m_grid->currentIndex().column(), cell.column() + 1);

    QVERIFY(enter(true));
    press(QStringLiteral("d"));
    named<QLineEdit>(QStringLiteral("text"))->setFocus();
    QTRY_VERIFY(!m_grid->indexWidget(cell));
    QCOMPARE(value(), QStringLiteral("[\"a\",\"b\",\"c\",\"d\"]"));
    QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("text"));
}

void tst_FieldEditor::whatIsWrongWithAnItemIsSaid()
{
    start("colours", QStringLiteral("[\"RED\",\"pink\",5]"));
    QCOMPARE(named<Chip>(QStringLiteral("RED"))->accessibleDescription(), QString());
    QVERIFY(
        named<Chip>(QStringLiteral("pink"))->accessibleDescription().contains(QStringLiteral("not one of")));
    QVERIFY(named<Chip>(QStringLiteral("5"))->accessibleDescription().contains(QStringLiteral("not a text")));
}

void tst_FieldEditor::longTextHasLines()
{
    start("text", QStringLiteral("\"first\\r\\nsecond\\u00a0line\""));
    QVERIFY(named<QPlainTextEdit>(m_field));
    enter(false);
    press(QStringLiteral("0{Tab}")); // at the beginning
    QCOMPARE(value(), asJson(QStringLiteral("0first\r\nsecond\u00a0line")));
    QVERIFY(QApplication::focusWidget()->accessibleName() != m_field);
    m_draft->undoStack().undo();
    QCOMPARE(value(), asJson(QStringLiteral("first\r\nsecond\u00a0line")));
}

void tst_FieldEditor::theWheelChoosesNothing()
{
    start("choice", QStringLiteral("\"RED\""));
    auto *box = named<ChoiceBox>(m_field);
    QVERIFY(box);
    box->setFocus();
    QWheelEvent event(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(box, &event);
    QCOMPARE(value(), QStringLiteral("\"RED\""));
}

void tst_FieldEditor::helpSaysWhatAFieldTakes()
{
    QVERIFY(helpFor(*m_type.field(u"severity")).contains(QStringLiteral("from 0 to 10, in tenths")));
    QVERIFY(helpFor(*m_type.field(u"choice")).contains(QStringLiteral("One of RED, DARK_RED, BLUE, GREEN.")));
    QVERIFY(helpFor(*m_type.field(u"known")).contains(QStringLiteral("null where it is not known")));
    QVERIFY(helpFor(*m_type.field(u"text")).contains(QStringLiteral("May be left out")));
}

QTEST_MAIN(tst_FieldEditor)
#include "tst_fieldeditor.moc"
