# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A locked Secret Service with one item, of the secret "prompted", that asks its user before it gives it: the prompt is
open until the signal SIGUSR1 (the password was given) or SIGUSR2 (dismissed)."""

import base64
import hashlib
import signal

from gi.repository import Gio, GLib

ITEM = "/org/freedesktop/secrets/collection/login/1"
PROMPT = "/org/freedesktop/secrets/prompt/p1"
SESSION = "/org/freedesktop/secrets/session/prompting"
INTERFACES = """
<node>
  <interface name="org.freedesktop.Secret.Service">
    <property name="Collections" type="ao" access="read"/>
    <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/><arg type="v" direction="out"/>
      <arg type="o" direction="out"/></method>
    <method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/>
      <arg type="ao" direction="out"/></method>
    <method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
    <method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/>
      <arg type="a{o(oayays)}" direction="out"/></method>
  </interface>
  <interface name="org.freedesktop.Secret.Collection">
    <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
      <arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
  </interface>
  <interface name="org.freedesktop.Secret.Prompt">
    <method name="Prompt"><arg type="s" direction="in"/></method>
    <method name="Dismiss"/>
    <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
  </interface>
</node>"""

state = {"unlocked": False}


def framed(secret):
    content = b"FSS\x01" + len(secret).to_bytes(4, "big") + secret
    return content + hashlib.sha256(content).digest()[:8]


def answer(_bus, _sender, _path, _interface, method, arguments, call):
    if method == "OpenSession" and arguments.unpack()[0] != "plain":
        call.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "Only plain sessions.")
    elif method == "OpenSession":
        call.return_value(GLib.Variant("(vo)", (GLib.Variant("s", ""), SESSION)))
    elif method == "SearchItems":
        found = [] if arguments.unpack()[0].get("type") == "plaintext" else [ITEM]
        call.return_value(GLib.Variant("(aoao)", (found, []) if state["unlocked"] else ([], found)))
    elif method == "Unlock":
        call.return_value(GLib.Variant("(aoo)", ([], PROMPT)))
    elif method == "GetSecrets" and arguments.unpack()[1] != SESSION:
        call.return_dbus_error("org.freedesktop.Secret.Error.NoSession", "The session does not exist")
    elif method == "GetSecrets":
        text = base64.b64encode(framed(b"prompted"))
        call.return_value(GLib.Variant("(a{o(oayays)})", ({ITEM: (SESSION, b"", text, "text/plain")},)))
    elif method == "CreateItem":
        call.return_dbus_error("org.freedesktop.Secret.Error.IsLocked", "Cannot create an item in a locked collection")
    else:
        call.return_value(None)


def complete(dismissed):
    state["unlocked"] = not dismissed
    result = GLib.Variant("(bv)", (dismissed, GLib.Variant("ao", [] if dismissed else [ITEM])))
    bus.emit_signal(None, PROMPT, "org.freedesktop.Secret.Prompt", "Completed", result)
    return True


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
service, collection, prompt = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces
objects = {"": service, "/aliases/default": collection, "/prompt/p1": prompt}
for path, interface in objects.items():
    bus.register_object("/org/freedesktop/secrets" + path, interface, answer, lambda *_: GLib.Variant("ao", []), None)
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, complete, False)
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR2, complete, True)
Gio.bus_own_name_on_connection(bus, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.NONE, None, None)
GLib.MainLoop().run()
