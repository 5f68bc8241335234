# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of a public integration share: its tenant, the wizard around the sign-in, its keyring, and the search for
the secrets that were used."""

import base64
import http.client
import json
import os
import pathlib
import re
import resource
import subprocess
import time
import urllib.parse

import leaks
from browser import Opener
from driver import text_of
from visit import TREE_ITEM
from wire import Wire

PEOPLE = ["Grace Hopper", "Alan Turing"]
EVERY_SECRET = {"client secret", "code", "verifier", "state", "access token", "refresh token"}


def prepare(visit):
    """Somebody's public application, and a system whose browser is the test's."""
    visit.public = visit.serve_tenant("--no-rate-limit")
    visit.wire = Wire(visit.public["api"])
    visit.opener = Opener()
    visit.endings += [visit.wire.end, visit.opener.end]
    visit.witness = leaks.Witness()
    visit.said = visit.folder / "said.txt"
    (visit.folder / "tmp").mkdir()
    # Core dumps wherever the system allows them: it is the program that has to do without.
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def start(visit):
    environment = {**visit.opener.environment, "TMPDIR": str(visit.folder / "tmp"),
                   "ASAN_OPTIONS": "disable_coredump=0"}  # the sanitizer would do it in place of the program
    with open(visit.said, "ab") as said:
        return visit.start(env=environment, stdout=said)


def step(visit, name):
    visit.picture(name)
    visit.witness.look(visit.app.process)


def wait_until(condition, otherwise, wait=20.0):
    deadline = time.time() + wait
    while not condition():
        assert time.time() < deadline, otherwise()
        time.sleep(0.1)


# The wizard


def application(visit, name):
    app = visit.app
    app.menu("File", re.compile("^New connection"))
    app.click("radio button", "Public integration")
    app.click("push button", re.compile("^Next"))
    app.type_into("text", "Name", name)
    app.choose("combo box", "Region", "Custom")
    app.type_into("text", "API URL", visit.wire.url)
    app.type_into("text", "Browser URL", visit.wire.url)
    app.type_into("text", "Client ID", visit.public["public_client_id"])
    app.type_into(re.compile("text|password text"), "Client secret", visit.public["public_client_secret"])
    step(visit, "application")
    app.click("push button", re.compile("^Next"))


def check_address(visit, address, customer, redirect):
    """What the browser is to open, part for part."""
    parts = urllib.parse.urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == visit.wire.url + "/oauth/authorize", address
    query = urllib.parse.parse_qs(parts.query, strict_parsing=True)
    assert len(query.pop("state")[0]) == 43, "the state has not 256 bits"
    assert len(query.pop("code_challenge")[0]) == 43
    assert query == {
        "client_id": [visit.public["public_client_id"]], "source_id": [customer], "redirect_uri": [redirect],
        "response_type": ["code"], "code_challenge_method": ["S256"],
        "scope": ["connectors.self:read-resource connectors.self:write-resource"]}, query


def resource_sets_and_check(visit, customer):
    app = visit.app
    app.click("push button", re.compile("^Next"))
    app.table("Resource sets").edit(0, "Resource ID", visit.public["resources"]["UserAccount"])
    app.click("push button", re.compile("^Next"))
    app.wait_text(f"The connection to customer {customer} works", wait=30)
    step(visit, "check")
    app.click("push button", "Finish")
    app.wait_gone("dialog", re.compile("^New connection"), wait=20)


def fetch(visit):
    visit.app.click(TREE_ITEM, re.compile("^User accounts"), nth=0)
    visit.app.menu("Resources", "Fetch")
    visit.wait_rows(len(PEOPLE))


def remove(visit, name):
    """And revoke, as the box in the question is checked to begin with."""
    app = visit.app
    app.click(TREE_ITEM, re.compile("^" + re.escape(name)))
    app.keys("Delete")
    app.wait_for("check box", re.compile("^Revoke its tokens"))
    step(visit, "remove")
    app.click("push button", "Remove connection")
    app.wait_text(f"{name} was removed, and its tokens were revoked", wait=20)


# The keyring


def keyring():
    """What it holds of the program: name and what it is, unpacked."""
    listing = subprocess.run(["secret-tool", "search", "--all", "--unlock", "server", "fullstate"], capture_output=True, text=True)
    items = {}
    for name in re.findall("^attribute.user = (.*)$", listing.stdout + listing.stderr, re.MULTILINE):
        looked_up = subprocess.run(["secret-tool", "lookup", "server", "fullstate", "user", name], capture_output=True, text=True, check=True)
        items[name] = base64.b64decode(looked_up.stdout)[8:-8]  # between head and checksum (keychainframe.h)
    return items


def wait_keyring_empty():
    """But for the item that tells a locked keyring from an empty one, and holds no secret."""
    wait_until(lambda: all("holds no secret" in name for name in keyring()), lambda: f"the keyring still has {list(keyring())}")


def kept(kind):
    """The one item of a kind."""
    found = [value for name, value in keyring().items() if name.endswith("/" + kind)]
    assert len(found) == 1, f"{len(found)} items are called {kind}"
    return found[0]


# The tenant, asked by somebody else


def ask(visit, method, path, body=None, token=None):
    parts = urllib.parse.urlsplit(visit.public["api"])
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    connection.request(method, path, json.dumps(body) if body else None, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text)


def refresh_elsewhere(visit, refresh_token):
    """Another program that has the customer's refresh token too: the access token of ours ends with that."""
    return ask(visit, "POST", "/oauth/token", {
        "grant_type": "refresh_token", "client_id": visit.public["public_client_id"],
        "client_secret": visit.public["public_client_secret"], "refresh_token": refresh_token})


def fill_tenant(visit):
    """What an earlier push has left in the customer's tenant."""
    people = [{"uniqueId": f"person-{number}", "displayName": name, "externalUrl": "https://directory.example.com/", "fullName": name,
               "accountName": name.lower(), "email": f"person{number}@example.com", "permissionLevel": "BASE", "status": "ACTIVE",
               "createdTimestamp": "2026-11-02T09:00:00Z", "mfaEnabled": True, "mfaMethods": ["OTP"], "authMethod": "SSO"}
              for number, name in enumerate(PEOPLE)]
    path = next(one.path for one in visit.wire.exchanges if one.path.startswith("/v1/resources/")).split("?")[0]
    answer = ask(visit, "PUT", path, {"resourceId": visit.public["resources"]["UserAccount"], "resources": people},
                 token=json.loads(kept("access-token"))["token"])
    assert answer == (200, {"success": True}), answer


def get_with(visit, access_token):
    """The status of a fetch like that of the program."""
    path = next(one.path for one in visit.wire.exchanges if one.path.startswith("/v1/resources/"))
    return ask(visit, "GET", path, token=access_token)[0]


# The secrets


def activity(app):
    """Each entry of Activity, with what was sent and what came back."""
    table = app.table("Activity")
    record = app.find("text", "Chosen request and answer")
    entries = []
    app.click(node=table.cell(0, 0))
    for row in range(table.rows):
        before = entries[-1] if entries else ""
        wait_until(lambda: text_of(record) not in (before, ""), lambda: f"row {row} of Activity shows no request")
        entries += ["\t".join(table.text(row, column) for column in range(table.iface.nColumns)), text_of(record)]
        app.keys("Down")
    return entries


def no_secret_anywhere(visit):
    """Of all that were used in this run, in no file, output, command line, environment, window title or entry of Activity."""
    app, witness = visit.app, visit.witness
    used = visit.wire.secrets()
    assert EVERY_SECRET <= set(used.values()), f"only {set(used.values())} went by"

    limits = pathlib.Path(f"/proc/{app.process.pid}/limits").read_text()
    assert re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE), limits
    app.menu("View", "Activity")
    entries = activity(app)
    assert any("/oauth/token" in entry and "(hidden)" in entry for entry in entries), entries
    witness.add("Activity", "\n".join(entries).encode())
    step(visit, "activity")
    witness.add("the environment of the browser", visit.opener.childs_environment())
    assert any(b"Fullstate" in data for name, data in witness.seen if name.startswith("the title")), "no title of a window was seen"

    window = next(one for one, title in leaks.windows() if title.endswith(b"Fullstate"))
    leaks.check_searches(visit.folder, window)
    app.quit()
    session = pathlib.Path(os.environ["HOME"]).parent  # home, runtime folder and keyring of this desktop
    found = leaks.search([*witness.seen, *leaks.files([session, visit.folder], witness.since)], used)
    assert not found, f"secrets are to be seen: {found}"
    print(f"{len(used)} secrets, nowhere to be seen")
