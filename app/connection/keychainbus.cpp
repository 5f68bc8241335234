// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/keychainbus.h"

#include <QLibrary>

namespace Fullstate {

// Looked up at run time, as QtKeychain does it: where they are missing, there is no Secret Service, either.

template<typename Function>
static Function *gio(const char *name)
{
    return reinterpret_cast<Function *>(QLibrary::resolve(QStringLiteral("gio-2.0"), 0, name));
}

using AsyncReady = void(void *source, void *result, void *data);

void KeychainBus::outlive()
{
    static constexpr int SessionBus = 2; // G_BUS_TYPE_SESSION
    auto *get = gio<void(int bus, void *cancellable, AsyncReady *ready, void *data)>("g_bus_get");
    if (!get || m_link->connection || m_link->isAskedFor)
        return;
    m_link->isAskedFor = true;
    get(
        SessionBus, nullptr,
        [](void *, void *result, void *data) {
            const std::unique_ptr<std::shared_ptr<Link>> link(static_cast<std::shared_ptr<Link> *>(data));
            auto *finish = gio<void *(void *result, void **error)>("g_bus_get_finish");
            auto *setExit = gio<void(void *connection, int isToExit)>("g_dbus_connection_set_exit_on_close");
            // Never let go of: the next one of the process would end it again.
            void *connection = finish(result, nullptr);
            (*link)->isAskedFor = false; // without a bus, the next operation asks again
            (*link)->connection = connection;
            if (connection)
                setExit(connection, 0);
        },
        new std::shared_ptr<Link>(m_link));
}

bool KeychainBus::hasEnded() const
{
    return m_link->connection
        && gio<int(void *connection)>("g_dbus_connection_is_closed")(m_link->connection);
}

void KeychainBus::forgetService()
{
    using Disconnect = void();
    if (auto *disconnect = reinterpret_cast<Disconnect *>(
            QLibrary::resolve(QStringLiteral("secret-1"), 0, "secret_service_disconnect")))
        disconnect();
}

} // namespace Fullstate
