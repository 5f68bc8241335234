// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainindex.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace Fullstate {

KeychainIndex::KeychainIndex(QString fileName)
    : m_fileName(std::move(fileName))
{
    QFile file(m_fileName);
    if (m_fileName.isEmpty() || !file.open(QIODevice::ReadOnly))
        return;
    const QJsonArray names = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValueConstRef name : names)
        m_names.insert(name.toString());
}

void KeychainIndex::insert(const QString &name)
{
    if (m_names.contains(name))
        return;
    m_names.insert(name);
    save();
}

void KeychainIndex::remove(const QString &name)
{
    if (m_names.remove(name))
        save();
}

void KeychainIndex::save() const
{
    if (m_fileName.isEmpty())
        return;
    QStringList names(m_names.cbegin(), m_names.cend());
    names.sort();
    const QByteArray bytes = QJsonDocument(QJsonArray::fromStringList(names)).toJson();
    QSaveFile file(m_fileName);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return; // the names are only lost for telling "locked" from "absent"
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (file.write(bytes) == bytes.size() && file.flush())
        file.commit();
}

} // namespace Fullstate
