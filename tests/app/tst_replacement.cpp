// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/replacement.h"
#include "tests/support/sampledraft.h"

#include <QTest>

using namespace Fullstate;

/// Which cells "Replace…" finds, and what it makes of them.
class tst_Replacement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void finds_data();
    void finds();
    void looksIntoNestedValues();
    void leavesRemovedResources();
    void onlyAmongTheGivenRows();
    void saysWhatIsWrongWithAnExpression();
};

static QString summary(const std::vector<ReplacedCell> &cells)
{
    QStringList lines;
    for (const ReplacedCell &cell : cells)
        lines.append(QStringLiteral("%1.%2=%3").arg(cell.uniqueId, cell.field, cell.after));
    return lines.join(QLatin1String("; "));
}

void tst_Replacement::finds_data()
{
    QTest::addColumn<Replacement>("replacement");
    QTest::addColumn<QString>("cells");
    const auto row = [](const char *name, const Replacement &replacement, const char *cells) {
        QTest::addRow("%s", name) << replacement << QString::fromUtf8(cells);
    };
    const auto text = [](const char *string) { return QString::fromUtf8(string); };
    row("in one column", {text("archer"), text("Miller"), text("displayName")}, "ann.displayName=Ann Miller");
    row("in all columns", {text("Archer"), text("Miller")},
        "ann.displayName=Ann Miller; ann.fullName=Ann Miller");
    row("in the same case only", {text("archer"), text("Miller"), {}, true}, "");
    row("a whole cell", {text("ann"), text("anna"), {}, false, true},
        "ann.uniqueId=anna; ann.accountName=anna");
    row("text that would be an expression", {text("ann@example.com"), text("\\1$&"), text("email")},
        "ann.email=\\1$&");
    row("an expression with a group",
        {text("^(\\w+) (\\w+)$"), text("\\2, \\1"), text("displayName"), false, false, true},
        "ann.displayName=Archer, Ann; bob.displayName=Baker, Bob; cleo.displayName=Carter, Cleo");
    row("nothing to look for", {QString(), text("x")}, "");
    row("an item of a list", {text("OTP"), text("SMS"), text("mfaMethods")},
        "ann.mfaMethods=SMS; bob.mfaMethods=SMS; cleo.mfaMethods=SMS");
    row("a value becomes one of its kind", {text("true"), text("false"), text("mfaEnabled")},
        "ann.mfaEnabled=false; bob.mfaEnabled=false; cleo.mfaEnabled=false");
    row("the same text again", {text("ACTIVE"), text("ACTIVE")}, "");
}

void tst_Replacement::finds()
{
    QFETCH(const Replacement, replacement);
    QFETCH(const QString, cells);
    SampleDraft sample;
    QCOMPARE(summary(replacedCells(sample.draft().type(), sample.draft().rows(), {0, 1, 2}, replacement)),
             cells);
}

void tst_Replacement::looksIntoNestedValues()
{
    const Result<Catalog> catalog = Catalog::load();
    const ResourceType &type = *catalog->find(u"MacosUserComputer");
    QJsonObject application{{QStringLiteral("name"), QStringLiteral("OldGuard")},
                            {QStringLiteral("bundleId"), QStringLiteral("com.old")}};
    const DraftRow row{1,
                       {{QStringLiteral("uniqueId"), QStringLiteral("m1")},
                        {QStringLiteral("applications"), QJsonArray{application}}}};
    const std::vector<ReplacedCell> found =
        replacedCells(type, {row}, {0}, {QStringLiteral("OldGuard"), QStringLiteral("NewGuard")});
    QCOMPARE(found.size(), 1U);
    application.insert(QStringLiteral("name"), QStringLiteral("NewGuard"));
    QCOMPARE(found.front().value, QJsonValue(QJsonArray{application}));
}

void tst_Replacement::leavesRemovedResources()
{
    SampleDraft sample;
    QVERIFY(sample.draft().remove({0}));
    QCOMPARE(summary(replacedCells(sample.draft().type(), sample.draft().rows(), {0, 1},
                                   {QStringLiteral("a"), QStringLiteral("o"), QStringLiteral("fullName")})),
             QStringLiteral("bob.fullName=Bob Boker"));
}

void tst_Replacement::onlyAmongTheGivenRows()
{
    SampleDraft sample;
    QCOMPARE(summary(replacedCells(
                 sample.draft().type(), sample.draft().rows(), {2},
                 {QStringLiteral("example.com"), QStringLiteral("example.org"), QStringLiteral("email")})),
             QStringLiteral("cleo.email=cleo@example.org"));
}

void tst_Replacement::saysWhatIsWrongWithAnExpression()
{
    Replacement replacement{QStringLiteral("a(b"), {}};
    QVERIFY(expressionOf(replacement));
    replacement.isRegular = true;
    const Result<QRegularExpression> expression = expressionOf(replacement);
    QVERIFY(!expression);
    QVERIFY2(expression.error().message.contains(QLatin1String("character 4")),
             qPrintable(expression.error().message));
}

QTEST_GUILESS_MAIN(tst_Replacement)
#include "tst_replacement.moc"
