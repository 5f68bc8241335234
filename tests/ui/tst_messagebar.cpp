// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/warnings.h"
#include "ui/common/emptypage.h"
#include "ui/common/icons.h"
#include "ui/common/messagebar.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Fullstate;

class tst_MessageBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void saysAndGoes();
    void textOfAServerIsNotObeyed();
    void offerIsTakenOnce();
    void laterMessageTakesThePlace();
    void emptyPageFollowsTheAction();
    void iconsAreThereInBothShades();
};

void tst_MessageBar::saysAndGoes()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.say(MessageBar::Kind::Error, QStringLiteral("The tenant cannot be reached."));
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), QStringLiteral("The tenant cannot be reached."));
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("messageText"))->accessibleName(), bar.text());
    QTest::mouseClick(bar.findChild<QToolButton *>(QStringLiteral("dismiss")), Qt::LeftButton);
    QVERIFY(bar.isHidden());
    QCOMPARE(bar.text(), QString());
}

void tst_MessageBar::textOfAServerIsNotObeyed()
{
    MessageBar bar;
    bar.say(MessageBar::Kind::Warning, QStringLiteral("<b>bold</b> & <img src=\"file:///x\">"));
    const auto *label = bar.findChild<QLabel *>(QStringLiteral("messageText"));
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(label->text(), QStringLiteral("<b>bold</b> & <img src=\"file:///x\">"));
}

void tst_MessageBar::offerIsTakenOnce()
{
    MessageBar bar;
    int taken = 0;
    bar.say(MessageBar::Kind::Information, QStringLiteral("Removed 3 resources."),
            {{QStringLiteral("Undo"), [&taken] { ++taken; }}});
    auto *undo = bar.findChild<QPushButton *>();
    QCOMPARE(undo->text(), QStringLiteral("Undo"));
    undo->setFocus();
    QTest::keyClick(undo, Qt::Key_Space);
    QCOMPARE(taken, 1);
    QVERIFY(bar.isHidden());
}

void tst_MessageBar::laterMessageTakesThePlace()
{
    MessageBar bar;
    bar.say(MessageBar::Kind::Information, QStringLiteral("one"), {{QStringLiteral("Undo"), [] {}}});
    const QPointer<QPushButton> undo = bar.findChild<QPushButton *>();
    bar.say(MessageBar::Kind::Error, QStringLiteral("two"));
    QCOMPARE(bar.text(), QStringLiteral("two"));
    QTRY_VERIFY(!undo);
}

void tst_MessageBar::emptyPageFollowsTheAction()
{
    EmptyPage page(QStringLiteral("Nothing yet"), QStringLiteral("Do something."));
    QAction action(QStringLiteral("Fetch"));
    int triggered = 0;
    connect(&action, &QAction::triggered, this, [&triggered] { ++triggered; });
    page.offer(&action);
    auto *button = page.findChild<QPushButton *>();
    QCOMPARE(button->text(), QStringLiteral("Fetch"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(triggered, 1);
    action.setEnabled(false);
    QVERIFY(!button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(triggered, 1);
}

void tst_MessageBar::iconsAreThereInBothShades()
{
    const QPalette usual = QGuiApplication::palette();
    const auto restore = qScopeGuard([&usual] { QGuiApplication::setPalette(usual); });
    QImage shades[2];
    for (const bool dark : {false, true}) {
        QGuiApplication::setPalette(
            dark ? QPalette(Qt::white, Qt::black, Qt::gray, Qt::darkGray, Qt::gray, Qt::white, Qt::black)
                 : QPalette(Qt::black, Qt::white, Qt::white, Qt::gray, Qt::gray, Qt::black, Qt::white));
        const QIcon found = icon(QStringLiteral("view-refresh"));
        QVERIFY(!found.pixmap(16).isNull());
        shades[dark ? 1 : 0] = found.pixmap(16).toImage();
    }
    QVERIFY(shades[0] != shades[1]);
}

QTEST_MAIN(tst_MessageBar)
#include "tst_messagebar.moc"
