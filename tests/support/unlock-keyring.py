# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Unlocks the login keyring of a running gnome-keyring with the password that with-keyring gave it, without a prompt."""

from gi.repository import Gio, GLib

bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(interface, method, arguments):
    return bus.call_sync(
        "org.freedesktop.secrets", "/org/freedesktop/secrets", interface, method, arguments, None, 0, -1, None
    )


opened = call("org.freedesktop.Secret.Service", "OpenSession", GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))
call(
    "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
    "UnlockWithMasterPassword",
    GLib.Variant(
        "(o(oayays))",
        ("/org/freedesktop/secrets/collection/login", (opened.unpack()[1], b"", b"test", "text/plain")),
    ),
)
