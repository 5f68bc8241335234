// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"
#include "ui/frame/statusline.h"

#include <QTest>

using namespace Fullstate;

/// What the status bar says of the open resource set.
class tst_StatusText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void says_data();
    void says();

private:
    EnglishPlurals m_plurals;
};

Q_DECLARE_METATYPE(SetStatus)

void tst_StatusText::says_data()
{
    QTest::addColumn<SetStatus>("status");
    QTest::addColumn<QString>("text");
    QTest::addRow("nothing yet") << SetStatus()
                                 << QStringLiteral("0 resources · never fetched · draft saved");
    SetStatus status;
    status.resources = 1;
    QTest::addRow("one") << status << QStringLiteral("1 resource · never fetched · draft saved");
    status = {};
    status.scope = QStringLiteral("severity is Critical or High");
    QTest::addRow("a scope that has left out nothing")
        << status
        << QStringLiteral("0 resources · scope: severity is Critical or High · never fetched · draft saved");
    status = {};
    status.outOfScope = 4120;
    status.scope = QStringLiteral("severity is Critical or High");
    QTest::addRow("what the last import left out")
        << status
        << QStringLiteral("0 resources · 4,120 out of scope (severity is Critical or High) · never fetched · "
                          "draft saved");
    status.resources = 120;
    status.added = 1;
    status.changed = 2;
    status.removed = 3;
    status.hidden = 4;
    status.problems = 1;
    status.tombstones = 5;
    status.saved = false;
    status.secretsForThisRunOnly = true;
    QTest::addRow("everything")
        << status
        << QString::fromUtf8(
               "120 resources, +1 ~2 −3 · 4 hidden by the filter · 4,120 out of scope (severity is "
               "Critical or High) · 1 problem · 5 deleted resources set aside · never fetched · "
               "DRAFT NOT SAVED · secrets for this run only");
}

void tst_StatusText::says()
{
    QFETCH(const SetStatus, status);
    QTEST(statusText(status), "text");
}

QTEST_MAIN(tst_StatusText)
#include "tst_statustext.moc"
