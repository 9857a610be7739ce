"""The files that other programs request at the root: robots.txt, and the service worker of a browser."""

from flask import Blueprint, Response, current_app

blueprint = Blueprint("robots", __name__)

LINES = ("User-agent: *", "Disallow: /ivr/", "Disallow: /phone/", "Allow: /")
"""The phone line is made for phones. Pages and their recordings are there to be found."""


@blueprint.get("/robots.txt")
def robots() -> Response:
    return Response("\n".join(LINES) + "\n", content_type="text/plain; charset=utf-8")


@blueprint.get("/service-worker.js")
def service_worker() -> Response:
    """Return the script that answers for the server when that cannot be reached: at the root, it may for all pages."""
    return current_app.send_static_file("service-worker.js")
