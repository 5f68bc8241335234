// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace Fullstate {

/// The connection to the session bus over which QtKeychain reaches a Secret Service, by way of libsecret.
/// GLib has one for the whole process, which ends the process when the bus ends, and never makes another one.
class KeychainBus
{
public:
    /// Has the process go on without the bus, if there is one. Before whatever uses the keychain.
    void outlive();
    /// Whether the bus ended, perhaps to be started anew, since outlive().
    bool hasEnded() const;
    /// libsecret would go on with its session at a service that was started anew and knows nothing of it.
    static void forgetService();

private:
    struct Link
    {
        void *connection = nullptr; ///< GDBusConnection
        bool isAskedFor = false;
    };

    std::shared_ptr<Link> m_link = std::make_shared<Link>();
};

} // namespace Fullstate
