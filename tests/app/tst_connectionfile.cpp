// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/authorization.h"
#include "app/connection/connectionfile.h"
#include "app/schema/catalog.h"

#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace Fullstate;

/// Connections out into a file and back: everything but secrets, IDs and the practice tenant; what is wrong
/// with a file is said with its place.
class tst_ConnectionFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatGoesOutComesBack();
    void everyImportIsNew();
    void practiceTenantsStayHere();
    void mistakesAreNamedWithTheirPlace_data();
    void mistakesAreNamedWithTheirPlace();
    void filesThatCannotBeRead_data();
    void filesThatCannotBeRead();
    void aFileIsReplacedAsAWholeOrNotAtAll();
    void whatIsThereAlreadyIsRecognised_data();
    void whatIsThereAlreadyIsRecognised();

private:
    Result<std::vector<Connection>> read(const QByteArray &file) const;
    ConnectionFileChecks checks() const;

    const Catalog m_catalog = Catalog::load().value_or(Catalog());
};

static Connection privateConnection()
{
    Connection made;
    made.id = QStringLiteral("7d0a2f2e");
    made.name = QStringLiteral("Zoë & <Söhne>");
    made.region = Region::Custom;
    made.custom = {QUrl(QStringLiteral("https://api.example.com")),
                   QUrl(QStringLiteral("http://[::1]:8080"))};
    made.clientId = QStringLiteral("vci_1");
    made.documents = true;
    made.resourceSets = {
        {QStringLiteral("s1"), QStringLiteral("UserAccount"), QStringLiteral("65fc"),
         QStringLiteral("Staff")},
        {QStringLiteral("s2"),
         QStringLiteral("CustomResource"),
         QStringLiteral("65fd"),
         {},
         "{\"properties\": {\"z\": {\"type\": \"string\"},\n \"a\": {\"type\": \"string\"}}}"}};
    return made;
}

static Connection publicConnection()
{
    Connection made;
    made.id = QStringLiteral("8e1b3f3f");
    made.name = QStringLiteral("Sync");
    made.kind = Connection::Kind::Public;
    made.region = Region::Eu;
    made.clientId = QStringLiteral("vci_2");
    made.customerId = QStringLiteral("acme");
    made.redirectUrl = QUrl(QStringLiteral("http://127.0.0.1:8976/fullstate"));
    made.pkce = false;
    return made;
}

/// But for the IDs.
static void compare(Connection read, const Connection &written)
{
    read.id = written.id;
    QCOMPARE(read.resourceSets.size(), written.resourceSets.size());
    for (size_t i = 0; i < written.resourceSets.size(); ++i)
        read.resourceSets[i].id = written.resourceSets[i].id;
    QVERIFY(read == written);
}

ConnectionFileChecks tst_ConnectionFile::checks() const
{
    return {parseRedirectUrl, [this](const ResourceSet &set) -> Result<> {
                if (const auto type = m_catalog.described(set.typeName, set.typeDefinition); !type)
                    return Failure(type.error());
                return {};
            }};
}

Result<std::vector<Connection>> tst_ConnectionFile::read(const QByteArray &file) const
{
    return connectionsInFile(file, checks());
}

void tst_ConnectionFile::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void tst_ConnectionFile::whatGoesOutComesBack()
{
    const QByteArray file = toConnectionFile({privateConnection(), publicConnection()});
    const auto back = read(file);
    QVERIFY2(back, back ? "" : qPrintable(back.error().message));
    QCOMPARE(back->size(), 2U);
    compare(back->front(), privateConnection());
    compare(back->back(), publicConnection());
    QVERIFY(!file.contains("7d0a2f2e") && !file.contains("\"s1\"")); // no ID of ours
}

void tst_ConnectionFile::everyImportIsNew()
{
    const QByteArray file = toConnectionFile({privateConnection()});
    const Connection first = read(file)->front();
    const Connection second = read(file)->front();
    QVERIFY(first.id != second.id);
    QVERIFY(first.resourceSets[0].id != second.resourceSets[0].id);
    QVERIFY(first.resourceSets[0].id != first.resourceSets[1].id);
}

void tst_ConnectionFile::practiceTenantsStayHere()
{
    Connection practice = privateConnection();
    practice.kind = Connection::Kind::Practice;
    practice.clientId = QStringLiteral("vci_practice");
    const QByteArray file = toConnectionFile({practice, publicConnection()});
    QVERIFY(!file.contains("vci_practice"));
    QCOMPARE(read(file)->size(), 1U);
}

void tst_ConnectionFile::mistakesAreNamedWithTheirPlace_data()
{
    QTest::addColumn<QByteArray>("replaced"); // in a sound file
    QTest::addColumn<QByteArray>("by");
    QTest::addColumn<QString>("message"); // begins so
    const auto row = [](const char *name, const char *replaced, const char *by, const char *message) {
        QTest::addRow("%s", name) << QByteArray(replaced) << QByteArray(by) << QString::fromUtf8(message);
    };
    row("cut off", "\"resourceSets\": [\n", "", "Line ");
    row("another program's", "fullstateConnections", "bookmarks", "This is not a file of connections");
    row("newer", "\"fullstateConnections\": 1", "\"fullstateConnections\": 2",
        "A newer Fullstate made this file");
    row("no version", "\"fullstateConnections\": 1", "\"fullstateConnections\": \"1\"",
        "“fullstateConnections”: must be a whole number");
    row("half a version", "\"fullstateConnections\": 1", "\"fullstateConnections\": 1.5",
        "“fullstateConnections”: must be a whole number");
    row("no list", "\"connections\": [", "\"connections\": 5, \"c\": [",
        "“c”: Fullstate does not know this entry.");
    row("no such region", "\"eu\"", "\"mars\"", "Connection 2 (Sync): “region”: must be");
    row("no such kind", "\"public\"", "\"practice\"", "Connection 2 (Sync): “kind”: must be");
    row("http to elsewhere", "https://api.example.com", "http://api.example.com",
        "Connection 1 (Zoë & <Söhne>): “apiUrl”: Without encryption (http) only this computer");
    row("a host with a password", "https://api.example.com", "https://a:b@api.example.com",
        "Connection 1 (Zoë & <Söhne>): “apiUrl”: The address must hold no user name");
    row("a regional API host", "https://api.example.com", "https://api.eu.vanta.com",
        "Connection 1 (Zoë & <Söhne>): “apiUrl”: api.eu.vanta.com only redirects");
    row("redirect without encryption", "http://127.0.0.1:8976", "http://example.com",
        "Connection 2 (Sync): “redirectUrl”: ");
    row("a number for a text", "\"vci_2\"", "2", "Connection 2 (Sync): “clientId”: must be a text.");
    row("an empty text", "\"vci_2\"", "\" \"", "Connection 2 (Sync): “clientId”: is empty.");
    row("a control character", "\"vci_2\"", "\"vci\\u0007\"",
        "Connection 2 (Sync): “clientId”: holds a line break");
    row("no customer", "\"customerId\"", "\"customer\"", "Connection 2 (Sync): “customerId”: is missing.");
    row("a text for yes or no", "\"pkce\": false", "\"pkce\": \"no\"",
        "Connection 2 (Sync): “pkce”: must be true or false.");
    row("a secret", "\"pkce\": false", "\"clientSecret\": \"vcs_1\"",
        "Connection 2 (Sync): “clientSecret”: Fullstate does not know this entry.");
    row("hosts of a fixed region", "\"region\": \"eu\"",
        "\"region\": \"eu\", \"apiUrl\": \"https://evil.example\"",
        "Connection 2 (Sync): “apiUrl”: Fullstate does not know this entry.");
    row("a type that nobody knows", "\"UserAccount\"", "\"Spaceship\"",
        "Connection 1 (Zoë & <Söhne>), resource set 1: The resource type Spaceship is not known");
    row("a damaged definition", "{\\\"type\\\": \\\"string\\\"},", "{\\\"type\\\": \\\"text\\\"},",
        "Connection 1 (Zoë & <Söhne>), resource set 2: ");
    row("no resource ID", "\"resourceId\": \"65fd\",", "",
        "Connection 1 (Zoë & <Söhne>), resource set 2: “resourceId”: is missing.");
}

void tst_ConnectionFile::mistakesAreNamedWithTheirPlace()
{
    QFETCH(const QByteArray, replaced);
    QFETCH(const QByteArray, by);
    QFETCH(const QString, message);
    QByteArray file = toConnectionFile({privateConnection(), publicConnection()});
    QVERIFY2(file.contains(replaced), file.constData());
    file.replace(replaced, by);
    const auto back = read(file);
    QVERIFY(!back);
    QVERIFY2(back.error().message.startsWith(message), qPrintable(back.error().message));
    QVERIFY(!back.error().message.contains(QLatin1String("vcs_1")));
    QVERIFY(!back.error().message.contains(QLatin1String("a:b@")));
}

void tst_ConnectionFile::filesThatCannotBeRead_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("message");
    QTest::addRow("gone") << "gone"
                          << "is not there any more.";
    QTest::addRow("a folder") << "folder"
                              << "is not a file.";
    QTest::addRow("a pipe") << "pipe"
                            << "is not a file.";
    QTest::addRow("too large") << "large"
                               << "is larger than any file of connections";
    QTest::addRow("empty") << "empty"
                           << "Nothing was imported from";
    QTest::addRow("no connection") << "none"
                                   << "The file holds no connection.";
}

void tst_ConnectionFile::filesThatCannotBeRead()
{
    QFETCH(const QString, what);
    QFETCH(const QString, message);
    const QTemporaryDir folder;
    const QString name = folder.filePath(what);
    QFile file(name);
    if (what == QLatin1String("folder"))
        QVERIFY(QDir(folder.path()).mkdir(what));
    else if (what == QLatin1String("pipe"))
        QCOMPARE(mkfifo(QFile::encodeName(name).constData(), 0600), 0);
    else if (what != QLatin1String("gone"))
        QVERIFY(file.open(QIODevice::WriteOnly));
    if (what == QLatin1String("large"))
        QVERIFY(file.resize(17 * 1024 * 1024));
    if (what == QLatin1String("none"))
        file.write("{\"fullstateConnections\": 1, \"connections\": []}");
    file.close();
    const auto back = readConnectionFile(name, checks());
    QVERIFY(!back);
    QVERIFY2(back.error().message.contains(message), qPrintable(back.error().message));
    QVERIFY(back.error().message.contains(what));
}

void tst_ConnectionFile::aFileIsReplacedAsAWholeOrNotAtAll()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("connections.json"));
    QVERIFY(writeConnectionFile(name, {privateConnection()}));
    QVERIFY(writeConnectionFile(name, {publicConnection()}));
    QCOMPARE(readConnectionFile(name, checks())->front().name, QStringLiteral("Sync"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("connections.json")});
    const auto failed =
        writeConnectionFile(folder.filePath(QStringLiteral("nowhere/c.json")), {privateConnection()});
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::File);
}

void tst_ConnectionFile::whatIsThereAlreadyIsRecognised_data()
{
    QTest::addColumn<QString>("change"); // to what is here
    QTest::addColumn<bool>("same");
    QTest::addRow("nothing") << "nothing" << true;
    QTest::addRow("another name") << "name" << true;
    QTest::addRow("another client ID") << "client" << false;
    QTest::addRow("another customer") << "customer" << false;
    QTest::addRow("a set more here") << "more" << true;
    QTest::addRow("a set less here") << "less" << false;
}

void tst_ConnectionFile::whatIsThereAlreadyIsRecognised()
{
    QFETCH(const QString, change);
    Connection incoming = publicConnection();
    incoming.resourceSets = privateConnection().resourceSets;
    Connection here = incoming;
    here.id = QStringLiteral("other");
    if (change == QLatin1String("name"))
        here.name = QStringLiteral("Renamed");
    else if (change == QLatin1String("client"))
        here.clientId = QStringLiteral("vci_9");
    else if (change == QLatin1String("customer"))
        here.customerId = QStringLiteral("globex");
    else if (change == QLatin1String("more"))
        here.resourceSets.push_back({QStringLiteral("s3"), QStringLiteral("Secret"), QStringLiteral("65ff")});
    else if (change == QLatin1String("less"))
        here.resourceSets.pop_back();
    QTEST(sameAmong({privateConnection(), here}, incoming) != nullptr, "same");
}

QTEST_GUILESS_MAIN(tst_ConnectionFile)
#include "tst_connectionfile.moc"
