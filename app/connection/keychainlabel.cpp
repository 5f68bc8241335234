// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainlabel.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QMap>

namespace Fullstate {

namespace {

using ItemAttributes = QMap<QString, QString>;
using ItemPaths = QList<QDBusObjectPath>;

QDBusMessage secretServiceCall(const QString &path, const QString &interface, const QString &method)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), path, interface, method);
    call.setAutoStartService(false); // the item may be in a KWallet
    return call;
}

void setLabel(const QString &itemPath, const QString &label)
{
    QDBusMessage call =
        secretServiceCall(itemPath, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Set"));
    call << QStringLiteral("org.freedesktop.Secret.Item") << QStringLiteral("Label")
         << QVariant::fromValue(QDBusVariant(label));
    QDBusConnection::sessionBus().asyncCall(call);
}

} // namespace

void labelKeychainItem(const QString &service, const QString &itemName, const QString &label)
{
    qDBusRegisterMetaType<ItemAttributes>();
    QDBusMessage call =
        secretServiceCall(QStringLiteral("/org/freedesktop/secrets"),
                          QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("SearchItems"));
    call << QVariant::fromValue(
        ItemAttributes{{QStringLiteral("server"), service},
                       {QStringLiteral("user"), itemName},
                       {QStringLiteral("xdg:schema"), QStringLiteral("org.qt.keychain")}});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call),
                                                QCoreApplication::instance());
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, label] {
        const QDBusPendingReply<ItemPaths, ItemPaths> found = *watcher; // unlocked ones, locked ones
        watcher->deleteLater();
        if (found.isError())
            return;
        const ItemPaths items = found.argumentAt<0>();
        for (const QDBusObjectPath &item : items)
            setLabel(item.path(), label);
    });
}

} // namespace Fullstate
