# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets wherever somebody else on the computer could read them: in files, command lines, environments, window
titles. What it finds nothing with is only worth something because each search is first shown what it has to find."""

import base64
import contextlib
import os
import pathlib
import re
import secrets
import sqlite3
import stat
import subprocess
import time
import zlib

MOST = 64 << 20  # bytes of a file of somebody else's in /tmp


def forms(secret):
    """The secret as it may be written down: as such, in UTF-16, and in base64 wherever it begins there."""
    raw = secret.encode()
    yield raw
    yield secret.encode("utf-16-le")
    for shift in range(3):
        text = base64.b64encode(bytes(shift) + raw).rstrip(b"=")
        inner = text[(0, 2, 3)[shift]:len(text) - (1 if (shift + len(raw)) % 3 else 0)]
        yield inner
        yield inner.translate(bytes.maketrans(b"+/", b"-_"))


def search(places, wanted):
    """places: (name, bytes); wanted: what each secret is. Says what was found where, without repeating it."""
    needles = {form: kind for secret, kind in wanted.items() for form in forms(secret)}
    any_of = re.compile(b"|".join(re.escape(form) for form in needles))
    return sorted({f"{needles[found]} in {name}" for name, data in places for found in any_of.findall(data)})


# Files


def unpacked(path):
    """What a workspace file holds packed."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in database.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, bytes) and len(value) > 4:
                        with contextlib.suppress(zlib.error):
                            yield zlib.decompress(value[4:])  # qCompress() puts the length before it


def below(folder):
    """Every file below the folder. What somebody else takes away meanwhile is not there, and no reason to stop."""
    for path, _, names in os.walk(folder):
        yield from (pathlib.Path(path) / name for name in names)


def files(folders, since, except_in=()):
    """Every file in the folders, and what is newer in the folder for temporary ones."""
    temporary = pathlib.Path("/tmp")
    for folder in {*map(pathlib.Path, folders), temporary}:
        for path in below(folder):
            if any(path.is_relative_to(other) for other in except_in):
                continue
            with contextlib.suppress(OSError):
                about = path.lstat()
                if not stat.S_ISREG(about.st_mode) or (folder == temporary and (about.st_mtime < since or about.st_size > MOST)):
                    continue
                data = path.read_bytes()
                yield str(path), data
                if data.startswith(b"SQLite format 3"):
                    with contextlib.suppress(sqlite3.Error) if folder == temporary else contextlib.nullcontext():
                        yield f"{path}, unpacked", b"\0".join(unpacked(path))


# Processes and windows


def family(pid):
    """The process and all that it started."""
    yield pid
    with contextlib.suppress(OSError):
        for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def processes(pid):
    for one in family(pid):
        with contextlib.suppress(OSError):
            for what in ("cmdline", "environ"):
                yield f"{what} of process {one}", pathlib.Path(f"/proc/{one}/{what}").read_bytes()


def windows():
    found = subprocess.run(["xdotool", "search", "--name", ""], capture_output=True, text=True).stdout.split()
    return [(window, subprocess.run(["xdotool", "getwindowname", window], capture_output=True).stdout.strip()) for window in found]


def titles():
    for window, title in windows():
        yield f"the title of window {window}", title


class Witness:
    """Remembers what could be seen of a program while it ran."""

    def __init__(self):
        self.since = time.time()
        self.seen = set()

    def look(self, process):
        self.seen.update(processes(process.pid))
        self.seen.update(titles())

    def add(self, name, data):
        self.seen.add((name, data))


# What shows that a search finds


def check_searches(folder, window):
    """Plants what is no secret in each place and fails if it is not found there."""
    planted = {"planted-" + secrets.token_urlsafe(24): "planted"}
    (text,) = planted
    folder = pathlib.Path(folder) / "planted"
    folder.mkdir()
    (folder / "plain.txt").write_text(f"a {text} b")
    (folder / "utf16.txt").write_text(f"{text}", encoding="utf-16-le")
    for before in range(3):
        (folder / f"base64-{before}.txt").write_bytes(base64.b64encode(b"abc"[:before] + text.encode() + b"rest"))
    with contextlib.closing(sqlite3.connect(folder / "workspace.db")) as database, database:
        database.execute("CREATE TABLE t (b BLOB)")
        database.execute("INSERT INTO t VALUES (?)", [bytes(4) + zlib.compress(f"a {text} b".encode())])
    found = search(files([folder], time.time()), planted)
    expected = sorted(f"planted in {folder}/{name}" for name in
                      ("plain.txt", "utf16.txt", "base64-0.txt", "base64-1.txt", "base64-2.txt", "workspace.db, unpacked"))
    assert found == expected, f"the search for files finds {found}"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()

    for command, environment in ((["sh", "-c", "read line", text], {}), (["sh", "-c", "read line"], {"PLANTED": text})):
        with subprocess.Popen(["sh", "-c", '"$@"; true', "sh", *command], env={**os.environ, **environment}, stdin=subprocess.PIPE) as decoy:
            deadline = time.time() + 10
            while len(list(family(decoy.pid))) < 2:
                assert time.time() < deadline, "the decoy has no child"
                time.sleep(0.02)
            assert len(search(processes(decoy.pid), planted)) == 2, "the search of processes does not find"

    before = next(title for one, title in windows() if one == window)
    subprocess.run(["xdotool", "set_window", "--name", f"a {text}", window], check=True)
    assert search(titles(), planted), "the search of titles does not find"
    subprocess.run(["xdotool", "set_window", "--name", before.decode(), window], check=True)
