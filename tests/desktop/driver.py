# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a desktop program the way its user does, through what a screen reader sees.

Run inside `desktop`, with the system's python3 (it needs pyatspi):

    desktop /usr/bin/python3 my_test.py

    from driver import App
    with App(["build/fullstate", "--workspace", tmp]) as app:
        app.click("button", "Add connection…")
        app.type_into("text", "Client ID", "vci_123")
        app.wait_for("label", "Connected")
        app.screenshot("setup.png")

Every widget is found by its accessible role and name, so what cannot be found here cannot be used
with a screen reader either. Clicks and keys are real X events.
"""

import itertools
import os
import re
import subprocess
import sys
import time

import pyatspi

WAIT = 10.0  # seconds a look-up waits before it fails


class NotFound(AssertionError):
    """No showing widget with that role and name appeared in time."""


def _states(node):
    try:
        return node.getState()
    except Exception:
        return None


def showing(node):
    states = _states(node)
    return bool(states) and states.contains(pyatspi.STATE_SHOWING)


def enabled(node):
    states = _states(node)
    return bool(states) and states.contains(pyatspi.STATE_ENABLED)


def checked(node):
    states = _states(node)
    return bool(states) and states.contains(pyatspi.STATE_CHECKED)


def text_of(node):
    """The text a widget shows: its editable text if it has one, else its name."""
    try:
        text = node.queryText()
        return text.getText(0, -1)
    except Exception:
        return node.name or ""


CELLS = {"table", "tree table", "tree", "list"}  # the children of these are cells, thousands of them


def children(node, most=400):
    try:
        count = min(node.childCount, most)
    except Exception:
        return
    for index in range(count):
        try:
            child = node[index]
        except Exception:
            continue
        if child is not None:
            yield child


def walk(node, depth=0, most_cells=400):
    """The node and all below it that shows. Each question is a round trip, so that nothing is asked below what is hidden."""
    try:
        if depth > 0 and not showing(node):
            return
        yield node, depth
        most = most_cells if node.getRoleName() in CELLS else 400
    except Exception:
        return
    for child in children(node, most):
        yield from walk(child, depth + 1, most_cells)


def may_be_cell(role):
    return role is None or any(matches(role, cell) for cell in ("table cell", "tree item", "list item"))


def matches(wanted, got):
    """wanted is a plain string (compared without mnemonics and surrounding space) or a compiled regex."""
    got = (got or "").replace("&", "").strip()
    return bool(wanted.search(got)) if isinstance(wanted, re.Pattern) else wanted.replace("&", "").strip() == got


def labels(node):
    """The names a widget answers to: its own, and that of the label beside it (Qt names a combo box by its text)."""
    names = [node.name or ""]
    if node.getRole() in (pyatspi.ROLE_COMBO_BOX, pyatspi.ROLE_SPIN_BUTTON, pyatspi.ROLE_TEXT, pyatspi.ROLE_ENTRY):
        try:
            for relation in node.getRelationSet():
                if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY:
                    names += [relation.getTarget(i).name or "" for i in range(relation.getNTargets())]
        except Exception:
            pass
    return names


class App:
    """One running program; used as a context manager it is ended on leaving."""

    def __init__(self, command, env=None, name=None, wait=20.0, stdout=None):
        self.process = subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=stdout, stderr=stdout)
        self.root = None
        deadline = time.time() + wait
        while time.time() < deadline and self.root is None:
            if self.process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended at once with status {self.process.returncode}")
            for candidate in children(pyatspi.Registry.getDesktop(0)):
                try:
                    if candidate.get_process_id() == self.process.pid or (name and candidate.name == name):
                        if candidate.childCount:
                            self.root = candidate
                except Exception:
                    continue
            time.sleep(0.05)
        if self.root is None:
            self.process.kill()
            raise NotFound(f"{command[0]} showed no window within {wait} s")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.quit()

    def quit(self, wait=5):
        """Asks the program to end, as a session's end does, and kills it if it does not."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(wait)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    # Looking

    def all(self, role=None, name=None, within=None):
        """What shows with that role and name, in the order of the tree, as it is asked for."""
        for node, _ in walk(within or self.root, most_cells=400 if may_be_cell(role) else 0):
            try:
                if (role is None or matches(role, node.getRoleName())) and (name is None or any(matches(name, n) for n in labels(node))):
                    yield node
            except Exception:
                continue

    def find(self, role=None, name=None, within=None, wait=WAIT, nth=0):
        deadline = time.time() + wait
        while True:
            found = next(itertools.islice(self.all(role, name, within), nth, None), None)
            if found:
                return found
            if time.time() > deadline:
                raise NotFound(f"no {role or 'widget'} named {name!r} within {wait} s; showing: {self.names()}")
            time.sleep(0.1)

    wait_for = find

    def appears(self, role=None, name=None, within=None, wait=3.0):
        """Whether it does; for what may take another try."""
        try:
            self.find(role, name, within, wait)
            return True
        except NotFound:
            return False

    def wait_gone(self, role=None, name=None, wait=WAIT):
        deadline = time.time() + wait
        while next(self.all(role, name), None):
            if time.time() > deadline:
                raise AssertionError(f"{role} {name!r} is still there after {wait} s")
            time.sleep(0.1)

    def wait_text(self, pattern, wait=WAIT, within=None):
        """Waits until some showing widget's name or text matches the regex, and returns the match."""
        regex = re.compile(pattern)
        deadline = time.time() + wait
        while True:
            for node, _ in itertools.chain(walk(within or self.root, most_cells=0), walk(within or self.root)):
                try:
                    found = regex.search(node.name or "") or regex.search(text_of(node)) or regex.search(node.description or "")
                except Exception:
                    continue
                if found:
                    return found
            if time.time() > deadline:
                raise NotFound(f"nothing says /{pattern}/ within {wait} s; showing: {self.names()}")
            time.sleep(0.1)

    def names(self, most=120):
        out = []
        for node, _ in walk(self.root):
            try:
                if (node.name or "").strip() and node.getRoleName() not in ("table cell",):
                    out.append(f"{node.getRoleName()} {node.name!r}")
            except Exception:
                continue
        return "; ".join(out[:most])

    def tree(self, file=sys.stdout):
        """Prints what a screen reader sees: role, name, text and states of all that shows."""
        for node, depth in walk(self.root, most_cells=60):
            try:
                text = text_of(node)
                extra = f" = {text!r}" if text and text != node.name else ""
                marks = ("" if enabled(node) else " (disabled)") + (" (checked)" if checked(node) else "")
                print("  " * depth + f"{node.getRoleName()} {node.name!r}{extra}{marks}", file=file)
            except Exception:
                continue

    # Acting

    def centre(self, node):
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return box.x + box.width // 2, box.y + box.height // 2

    def click(self, role=None, name=None, within=None, wait=WAIT, button=1, count=1, node=None, nth=0):
        node = node or self.find(role, name, within, wait, nth)
        deadline = time.time() + wait
        while not enabled(node):
            if time.time() > deadline:
                raise AssertionError(f"{role} {name!r} stays disabled")
            time.sleep(0.1)
        x, y = self.centre(node)
        xdo("mousemove", x, y, "click", "--repeat", count, "--delay", 60, button)
        time.sleep(0.15)
        return node

    def type_into(self, role, name, text, within=None, wait=WAIT, node=None):
        """Clicks the field, replaces what it holds, and types the text."""
        node = self.click(role, name, within, wait, node=node)
        self.keys("ctrl+a")
        if text:
            self.type(text)
        else:
            self.keys("Delete")
        time.sleep(0.1)
        return node

    def type(self, text):
        """Types the text; what the X keyboard has no keys for is pasted."""
        if text.isascii():
            xdo("type", "--delay", 1, "--", text)
        else:
            self.paste(text)

    def keys(self, *chords):
        for chord in chords:
            xdo("key", "--clearmodifiers", chord)
            time.sleep(0.05)

    def paste(self, text):
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True)
        self.keys("ctrl+v")

    def choose(self, role, name, item, within=None):
        """Opens a combo box and picks the item."""
        self.click(role, name, within)
        self.click(re.compile("list item|menu item"), item)

    def menu(self, *path):
        """Picks an entry of the menu bar, a level at a time."""
        self.click(re.compile("^menu item$|^menu$"), path[0])
        for entry in path[1:]:
            self.click(re.compile("menu item|^menu$|check menu item|radio menu item"), entry)

    def table(self, name, wait=WAIT):
        return Table(self, self.find(re.compile("^table$|^tree table$|^tree$"), name, wait=wait))

    def screenshot(self, path):
        time.sleep(0.3)
        subprocess.run(["import", "-window", "root", path], check=True)


class Table:
    """A table view, read and clicked by row and column."""

    def __init__(self, app, node):
        self.app, self.node, self.iface = app, node, node.queryTable()

    @property
    def rows(self):
        return self.iface.nRows

    @property
    def headers(self):
        return [self.iface.getColumnDescription(c) or self.header(c) for c in range(self.iface.nColumns)]

    def header(self, column):
        node = self.iface.getColumnHeader(column)
        return node.name if node else ""

    def cell(self, row, column):
        if isinstance(column, str):
            column = self.headers.index(column)
        return self.iface.getAccessibleAt(row, column)

    def text(self, row, column):
        return self.cell(row, column).name

    def edit(self, row, column, text):
        self.app.click(node=self.cell(row, column), count=2)
        self.app.keys("ctrl+a")
        self.app.type(text)
        self.app.keys("Return")


def xdo(*args):
    subprocess.run(["xdotool", *map(str, args)], check=True, stdout=subprocess.DEVNULL)
