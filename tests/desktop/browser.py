# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The system's browser of a test: what a program opens is written down, and goes on in a real Chromium without a window, or
in a plain HTTP client that goes where it is told and follows nothing."""

import contextlib
import html.parser
import http.client
import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse

WAIT = 20.0

# As root and in a container there is no sandbox to be had; what it is to visit is on this computer. The others keep it from
# looking for Google's hosts.
OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe"]

# Qt opens an address with the xdg-open that it finds first. Its environment is kept for those who look for secrets in it; in its
# arguments is the state, as with every browser that a program opens, and nothing else that is secret (customer.check_address()).
OPENER = """#!/bin/sh
tr '\\0' '\\n' </proc/$$/environ >'{folder}/environment'
printf '%s' "$*" >'{folder}/address.part'
mv '{folder}/address.part' '{folder}/address'
"""


class Opener:
    """Takes the place of xdg-open in the environment of a program."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fullstate-opener."))
        opener = self.folder / "bin" / "xdg-open"
        opener.parent.mkdir()
        opener.write_text(OPENER.format(folder=self.folder))
        opener.chmod(0o755)
        self.environment = {"PATH": f"{opener.parent}:{os.environ['PATH']}"}

    def opened(self):
        """The address that the program opens, once it does."""
        path = self.folder / "address"
        deadline = time.time() + WAIT
        while not path.exists():
            assert time.time() < deadline, "no browser was opened"
            time.sleep(0.05)
        address = path.read_text()
        path.unlink()
        return address

    def childs_environment(self):
        return (self.folder / "environment").read_bytes()

    def end(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Chromium:
    """Opens the address; used as a context manager it is ended on leaving. It is told what to do over two pipes."""

    def __init__(self, address):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fullstate-browser."))
        command_in, self.commands = os.pipe()
        self.answers, answer_out = os.pipe()
        self.number, self.unread, self.session = 0, b"", None
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{command_in} 4>&{answer_out}', "bash", "chromium", *OPTIONS,
             f"--user-data-dir={self.folder}/profile", address],
            env={**os.environ, "HOME": str(self.folder)}, pass_fds=(command_in, answer_out), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(command_in)
        os.close(answer_out)

    def __enter__(self):
        try:
            self.attach()
        except BaseException:
            self.__exit__()
            raise
        return self

    def attach(self):
        page = self.wait_until(lambda: next((one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page"), None),
                               "Chromium opened no page")
        self.session = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # its children, which may still write to the folder
        os.close(self.commands)
        os.close(self.answers)
        shutil.rmtree(self.folder, ignore_errors=True)

    def wait_until(self, condition, otherwise):
        deadline = time.time() + WAIT
        while True:
            value = condition()
            if value:
                return value
            assert time.time() < deadline, otherwise
            time.sleep(0.05)

    def ask(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                return answer.get("result", {})

    def read(self):
        deadline = time.time() + WAIT
        while b"\0" not in self.unread:
            ready, _, _ = select.select([self.answers], [], [], max(0, deadline - time.time()))
            data = os.read(self.answers, 65536) if ready else b""
            assert data, "Chromium does not answer"
            self.unread += data
        message, self.unread = self.unread.split(b"\0", 1)
        return json.loads(message)

    def value(self, expression):
        """Nothing while a page is being left for the next one."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True).get("result", {}).get("value")

    def press(self, button):
        """With the mouse."""
        middle = self.wait_until(lambda: self.value(
            f"""[...document.querySelectorAll("button")].filter(one => one.textContent.trim() === {json.dumps(button)})
                .map(one => one.getBoundingClientRect()).map(box => [box.x + box.width / 2, box.y + box.height / 2])[0]"""),
            f"the page has no button {button!r}")
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=middle[0], y=middle[1], button="left", clickCount=1)

    def wait_page(self, title):
        """Returns what the page of that title says."""
        self.wait_until(lambda: self.value("document.readyState === 'complete' && document.title") == title,
                        f"the browser does not come to the page {title!r}")
        return self.value("document.body.innerText")


class _Form(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input":
            self.fields.append((attrs["name"], attrs["value"]))


def visit_and_press(address, decision):
    """Fills in the authorize page without any browser. Returns where it is sent back to, and does not go there."""
    parts = urllib.parse.urlsplit(address)

    def get(query):
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=WAIT)
        connection.request("GET", f"{parts.path}?{query}")
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    answer, text = get(parts.query)
    assert answer.status == 200, f"the authorize page answers {answer.status}: {text}"
    form = _Form()
    form.feed(text)
    answer, text = get(urllib.parse.urlencode([*form.fields, ("decision", decision)]))
    assert answer.status == 302, f"the authorize page answers {answer.status}: {text}"
    return answer.getheader("Location")
