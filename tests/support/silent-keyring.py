# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Secret Service that takes every call and never answers: what a keyring waiting for its user looks like."""

from gi.repository import Gio, GLib


def swallow(_connection, message, incoming):
    if incoming and message.get_message_type() == Gio.DBusMessageType.METHOD_CALL:
        return None
    return message


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.add_filter(swallow)
Gio.bus_own_name_on_connection(bus, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.NONE, None, None)
GLib.MainLoop().run()
