# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every resource type in its table and its Details, light and dark, and the edits that go beyond one cell.

    desktop /usr/bin/python3 tables.py PROGRAM PICTURES
"""

import os
import pathlib
import re
import subprocess

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


def sets_of(visit):
    tree = visit.app.find(re.compile("tree"), "Connections")
    return [node.name for node in visit.app.find_all(TREE_ITEM, within=tree)]


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


def light(visit):
    visit.start("--practice")
    visit.wait_rows(lambda rows: rows > 100)
    every_type(visit, "light")


def dark(visit):
    visit.app.quit()
    visit.start("--practice", env=dark_desktop())
    visit.wait_rows(lambda rows: rows > 0)
    every_type(visit, "dark")
    visit.app.quit()


if __name__ == "__main__":
    run(__doc__, [light, dark])
