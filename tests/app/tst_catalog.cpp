// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/catalog.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Fullstate;

/// The types that the program knows, and what is said of a file that describes one wrongly.
class tst_Catalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void knowsTwelveTypes();
    void readsEverything();
    void namesFileAndPlace_data();
    void namesFileAndPlace();
    void namesTheSecondOfTwo();
    void failsWithoutTypes();
};

static const char Good[] = R"({"name":"T","title":"Ts","path":"t","fields":[
    {"name":"uniqueId","type":"string","required":true,"description":"d"},
    {"name":"displayName","type":"string","required":true,"description":"d"},EXTRA]})";

static void write(const QTemporaryDir &folder, const char *name, const QByteArray &content)
{
    QFile file(folder.filePath(QLatin1String(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

static QByteArray withField(const QByteArray &field)
{
    return QByteArray(Good).replace("EXTRA", field);
}

void tst_Catalog::knowsTwelveTypes()
{
    const Result<Catalog> catalog = Catalog::load();
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().message));
    QCOMPARE(catalog->types().size(), 12U);
    QString last;
    for (const ResourceType &type : catalog->types()) {
        QVERIFY2(last < type.title, qPrintable(type.title));
        last = type.title;
        QCOMPARE(catalog->find(type.name), &type);
        QCOMPARE(catalog->findPath(type.path), &type);
        QVERIFY(type.field(u"uniqueId") && type.field(u"uniqueId")->required);
        QVERIFY(type.field(u"displayName") && type.field(u"displayName")->required);
        QCOMPARE(type.fieldIndex(u"nonsense"), -1);
    }
    QCOMPARE(catalog->find(u"nonsense"), nullptr);
    QCOMPARE(catalog->findPath(u"nonsense"), nullptr);
    QCOMPARE(catalog->find(u"UserAccount")->path, QStringLiteral("user_account"));
}

void tst_Catalog::readsEverything()
{
    const QTemporaryDir folder;
    write(folder, "t.json",
          withField(
              R"({"name":"s","type":"number","format":"float","required":false,"nullable":true,)"
              R"("minimum":0,"maximum":10,"description":"A score."},)"
              R"({"name":"l","type":"array","required":true,"description":"d","items":)"
              R"({"type":"string","enum":["A","B"]}},)"
              R"({"name":"o","type":"object","required":true,"description":"d","fields":)"
              R"([{"name":"at","type":"string","format":"date-time","required":true,"description":"d"}]})"));
    const Result<Catalog> catalog = Catalog::load(folder.path());
    QVERIFY2(catalog, catalog ? "" : qPrintable(catalog.error().message));
    const ResourceType &type = catalog->types().front();
    QCOMPARE(type.title, QStringLiteral("Ts"));
    QCOMPARE(type.fields.size(), 5U);
    const Field &score = *type.field(u"s");
    QVERIFY(score.kind == Field::Kind::Number && score.nullable && !score.required);
    QCOMPARE(score.minimum, 0.0);
    QCOMPARE(score.maximum, 10.0);
    QCOMPARE(score.description, QStringLiteral("A score."));
    const Field &list = *type.field(u"l");
    QVERIFY(list.kind == Field::Kind::List && list.itemKind == Field::Kind::Choice);
    QCOMPARE(list.choices, (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
    QVERIFY(type.field(u"o")->fields.front().kind == Field::Kind::Timestamp);
}

void tst_Catalog::namesFileAndPlace_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &content, const char *words) {
        QTest::addRow("%s", name) << content << QString::fromUtf8(words);
    };
    const auto field = [&row](const char *name, const char *rest, const char *words) {
        row(name, withField(R"({"name":"f",)" + QByteArray(rest) + "}"), words);
    };
    row("no JSON", "{", "t.json, 1");
    row("a list", "[]", "“name” is missing");
    row("a key that nobody knows",
        QByteArray(Good).replace("\"title\"", "\"tilte\":1,\"title\"").replace(",EXTRA", ""),
        "t.json: “tilte” is not known");
    row("no fields", R"({"name":"T","title":"Ts","path":"t","fields":[]})", "list of fields");
    row("no uniqueId",
        R"({"name":"T","title":"Ts","path":"t","fields":[{"name":"a","type":"string","required":true,"description":"d"}]})",
        "uniqueId and displayName");
    field("no description", R"("type":"string","required":true)", "field 3 “f”: “description” is missing");
    field("a type that nobody knows", R"("type":"text","required":true,"description":"d")",
          "no field is of type “text”");
    field("a format that nobody knows",
          R"("type":"string","format":"uuid","required":true,"description":"d")", "format “uuid”");
    field("required as text", R"("type":"string","required":"yes","description":"d")", "true or false");
    field("an empty choice", R"("type":"string","enum":[],"required":true,"description":"d")", "“enum”");
    field("a choice twice", R"("type":"string","enum":["A","A"],"required":true,"description":"d")",
          "“enum”");
    field("a limit of a text", R"("type":"string","minimum":1,"required":true,"description":"d")",
          "“minimum”");
    field("a list without items", R"("type":"array","required":true,"description":"d")", "items: “type”");
    field("a list of lists", R"("type":"array","items":{"type":"array"},"required":true,"description":"d")",
          "lists of lists");
    field("items of a text", R"("type":"string","items":{"type":"string"},"required":true,"description":"d")",
          "only lists have");
    field("fields of a text", R"("type":"string","fields":[],"required":true,"description":"d")",
          "only objects have");
    row("a name twice", withField(R"({"name":"uniqueId","type":"string","required":true,"description":"d"})"),
        "field 3 “uniqueId”: there is another");
}

void tst_Catalog::namesFileAndPlace()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, words);
    const QTemporaryDir folder;
    write(folder, "t.json", content);
    const Result<Catalog> catalog = Catalog::load(folder.path());
    QVERIFY(!catalog);
    const QString message = catalog.error().message;
    QVERIFY2(message.startsWith(QLatin1String("t.json")), qPrintable(message));
    QVERIFY2(message.contains(words), qPrintable(message));
}

void tst_Catalog::namesTheSecondOfTwo()
{
    const QTemporaryDir folder;
    const QByteArray good = QByteArray(Good).replace(",EXTRA", "");
    write(folder, "a.json", good);
    QVERIFY(Catalog::load(folder.path()));
    write(folder, "b.json", QByteArray(good).replace("\"T\"", "\"Other\""));
    const Result<Catalog> catalog = Catalog::load(folder.path());
    QVERIFY(!catalog);
    QVERIFY(catalog.error().message.startsWith(QLatin1String("b.json")));
}

void tst_Catalog::failsWithoutTypes()
{
    const QTemporaryDir folder;
    const Result<Catalog> catalog = Catalog::load(folder.path());
    QVERIFY(!catalog);
    QVERIFY(catalog.error().kind == Error::Kind::File);
}

QTEST_GUILESS_MAIN(tst_Catalog)
#include "tst_catalog.moc"
