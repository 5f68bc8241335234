// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/catalog.h"
#include "app/schema/problemfinder.h"

#include <QTest>

using namespace Fullstate;

/// A finding names its component in another resource set: is it there, and will it be in the tenant?
class tst_References : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_catalog = Catalog::load().value(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void typesThatNameComponents();
    void warns_data();
    void warns();
    void leadsTo_data();
    void leadsTo();
    void nothingIsSaidBeforeItIsKnown();
    void theFinderSaysItInItsPlace();

private:
    const ResourceType &findings() const { return *m_catalog->find(u"PackageVulnerabilityConnectors"); }

    std::optional<Catalog> m_catalog;
};

static QSet<QString> idsIn(const QString &words)
{
    const QStringList list = words.split(u' ', Qt::SkipEmptyParts);
    QSet<QString> ids(list.begin(), list.end());
    if (ids.remove(QStringLiteral("-"))) // one that was only just added
        ids.insert(QString());
    return ids;
}

/// "A: held a b; wanted a c" and, for one that was never fetched, "A: never; wanted a"; sets are parted by
/// "|".
static ReferencedSets setsFrom(const QString &text)
{
    ReferencedSets known{QStringLiteral("Vulnerable components"), {}};
    const QStringList sets = text.split(u'|', Qt::SkipEmptyParts);
    for (const QString &set : sets) {
        const QString name = set.section(u':', 0, 0).trimmed();
        const QString first = set.section(u':', 1).section(u';', 0, 0).trimmed();
        SetIds ids;
        ids.wasFetched = first.startsWith(QLatin1String("held"));
        ids.held = ids.wasFetched ? idsIn(first.mid(4)) : QSet<QString>();
        ids.wanted = idsIn(set.section(QLatin1String("wanted"), 1));
        known.sets.push_back({name, name, std::make_shared<const SetIds>(ids)});
    }
    return known;
}

static QJsonObject finding(const QString &id, const QString &component)
{
    return {{QStringLiteral("uniqueId"), id}, {QStringLiteral("vulnerableComponentUniqueId"), component}};
}

void tst_References::typesThatNameComponents()
{
    QStringList names;
    for (const ResourceType &type : m_catalog->types()) {
        const Field *field = referenceField(type);
        if (!field)
            continue;
        names << type.path;
        QCOMPARE(field->name, QStringLiteral("vulnerableComponentUniqueId"));
        QVERIFY(m_catalog->find(field->references));
    }
    names.sort();
    QCOMPARE(names.join(u' '),
             QStringLiteral("api_endpoint_vulnerability_connectors package_vulnerability_connectors "
                            "static_analysis_code_vulnerability_connectors"));
}

void tst_References::warns_data()
{
    QTest::addColumn<QString>("sets");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("warnings"); ///< "row words"
    QTest::addRow("it is there") << "A: held a; wanted a"
                                 << "a"
                                 << "";
    QTest::addRow("there is no such resource")
        << "A: held a; wanted a"
        << "a x"
        << "1 “x” is not in A: add it there and push it first, or name another.";
    QTest::addRow("it differs in case")
        << "A: held a; wanted a"
        << "A"
        << "0 “A” is not in A: add it there and push it first, or name another.";
    QTest::addRow("it is removed in the draft")
        << "A: held a b; wanted b"
        << "a"
        << "0 “a” is removed in the draft of A: keep it there, or name another.";
    QTest::addRow("it is not pushed yet") << "A: held b; wanted a b"
                                          << "a"
                                          << "0 “a” is not in the tenant yet: push A first.";
    QTest::addRow("it names nothing") << "A: held a; wanted a"
                                      << "-"
                                      << "";
    QTest::addRow("in the second of two sets") << "A: held a; wanted a | B: held b; wanted b"
                                               << "a b"
                                               << "";
    QTest::addRow("in none of two sets")
        << "A: held a; wanted a | B: held b; wanted b"
        << "x"
        << "0 “x” is not in Vulnerable components: add it there and push it first, or name another.";
    QTest::addRow("removed in one set, and in another") << "A: held a; wanted | B: held a; wanted a"
                                                        << "a"
                                                        << "";
    QTest::addRow("no set at all")
        << ""
        << "a b"
        << "-1 What 2 resource(s) name here cannot be looked up: this connection has no resource set of "
           "Vulnerable components. Add it to the connection, and push it first.";
    QTest::addRow("no set at all, and nothing named") << ""
                                                      << "- -"
                                                      << "";
    QTest::addRow("the set was never fetched")
        << "A: never; wanted"
        << "a b"
        << "-1 What 2 resource(s) name here cannot be looked up: A was never fetched. Fetch it.";
    QTest::addRow("the set was never fetched, but has it in its draft")
        << "A: never; wanted a"
        << "a"
        << "0 “a” is not in the tenant yet: push A first.";
    QTest::addRow("one of two sets was never fetched")
        << "A: held a; wanted a | B: never; wanted"
        << "a x"
        << "-1 What 1 resource(s) name here cannot be looked up: B was never fetched. Fetch it.";
    QTest::addRow("one of two sets was never fetched, the other has a new row")
        << "A: held a; wanted a - | B: never; wanted"
        << "x"
        << "-1 What 1 resource(s) name here cannot be looked up: B was never fetched. Fetch it.";
}

/// What is found for findings that name these, "-" being none; in order.
static std::vector<Problem> found(const ResourceType &type, const ReferencedSets *known, const QString &named)
{
    std::vector<Problem> problems;
    ReferenceCheck check(type, known);
    int row = 0;
    const QStringList names = named.split(u' ');
    for (const QString &name : names)
        check.check(finding(QStringLiteral("f"), name == QLatin1String("-") ? QString() : name), row++,
                    problems);
    const std::vector<Problem> ofTheSet = check.ofTheSet();
    problems.insert(problems.begin(), ofTheSet.begin(), ofTheSet.end());
    return problems;
}

void tst_References::warns()
{
    QFETCH(const QString, sets);
    QFETCH(const QString, named);
    const ReferencedSets known = setsFrom(sets);
    QStringList lines;
    for (const Problem &problem : found(findings(), &known, named)) {
        QCOMPARE(problem.severity, Problem::Severity::Warning);
        QCOMPARE(problem.field, QStringLiteral("vulnerableComponentUniqueId"));
        QCOMPARE(problem.uniqueId, problem.row < 0 ? QString() : QStringLiteral("f"));
        lines << QStringLiteral("%1 %2").arg(problem.row).arg(problem.message);
    }
    QTEST(lines.join(u'\n'), "warnings");
}

void tst_References::leadsTo_data()
{
    QTest::addColumn<QString>("sets");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("set");
    QTest::addRow("where it is") << "A: held a; wanted a | B: held b; wanted b"
                                 << "b"
                                 << "B";
    QTest::addRow("where it was") << "A: held a; wanted a | B: held b; wanted"
                                  << "b"
                                  << "B";
    QTest::addRow("where it is still wanted") << "A: held a; wanted | B: held a; wanted a"
                                              << "a"
                                              << "B";
    QTest::addRow("where it may be") << "A: held a; wanted a | B: never; wanted"
                                     << "x"
                                     << "B";
    QTest::addRow("where it should be") << "A: held a; wanted a"
                                        << "x"
                                        << "A";
    QTest::addRow("nowhere") << ""
                             << "x"
                             << "";
}

void tst_References::leadsTo()
{
    QFETCH(const QString, sets);
    QFETCH(const QString, named);
    const ReferencedSets known = setsFrom(sets);
    const ReferencedSet *set = known.setOf(named);
    QTEST(set ? set->setId : QString(), "set");
}

void tst_References::nothingIsSaidBeforeItIsKnown()
{
    QVERIFY(found(findings(), nullptr, QStringLiteral("a")).empty());
    const ReferencedSets none = setsFrom({});
    QVERIFY(found(*m_catalog->find(u"UserAccount"), &none, QStringLiteral("a")).empty());
}

void tst_References::theFinderSaysItInItsPlace()
{
    ProblemFinder finder(findings());
    const std::vector<KeyedResource> list{{1, 0, finding(QStringLiteral("f"), QStringLiteral("x"))},
                                          {2, 1, finding(QStringLiteral("g"), QStringLiteral("y"))}};
    const ReferencedSets fetched = setsFrom(QStringLiteral("A: held a; wanted a"));
    const auto lines = [&](const ReferencedSets *known) {
        QStringList words;
        for (const Problem &problem : finder.find(list, known)) {
            if (problem.severity == Problem::Severity::Warning)
                words << QStringLiteral("%1 %2").arg(problem.row).arg(problem.field);
        }
        return words.join(QStringLiteral(", "));
    };
    QCOMPARE(lines(&fetched), QStringLiteral("0 vulnerableComponentUniqueId, 1 vulnerableComponentUniqueId"));
    const ReferencedSets never = setsFrom(QStringLiteral("A: never; wanted"));
    QCOMPARE(lines(&never), QStringLiteral("-1 vulnerableComponentUniqueId"));
    QCOMPARE(lines(nullptr), QString());
    QCOMPARE(finder.validated(), 2); // other sets do not make it look at the resources again
}

QTEST_GUILESS_MAIN(tst_References)
#include "tst_references.moc"
