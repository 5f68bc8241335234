// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/draft.h"
#include "app/practice/practicedata.h"
#include "app/schema/catalog.h"
#include "tests/support/warnings.h"
#include "ui/draft/chipsfield.h"
#include "ui/draft/detailspane.h"
#include "ui/draft/jsondialog.h"

#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace Fullstate;

namespace {

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QString asText(const QJsonValue &value)
{
    if (value.isUndefined())
        return QStringLiteral("-");
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

} // namespace

/// Details of resources that hold objects and lists of them.
class tst_DetailsTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void cleanup();

    void everyTypeFits_data();
    void everyTypeFits();
    void headingsSayWhatIsInside();
    void longListsAreBuiltWhenOpened();
    void whatIsOpenStaysSo();
    void whatIsOpenGoesWithItsItem();
    void addedItemsHoldNothing();
    void itemsAreEditedByKeyboard();
    void typingOutlivesANewItem();
    void objectsAreNotSetAgain();
    void whatTheTypeDoesNotKnowIsKept();
    void whatDoesNotFitIsKept_data();
    void whatDoesNotFitIsKept();
    void closedHeadingsCountTheProblemsInside();
    void helpFollowsTheFocus();
    void proseHasLines();
    void tabGoesFromTheTopDown();
    void jsonIsAppliedInOneStep();
    void jsonOfTheWholeResource();
    void jsonOfWhatIsGone();
    void jsonSaysWhereItIsBroken_data();
    void jsonSaysWhereItIsBroken();
    void jsonSaysWhatIsWrong();

private:
    void show(const char *typeName, const QJsonObject &resource, const QJsonObject &second = {});
    QJsonObject resource() const { return m_draft->rows().front().resource; }
    QString valueOf(const char *fieldName) const
    {
        return asText(resource().value(QLatin1String(fieldName)));
    }
    template<typename Widget>
    Widget *named(const QString &name) const
    {
        const QList<Widget *> all = m_pane->findChildren<Widget *>();
        for (Widget *one : all) {
            if (one->accessibleName() == name && one->isVisible())
                return one;
        }
        return nullptr;
    }
    QToolButton *button(const char *name) const { return named<QToolButton>(QString::fromUtf8(name)); }
    QLineEdit *line(const char *name) const { return named<QLineEdit>(QString::fromUtf8(name)); }
    void press(const char *name, Qt::Key key = Qt::Key_Space, Qt::KeyboardModifiers modifiers = {})
    {
        QVERIFY2(button(name), name);
        QVERIFY2(button(name)->isEnabled(), name);
        button(name)->setFocus();
        QTest::keyClick(button(name), key, modifiers);
    }
    JsonDialog *openJson(const char *name)
    {
        press(name);
        return m_pane->findChild<JsonDialog *>();
    }
    static QPlainTextEdit &textOf(const JsonDialog &dialog)
    {
        return *dialog.findChild<QPlainTextEdit *>(QStringLiteral("json"));
    }
    static QString verdictOf(const JsonDialog &dialog)
    {
        return dialog.findChild<QLabel *>(QStringLiteral("verdict"))->text();
    }
    static QPushButton &applyOf(const JsonDialog &dialog)
    {
        return *dialog.findChild<QPushButton *>(QStringLiteral("apply"));
    }

    Catalog m_catalog = *Catalog::load();
    std::unique_ptr<Draft> m_draft;
    std::unique_ptr<DetailsPane> m_pane;
};

void tst_DetailsTree::cleanup()
{
    m_pane.reset();
    m_draft.reset();
}

void tst_DetailsTree::show(const char *typeName, const QJsonObject &resource, const QJsonObject &second)
{
    m_pane.reset();
    DraftState state;
    state.rows = {{1, resource}, {2, second}};
    m_draft = std::make_unique<Draft>(*m_catalog.find(QString::fromLatin1(typeName)), state);
    m_pane = std::make_unique<DetailsPane>();
    connect(m_draft.get(), &Draft::changed, m_pane.get(), [this] { m_pane->showResource(m_draft.get(), 0); });
    m_pane->resize(420, 900);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    m_pane->showResource(m_draft.get(), 0);
}

void tst_DetailsTree::everyTypeFits_data()
{
    QTest::addColumn<QByteArray>("typeName");
    for (const ResourceType &type : m_catalog.types())
        QTest::addRow("%s", qPrintable(type.name)) << type.name.toLatin1();
}

/// Every part of every resource of the practice tenant: nothing is wider than the form, and looking at it
/// changes nothing.
void tst_DetailsTree::everyTypeFits()
{
    QFETCH(QByteArray, typeName);
    const QJsonArray resources = practiceResources(m_catalog.find(QString::fromLatin1(typeName))->path);
    QVERIFY(!resources.isEmpty());
    for (qsizetype i = 0; i < qMin<qsizetype>(resources.size(), 3); ++i) {
        const QJsonObject held = resources.at(i).toObject();
        show(typeName.constData(), held);
        for (int turn = 0; turn < 4; ++turn) { // what is opened may hold what can be opened
            const QList<HeadingRow *> headings = m_pane->findChildren<HeadingRow *>();
            for (HeadingRow *heading : headings) {
                if (!heading->isOpen())
                    qobject_cast<QToolButton *>(heading->target())->click();
            }
        }
        const QList<QWidget *> widgets = m_pane->findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            QVERIFY2(widget->focusProxy() || !widget->accessibleName().isEmpty(),
                     widget->metaObject()->className());
            widget->setFocus();
        }
        auto *scroll = m_pane->findChild<QScrollArea *>();
        QTRY_COMPARE(scroll->horizontalScrollBar()->maximum(), 0);
        const QList<ChipsField *> fields = m_pane->findChildren<ChipsField *>();
        for (const ChipsField *chips : fields)
            QTRY_COMPARE(chips->height(), chips->heightForWidth(chips->width()));
        QCOMPARE(resource(), held);
        QCOMPARE(m_draft->undoStack().count(), 0);
    }
}

void tst_DetailsTree::headingsSayWhatIsInside()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"disk0"},{"encrypted":true},{}],"users":[]})"));
    QCOMPARE(button("drives")->text(), QStringLiteral("drives: 3 item(s)"));
    QCOMPARE(button("drives[0]")->text(), QStringLiteral("1. disk0"));
    QCOMPARE(button("drives[1]")->text(), QStringLiteral("2. encrypted: true"));
    QCOMPARE(button("drives[2]")->text(), QStringLiteral("3. (nothing set)"));
    QCOMPARE(button("users")->text(), QStringLiteral("users: empty list"));
    QCOMPARE(button("applications")->text(), QStringLiteral("applications: not set"));
    QCOMPARE(button("passwordPolicy")->text(), QStringLiteral("passwordPolicy: not set"));
}

void tst_DetailsTree::longListsAreBuiltWhenOpened()
{
    QJsonArray applications;
    for (int i = 0; i < 200; ++i)
        applications.append(QJsonObject{{QStringLiteral("name"), QStringLiteral("App %1").arg(i)}});
    show("MacosUserComputer", {{QStringLiteral("applications"), applications}});
    QVERIFY(!button("applications[0]"));
    press("applications");
    QVERIFY(button("applications[199]"));
    QVERIFY(!line("applications[7].name"));
    press("applications[7]");
    QCOMPARE(line("applications[7].name")->text(), QStringLiteral("App 7"));
    QVERIFY(!line("applications[8].name"));
    press("applications");
    QVERIFY(!button("applications[0]"));
}

void tst_DetailsTree::whatIsOpenStaysSo()
{
    const QJsonObject mac = object(R"({"drives":[{"name":"disk0"}],"users":[{"username":"ann"}]})");
    show("MacosUserComputer", mac, mac);
    QVERIFY(line("drives[0].name"));
    press("drives");
    QVERIFY(!line("drives[0].name"));
    QVERIFY(line("users[0].username"));
    QVERIFY(button("drives")->hasFocus());
    m_pane->showResource(m_draft.get(), 1);
    QVERIFY(!line("drives[0].name"));
    QVERIFY(line("users[0].username"));
    press("drives", Qt::Key_Right);
    QVERIFY(line("drives[0].name"));
    press("drives", Qt::Key_Left);
    QVERIFY(!line("drives[0].name"));
}

void tst_DetailsTree::whatIsOpenGoesWithItsItem()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]})"));
    QVERIFY(!line("drives[1].name"));
    press("drives[1]");
    press("drives[1]", Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(line("drives[2].name")->text(), QStringLiteral("b"));
    QVERIFY(!line("drives[1].name"));
    QVERIFY(button("drives[2]")->hasFocus());
    press("drives[0]", Qt::Key_Delete);
    QCOMPARE(line("drives[1].name")->text(), QStringLiteral("b"));
    QVERIFY(button("drives[0]")->hasFocus());
}

void tst_DetailsTree::addedItemsHoldNothing()
{
    show("MacosUserComputer", {});
    press("Add to drives");
    QCOMPARE(valueOf("drives"), QStringLiteral("[{}]"));
    QVERIFY(line("drives[0].name")->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(valueOf("drives"), QStringLiteral("[{}]"));
    QCOMPARE(m_draft->undoStack().count(), 1);
    press("Add to users");
    QCOMPARE(valueOf("users"), QStringLiteral("[{}]"));
    press("Add to users[0].screenlockPolicies");
    QCOMPARE(valueOf("users"), QStringLiteral(R"([{"screenlockPolicies":[{}]}])"));
    while (m_draft->undoStack().canUndo())
        m_draft->undoStack().undo();
    QCOMPARE(resource(), QJsonObject());
}

void tst_DetailsTree::itemsAreEditedByKeyboard()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"a"},{"name":"b"}]})"));
    press("drives[0]", Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(valueOf("drives"), QStringLiteral(R"([{"name":"b"},{"name":"a"}])"));
    press("Duplicate drives[0]");
    QCOMPARE(valueOf("drives"), QStringLiteral(R"([{"name":"b"},{"name":"b"},{"name":"a"}])"));
    QVERIFY(button("drives[1]")->hasFocus());
    press("drives[2]", Qt::Key_Delete);
    press("drives[1]", Qt::Key_Delete);
    press("drives[0]", Qt::Key_Delete);
    QCOMPARE(valueOf("drives"), QStringLiteral("[]"));
    QVERIFY(button("drives")->hasFocus());
    QCOMPARE(m_draft->undoStack().count(), 5);
    m_draft->undoStack().undo();
    QCOMPARE(line("drives[0].name")->text(), QStringLiteral("b"));
}

void tst_DetailsTree::typingOutlivesANewItem()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"a"}]})"));
    auto *name = line("drives[0].name");
    name->setFocus();
    QTest::keyClicks(name, QStringLiteral("xyz"));
    m_draft->edit({{0, QStringLiteral("drives"), QJsonArray{object(R"({"name":"a"})"), object("{}")}},
                   {0, QStringLiteral("unknown"), 1}},
                  QStringLiteral("From elsewhere"));
    QVERIFY(button("drives[1]"));
    QCOMPARE(line("drives[0].name"), name);
    QVERIFY(name->hasFocus());
    QCOMPARE(name->text(), QStringLiteral("xyza"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(valueOf("drives"), QStringLiteral(R"([{"name":"xyza"},{}])"));
}

void tst_DetailsTree::objectsAreNotSetAgain()
{
    show("MacosUserComputer", object(R"({"passwordPolicy":{"minimumLengthRequirement":8},"drives":[]})"));
    press("passwordPolicy", Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(valueOf("passwordPolicy"), QStringLiteral("-"));
    QCOMPARE(line("passwordPolicy.minimumLengthRequirement")->placeholderText(), QStringLiteral("not set"));
    press("drives", Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(valueOf("drives"), QStringLiteral("-"));
    press("drives", Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(valueOf("drives"), QStringLiteral("[]"));
}

void tst_DetailsTree::whatTheTypeDoesNotKnowIsKept()
{
    show("MacosUserComputer", object(R"({"extra":{"a":[1]},"drives":[{"name":"a","odd":"x"}]})"));
    QCOMPARE(line("extra")->text(), QStringLiteral(R"({"a":[1]})"));
    QCOMPARE(line("drives[0].odd")->text(), QStringLiteral(R"("x")"));
    auto *name = line("drives[0].name");
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("b\r"));
    QCOMPARE(valueOf("drives"), QStringLiteral(R"([{"name":"b","odd":"x"}])"));
    line("extra")->setFocus();
    QTest::keyClick(line("extra"), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(valueOf("extra"), QStringLiteral("-"));
    QVERIFY(!line("extra"));
}

void tst_DetailsTree::whatDoesNotFitIsKept_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("says");
    QTest::addRow("a text in place of a list")
        << QByteArray(R"({"drives":"x"})") << QStringLiteral("drives: “x” is not a list");
    QTest::addRow("an object in place of a list")
        << QByteArray(R"({"drives":{"name":"a"}})")
        << QStringLiteral("drives: “{\"name\":\"a\"}” is not a list");
    QTest::addRow("null in place of a list")
        << QByteArray(R"({"drives":null})") << QStringLiteral("drives: null");
    QTest::addRow("a number in place of an object")
        << QByteArray(R"({"passwordPolicy":5})") << QStringLiteral("passwordPolicy: “5” is not an object");
    QTest::addRow("a text in place of an item")
        << QByteArray(R"({"drives":["x",{}]})") << QStringLiteral("1: “x” is not an object");
}

void tst_DetailsTree::whatDoesNotFitIsKept()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, says);
    const QJsonObject held = object(json.constData());
    show("MacosUserComputer", held);
    QStringList titles;
    const QList<QToolButton *> buttons = m_pane->findChildren<QToolButton *>();
    for (QToolButton *each : buttons) {
        titles.append(each->text());
    }
    const QList<HeadingRow *> headings = m_pane->findChildren<HeadingRow *>();
    for (const HeadingRow *heading : headings)
        qobject_cast<QToolButton *>(heading->target())->click();
    QVERIFY2(titles.contains(says), qPrintable(titles.join(u'|')));
    QCOMPARE(resource(), held);
    const QJsonValue drives = held.value(QStringLiteral("drives"));
    QCOMPARE(button("Add to drives")->isEnabled(),
             drives.isUndefined() || drives.isNull() || drives.isArray());
    QCOMPARE(m_draft->undoStack().count(), 0);
}

void tst_DetailsTree::closedHeadingsCountTheProblemsInside()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"a"}],"drivesX":1})"));
    m_pane->setProblems(
        {{Problem::Severity::Error,
          0,
          {},
          QStringLiteral("drives[0].encrypted"),
          QStringLiteral("not yes or no")},
         {Problem::Severity::Error, 0, {}, QStringLiteral("drivesX"), QStringLiteral("odd")}});
    const auto texts = [this] {
        QStringList all;
        const QList<QLabel *> labels = m_pane->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible())
                all.append(label->text());
        }
        return all.join(u'|');
    };
    QVERIFY(texts().contains(QStringLiteral("not yes or no")));
    press("drives");
    QVERIFY(!texts().contains(QStringLiteral("not yes or no")));
    QVERIFY2(texts().contains(QStringLiteral("1 field(s) in here with problems")), qPrintable(texts()));
}

void tst_DetailsTree::helpFollowsTheFocus()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"a"}]})"));
    auto *help = m_pane->findChild<QLabel *>(QStringLiteral("fieldHelp"));
    line("drives[0].name")->setFocus();
    QVERIFY2(help->text().contains(QStringLiteral("Drive name.")), qPrintable(help->text()));
    QVERIFY(help->text().contains(QStringLiteral("Required.")));
    button("drives")->setFocus();
    QVERIFY2(help->text().contains(QStringLiteral("encryption check")), qPrintable(help->text()));
    QVERIFY(button("drives")->toolTip().contains(QStringLiteral("encryption check")));
}

void tst_DetailsTree::proseHasLines()
{
    show("Secret", object(R"({"description":"short"})"));
    auto *text = named<QPlainTextEdit>(QStringLiteral("description"));
    QVERIFY(text);
    QVERIFY(!named<QPlainTextEdit>(QStringLiteral("displayName")));
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    QTest::keyClicks(text, QStringLiteral("\rand more"));
    QTest::keyClick(text, Qt::Key_Tab);
    QCOMPARE(valueOf("description"), QStringLiteral(R"("short\nand more")"));
    QCOMPARE(m_draft->undoStack().count(), 1);
}

void tst_DetailsTree::tabGoesFromTheTopDown()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"a"}]})"));
    press("Add to users"); // made later than what stands below it
    line("displayName")->setFocus();
    int above = -1;
    for (int i = 0; i < 60; ++i) {
        QWidget *focus = QApplication::focusWidget();
        const int y = focus->mapTo(m_pane->findChild<QScrollArea *>()->widget(), QPoint(0, 0)).y();
        QVERIFY2(y >= above - 30, qPrintable(focus->accessibleName())); // the buttons of a line are as high
        above = qMax(y, above);
        QTest::keyClick(focus, Qt::Key_Tab);
        if (!m_pane->findChild<QScrollArea *>()->isAncestorOf(QApplication::focusWidget()))
            break;
    }
    QVERIFY(above > 0);
}

void tst_DetailsTree::jsonIsAppliedInOneStep()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"a"}]})"));
    JsonDialog *dialog = openJson("Edit drives as JSON…");
    QVERIFY(dialog);
    QCOMPARE(QJsonDocument::fromJson(textOf(*dialog).toPlainText().toUtf8()).array().size(), 1);
    textOf(*dialog).setPlainText(QStringLiteral(R"([{"name":"b"}, {"name":"c"}])"));
    QTest::mouseClick(&applyOf(*dialog), Qt::LeftButton);
    QCOMPARE(valueOf("drives"), QStringLiteral(R"([{"name":"b"},{"name":"c"}])"));
    QCOMPARE(m_draft->undoStack().count(), 1);
    QTRY_VERIFY(!m_pane->findChild<JsonDialog *>());
    m_draft->undoStack().undo();
    QCOMPARE(valueOf("drives"), QStringLiteral(R"([{"name":"a"}])"));

    dialog = openJson("Edit drives[0] as JSON…");
    QVERIFY(dialog);
    textOf(*dialog).setPlainText(QStringLiteral("{}"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(valueOf("drives"), QStringLiteral(R"([{"name":"a"}])"));
}

void tst_DetailsTree::jsonOfTheWholeResource()
{
    show("MacosUserComputer", object(R"({"uniqueId":"m","owner":"ann","drives":[]})"));
    JsonDialog *dialog = openJson("Edit as JSON…");
    QVERIFY(dialog);
    textOf(*dialog).setPlainText(QStringLiteral(R"({"uniqueId":"m","osName":"x","drives":[{}]})"));
    QTest::mouseClick(&applyOf(*dialog), Qt::LeftButton);
    QCOMPARE(resource(), object(R"({"uniqueId":"m","osName":"x","drives":[{}]})"));
    QCOMPARE(m_draft->undoStack().count(), 1);
    m_draft->undoStack().undo();
    QCOMPARE(resource(), object(R"({"uniqueId":"m","owner":"ann","drives":[]})"));
}

void tst_DetailsTree::jsonOfWhatIsGone()
{
    show("MacosUserComputer", object(R"({"drives":[{"name":"a"},{"name":"b"}]})"));
    JsonDialog *dialog = openJson("Edit drives[1] as JSON…");
    QVERIFY(dialog);
    textOf(*dialog).setPlainText(QStringLiteral(R"({"name":"c"})"));
    m_draft->edit({{0, QStringLiteral("drives"), QJsonArray()}}, QStringLiteral("From elsewhere"));
    QTest::mouseClick(&applyOf(*dialog), Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    QVERIFY(verdictOf(*dialog).contains(QStringLiteral("is gone")));
    QCOMPARE(valueOf("drives"), QStringLiteral("[]"));
}

void tst_DetailsTree::jsonSaysWhereItIsBroken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *text, const char *says) {
        QTest::addRow("%s", name) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("nothing", "  \n", "There is no value here.");
    row("two values", "[], {}", "There is more than one value here.");
    row("a missing bracket", "[1, 2", "Line 1");
    row("in the third line", "{\n  \"a\": 1,\n  \"ö\": x\n}", "Line 3, column 8");
    row("a comma too many", "[1,]", "Line 1, column");
}

void tst_DetailsTree::jsonSaysWhereItIsBroken()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    show("MacosUserComputer", object(R"({"drives":[]})"));
    JsonDialog *dialog = openJson("Edit drives as JSON…");
    QVERIFY(dialog);
    textOf(*dialog).setPlainText(text);
    QVERIFY2(verdictOf(*dialog).contains(says), qPrintable(verdictOf(*dialog)));
    QVERIFY(!applyOf(*dialog).isEnabled());
}

void tst_DetailsTree::jsonSaysWhatIsWrong()
{
    show("MacosUserComputer",
         object(R"({"drives":[{"name":"a","encrypted":true,"filevaultEnabled":true}]})"));
    JsonDialog *dialog = openJson("Edit drives[0] as JSON…");
    QVERIFY(dialog);
    QCOMPARE(verdictOf(*dialog), QStringLiteral("No problem found."));
    textOf(*dialog).setPlainText(QStringLiteral(R"({"name":"a","encrypted":true,"colour":"red"})"));
    QVERIFY2(verdictOf(*dialog).contains(QStringLiteral("colour is not a field")),
             qPrintable(verdictOf(*dialog)));
    QVERIFY(verdictOf(*dialog).contains(QStringLiteral("filevaultEnabled is required")));
    QVERIFY(applyOf(*dialog).isEnabled()); // a draft keeps what has problems
}

QTEST_MAIN(tst_DetailsTree)
#include "tst_detailstree.moc"
