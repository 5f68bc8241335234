// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/importpages.h"
#include "tests/support/users.h"
#include "ui/import/ruledialog.h"

using namespace Fullstate;

/// What the values of a file mean to a field, in the dialog Change….
class tst_ImportValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
    void aValueMeansNothing();
    void caseMakesNoDifference();
    void itemsOfListsAreListed();
    void decimalCommaIsChosen();
    void decimalCommaIsNoticed();
};

enum { ValueFound, ValueRows, ValueGoesIn, ValueFits };

/// Change… for the column in that row.
static RuleDialog *change(PagesUnderTest *pages, int row)
{
    named<QTableWidget>(pages->page(), "Columns")->setCurrentCell(row, 0);
    press(pages->page(), "Change…");
    auto *dialog = openDialog<RuleDialog>(&pages->wizard);
    if (!dialog)
        qFatal("there is no dialog");
    return dialog;
}

/// "found×rows>meaning fits" of each value.
static QString shown(const QTableWidget *values)
{
    QStringList rows;
    for (int row = 0; row < values->rowCount(); ++row) {
        const auto text = [values, row](int column) { return values->item(row, column)->text(); };
        rows.append(text(ValueFound) + u'×' + text(ValueRows) + u'>' + text(ValueGoesIn) + u' '
                    + text(ValueFits));
    }
    return rows.join(QLatin1String("; "));
}

static QString fitsOf(const PagesUnderTest &pages, int row)
{
    return named<QTableWidget>(pages.page(), "Columns")->item(row, 3)->text();
}

void tst_ImportValues::aValueMeansNothing()
{
    PagesUnderTest pages(userAccounts(), {user(QStringLiteral("1")), user(QStringLiteral("2"))});
    pages.typeFile("uniqueId,mfaEnabled\n1,n/a\n2,yes\n");
    pages.next();
    QTRY_COMPARE(fitsOf(pages, 1), QStringLiteral("1 of 2 will not"));
    RuleDialog *dialog = change(&pages, 1);
    auto *values = named<QTableWidget>(dialog, "Values");
    QTRY_COMPARE(shown(values), QString::fromUtf8("n/a×1> no; yes×1> yes"));
    typeIntoCell(values, 0, ValueGoesIn, QStringLiteral("(empty)"));
    QCOMPARE(shown(values), QString::fromUtf8("n/a×1>(empty) yes; yes×1> yes"));
    press(dialog, "OK");
    QTRY_COMPARE(fitsOf(pages, 1), QStringLiteral("all 2"));
    const ColumnMapping &mapping = pages.state.choices.mapping;
    QCOMPARE(mapping.rules[1].values, (std::map<QString, QString>{{QStringLiteral("n/a"), QString()}}));
    QCOMPARE(mappingFromJson(toJson(mapping)).value().rules[1].values, mapping.rules[1].values);
    QTRY_VERIFY(!pages.wizard.findChild<RuleDialog *>());

    dialog = change(&pages, 1); // as it was left
    values = named<QTableWidget>(dialog, "Values");
    QTRY_COMPARE(shown(values), QString::fromUtf8("n/a×1>(empty) yes; yes×1> yes"));
    typeIntoCell(values, 0, ValueGoesIn, QString());
    QCOMPARE(shown(values), QString::fromUtf8("n/a×1> no; yes×1> yes"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    pages.next();
    QTRY_VERIFY2(textOf(pages.page(), "counts").contains(QStringLiteral("Unchanged 2")),
                 qPrintable(textOf(pages.page(), "counts")));
}

void tst_ImportValues::caseMakesNoDifference()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,status\n1,weg\n2,WEG\n3,weg\n4,aktiv\n");
    pages.next();
    RuleDialog *dialog = change(&pages, 1);
    auto *values = named<QTableWidget>(dialog, "Values");
    QTRY_COMPARE(values->rowCount(), 3);
    typeIntoCell(values, 0, ValueGoesIn, QStringLiteral("DEACTIVATED"));
    QCOMPARE(shown(values),
             QString::fromUtf8("weg×2>DEACTIVATED yes; WEG×1>DEACTIVATED yes; aktiv×1>ACTIVE yes"));
    typeIntoCell(values, 1, ValueGoesIn, QStringLiteral("ACTIVE")); // of both
    QCOMPARE(shown(values), QString::fromUtf8("weg×2>ACTIVE yes; WEG×1>ACTIVE yes; aktiv×1>ACTIVE yes"));
    press(dialog, "OK");
    QTRY_COMPARE(fitsOf(pages, 1), QStringLiteral("all 4"));
    const std::map<QString, QString> &meanings = pages.state.choices.mapping.rules[1].values;
    QCOMPARE(meanings.size(), 2u);
    QCOMPARE(meanings.at(QStringLiteral("WEG")), QStringLiteral("ACTIVE"));
}

void tst_ImportValues::itemsOfListsAreListed()
{
    PagesUnderTest pages(userAccounts());
    pages.typeFile("uniqueId,mfaMethods\n1,\"OTP, Fob\"\n2,Fob\n3,\"SMS,OTP\"\n");
    pages.next();
    QTRY_COMPARE(fitsOf(pages, 1), QStringLiteral("2 of 3 will not"));
    RuleDialog *dialog = change(&pages, 1);
    auto *values = named<QTableWidget>(dialog, "Values");
    QTRY_COMPARE(shown(values), QString::fromUtf8("Fob×2> no; OTP×2> yes; SMS×1> yes"));
    typeIntoCell(values, 0, ValueGoesIn, QStringLiteral("HARDWARE_TOKEN"));
    QCOMPARE(shown(values), QString::fromUtf8("Fob×2>HARDWARE_TOKEN yes; OTP×2> yes; SMS×1> yes"));
    QCOMPARE(textOf(dialog, "example"),
             QString::fromUtf8("Goes in as: OTP, HARDWARE_TOKEN · HARDWARE_TOKEN · SMS, OTP"));
    press(dialog, "OK");
    QTRY_COMPARE(fitsOf(pages, 1), QStringLiteral("all 3"));
}

void tst_ImportValues::decimalCommaIsChosen()
{
    PagesUnderTest pages(typeNamed("PackageVulnerabilityConnectors"));
    pages.typeFile("uniqueId;severity\na;9,125\n");
    pages.next();
    QTRY_COMPARE(fitsOf(pages, 1), QStringLiteral("1 of 1 will not")); // 9.125, or 9125
    RuleDialog *dialog = change(&pages, 1);
    QTest::keyClick(named<QComboBox>(dialog, "Numbers"), Qt::Key_Down);
    QTRY_COMPARE(textOf(dialog, "example"), QStringLiteral("Goes in as: 9.125"));
    typeInto(named<QComboBox>(dialog, "Field"), QStringLiteral("displayName"));
    QVERIFY(!isShown(dialog, "Numbers"));
    typeInto(named<QComboBox>(dialog, "Field"), QStringLiteral("severity"));
    press(dialog, "OK");
    QTRY_COMPARE(fitsOf(pages, 1), QStringLiteral("all 1"));
    QVERIFY(pages.state.choices.mapping.rules[1].decimalComma);
}

void tst_ImportValues::decimalCommaIsNoticed()
{
    PagesUnderTest pages(typeNamed("PackageVulnerabilityConnectors"));
    pages.typeFile("uniqueId;severity\na;9,125\nb;7,5\n");
    pages.next();
    QTRY_COMPARE(fitsOf(pages, 1), QStringLiteral("all 2"));
    QCOMPARE(named<QComboBox>(change(&pages, 1), "Numbers")->currentText(),
             QStringLiteral("decimal comma: 1234,5"));
}

QTEST_MAIN(tst_ImportValues)
#include "tst_importvalues.moc"
