# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Working across customers: connections come in from a file, what is missing is asked for, and one draft goes to several at once.

    desktop /usr/bin/python3 several.py PROGRAM PICTURES

The tenant keeps its budgets here, as no other desktop test has it.
"""

import http.client
import json
import re
import urllib.parse

import customer
from browser import Opener, visit_and_press
from driver import enabled
from signin import free_port
from visit import TREE_ITEM, run
from wire import Wire

SIGNED_IN = ["Acme", "Globex", "Initech"]  # Umbrella never is
FAILED = "Push failed: nothing was changed"


def source_id(name):
    return name.lower() + "-inc"


def person(number):
    return {"uniqueId": f"person-{number:02d}", "displayName": f"Person {number}", "externalUrl": "https://directory.example.com/",
            "fullName": f"Person {number}", "accountName": f"p{number}", "email": f"p{number}@example.com", "permissionLevel": "BASE",
            "status": "ACTIVE", "createdTimestamp": "2026-11-02T09:00:00Z", "mfaEnabled": True, "mfaMethods": ["OTP"], "authMethod": "SSO"}


# What each holds before: Globex has one person that Acme does not have, Initech five.
HELD = {"Acme": 20, "Globex": 21, "Initech": 25}


def token(visit, name):
    """The access token of a customer, as it was given to the program."""
    given = [one for one in list(visit.wire.exchanges)
             if one.path == "/oauth/token" and one.status == 200 and json.loads(one.body).get("source_id") == source_id(name)]
    return json.loads(given[-1].answer)["access_token"]


def ask(visit, name, method, body=None):
    path = "/v1/resources/user_account"
    if method == "GET":
        path += "?resourceId=" + visit.public["resources"]["UserAccount"]
    return customer.ask(visit, method, path, body, token=token(visit, name))


def pushes(visit):
    """The customers that a PUT of the program has reached, in order."""
    names = {"Bearer " + token(visit, name): name for name in SIGNED_IN}
    return [names[one.headers["Authorization"]] for one in list(visit.wire.exchanges) if one.method == "PUT"]


def open_set(visit, name):
    """The one resource set of that connection."""
    tree = visit.app.find(re.compile("tree"), "Connections")
    visit.app.click(TREE_ITEM, re.compile("^User accounts"), within=tree, nth=[*SIGNED_IN, "Umbrella"].index(name))


# The steps


def bring_in(visit):
    """A colleague's file of connections; it holds no secret, so the first use asks for the one of the application."""
    visit.public = visit.serve_tenant()
    visit.wire = Wire(visit.public["api"])
    visit.opener = Opener()
    visit.endings += [visit.wire.end, visit.opener.end]
    redirect = f"http://127.0.0.1:{free_port()}/fullstate"
    path = visit.folder / "customers.json"
    path.write_text(json.dumps({"fullstateConnections": 1, "connections": [
        {"name": name, "kind": "public", "region": "custom", "apiUrl": visit.wire.url, "browserUrl": visit.wire.url,
         "clientId": visit.public["public_client_id"], "customerId": source_id(name), "redirectUrl": redirect,
         "resourceSets": [{"type": "UserAccount", "resourceId": visit.public["resources"]["UserAccount"]}]}
        for name in [*SIGNED_IN, "Umbrella"]]}))
    app = visit.start(env=visit.opener.environment)
    app.menu("File", re.compile("^Import connections"))
    visit.choose_file(path, "push button", "Import")
    visit.picture("import-connections")
    app.click("push button", "Import")
    app.wait_text("Imported 4 connections")
    open_set(visit, "Acme")
    app.menu("Resources", "Fetch")
    app.wait_for("check box", re.compile("^For the 3 other connections"))
    app.type_into(re.compile("text|password text"), "Client secret", visit.public["public_client_secret"])
    visit.picture("client-secret-asked-for")
    app.click("push button", "Keep")
    app.wait_gone("push button", "Keep")


def sign_in(visit):
    app = visit.app
    for name in SIGNED_IN:
        app.click(TREE_ITEM, re.compile(f"^{name}"))
        app.click("push button", "Sign in again…")
        app.click("push button", "Open browser")
        back = urllib.parse.urlsplit(visit_and_press(visit.opener.opened(), "allow"))
        browser = http.client.HTTPConnection(back.hostname, back.port, timeout=20)
        browser.request("GET", f"{back.path}?{back.query}")
        assert browser.getresponse().status == 200
        browser.close()
        app.wait_text(f"Customer {source_id(name)} of {name} is signed in")
    visit.picture("signed-in")
    assert visit.wire.grants() == ["authorization_code"] * 3, visit.wire.grants()
    for name, count in HELD.items():
        answer = ask(visit, name, "PUT", {"resourceId": visit.public["resources"]["UserAccount"],
                                          "resources": [person(number) for number in range(count)]})
        assert answer == (200, {"success": True}), answer


def open_draft(visit):
    """Acme's resource set, with one edit."""
    app = visit.app
    open_set(visit, "Acme")
    app.menu("Resources", "Fetch")
    visit.wait_rows(HELD["Acme"])
    visit.table().edit(0, "displayName", "Ada Lovelace")


def open_review(visit, rule, *left_out):
    app = visit.app
    app.menu("Resources", re.compile("^Push to several"))
    app.click("radio button", rule)
    app.click("push button", "All")
    table = visit.table("Customers")
    for name in left_out:
        app.click(node=table.cell([table.text(row, 0) for row in range(table.rows)].index(name), 0))
        app.keys("space")
    app.wait_text(f"{4 - len(left_out)} of 4 chosen")
    visit.picture("choose-customers")
    app.click("push button", "Review")
    app.wait_gone("push button", "Review")
    return visit.table("Customers")


def state(table, row):
    return table.text(row, "State")


def wait_states(visit, table, expected, wait=30.0):
    """Each row's state begins like this."""
    customer.wait_until(lambda: all(re.match(one, state(table, row)) for row, one in enumerate(expected)),
                        lambda: f"the states are {[state(table, row) for row in range(table.rows)]}", wait)


def counts(table, row):
    return {name: table.text(row, name) for name in ("Deletes", "Changes", "Adds", "Unchanged")}


def review(visit):
    """A plan for each, and a question for each that needs one: whose tenant it is, and what is deleted there."""
    app = visit.app
    table = open_review(visit, "Replace everything")
    wait_states(visit, table, ["To be confirmed: the customer", "To be confirmed: its deletions", "To be confirmed: its deletions",
                               "Not reviewed: .*Sign in again"])
    assert counts(table, 0) == {"Deletes": "0", "Changes": "1", "Adds": "0", "Unchanged": "19"}, counts(table, 0)
    assert counts(table, 1) == {"Deletes": "1", "Changes": "1", "Adds": "0", "Unchanged": "19"}, counts(table, 1)
    assert counts(table, 2) == {"Deletes": "5", "Changes": "1", "Adds": "0", "Unchanged": "19"}, counts(table, 2)
    assert not enabled(app.find("push button", "Push")), "nobody has confirmed anything"

    visit.picture("review-to-be-confirmed")
    app.click("check box", "It was the tenant of this customer")
    app.wait_for("push button", "Push to 1 customer: change 1")
    app.click(node=table.cell(1, 0))
    app.wait_text("Person 20")
    app.click("check box", "It was the tenant of this customer")
    app.wait_for("push button", "Push to 1 customer: change 1")
    app.click("check box", "Delete the 1 resource named above at Globex")
    visit.picture("review-deletion-confirmed")
    app.wait_for("push button", "Push to 2 customers: delete 1, change 2")
    app.click(node=table.cell(2, 0))
    app.wait_text("Person 24")
    app.click("check box", "It was the tenant of this customer")
    app.type_into("text", "Deletions to confirm", "5")
    app.wait_for("push button", "Push to 3 customers: delete 6, change 3")
    visit.picture("review-deletions-typed")
    wait_states(visit, table, ["Ready", "Ready", "Ready", "Not reviewed"], wait=0)


def push(visit):
    """Initech has just ended the access: that stops none of the others."""
    app = visit.app
    table = visit.table("Customers")
    status, _ = customer.ask(visit, "POST", "/v1/oauth/token/suspend", {
        "client_id": visit.public["public_client_id"], "client_secret": visit.public["public_client_secret"], "token": token(visit, "Initech")})
    assert status == 200
    app.click("push button", re.compile("^Push to 3 customers"))
    wait_states(visit, table, ["Push verified", "Push verified", FAILED, "Not reviewed"])
    app.wait_text("sign in")
    visit.picture("pushed")
    assert sorted(pushes(visit)) == ["Acme", "Globex"], pushes(visit)
    _, held = ask(visit, "Globex", "GET")
    names = {one["uniqueId"]: one["displayName"] for one in held["resources"] if not one["deletedAt"]}
    assert len(names) == 20 and names["person-00"] == "Ada Lovelace", names
    app.keys("Escape")
    app.wait_gone("table", "Customers")
    app.wait_text(f"{FAILED}: Initech")
    app.wait_text("Push verified: Acme, Globex")


def wait_and_cancel(visit):
    """Somebody else has used up the customers' minute: the next push waits, and says so, until it is cancelled."""
    app = visit.app
    visit.table().edit(1, "displayName", "Alan Turing")
    table = open_review(visit, "Add and update", "Initech", "Umbrella")
    app.wait_for("push button", "Push to 2 customers: change 2", wait=30)  # confirmed once, and nothing is deleted
    for name in ("Acme", "Globex"):
        assert any(ask(visit, name, "GET")[0] == 429 for _ in range(21)), "the tenant keeps no budget"
    app.click("push button", re.compile("^Push to 2 customers"))
    wait_states(visit, table, [".*limited number of requests a minute"] * 2)
    app.wait_text("Pushing: 2 under way, 0 done")
    visit.picture("waiting")
    app.keys("Escape")
    app.wait_text("The pushes are under way. Wait for their outcome, or press “Cancel”")
    app.click("push button", "Cancel")
    wait_states(visit, table, [FAILED] * 2)
    visit.picture("cancelled")
    assert len(pushes(visit)) == 2, "something was sent after all"
    app.click("push button", "Close")
    app.wait_gone("table", "Customers")


def receipts(visit):
    """Each has its own, in its own History."""
    app = visit.app
    app.menu("View", "History")
    for name, outcomes in [("Acme", [FAILED, "Push verified"]), ("Globex", [FAILED, "Push verified"]), ("Initech", [FAILED]), ("Umbrella", [])]:
        open_set(visit, name)
        customer.wait_until(
            lambda: [visit.table("History").text(row, "Outcome") for row in range(visit.table("History").rows)] == outcomes,
            lambda: f"the History of {name} has {visit.table('History').rows} rows")
        visit.picture("history-" + name.lower())


if __name__ == "__main__":
    run(__doc__, [bring_in, sign_in, open_draft, review, push, wait_and_cancel, receipts])
