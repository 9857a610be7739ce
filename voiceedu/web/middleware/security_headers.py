"""Security headers and ETags of every response."""

from flask import Flask, Response, request

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "media-src 'self'; manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For whoever opens an SVG by itself: it is drawn, and nothing in it runs or loads."""

SHARED = ("/feed.xml", ".vtt", ".txt", ".chapters.json", ".mp3")
"""What players on other people's pages read: anybody may."""


def init_app(app: Flask) -> None:
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Only pages need a policy, and Asterisk rejects header lines over 1,023 bytes.
    if response.mimetype == "text/html":
        response.headers.update(PAGE_HEADERS)
    if request.path.endswith(SHARED):
        response.headers["Access-Control-Allow-Origin"] = "*"
    if response.status_code == 200 and "ETag" not in response.headers and not response.is_streamed:
        response.headers.setdefault("Cache-Control", "no-cache")
        response.add_etag()
        response.make_conditional(request)
    if response.status_code == 412:
        _leave_out_body(response)
    return response


def _leave_out_body(response: Response) -> None:
    """Send nothing of what a failed precondition is about: Werkzeug leaves the whole body there."""
    response.direct_passthrough = False
    response.data = b""
    for name in ("Content-Type", "Content-Encoding", "Accept-Ranges"):
        response.headers.pop(name, None)
