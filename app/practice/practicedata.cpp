// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/practicedata.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace Fullstate {

namespace {

constexpr int Users = 120;
constexpr std::array Deactivated{17, 58, 96};

constexpr std::array FirstNames{"Amara",  "Lukas",  "Mei",    "Sofia",   "Noah",  "Hannah", "Diego", "Priya",
                                "Tomasz", "Aisha",  "Björn",  "Camille", "Elif",  "Mateo",  "Yuki",  "Olena",
                                "Samuel", "Ingrid", "Rahul",  "Leila",   "Pavel", "Chloé",  "Kwame", "Marta",
                                "Henrik", "Thu",    "Giulia", "Omar",    "Freya", "Jin"};
constexpr std::array LastNames{"Okafor",  "Weber",    "Tanaka",   "Rossi",   "Jensen",  "Meyer",
                               "Álvarez", "Sharma",   "Kowalski", "Hassan",  "Larsson", "Dubois",
                               "Yılmaz",  "García",   "Sato",     "Bondar",  "Adeyemi", "Nilsen",
                               "Iyer",    "Farahani", "Novák",    "Lefèvre", "Mensah",  "Silva",
                               "Dahl",    "Nguyen",   "Conti",    "Mansour", "Hughes",  "Park"};
constexpr std::array Teams{"engineering", "product", "design", "sales",
                           "finance",     "support", "people", "security"};
constexpr std::array Roles{"Software engineer", "Product manager", "Designer",       "Account executive",
                           "Accountant",        "Support agent",   "People partner", "Security engineer"};

/// Letters of an e-mail address: accents fall away.
QString plain(const QString &name)
{
    QString result;
    const QString apart =
        name.normalized(QString::NormalizationForm_KD).toLower().replace(QChar(0x131), QLatin1Char('i'));
    for (const QChar c : apart) {
        if (c.isLetter() && c.unicode() < 128)
            result.append(c);
    }
    return result;
}

QString moment(const QDate &day, int i)
{
    return QDateTime(day, QTime(7 + i % 11, i * 7 % 60, i * 13 % 60), Qt::UTC).toString(Qt::ISODate);
}

QJsonArray texts(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

/// The second factors of account \p i: most have an app, some a key, a few none.
void addFactors(QJsonObject &user, int i)
{
    if (i % 19 == 5) { // nobody knows
        user.insert(QLatin1String("mfaEnabled"), QJsonValue::Null);
        user.insert(QLatin1String("mfaMethods"), QJsonArray());
        return;
    }
    const bool enabled = i % 13 != 4;
    QStringList methods{QStringLiteral("DISABLED")};
    if (enabled)
        methods = i % 5 == 0 ? QStringList{QStringLiteral("HARDWARE_TOKEN"), QStringLiteral("OTP")}
                             : QStringList{QStringLiteral("OTP")};
    user.insert(QLatin1String("mfaEnabled"), enabled);
    user.insert(QLatin1String("mfaMethods"), texts(methods));
}

QJsonObject practiceUser(int i)
{
    const auto index = static_cast<size_t>(i);
    const QString first = QString::fromUtf8(FirstNames[index % FirstNames.size()]);
    const QString last =
        QString::fromUtf8(LastNames[(index * 7 + index / FirstNames.size() * 11) % LastNames.size()]);
    const QString name = first % QLatin1Char(' ') % last;
    const size_t team = (index * 5 + index / 3) % Teams.size();
    const QDate joined = QDate(2019, 3, 4).addDays(qint64{i} * 21);
    const bool isDeactivated = std::find(Deactivated.begin(), Deactivated.end(), i) != Deactivated.end();

    QString account = plain(first) % QLatin1Char('.') % plain(last);
    if (i >= static_cast<int>(FirstNames.size()) * 3)
        account += QString::number(2 + i % 2); // a namesake got there first
    const QString level = QLatin1String(i % 23 == 0 ? "ADMIN" : i % 6 == 1 ? "EDITOR" : "BASE");
    QJsonObject user{
        {QStringLiteral("uniqueId"), QStringLiteral("nw-%1").arg(i + 1001)},
        {QStringLiteral("displayName"), name},
        {QStringLiteral("externalUrl"),
         QStringLiteral("https://directory.northwind.example/people/%1").arg(i + 1001)},
        {QStringLiteral("fullName"), name},
        {QStringLiteral("accountName"), account},
        {QStringLiteral("email"), QString(account % QLatin1String("@northwind.example"))},
        {QStringLiteral("permissionLevel"), level},
        {QStringLiteral("createdTimestamp"), moment(joined, i)},
        {QStringLiteral("status"), isDeactivated ? QStringLiteral("DEACTIVATED") : QStringLiteral("ACTIVE")},
        {QStringLiteral("authMethod"), i % 9 == 3 ? QStringLiteral("PASSWORD") : QStringLiteral("SSO")},
        {QStringLiteral("roleDescription"), QLatin1String(Roles[team])},
        {QStringLiteral("groupIds"),
         level == QLatin1String("ADMIN") ? texts({QLatin1String(Teams[team]), QStringLiteral("admins")})
                                         : texts({QLatin1String(Teams[team])})},
    };
    addFactors(user, i);
    if (isDeactivated) {
        user.insert(QLatin1String("deactivatedTimestamp"), moment(QDate(2026, 9, 1).addDays(i % 40), i));
        user.insert(QLatin1String("updatedTimestamp"), user.value(QLatin1String("deactivatedTimestamp")));
    } else {
        user.insert(QLatin1String("lastLoginTimestamp"),
                    moment(QDate(2026, 11, 20).addDays(-(i * 3) % 17), i));
        if (i % 4 == 0)
            user.insert(QLatin1String("lastPasswordResetTimestamp"), moment(QDate(2026, 6, 1).addDays(i), i));
    }
    return user;
}

} // namespace

QJsonArray practiceResources(const QString &typePath)
{
    if (typePath == QLatin1String("user_account")) {
        QJsonArray users;
        for (int i = 0; i < Users; ++i)
            users.append(practiceUser(i));
        return users;
    }
    QFile file(QStringLiteral(":/practice/%1.json").arg(typePath));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

QByteArray practiceCustomProperties()
{
    QFile file(QStringLiteral(":/practice/databases.jtd.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonArray formerPracticeUsers()
{
    QJsonArray users;
    for (int i = Users; i < Users + 4; ++i)
        users.append(practiceUser(i));
    return users;
}

} // namespace Fullstate
