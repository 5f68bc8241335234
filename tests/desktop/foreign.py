# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file from somewhere else: semicolons, Latin-1, foreign column names and words; mapped, imported, pushed, and remembered.

    desktop /usr/bin/python3 foreign.py PROGRAM PICTURES
"""

import re

from driver import Table, xdo
from visit import run

HEADER = "Kennung;Vollständiger Name;E-Mail-Adresse;Benutzername;Rolle;Zustand;Angelegt am;MFA;Profil;Anmeldung;Abteilung"


def person(number, first, last, state="aktiv", created="3/4/2026", role="Benutzer"):
    account = f"{first}.{last}".lower()
    return (f"de-{number};{last}, {first};{account}@example.de;{account};{role};{state};{created};ja;"
            f"https://verzeichnis.example.de/{number};SAML;Köln")


def write(visit, name, *people):
    path = visit.folder / name
    path.write_bytes(("\r\n".join([HEADER, *people]) + "\r\n").encode("latin-1"))
    return path


def begin(visit, path):
    app = visit.app
    app.menu("File", re.compile("^Import CSV"))
    app.type_into("text", "File", str(path))
    app.keys("Tab")
    app.wait_text("rows below the header")


def change(visit, column):
    app = visit.app
    table = app.table("Columns")
    row = next(row for row in range(table.rows) if table.text(row, 0).startswith(column))
    app.click(node=table.cell(row, 0))
    app.click("push button", "Change…")
    return app.wait_for("table", "Values")


def import_foreign(visit):
    visit.start("--practice")
    visit.wait_rows(lambda rows: rows > 100)
    xdo("getactivewindow", "windowmove", 0, 0, "windowsize", 1270, 950)
    app = visit.app
    path = write(visit, "benutzer.csv", person(1, "Jürgen", "Groß"), person(2, "Zoë", "Weiß", "ausgeschieden"),
                 person(3, "Änne", "Müller", "ruhend"), person(4, "Uwe", "Ström", created="irgendwann"))
    begin(visit, path)
    visit.picture("file")
    app.click("push button", re.compile("^Next"))
    app.wait_text("could be read in two ways")
    visit.picture("columns")
    change(visit, "Angelegt am")
    app.choose("combo box", "Dates", "day first: 31/12/2026")
    app.wait_text("2026-04-03T00:00:00Z")
    visit.picture("dates")
    app.click("push button", "OK")
    change(visit, "Zustand")
    values = app.table("Values")
    row = next(row for row in range(values.rows) if values.text(row, 0) == "ruhend")
    values.edit(row, 2, "DEACTIVATED")
    app.wait_text("DEACTIVATED")
    visit.picture("values")
    app.click("push button", "OK")
    change(visit, "Vollständiger Name")
    app.choose("combo box", "Take", "the last part")
    app.type_into("text", "Split at", ",")
    app.wait_text("Goes in as: Jürgen")
    visit.picture("part")
    app.click("push button", "Cancel", within=app.find("dialog", re.compile("^Change")))
    columns = app.table("Columns")
    columns.edit(next(row for row in range(columns.rows) if columns.text(row, 0) == "Anmeldung"), "Field", "authMethod")
    app.wait_text("Left out: Abteilung")
    app.click("push button", "Add field…")
    app.type_into("combo box", "Field", "displayName")
    app.keys("Tab")
    app.choose("combo box", "Column", "Vollständiger Name")
    app.wait_text("Goes in as: Groß, Jürgen")
    app.click("push button", "OK")
    app.click("push button", "Add field…")
    app.type_into("combo box", "Field", "mfaMethods")
    app.keys("Tab")
    app.type_into("text", "Fixed value", "OTP")
    app.click("push button", "OK")
    visit.picture("columns-chosen")
    app.click("push button", re.compile("^Next"))
    app.click("radio button", "Add and update")
    app.wait_text("Adds 3")
    visit.picture("rows")
    app.click("push button", re.compile("^Next"))
    app.wait_text("irgendwann")
    visit.picture("problems")
    wizard = app.find(re.compile("dialog|frame"), re.compile("^Import CSV into"))
    problems = Table(app, app.find("table", "Problems", within=wizard))
    problems.edit(0, "Cell", "4.5.2026")
    app.wait_text("Every row can go in")
    visit.picture("mended")
    app.click("push button", "Import")
    app.wait_text("4 added")
    _, row = visit.row_of("de-3")
    table = visit.table()
    assert table.text(row, "fullName") == "Müller, Änne", table.text(row, "fullName")
    assert table.text(row, "status") == "DEACTIVATED", table.text(row, "status")
    visit.picture("imported")


def push(visit):
    app = visit.app
    app.menu("Resources", re.compile("^Review push"))
    app.wait_text("Adds 4", wait=20)
    app.click("push button", re.compile("^Push: add 4"))
    app.wait_text("Push verified", wait=30)
    app.click("push button", "Close")
    app.wait_gone("table", "Plan")


def remembered(visit):
    app = visit.app
    begin(visit, write(visit, "benutzer-neu.csv", person(5, "Käthe", "Vogt", "ruhend")))
    app.click("push button", re.compile("^Next"))
    app.wait_text("went in like this the last time")
    visit.picture("remembered")
    app.click("push button", re.compile("^Next"))
    app.click("radio button", "Add and update")
    app.wait_text("Adds 1")
    app.click("push button", re.compile("^Next"))
    app.click("push button", "Import")
    app.wait_text("1 added")
    _, row = visit.row_of("de-5")
    assert visit.table().text(row, "status") == "DEACTIVATED"
    assert visit.table().text(row, "createdTimestamp").startswith("2026-04-03"), visit.table().text(row, "createdTimestamp")


def partial(visit):
    """Everybody of one domain, with Replace everything: said, and the way out taken."""
    app = visit.app
    begin(visit, write(visit, "teil.csv", *(person(number, f"Anna{number}", "Sommer") for number in range(10, 20))))
    app.click("push button", re.compile("^Next"))
    app.click("push button", re.compile("^Next"))
    app.click("radio button", "Replace everything")
    app.wait_text("may be only a part")
    visit.picture("partial")
    app.click("push button", "Add and update instead")
    app.wait_text("Adds 10")
    app.click("push button", "Cancel")
    app.quit()


if __name__ == "__main__":
    run(__doc__, [import_foreign, push, remembered, partial])
