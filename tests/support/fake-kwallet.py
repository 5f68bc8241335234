# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A KWallet as far as QtKeychain uses it, which answers as one that its user keeps closed does, or a broken one.

    fake-kwallet.py kwallet|denied|failing
"""

import sys

from gi.repository import Gio, GLib

NAME, OBJECT = "org.kde.kwalletd5", "/modules/kwalletd5"
DENIED, OPENED = -1, 1
UNKNOWN, STREAM = 0, 2  # types of entries
mode = sys.argv[1]
entries = {}


def answer(member, arguments):
    """What to reply, or nothing for an error."""
    if member == "networkWallet":
        return GLib.Variant("(s)", ("kdewallet",))
    if member == "open":
        return GLib.Variant("(i)", (DENIED if mode == "denied" else OPENED,))
    place = tuple(arguments[1:3])
    if member == "entryType":
        return GLib.Variant("(i)", (STREAM if place in entries or mode == "failing" else UNKNOWN,))
    if mode == "failing":
        return None
    if member == "readEntry":
        return GLib.Variant("(ay)", (entries.get(place, b""),))
    if member == "writeEntry":
        entries[place] = bytes(arguments[3])
        return GLib.Variant("(i)", (0,))
    if member == "removeEntry":
        return GLib.Variant("(i)", (0 if entries.pop(place, None) is not None else -1,))
    if member == "isOpen":
        return GLib.Variant("(b)", (True,))
    return None


def take(connection, message, incoming):
    if not incoming or message.get_message_type() != Gio.DBusMessageType.METHOD_CALL or message.get_path() != OBJECT:
        return message
    body = message.get_body()
    reply = answer(message.get_member(), body.unpack() if body else ())
    if reply is None:
        said = Gio.DBusMessage.new_method_error_literal(message, "org.kde.KWallet.Error", "the wallet is broken")
    else:
        said = Gio.DBusMessage.new_method_reply(message)
        said.set_body(reply)
    connection.send_message(said, Gio.DBusSendMessageFlags.NONE)
    return None


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.add_filter(take)
Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, None, None)
GLib.MainLoop().run()
