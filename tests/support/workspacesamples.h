// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/workspace.h"
#include "tests/support/waitfor.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <sys/stat.h>

// What the tests of the workspace store, and how they look at what is stored.
namespace Fullstate {

inline const QString SetId = QStringLiteral("set-1");

inline Connection sampleConnection()
{
    return {QStringLiteral("connection-1"),
            QStringLiteral("Acme"),
            Connection::Kind::Private,
            Region::Custom,
            {QUrl(QStringLiteral("http://127.0.0.1:8080")), QUrl(QStringLiteral("https://app.example"))},
            QStringLiteral("client"),
            {{SetId, QStringLiteral("UserAccount"), QStringLiteral("65fc")},
             {QStringLiteral("set-2"), QStringLiteral("Secret"), QStringLiteral("77aa"),
              QStringLiteral("Rotated keys"), R"({"properties":{"a":{}}})"}}};
}

inline QJsonObject account(const QString &id, int number = 1)
{
    return {{QStringLiteral("uniqueId"), id}, {QStringLiteral("number"), number}};
}

inline SnapshotPtr snapshot(std::vector<QJsonObject> resources, std::vector<Tombstone> tombstones = {})
{
    return std::make_shared<const Snapshot>(Snapshot{QDateTime({2026, 11, 23}, {9, 0, 1, 234}, Qt::UTC),
                                                     std::move(resources), std::move(tombstones)});
}

inline QString text(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

inline QString text(const DraftState &state)
{
    QStringList lines{QStringLiteral("base of %1").arg(state.base->takenAt.toString(Qt::ISODateWithMs))};
    for (const QJsonObject &resource : state.base->resources)
        lines << QStringLiteral("  ") + text(resource);
    for (const Tombstone &tombstone : state.base->tombstones)
        lines << QStringLiteral("  gone %1 ").arg(tombstone.deletedAt) + text(tombstone.resource);
    for (const DraftRow &row : state.rows)
        lines << QStringLiteral("%1%2 '%3' ")
                     .arg(row.key)
                     .arg(row.removed ? QStringLiteral("-") : QString())
                     .arg(row.origin)
                + text(row.resource);
    return lines.join(QLatin1Char('\n'));
}

/// Every part of it says \p number, so that half of one and half of another would show.
inline DraftState stateNumber(int number)
{
    DraftState state{snapshot({account(QStringLiteral("base"), number)}), {}};
    constexpr int Rows = 40;
    for (int row = 0; row < Rows; ++row) {
        if (row % 7 == number % 7) // rows come and go
            continue;
        const auto key = static_cast<quint64>(row) + 1;
        state.rows.push_back({key, account(QStringLiteral("row %1").arg(row), number), {}, false});
    }
    return state;
}

inline std::unique_ptr<Workspace> opened(const QString &folder)
{
    auto workspace = Workspace::open(folder);
    if (!workspace)
        qFatal("%s", qPrintable(workspace.error().message + workspace.error().detail));
    return *std::move(workspace);
}

/// The same where nothing is expected to fail: a failed write is a failed test.
inline std::unique_ptr<Workspace> openedSound(const QString &folder)
{
    auto workspace = opened(folder);
    QObject::connect(workspace.get(), &Workspace::writeFailed, workspace.get(),
                     [](const Error &error) { qWarning() << error.message << error.detail; });
    return workspace;
}

inline QString refusal(const QString &folder)
{
    const auto workspace = Workspace::open(folder);
    return workspace ? QString() : workspace.error().message;
}

inline DraftState stored(Workspace &workspace, const QString &setId = SetId)
{
    return waitFor<DraftState>(workspace.loadDraft(setId, nullptr)).value();
}

inline int modeOf(const QString &path)
{
    struct stat info = {};
    return stat(QFile::encodeName(path).constData(), &info) == 0 ? static_cast<int>(info.st_mode & 0777) : -1;
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void overwrite(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace Fullstate
