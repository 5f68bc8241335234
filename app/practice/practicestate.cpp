// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/practicestate.h"

#include "app/practice/strictcheck.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace Fullstate {

QString PracticeState::key(const QString &clientId, const QString &source, const QString &resourceId)
{
    return clientId % QLatin1Char('\n') % source % QLatin1Char('\n') % resourceId;
}

void PracticeState::replace(const QString &key, const ResourceType &type, const QJsonArray &resources,
                            const QDateTime &now)
{
    const QString moment = now.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
    QList<Record> &records = m_records[key];
    QHash<QString, qsizetype> known;
    for (qsizetype i = 0; i < records.size(); ++i)
        known.insert(records.at(i).resource.value(UniqueIdField).toString(), i);
    QList<bool> named(records.size(), false);
    for (const QJsonValueConstRef value : resources) {
        const QJsonObject resource = asKept(type, value.toObject());
        const qsizetype at = known.value(resource.value(UniqueIdField).toString(), -1);
        if (at < 0) {
            records.append({resource, moment, moment, {}});
            continue;
        }
        Record &record = records[at];
        named[at] = true;
        if (record.resource != resource || !record.deletedAt.isEmpty())
            record = {resource, record.createdAt, moment, {}};
    }
    for (qsizetype i = 0; i < named.size(); ++i) {
        if (!named.at(i) && records.at(i).deletedAt.isEmpty())
            records[i].deletedAt = moment;
    }
}

QJsonArray PracticeState::listed(const QString &key, const ResourceType &type) const
{
    QJsonArray result;
    const QList<Record> records = m_records.value(key);
    for (const Record &record : records) {
        QJsonObject resource = record.resource;
        for (const Field &field : type.fields) {
            if (!resource.contains(field.name))
                resource.insert(field.name, QJsonValue::Null);
        }
        resource.insert(QLatin1String("createdAt"), record.createdAt);
        resource.insert(QLatin1String("updatedAt"), record.updatedAt);
        resource.insert(QLatin1String("deletedAt"),
                        record.deletedAt.isEmpty() ? QJsonValue(QJsonValue::Null)
                                                   : QJsonValue(record.deletedAt));
        result.append(resource);
    }
    return result;
}

QJsonArray PracticeState::live(const QString &key) const
{
    QJsonArray result;
    const QList<Record> records = m_records.value(key);
    for (const Record &record : records) {
        if (record.deletedAt.isEmpty())
            result.append(record.resource);
    }
    return result;
}

static Failure failure(const char *what, const QString &fileName, const QString &detail)
{
    return Failure(Error{Error::Kind::Storage,
                         QCoreApplication::translate("Fullstate::PracticeState", what).arg(fileName),
                         detail});
}

Result<> PracticeState::load(const QString &fileName)
{
    QFile file(fileName);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return failure("The practice tenant's file %1 cannot be read.", fileName, file.errorString());
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll(), &error);
    if (!json.isObject())
        return failure("The practice tenant's file %1 is damaged, so it starts afresh.", fileName,
                       error.errorString());
    const QJsonObject sets = json.object();
    for (auto set = sets.constBegin(); set != sets.constEnd(); ++set) {
        QList<Record> records;
        const QJsonArray stored = set.value().toArray();
        for (const QJsonValueConstRef value : stored) {
            const QJsonObject record = value.toObject();
            records.append({record.value(QLatin1String("resource")).toObject(),
                            record.value(QLatin1String("createdAt")).toString(),
                            record.value(QLatin1String("updatedAt")).toString(),
                            record.value(QLatin1String("deletedAt")).toString()});
        }
        m_records.insert(set.key(), records);
    }
    return {};
}

Result<> PracticeState::save(const QString &fileName) const
{
    QJsonObject sets;
    for (auto set = m_records.constBegin(); set != m_records.constEnd(); ++set) {
        QJsonArray records;
        for (const Record &record : set.value())
            records.append(QJsonObject{{QStringLiteral("resource"), record.resource},
                                       {QStringLiteral("createdAt"), record.createdAt},
                                       {QStringLiteral("updatedAt"), record.updatedAt},
                                       {QStringLiteral("deletedAt"), record.deletedAt}});
        sets.insert(set.key(), records);
    }
    const QByteArray bytes = QJsonDocument(sets).toJson(QJsonDocument::Compact);
    // Unbuffered, and every step asked: a buffered QSaveFile reports success on a full disk.
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return failure("The practice tenant's file %1 cannot be written.", fileName, file.errorString());
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (file.write(bytes) != bytes.size() || !file.flush() || file.error() != QFileDevice::NoError
        || !file.commit())
        return failure("The practice tenant's file %1 cannot be written.", fileName, file.errorString());
    return {};
}

} // namespace Fullstate
