# SPDX-FileCopyrightText: 2026 Fullstate contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between the program and a tenant on loopback, hands everything on as it is, and remembers it.

So a test knows every secret that was used, the PKCE verifier too, which is nowhere else to be had; and how often a token was asked for.
"""

import http.client
import http.server
import json
import threading
import urllib.parse

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}  # are for one way only
# Where a secret stands: in what is sent to the tenant and in what comes back.
SECRETS = {"client_secret": "client secret", "code": "code", "code_verifier": "verifier", "refresh_token": "refresh token",
           "access_token": "access token", "token": "token to be revoked", "state": "state"}


class Exchange:
    def __init__(self, method, path, headers, body, status, answer):
        self.method, self.path, self.headers, self.body, self.status, self.answer = method, path, headers, body, status, answer

    def json(self, text):
        try:
            return json.loads(text)
        except ValueError:
            return {}


class Wire:
    """Its url takes the place of the tenant's."""

    def __init__(self, tenant):
        self.exchanges = []
        wire, address = self, urllib.parse.urlsplit(tenant)

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def hand_on(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                there = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
                headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
                there.request(self.command, self.path, body or None, headers)
                answer = there.getresponse()
                text = answer.read()
                there.close()
                wire.exchanges.append(Exchange(self.command, self.path, headers, body, answer.status, text))
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = hand_on

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self):
        self.server.shutdown()
        self.server.server_close()

    def grants(self):
        """How tokens were asked for, in order: ["authorization_code", "refresh_token", "suspend"]."""
        return [json.loads(one.body).get("grant_type", "suspend") for one in list(self.exchanges) if "/oauth/token" in one.path]

    def secrets(self):
        """Every secret that went by, and what it is."""
        found = {}

        def add(key, value):
            if key in SECRETS and isinstance(value, str) and value:
                found.setdefault(value, SECRETS[key])

        for one in list(self.exchanges):
            for key, value in urllib.parse.parse_qsl(urllib.parse.urlsplit(one.path).query):
                add(key, value)
            for text in (one.body, one.answer) if "/oauth/" in one.path else ():
                for key, value in one.json(text).items():
                    add(key, value)
            if "Authorization" in one.headers:
                add("access_token", one.headers["Authorization"].removeprefix("Bearer "))
        return found
