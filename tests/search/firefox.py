"""Firefox, driven by Marionette, which it has built in: Debian has no geckodriver, playwright has its own Firefox."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 90
"""Seconds for the first start, which is slow on a busy machine."""
PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.disabledForTesting": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.startup.page": 0,
}


def firefox_program() -> str | None:
    """Give the program, where it is installed."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A tab of a running Firefox. A message of Marionette is its length, a colon, and JSON."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._number = 0
        self._receive()
        self.command("WebDriver:NewSession", {"capabilities": {}})

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        """Have something done and give the answer."""
        self._number += 1
        data = json.dumps([0, self._number, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, answer = self._receive()
        assert error is None, error
        return answer

    def open(self, address: str) -> None:
        """Open a page."""
        self.command("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of an async function in the page and give what it returns."""
        body = "const [...given] = arguments; const done = given.pop();"
        body += f"(async (...args) => {{ {script} }})(...given).then(done, error => done('ERROR ' + error));"
        parameters = {"script": body, "args": list(arguments), "scriptTimeout": 60_000}
        value = self.command("WebDriver:ExecuteAsyncScript", parameters)["value"]
        assert not str(value).startswith("ERROR"), value
        return value

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1) or b":"
        data = b""
        while len(data) < int(length[:-1]):
            data += self._socket.recv(65536)
        return json.loads(data)


@contextmanager
def running_firefox(profile: Path) -> Iterator[Firefox]:
    """Start Firefox with a fresh profile, and end it."""
    rows = (f'user_pref("{name}", {json.dumps(value)});' for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("\n".join(rows), encoding="utf-8")
    command = [str(firefox_program()), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    environment = {**os.environ, "HOME": str(profile), "MOZ_CRASHREPORTER_DISABLE": "1"}
    with (
        (profile / "log").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            yield Firefox(_port(profile, process))
        finally:
            process.terminate()


def _port(profile: Path, process: "subprocess.Popen[bytes]") -> int:
    written = profile / "MarionetteActivePort"
    for _ in range(PATIENCE * 5):
        if written.is_file() and written.read_text():
            return int(written.read_text())
        assert process.poll() is None, (profile / "log").read_text()
        time.sleep(0.2)
    raise TimeoutError((profile / "log").read_text())
