// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sampledraft.h"
#include "tests/support/warnings.h"
#include "ui/draft/chip.h"
#include "ui/draft/detailspane.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>

using namespace Fullstate;

namespace {

/// A Mac with one drive and no password policy.
QJsonObject sampleMac()
{
    const QJsonObject drive{{QStringLiteral("name"), QStringLiteral("disk0")},
                            {QStringLiteral("encrypted"), false}};
    return {{QStringLiteral("uniqueId"), QStringLiteral("mac1")},
            {QStringLiteral("displayName"), QStringLiteral("A Mac")},
            {QStringLiteral("drives"), QJsonArray{drive}}};
}

} // namespace

class tst_DetailsPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void showsEveryField();
    void editsGoThroughTheDraft();
    void beforeIsShownWhereItDiffers();
    void problemStandsBesideItsField();
    void serverTextIsPlain();
    void nestedFieldsAreEdited();
    void itemsAreAddedMovedAndRemoved();
    void objectThatWasNotSetIsMade();
    void typedTextSurvivesAnotherEdit();
    void typedTextGoesToItsOwnResource();
    void removedResourceIsOnlyShown();
    void everyEditorIsNamed();

private:
    template<typename Editor>
    Editor *editor(const char *path) const
    {
        const QList<Editor *> all = m_pane->findChildren<Editor *>();
        for (Editor *one : all) {
            if (one->accessibleName() == QLatin1String(path) && one->isVisibleTo(m_pane.get()))
                return one;
        }
        return nullptr;
    }
    QStringList shownTexts() const;
    void type(QLineEdit *line, const QString &text);

    std::unique_ptr<SampleDraft> m_sample;
    std::unique_ptr<DetailsPane> m_pane;
};

void tst_DetailsPane::init()
{
    failOnWarnings();
    m_sample = std::make_unique<SampleDraft>();
    m_pane = std::make_unique<DetailsPane>();
    m_pane->resize(500, 900);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    m_pane->showResource(&m_sample->draft(), 0);
    connect(&m_sample->draft(), &Draft::changed, m_pane.get(),
            [this] { m_pane->showResource(&m_sample->draft(), 0); });
}

void tst_DetailsPane::cleanup()
{
    m_pane.reset();
    m_sample.reset();
}

QStringList tst_DetailsPane::shownTexts() const
{
    QStringList texts;
    const QList<QLabel *> labels = m_pane->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisibleTo(m_pane.get()))
            texts.append(label->text());
    }
    return texts;
}

void tst_DetailsPane::type(QLineEdit *line, const QString &text)
{
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
}

void tst_DetailsPane::showsEveryField()
{
    for (const Field &field : m_sample->draft().type().fields) {
        const QByteArray name = field.name.toLatin1();
        QVERIFY2(editor<QLineEdit>(name.constData()) || editor<QComboBox>(name.constData()),
                 name.constData());
    }
    QCOMPARE(editor<QLineEdit>("email")->text(), QStringLiteral("ann@example.com"));
    QCOMPARE(editor<QComboBox>("permissionLevel")->currentText(), QStringLiteral("BASE"));
    QCOMPARE(editor<QComboBox>("mfaEnabled")->currentText(), QStringLiteral("Yes"));
    QVERIFY(editor<Chip>("OTP"));
    QVERIFY(editor<QToolButton>("Remove OTP"));
    QCOMPARE(editor<QLineEdit>("createdTimestamp")->text(), QStringLiteral("2026-01-02 03:04:05"));
    QVERIFY(
        editor<QLineEdit>("createdTimestamp")->toolTip().contains(QStringLiteral("2026-01-02T03:04:05Z")));
    m_pane->showResource(nullptr, -1);
    QVERIFY(!editor<QLineEdit>("email"));
}

void tst_DetailsPane::editsGoThroughTheDraft()
{
    type(editor<QLineEdit>("email"), QStringLiteral("new@example.com"));
    QCOMPARE(m_sample->value(0, "email").toString(), QStringLiteral("new@example.com"));
    auto *level = editor<QComboBox>("permissionLevel");
    level->setFocus();
    QTest::keyClick(level, Qt::Key_Up);
    QTest::keyClick(level, Qt::Key_Up);
    QTRY_COMPARE(m_sample->value(0, "permissionLevel").toString(), QStringLiteral("ADMIN"));
    QCOMPARE(m_sample->draft().undoStack().count(), 2); // one for the way there
    m_sample->draft().undoStack().undo();
    QCOMPARE(level->currentText(), QStringLiteral("BASE"));
    m_sample->draft().undoStack().undo();
    QCOMPARE(editor<QLineEdit>("email")->text(), QStringLiteral("ann@example.com"));
    QVERIFY(!m_sample->draft().hasChanges());
}

void tst_DetailsPane::beforeIsShownWhereItDiffers()
{
    QVERIFY(shownTexts().filter(QStringLiteral("The tenant holds")).isEmpty());
    type(editor<QLineEdit>("fullName"), QStringLiteral("Ann B."));
    QCOMPARE(shownTexts().filter(QStringLiteral("The tenant holds")),
             QStringList{QStringLiteral("The tenant holds: Ann Archer")});
    type(editor<QLineEdit>("fullName"), QStringLiteral("Ann Archer"));
    QVERIFY(shownTexts().filter(QStringLiteral("The tenant holds")).isEmpty());
}

void tst_DetailsPane::problemStandsBesideItsField()
{
    m_pane->setProblems({{Problem::Severity::Error, 0, QStringLiteral("ann"), QStringLiteral("email"),
                          QStringLiteral("not an address")},
                         {Problem::Severity::Error, 1, QStringLiteral("bob"), QStringLiteral("fullName"),
                          QStringLiteral("another's")}});
    QVERIFY(shownTexts().join(u'|').contains(QStringLiteral("not an address")));
    QVERIFY(!shownTexts().join(u'|').contains(QStringLiteral("another's")));
    m_pane->setProblems({});
    QVERIFY(!shownTexts().join(u'|').contains(QStringLiteral("not an address")));
}

void tst_DetailsPane::serverTextIsPlain()
{
    m_pane->setProblems(
        {{Problem::Severity::Error, 0, {}, QStringLiteral("email"), QStringLiteral("<b>x</b>")}});
    const QList<QLabel *> labels = m_pane->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->text().contains(u'<'))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(shownTexts().join(u'|').contains(QStringLiteral("<b>x</b>")));
}

void tst_DetailsPane::nestedFieldsAreEdited()
{
    const ResourceType &type = *m_sample->catalog().find(u"MacosUserComputer");
    Draft draft(type, {std::make_shared<const Snapshot>(), {{1, sampleMac()}}});
    m_pane->showResource(&draft, 0);
    auto *name = editor<QLineEdit>("drives[0].name");
    QVERIFY(name);
    QCOMPARE(name->text(), QStringLiteral("disk0"));
    this->type(name, QStringLiteral("disk1"));
    const QJsonObject drive =
        draft.rows().front().resource.value(QStringLiteral("drives")).toArray().at(0).toObject();
    QCOMPARE(drive.value(QStringLiteral("name")).toString(), QStringLiteral("disk1"));
    QCOMPARE(drive.value(QStringLiteral("encrypted")), QJsonValue(false));
    m_pane->showResource(nullptr, -1);
}

void tst_DetailsPane::itemsAreAddedMovedAndRemoved()
{
    DraftState state;
    state.rows.push_back({1, sampleMac()});
    Draft draft(*m_sample->catalog().find(u"MacosUserComputer"), state);
    m_pane->showResource(&draft, 0);
    connect(&draft, &Draft::changed, m_pane.get(), [this, &draft] { m_pane->showResource(&draft, 0); });
    const auto names = [&draft] {
        QStringList texts;
        const QJsonArray drives = draft.rows().front().resource.value(QStringLiteral("drives")).toArray();
        for (const QJsonValueConstRef drive : drives)
            texts.append(drive.toObject().value(QStringLiteral("name")).toString(QStringLiteral("-")));
        return texts.join(u' ');
    };
    const auto press = [this](const char *name) {
        auto *button = editor<QToolButton>(name);
        QVERIFY2(button, name);
        QTest::keyClick(button, Qt::Key_Space);
    };
    press("Add to drives");
    QCOMPARE(names(), QStringLiteral("disk0 -"));
    QVERIFY(!editor<QToolButton>("Move drives[0] up")->isEnabled());
    type(editor<QLineEdit>("drives[1].name"), QStringLiteral("disk1"));
    press("Move drives[1] up");
    QCOMPARE(names(), QStringLiteral("disk1 disk0"));
    press("Move drives[0] down");
    QCOMPARE(names(), QStringLiteral("disk0 disk1"));
    press("Remove drives[0]");
    QCOMPARE(names(), QStringLiteral("disk1"));
    while (draft.undoStack().canUndo())
        draft.undoStack().undo();
    QCOMPARE(draft.rows().front().resource, sampleMac());
    m_pane->showResource(nullptr, -1);
}

void tst_DetailsPane::objectThatWasNotSetIsMade()
{
    const ResourceType &type = *m_sample->catalog().find(u"MacosUserComputer");
    Draft draft(type, {std::make_shared<const Snapshot>(), {{1, sampleMac()}}});
    m_pane->showResource(&draft, 0);
    auto *length = editor<QLineEdit>("passwordPolicy.minimumLengthRequirement");
    QVERIFY(length);
    this->type(length, QStringLiteral("12"));
    QCOMPARE(draft.rows().front().resource.value(QStringLiteral("passwordPolicy")),
             QJsonValue(QJsonObject{{QStringLiteral("minimumLengthRequirement"), 12}}));
    m_pane->showResource(nullptr, -1);
}

void tst_DetailsPane::typedTextSurvivesAnotherEdit()
{
    auto *email = editor<QLineEdit>("email");
    email->setFocus();
    email->selectAll();
    QTest::keyClicks(email, QStringLiteral("half@"));
    m_sample->draft().edit({{0, QStringLiteral("fullName"), QStringLiteral("Other")}},
                           QStringLiteral("Edit"));
    QCOMPARE(email->text(), QStringLiteral("half@"));
}

void tst_DetailsPane::typedTextGoesToItsOwnResource()
{
    auto *email = editor<QLineEdit>("email");
    email->setFocus();
    email->selectAll();
    QTest::keyClicks(email, QStringLiteral("typed@example.com"));
    m_pane->showResource(&m_sample->draft(), 1); // without leaving the field
    QCOMPARE(m_sample->value(0, "email").toString(), QStringLiteral("typed@example.com"));
    QCOMPARE(m_sample->value(1, "email").toString(), QStringLiteral("bob@example.com"));
}

void tst_DetailsPane::removedResourceIsOnlyShown()
{
    m_sample->draft().remove({0});
    QVERIFY(!editor<QLineEdit>("email")->isEnabled());
    QVERIFY(shownTexts().join(u'|').contains(QStringLiteral("deleted by the next push")));
    m_sample->draft().revert({0});
    QVERIFY(editor<QLineEdit>("email")->isEnabled());
}

void tst_DetailsPane::everyEditorIsNamed()
{
    const QList<QWidget *> widgets = m_pane->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->focusPolicy() != Qt::NoFocus && widget->isVisibleTo(m_pane.get())
            && !widget->focusProxy())
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(tst_DetailsPane)
#include "tst_detailspane.moc"
