"""Who may use the review page: whoever has opened the one-time link, in that browser, and no page of anybody else's.

A web page that the same person has open cannot reach it: neither by a name that leads here (the Host is checked), nor
by a form (Origin, Sec-Fetch-Site and a token that only our pages have), nor inside a frame.
"""

import hmac
import secrets
import threading
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from voiceedu.review.error_handlers import page, typed_words

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
    "media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With no-referrer a form's Origin would be "null", as it is from a page that hides where it is from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost"})
MOST_SESSIONS = 50
OPEN = "open"
_OPEN_TO_ALL = frozenset({OPEN, "static", "house_static"})


@dataclass
class Session:
    """A browser that has opened the link. `name` and `interface` are what its person chose last."""

    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    name: str = ""
    interface: str = ""
    notice: str = ""


class Access:
    """The one-time link and the browsers that have opened it. Thread-safe.

    `origin` is the address at which a proxy offers the page, such as https://review.example.org; empty for none.
    """

    def __init__(self, *, origin: str = "") -> None:
        self._origin = origin.rstrip("/")
        self._token = secrets.token_urlsafe(32)
        self._sessions: dict[str, Session] = {}
        self._lock = threading.Lock()
        self._cookie = f"voiceedu_review_{secrets.token_hex(4)}"  # cookies do not tell ports apart

    @property
    def path(self) -> str:
        """The path of the link, which works once."""
        return f"/{OPEN}?token={self._token}"

    def init_app(self, app: Flask) -> None:
        app.before_request(self._check)
        app.after_request(_add_headers)
        app.add_url_rule(f"/{OPEN}", OPEN, self._open)

    def _check(self) -> AnyResponse | None:
        """Refuse a request that no page of ours has sent, or that comes without a session."""
        self._check_where_from()
        if request.endpoint in _OPEN_TO_ALL:
            return None
        session = self._sessions.get(request.cookies.get(self._cookie, ""))
        if session is None:
            return _locked()
        g.session = session
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            sent = request.form.get("csrf", "")
            if not hmac.compare_digest(sent.encode(), session.csrf.encode()):
                _refuse(
                    gettext("The form is from an older page"),
                    gettext("Nothing was changed. Open the page again, and send the form from there."),
                    typed=typed_words(),
                )
        return None

    def _check_where_from(self) -> None:
        host = request.headers.get("Host", "")
        if not self._is_ours(host):
            _refuse(
                gettext("This page is not at that address"),
                gettext("Open it at the address that %(command)s has printed.", command="voiceedu review"),
            )
        origin = request.headers.get("Origin")
        is_form = request.method not in ("GET", "HEAD", "OPTIONS")
        is_ours = origin == self.address(host) if origin is not None or is_form else True
        if not is_ours or request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            _refuse(
                gettext("Another page has sent you here"),
                gettext("Nothing was changed. Type or paste the address of this page instead."),
            )

    def address(self, host: str) -> str:
        """Return the origin of our pages as a browser has it that asks for `host`."""
        is_proxied = bool(self._origin) and host == urlsplit(self._origin).netloc
        return self._origin if is_proxied else f"http://{host}"

    def _is_ours(self, host: str) -> bool:
        if self._origin and host == urlsplit(self._origin).netloc:
            return True
        name, _, port = host.partition(":")
        return name in LOCAL_NAMES and (not port or (port.isascii() and port.isdecimal()))

    def _open(self) -> AnyResponse:
        """Spend the link's token: this browser may use the page from now on."""
        sent = request.args.get("token", "")
        if request.method == "HEAD":
            return Response(status=204)
        key = secrets.token_urlsafe(32)
        with self._lock:
            is_right = bool(self._token) and hmac.compare_digest(sent.encode(), self._token.encode())
            if is_right:
                self._token = ""
                self._sessions[key] = Session()
        if not is_right:
            return _locked()
        response = redirect("/", 303)
        response.set_cookie(
            self._cookie, key, httponly=True, samesite="Strict", secure=self._origin.startswith("https:"), path="/"
        )
        return response

    def link_for_another_browser(self) -> str:
        """Return the path of a new link, which works once; an older one that nobody has opened does not any more."""
        with self._lock:
            self._token = secrets.token_urlsafe(32)
            while len(self._sessions) > MOST_SESSIONS:
                self._sessions.pop(next(iter(self._sessions)))
            return self.path


def session() -> Session:
    """Return the session of this request."""
    found: Session = g.session
    return found


def _locked() -> AnyResponse:
    """Tell a browser without a session what to do, with what was typed before `voiceedu review` was started again."""
    return make_response(render_template("locked.html", typed=typed_words()), 403)


def _refuse(title: str, advice: str, *, typed: str = "") -> NoReturn:
    abort(page(403, title, advice, typed=typed))


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
