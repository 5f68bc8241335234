# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A public integration from authorizing to revoking: a customer signs in with a real browser, which is sent back to the
program; the tokens are used, found again after a restart, refreshed and revoked.

    desktop /usr/bin/python3 signin.py PROGRAM PICTURES
"""

import json
import re
import socket

import customer
from browser import Chromium
from customer import kept, step
from visit import TREE_ITEM, run

CUSTOMER = "acme-inc"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def sign_in(visit):
    """Open browser, Allow, and the redirect is caught here."""
    customer.prepare(visit)
    app = customer.start(visit)
    customer.application(visit, "Acme")
    redirect = f"http://127.0.0.1:{free_port()}/fullstate"
    app.type_into("text", "Customer ID", CUSTOMER)
    app.type_into("text", "Redirect URL", redirect)
    step(visit, "customer")
    app.click("push button", "Open browser")
    address = visit.opener.opened()
    customer.check_address(visit, address, CUSTOMER, redirect)
    app.wait_text("Waiting for the browser")
    step(visit, "waiting")
    with Chromium(address) as browser:
        assert CUSTOMER in browser.wait_page("Practice tenant")
        browser.press("Allow")
        assert "Return to Fullstate" in browser.wait_page("Fullstate")
    app.wait_text(f"Customer {CUSTOMER} is signed in", wait=30)
    step(visit, "signed-in")
    assert visit.wire.grants() == ["authorization_code"], visit.wire.grants()


def save(visit):
    """What the tenant gave is in the keyring, and the connection is there."""
    customer.resource_sets_and_check(visit, CUSTOMER)
    given = json.loads(next(one for one in visit.wire.exchanges if one.path == "/oauth/token").answer)
    assert json.loads(kept("access-token"))["token"] == given["access_token"]
    assert json.loads(kept("refresh-token"))["current"] == given["refresh_token"]
    assert kept("client-secret").decode() == visit.public["public_client_secret"]
    customer.fill_tenant(visit)


def push(visit):
    """The customer is confirmed before the first push."""
    app = visit.app
    customer.fetch(visit)
    visit.table().edit(0, "displayName", "Ada Lovelace")
    app.menu("Resources", re.compile("^Review push"))
    app.wait_text("Changes 1", wait=20)
    app.click("check box", "It was the tenant of this customer")
    step(visit, "confirmed")
    app.click("push button", re.compile("^Push: change 1"))
    app.wait_text("Push verified", wait=30)
    step(visit, "push-verified")
    app.click("push button", "Close")
    app.wait_gone("table", "Plan")


def connection_page(visit):
    """What there is to know of the connection, on its page."""
    app = visit.app
    app.click(TREE_ITEM, re.compile("^Acme"))
    app.wait_for("push button", "Sign in again…")

    def fact(title):
        """The text beside a title: of two labels with that name the one that says more."""
        return next((label.description for label in app.all("label", title) if label.description), "")

    assert fact("Kind") == "Public integration", fact("Kind")
    assert fact("Region") == f"Custom ({visit.wire.url})", fact("Region")
    assert fact("Customer ID") == CUSTOMER, fact("Customer ID")
    assert fact("State").startswith("Works"), fact("State")
    customer.wait_until(lambda: fact("Client secret") == "In the keychain", lambda: fact("Client secret"))
    assert fact("Minted") and fact("Valid until"), (fact("Minted"), fact("Valid until"))
    sets = app.table("Resource sets")
    assert sets.rows == 1, sets.rows
    customer.wait_until(lambda: sets.text(0, "Outcome") == "Push verified", lambda: sets.text(0, "Outcome"))
    assert re.search(r"\d:\d\d", sets.text(0, "Last push")), sets.text(0, "Last push")
    step(visit, "connection-page")


def use_again(visit):
    """A restart takes the tokens from the keyring and asks for none."""
    visit.app.quit()
    customer.start(visit)
    before = len(visit.wire.exchanges)
    customer.fetch(visit)
    new = visit.wire.exchanges[before:]
    assert [(one.method, one.status) for one in new] == [("GET", 200)], [(one.method, one.path, one.status) for one in new]
    assert visit.wire.grants() == ["authorization_code"], visit.wire.grants()
    assert visit.table().text(0, "displayName") == "Ada Lovelace"


def refresh(visit):
    """The access token is ended elsewhere: a 401, a new pair of tokens, and the answer after all."""
    first = json.loads(kept("access-token"))["token"]
    spent = json.loads(kept("refresh-token"))["current"]
    status, _ = customer.refresh_elsewhere(visit, spent)
    assert status == 200 and customer.get_with(visit, first) == 401
    before = len(visit.wire.exchanges)
    customer.fetch(visit)
    customer.wait_until(lambda: len(visit.wire.exchanges) >= before + 3, lambda: "no refresh, or no fetch after it")
    new = visit.wire.exchanges[before:]
    assert [(one.method, one.status) for one in new] == [("GET", 401), ("POST", 200), ("GET", 200)], [(one.method, one.path, one.status) for one in new]
    assert visit.wire.grants() == ["authorization_code", "refresh_token"], visit.wire.grants()
    tokens = json.loads(kept("refresh-token"))
    assert tokens["current"] == json.loads(new[1].answer)["refresh_token"] and tokens["previous"] == spent
    step(visit, "refreshed")


def revoke(visit):
    """Removing the connection revokes: its tokens are dead, and the keyring holds nothing of it."""
    access = json.loads(kept("access-token"))["token"]
    spent = json.loads(kept("refresh-token"))["current"]
    assert customer.get_with(visit, access) == 200, "the token was dead before"
    customer.remove(visit, "Acme")
    assert customer.get_with(visit, access) == 401, "the access token is alive"
    status, answer = customer.refresh_elsewhere(visit, spent)
    assert (status, answer["error"]) == (400, "invalid_grant"), "the refresh token is alive"
    customer.wait_keyring_empty()
    step(visit, "revoked")


if __name__ == "__main__":
    run(__doc__, [sign_in, save, push, connection_page, use_again, refresh, revoke, customer.no_secret_anywhere])
