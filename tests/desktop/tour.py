# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guided tour: the whole main job on a desktop with no screen, a picture of every step.

    desktop /usr/bin/python3 tour.py PROGRAM PICTURES

It is also the test of the main job: each step fails when the program does not show what it should. Everything is found by
the names a screen reader would read out, and done with real mouse and key events.
"""

import csv
import re
import subprocess
import time

from driver import enabled
from visit import TREE_ITEM, has_row, run


# The steps


def first_start(tour):
    """3, without an account: the first start offers the practice tenant."""
    app = tour.start()
    app.wait_for("push button", "Open the practice tenant")
    tour.picture("first-start")
    app.click("push button", "Open the practice tenant")
    rows = tour.wait_rows(lambda count: count > 100)
    assert 110 <= rows <= 130, f"the practice tenant shows {rows} resources"
    app.wait_for(re.compile("tree"), "Connections")
    app.wait_for(None, "Details")
    app.wait_text(r"\d+ deleted")  # tombstones are set aside and counted
    tour.picture("practice-tenant")


def edit(tour):
    """5: in place, with undo; removing and deactivating are two things."""
    app = tour.app
    table = tour.table()
    first = table.text(0, "uniqueId")
    before = table.text(0, "displayName")
    table.edit(0, "displayName", "Ada Lovelace")
    app.wait_text("Ada Lovelace")
    tour.picture("edited")
    app.menu("Edit", re.compile("^Undo"))
    _, row = tour.row_of(first)
    assert tour.table().text(row, "displayName") == before, "Undo did not take the edit back"
    app.menu("Edit", re.compile("^Redo"))
    _, row = tour.row_of(first)
    assert tour.table().text(row, "displayName") == "Ada Lovelace"

    removed = [table.text(row, "uniqueId") for row in (3, 4)]
    app.click(node=table.cell(3, "uniqueId"))
    app.keys("shift+Down")
    app.click("push button", "Remove resources")
    deactivated = table.text(6, "uniqueId")
    app.click(node=table.cell(6, "uniqueId"))
    app.menu("Edit", "Deactivate")
    _, row = tour.row_of(deactivated)
    assert tour.table().text(row, "status") == "DEACTIVATED"
    for unique_id in removed:
        tour.row_of(unique_id)  # stays visible until it is pushed
    tour.picture("removed-and-deactivated")
    tour.filter("lovelace")
    tour.wait_rows(1)
    tour.picture("filtered")
    tour.filter("")
    tour.wait_rows(lambda count: count > 100)
    tour.removed = removed
    tour.edited = first


def killed(tour):
    """9: killed at any moment, the draft is there on the next start."""
    time.sleep(1.0)  # "within a second"
    tour.kill()
    app = tour.start()
    app.click(TREE_ITEM, re.compile("^User accounts"))
    tour.wait_rows(lambda count: count > 100)
    _, row = tour.row_of(tour.edited)
    assert tour.table().text(row, "displayName") == "Ada Lovelace", "the draft is gone after the kill"
    tour.picture("after-the-kill")


HEADER = ["uniqueId", "displayName", "externalUrl", "fullName", "accountName", "email", "permissionLevel", "createdTimestamp",
          "status", "mfaEnabled", "mfaMethods", "authMethod", "shoeSize"]


def person(unique_id, name, level="BASE"):
    account = name.lower().replace(" ", ".")
    return [unique_id, name, f"https://directory.example.com/{account}", name, account, f"{account}@example.com", level,
            "2026-11-02T09:00:00Z", "ACTIVE", "true", "OTP", "SSO", "44"]


def import_csv(tour):
    """6: columns that no field has are named and left out; so is a bad row, with line, column and reason."""
    app = tour.app
    path = tour.folder / "people.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, person("new-1", "Grace Hopper"), person("new-2", "Alan Turing"),
                                    person("new-3", "Karen Jones", "SHERIFF")])
    app.menu("File", re.compile("^Import CSV"))
    app.type_into("text", "File", str(path))
    app.keys("Tab")
    app.wait_text("3 rows below the header")
    tour.picture("import-file")
    app.click("push button", re.compile("^Next"))
    app.wait_text("shoeSize")
    tour.picture("import-columns")
    app.click("push button", re.compile("^Next"))
    app.click("radio button", "Add and update")
    app.wait_text(r"Adds 2")
    tour.picture("import-rows")
    app.click("push button", re.compile("^Next"))
    app.wait_text("permissionLevel")
    app.click("check box", "Leave out the rows with problems")
    tour.picture("import-problems")
    app.click("push button", "Import")
    app.wait_text("2 added")
    tour.row_of("new-1")
    tour.picture("imported")


def export_csv(tour):
    """What the next push would send, as a file that imports again: with what was imported, without what was removed."""
    app = tour.app
    path = tour.folder / "exported.csv"
    app.menu("File", re.compile("^Export CSV"))
    app.wait_for(None, "Columns")
    tour.picture("export")
    app.click("push button", "Save…")
    app.wait_for("text", "File name:")
    app.keys("ctrl+a")
    app.type(str(path))
    app.keys("Return")
    app.wait_text(r"Exported \d+ resources")
    with open(path, newline="", encoding="utf-8-sig") as file:
        exported = {row["uniqueId"]: row for row in csv.DictReader(file)}
    assert exported["new-1"]["displayName"] == "Grace Hopper", exported.get("new-1")
    assert not exported.keys() & set(tour.removed), "a removed resource was exported"


def review_and_push(tour):
    """7 and 8: the plan, deletions first; then the push, checked."""
    app = tour.app
    app.menu("Resources", re.compile("^Review push"))
    app.wait_text("Deletes 2", wait=20)
    app.wait_text("Adds 2")
    app.wait_text("Changes 2")
    plan = tour.table("Plan")
    assert plan.text(0, "Action").startswith("Delete"), "deletions come first"
    shown = {plan.text(row, "uniqueId") for row in range(2)}
    assert shown == set(tour.removed), f"the plan deletes {shown}, not {tour.removed}"
    tour.picture("review")
    app.click("push button", re.compile("^Push: delete 2"))
    app.wait_text("Push verified", wait=30)
    tour.picture("push-verified")
    app.click("push button", "Close")
    app.wait_gone("table", "Plan")
    for unique_id in tour.removed:
        assert not has_row(tour, unique_id), f"{unique_id} is still in the table after the push"


def history(tour):
    """8: the receipt is kept, and can be opened."""
    app = tour.app
    app.menu("View", "History")
    table = app.table("History")
    assert table.rows == 1
    tour.picture("history")
    app.click(node=table.cell(0, 0), count=2)
    app.wait_text("Push verified")
    tour.picture("receipt")
    app.keys("Escape")


def guard(tour):
    """7: what looks like an accident is stopped, and every stop names its ways out; many deletions are typed."""
    app = tour.app
    table = tour.table()
    everybody = table.rows
    app.click(node=table.cell(0, "uniqueId"))
    app.keys("ctrl+a")
    app.click("push button", "Remove resources")
    app.menu("Resources", re.compile("^Review push"))
    app.wait_for("push button", "Delete anyway…", wait=20)
    app.wait_for("push button", "Back to the draft")
    tour.picture("stopped")
    app.click("push button", "Keep the missing resources")
    app.wait_text("Deletes 0", wait=20)
    app.keys("Escape")
    app.wait_gone("table", "Plan")
    app.wait_text("Nothing was pushed")
    tour.wait_rows(everybody)

    tour.filter("@")
    app.click(node=tour.table().cell(0, "uniqueId"))
    app.keys(*["shift+Down"] * 14)
    app.click("push button", "Remove resources")
    tour.filter("")
    app.menu("Resources", re.compile("^Review push"))
    app.wait_text("Type 15, the number of deletions", wait=20)
    push = app.find("push button", re.compile("^Push"))
    assert not enabled(push), "15 of 120 can be deleted without typing the number"
    app.type_into("text", "Deletions to confirm", "15")
    app.wait_text("Confirmed")
    assert enabled(push)
    tour.picture("deletions-typed")
    app.keys("Escape")
    app.wait_gone("table", "Plan")
    app.menu("Edit", re.compile("^Undo"))


def upload_evidence(tour):
    """Evidence: a file goes to a document of the tenant, and History keeps the link to it."""
    app = tour.app
    path = tour.folder / "access review.pdf"
    path.write_bytes(b"%PDF-1.4 " + bytes(3_000_000))
    app.menu("Resources", re.compile("^Upload evidence"))
    app.wait_text("self:write-document")  # said before it is asked for
    app.type_into("text", "Document ID", "access-reviews")
    app.type_into("text", "Description", "Third quarter")
    app.click("push button", "Add files…")
    tour.choose_file(path, "push button", "Upload 1 file")
    tour.picture("upload-evidence")
    app.click("push button", "Upload 1 file")
    app.wait_text("^Uploaded: A new revision", wait=20)
    tour.picture("evidence-uploaded")
    app.keys("Escape")
    app.menu("View", "Evidence uploads")
    uploads = app.table("Evidence uploads")
    assert uploads.rows == 1 and uploads.text(0, "Document ID") == "access-reviews"
    app.click(node=uploads.cell(0, 0))
    app.click("push button", "Copy link")
    link = subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, text=True, check=True).stdout
    assert "/evidence/" in link, link
    tour.picture("evidence-in-history")


def private_integration(tour):
    """3 and 4: a private integration, checked for real; its secret is in the keyring and in no file."""
    app = tour.app
    tenant = tour.serve_tenant("--no-rate-limit")
    app.menu("File", re.compile("^New connection"))
    app.click("radio button", "Private integration")
    tour.picture("wizard-kind")
    app.click("push button", re.compile("^Next"))
    app.type_into("text", "Name", "Acme")
    app.choose("combo box", "Region", "Custom")
    app.type_into("text", "API URL", tenant["api"])
    app.type_into("text", "Browser URL", tenant["app"])
    app.type_into("text", "Client ID", tenant["client_id"])
    app.type_into(re.compile("text|password text"), "Client secret", tenant["client_secret"])
    tour.picture("wizard-application")
    app.click("push button", re.compile("^Next"))
    app.table("Resource sets").edit(0, "Resource ID", tenant["resources"]["UserAccount"])
    tour.picture("wizard-resource-sets")
    app.click("push button", re.compile("^Next"))
    app.wait_text(r"The tenant holds 120 resources", wait=30)
    tour.picture("wizard-check")
    app.click("push button", "Finish")
    app.wait_gone("dialog", re.compile("^New connection"), wait=20)
    app.click(TREE_ITEM, re.compile("^User accounts"), nth=0)
    app.menu("Resources", "Fetch")
    tour.wait_rows(lambda count: count > 100)
    tour.picture("private-integration")
    listing = subprocess.run(["secret-tool", "search", "--all", "xdg:schema", "org.qt.keychain"], capture_output=True, text=True)
    assert "fullstate" in listing.stdout + listing.stderr, "nothing of fullstate is in the keyring"
    no_secret_in_files(tour, tenant["client_secret"])


def no_secret_in_files(tour, secret):
    for path in tour.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert secret.encode() not in data and secret.encode("utf-16-le") not in data, f"the client secret is in {path}"


if __name__ == "__main__":
    run(__doc__, [first_start, edit, killed, import_csv, export_csv, review_and_push, history, guard, upload_evidence, private_integration])
