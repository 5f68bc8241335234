// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/englishplurals.h"

#include <QTest>

using namespace Fullstate;

class tst_EnglishPlurals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void one() { QCOMPARE(tr("Removed %n resource(s).", nullptr, 1), QStringLiteral("Removed 1 resource.")); }
    void many()
    {
        QCOMPARE(tr("Removed %n resource(s).", nullptr, 12), QStringLiteral("Removed 12 resources."));
    }
    void none()
    {
        QCOMPARE(tr("Removed %n resource(s).", nullptr, 0), QStringLiteral("Removed 0 resources."));
    }
    void textWithoutANumberIsLeftAlone() { QCOMPARE(tr("the type(s)"), QStringLiteral("the type(s)")); }

    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }

private:
    EnglishPlurals m_plurals;
};

QTEST_GUILESS_MAIN(tst_EnglishPlurals)
#include "tst_englishplurals.moc"
