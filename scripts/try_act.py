"""An act with its paper on a page that runs, and what the machine does about it in Prefect.

`python3 scripts/try_act.py PAGE PREFECT_API`, on the demonstration office, with the key of
Prefect's API in TIENDO_PREFECT_AUTH. Used by try_containers.sh and try_units.sh; needs nothing
but Python.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from http import HTTPStatus
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

STREAM, PERSON, PASSWORD = "tan-bien-nong-thon-moi", "tam", "tien do minh hoa"
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n0\n%%EOF\n"
ACT = {
    "kind": "pause_site",
    "occurred_on": "08/09/2021",
    "reason": "Giãn cách",
    "document_kind": "onsite_pause_notice",
    "document_number": "99/TB-TTr",
    "document_signed_on": "08/09/2021",
    "document_signed_by": "Võ Minh Tâm",
}
BOUNDARY = "tiendo-tries-an-act"
PATIENCE_SECONDS = 60


def main(page: str, prefect: str) -> None:
    """See that Prefect is shut, act, wait for what follows, and say how long that took."""
    shut(prefect, f"Basic {b64encode(b'tiendo:tiendo').decode()}")
    reader = build_opener(HTTPCookieProcessor(CookieJar()))
    send(reader, page, "/sign-in", urlencode({"person": PERSON, "password": PASSWORD}).encode())
    shown = ask(reader, f"{page}/inspections/{STREAM}").decode()
    (seen, *_) = re.findall(r'name="seen" value="(\d+)"', shown) or [""]
    began = time.monotonic()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    send(reader, page, f"/inspections/{STREAM}/acts", form({**ACT, "seen": seen}), kind)
    until(lambda: prompted(reader, page), "the machine's entry in the history")
    stands = time.monotonic() - began
    until(lambda: completed(prefect), "the completed run in Prefect")
    ended = time.monotonic() - began
    said = f"in the history after {stands:.1f} s, the run completed after {ended:.1f} s"
    print(said)  # noqa: T201 - the person at the terminal


def shut(prefect: str, wrong: str) -> None:
    """Prefect says how it is to everybody, and everything else only to whoever has the key."""
    ask(build_opener(), f"{prefect}/health")
    for given in ("", wrong):
        try:
            runs(prefect, {}, given)
        except HTTPError as refused:
            if refused.code == HTTPStatus.UNAUTHORIZED:
                continue
            raise
        sys.exit("Prefect's API is open to whoever has no key.")


def key() -> str:
    """What to say to Prefect; from the environment, where no list of processes shows it."""
    return f"Basic {b64encode(os.environ['TIENDO_PREFECT_AUTH'].encode()).decode()}"


def ask(reader: OpenerDirector, url: str, body: bytes | None = None, kind: str = "") -> bytes:
    """The answer to a request; a browser's own headers with a form."""
    page = "/".join(url.split("/")[:3])
    headers = {"Origin": page, "Content-Type": kind} if kind else {}
    with reader.open(Request(url, body, headers), timeout=30) as answer:  # noqa: S310 - http only
        found: bytes = answer.read()
    return found


def send(
    reader: OpenerDirector,
    page: str,
    path: str,
    body: bytes,
    kind: str = "application/x-www-form-urlencoded",
) -> None:
    """Send a form; a refusal ends it all."""
    ask(reader, page + path, body, kind)


def form(fields: dict[str, str]) -> bytes:
    """The fields and the paper as a browser sends them."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    said = "".join(f'{head}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    file = f'{head}paper_file"; filename="thông báo.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    return (said + file).encode() + PAPER + f"\r\n--{BOUNDARY}--\r\n".encode()


def prompted(reader: OpenerDirector, page: str) -> bool:
    """Whether the duty that a pause opens stands in the history."""
    return "Máy nhắc việc" in ask(reader, f"{page}/inspections/{STREAM}").decode()


def completed(prefect: str) -> bool:
    """Whether a run that followed the act came to its good end."""
    wanted: dict[str, object] = {"flow_runs": {"name": {"like_": f"Làm tiếp ở {STREAM}"}}}
    return any(run["state_type"] == "COMPLETED" for run in runs(prefect, wanted, key()))


def runs(prefect: str, wanted: dict[str, object], given: str) -> list[dict[str, str]]:
    """The runs that Prefect names to whoever says this."""
    asker = build_opener()
    asker.addheaders = [("Authorization", given)] if given else []
    body = json.dumps(wanted).encode()
    found: list[dict[str, str]] = json.loads(
        ask(asker, f"{prefect}/flow_runs/filter", body, "application/json")
    )
    return found


def until(true: Callable[[], bool], what: str) -> None:
    """Wait until something holds; the script fails when it does not."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        if time.monotonic() > deadline:
            sys.exit(f"No sign of {what} within {PATIENCE_SECONDS} s.")
        time.sleep(0.2)


if __name__ == "__main__":
    main(*(address.rstrip("/") for address in sys.argv[1:]))
