# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One visit to the program on a desktop with no screen: starting it, looking at its tables, taking pictures.

Everything is found by the names a screen reader would read out, and done with real mouse and key events.
"""

import json
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from driver import App

TREE_ITEM = re.compile("tree item|table cell|list item")


class Visit:
    def __init__(self, program, pictures):
        self.program = str(pathlib.Path(program).resolve())
        self.pictures = pathlib.Path(pictures)
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fullstate-visit."))
        self.steps = 0
        self.app = None
        self.tenant = None
        self.endings = []  # what else has to be ended

    # The program

    def start(self, *options, env=None, stdout=None):
        self.app = App([self.program, "--data", str(self.folder / "data"), *options], env=env, stdout=stdout)
        return self.app

    def kill(self):
        """As a power cut would: no chance to save anything."""
        self.app.process.send_signal(signal.SIGKILL)
        self.app.process.wait()

    def picture(self, name):
        self.steps += 1
        path = self.pictures / f"{self.steps:02d}-{name}.png"
        self.app.screenshot(str(path))
        print(f"{path.name}", flush=True)

    def serve_tenant(self, *options):
        """A second practice tenant in a process of its own: to the program, somebody's private integration."""
        self.tenant = subprocess.Popen([self.program, "--serve-practice-tenant", *options], stdout=subprocess.PIPE, text=True)
        return json.loads(self.tenant.stdout.readline())

    def end(self):
        if self.app:
            self.app.quit()
        for ending in self.endings:
            ending()
        if self.tenant:
            self.tenant.terminate()
            assert self.tenant.wait(10) == 0, "the practice tenant did not stop properly"
        shutil.rmtree(self.folder, ignore_errors=True)

    # Looking and acting

    def table(self, name="Resources"):
        return self.app.table(name)

    def row_of(self, unique_id, name="Resources"):
        table = self.table(name)
        column = table.headers.index("uniqueId")
        for row in range(table.rows):
            if table.text(row, column) == unique_id:
                return table, row
        raise AssertionError(f"no row {unique_id} in {name}")

    def choose_file(self, path, role, name):
        """In the system's dialog for files, until what it leads to is there."""
        # Qt's completes while it is typed into, and may take Return for the folder it has just completed.
        for attempt in range(3):
            self.app.type_into("text", "File name:", str(path))
            self.app.keys("Return")
            if attempt < 2 and self.app.appears(role, name):
                return
        self.app.wait_for(role, name)

    def filter(self, text):
        self.app.type_into("text", "Filter", text)

    def wait_rows(self, count, name="Resources", wait=10.0):
        deadline = time.time() + wait
        while True:
            rows = self.table(name).rows
            if rows == count or (callable(count) and count(rows)):
                return rows
            assert time.time() < deadline, f"{name} has {rows} rows"
            time.sleep(0.1)


def has_row(visit, unique_id):
    try:
        visit.row_of(unique_id)
        return True
    except AssertionError:
        return False


def run(doc, steps):
    """A script's main: program and folder of pictures from its arguments, then step by step."""
    if len(sys.argv) != 3:
        sys.exit(doc)
    visit = Visit(*sys.argv[1:])
    try:
        for step in steps:
            step(visit)
        print(f"{pathlib.Path(sys.argv[0]).stem}: {visit.steps} passed, 0 failed")
    except BaseException:
        if visit.app:
            visit.app.screenshot(str(visit.pictures / "failed.png"))
        raise
    finally:
        visit.end()
