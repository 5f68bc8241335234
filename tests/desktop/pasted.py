# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A public integration whose redirect URL leads to a server of somebody else: the address that the browser ends on is pasted.

    desktop /usr/bin/python3 pasted.py PROGRAM PICTURES
"""

import json
import re
import subprocess

import customer
from browser import visit_and_press
from customer import step
from driver import text_of
from visit import run

CUSTOMER = "northwind"
REDIRECT = "https://example.invalid/callback?x=1"


def paste(visit, address):
    visit.app.click("text", "Pasted address")
    visit.app.keys("ctrl+a")
    visit.app.paste(address)


def refused(visit):
    """The customer says no: in words, and what it was told is not taken a second time."""
    customer.prepare(visit)
    app = customer.start(visit)
    customer.application(visit, "Northwind")
    app.type_into("text", "Customer ID", CUSTOMER)
    app.type_into("text", "Redirect URL", REDIRECT)
    app.click("push button", "Open browser")
    address = visit.opener.opened()
    customer.check_address(visit, address, CUSTOMER, REDIRECT)
    app.wait_text("paste it here at once")
    visit.denied = visit_and_press(address, "deny")
    paste(visit, visit.denied)
    app.wait_text("has not allowed the access")
    step(visit, "refused")
    assert visit.wire.grants() == []


def signed_in(visit):
    """Begun again, with the address copied; an answer to the first try is none to the second."""
    app = visit.app
    app.click("push button", "Begin again")
    opened = visit.opener.opened()
    app.wait_text("paste it here at once")
    app.click("push button", "Copy address")
    app.wait_text("The address is copied")
    copied = subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, text=True, check=True).stdout
    assert copied == opened
    customer.check_address(visit, copied, CUSTOMER, REDIRECT)

    paste(visit, visit.denied)
    app.wait_text("belongs to another sign-in")
    answer = visit_and_press(copied, "allow")
    assert answer.startswith(REDIRECT + "&")
    step(visit, "another-sign-in")
    paste(visit, answer.replace("https://example.invalid/", "https://example.invalid/elsewhere/"))
    app.wait_text("This is not where the browser was sent back to")
    paste(visit, answer)
    app.wait_text(f"Customer {CUSTOMER} is signed in", wait=30)
    step(visit, "signed-in")
    assert text_of(app.find("text", "Pasted address")) == "", "the code is still to be read"
    assert visit.wire.grants() == ["authorization_code"], visit.wire.grants()


def used(visit):
    customer.resource_sets_and_check(visit, CUSTOMER)
    customer.fill_tenant(visit)
    customer.fetch(visit)
    step(visit, "fetched")


def refreshed_and_removed(visit):
    status, _ = customer.refresh_elsewhere(visit, json.loads(customer.kept("refresh-token"))["current"])
    assert status == 200
    customer.fetch(visit)
    customer.wait_until(lambda: visit.wire.grants() == ["authorization_code", "refresh_token"], lambda: f"{visit.wire.grants()}")
    customer.remove(visit, "Northwind")
    customer.wait_keyring_empty()


if __name__ == "__main__":
    run(__doc__, [refused, signed_in, used, refreshed_and_removed, customer.no_secret_anywhere])
