# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every resource type in its table and its Details, light and dark, and the edits that go beyond one cell.

    desktop /usr/bin/python3 tables.py PROGRAM PICTURES
"""

import json
import os
import pathlib
import re

from driver import xdo
from visit import TREE_ITEM, run

# What a KDE desktop with a dark colour scheme tells every Qt program (Breeze Dark's colours).
DARK = """[Colors:Window]
BackgroundNormal=42,46,50
ForegroundNormal=252,252,252
[Colors:View]
BackgroundNormal=27,30,32
BackgroundAlternate=35,38,41
ForegroundNormal=252,252,252
ForegroundLink=29,153,243
ForegroundVisited=155,89,182
[Colors:Button]
BackgroundNormal=49,54,59
ForegroundNormal=252,252,252
[Colors:Selection]
BackgroundNormal=61,174,233
ForegroundNormal=252,252,252
[Colors:Tooltip]
BackgroundNormal=49,54,59
ForegroundNormal=252,252,252
[KDE]
widgetStyle=fusion
"""

TYPES = ["User accounts", "API endpoint vulnerabilities", "Background checks", "Custom resources", "macOS computers",
         "Package vulnerabilities", "Secrets", "Security tasks", "Static analysis findings",
         "Security trainings", "Vulnerable components", "Windows computers", "Databases"]


def dark_desktop():
    config = pathlib.Path(os.environ["XDG_CONFIG_HOME"])
    config.mkdir(parents=True, exist_ok=True)
    (config / "kdeglobals").write_text(DARK)
    return {"QT_QPA_PLATFORMTHEME": "kde", "KDE_SESSION_VERSION": "5"}


def show(visit, title):
    visit.app.click(TREE_ITEM, re.compile("^" + re.escape(title)), within=visit.app.find(re.compile("tree"), "Connections"))
    visit.wait_rows(lambda rows: rows > 0)


def every_type(visit, theme):
    for title in TYPES:
        show(visit, title)
        table = visit.table()
        visit.app.click(node=table.cell(0, 0))
        visit.app.wait_for(None, "Details")
        visit.picture(f"{theme}-{title.lower().replace(' ', '-')}")


def open_large(visit, **options):
    """In a window that has room for all of Details."""
    visit.start("--practice", **options)
    visit.wait_rows(lambda rows: rows > 0)
    xdo("getactivewindow", "windowmove", 0, 0, "windowsize", 1590, 1180)


def texts(table, column, rows):
    return [table.text(row, column) for row in rows]


def paste(visit):
    """A block from a spreadsheet, with quotes and a line break; what does not fit is added, not clipped."""
    open_large(visit)
    show(visit, "User accounts")
    app, table = visit.app, visit.table()
    before = texts(table, "displayName", range(2))
    app.click(node=table.cell(0, "displayName"))
    app.paste('Ada "Countess" Lovelace\thttps://directory.example.com/ada\n"Grace\nHopper"\thttps://directory.example.com/grace\n')
    app.wait_text("Pasted 2 × 2 cells")
    assert texts(table, "externalUrl", range(2)) == ["https://directory.example.com/ada", "https://directory.example.com/grace"]
    assert table.text(0, "displayName") == 'Ada "Countess" Lovelace'
    assert table.text(1, "displayName") == "Grace\nHopper", repr(table.text(1, "displayName"))
    visit.picture("pasted")
    app.menu("Edit", re.compile("^Undo"))
    assert texts(table, "displayName", range(2)) == before, "Undo did not take the whole block back"

    rows = table.rows
    app.click(node=table.cell(0, "uniqueId"))
    app.keys("ctrl+End", "Home")
    app.paste("last-1\nlast-2\nlast-3\n")
    app.wait_text("Added 2 resources")
    visit.wait_rows(rows + 2)
    app.menu("Edit", re.compile("^Undo"))
    visit.wait_rows(rows)


def filter_row(visit):
    """A condition for each column; what is hidden is said, and pushed all the same."""
    app = visit.app
    everybody = visit.table().rows
    app.keys("ctrl+Home", *["Right"] * visit.table().headers.index("status"))  # out of sight till then; uniqueId stays
    app.type_into("text", "Filter status", "=deactivated")
    visit.wait_rows(3)
    app.wait_text(f"{everybody - 3} hidden")
    app.type_into("text", "Filter uniqueId", "zzzz")
    visit.wait_rows(0)
    app.keys("Escape")
    visit.wait_rows(3)
    visit.picture("filter-row")
    app.type_into("text", "Filter status", "<")
    app.wait_text("Not understood|status")
    app.keys("Escape")
    visit.wait_rows(everybody)


def replace(visit):
    """What would change is shown and counted first; one step of undo takes it back."""
    app, table = visit.app, visit.table()
    before = texts(table, "externalUrl", range(3))
    app.click(node=table.cell(0, "uniqueId"))
    app.keys("ctrl+Home", *["Right"] * table.headers.index("externalUrl"))
    app.menu("Edit", re.compile("^Replace"))
    app.type_into("text", "Find", "northwind")
    app.type_into("text", "Replace with", "southwind")
    app.wait_text("240 cells would change")
    visit.picture("replace")
    app.click("push button", "Replace 240 cells")
    app.wait_text("Nothing that would change")
    app.click("push button", "Close")
    assert texts(table, "externalUrl", range(3)) == [text.replace("northwind", "southwind") for text in before]
    app.menu("Edit", re.compile("^Undo"))
    assert texts(table, "externalUrl", range(3)) == before, "Undo did not take the replacement back"


def nested(visit):
    """Objects and lists of objects in Details: a tree of forms."""
    app = visit.app
    show(visit, "macOS computers")
    table = visit.table()
    app.click(node=table.cell(0, "uniqueId"))
    app.click("push button", "Add to applications")
    count = len(json.loads(table.text(0, "applications")))
    app.type_into("text", f"applications[{count - 1}].name", "Bitwarden")
    app.keys("Tab")
    app.wait_text("Bitwarden")
    assert json.loads(table.text(0, "applications"))[-1] == {"name": "Bitwarden"}, "nothing else is filled in"
    visit.picture("nested")
    app.click("push button", f"Remove applications[{count - 1}]")
    assert len(json.loads(table.text(0, "applications"))) == count - 1
    visit.picture("nested-removed")


def light(visit):
    every_type(visit, "light")


def dark(visit):
    visit.app.quit()
    open_large(visit, env=dark_desktop())
    every_type(visit, "dark")
    visit.app.quit()


if __name__ == "__main__":
    run(__doc__, [paste, filter_row, replace, nested, light, dark])
