"""Health checks and metrics for the people who run the service."""

import hmac
import ipaddress

from flask import Blueprint, Response, abort, jsonify, request

from voiceedu import metrics
from voiceedu.web.state import studio

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def is_alive() -> Response:
    return Response("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@blueprint.get("/metrics")
def export_metrics() -> Response:
    """Return the figures to whoever has the token, or asks from this machine itself; 403 to all others."""
    if not _has_token() and not _is_from_this_machine():
        abort(403)
    return Response(metrics.exposition(), content_type=metrics.MEDIA_TYPE, headers={"Cache-Control": "no-store"})


_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
"""What a proxy adds: a request with one of them came from elsewhere."""


def _has_token() -> bool:
    token = studio().settings.metrics_token
    given = request.headers.get("Authorization", "").encode()
    return token is not None and hmac.compare_digest(given, f"Bearer {token}".encode())


def _is_from_this_machine() -> bool:
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped  # so a server that listens at :: sees 127.0.0.1
    return address.is_loopback and not any(name in request.headers for name in _FORWARDED)


@blueprint.get("/readyz")
def is_ready() -> tuple[Response, int]:
    """Respond 200 when every procedure and every prompt is published, else 503 with the names of the missing ones.

    What cannot be used as it is written is named too. It makes nothing unready: what was published of it is served.
    """
    here = studio()  # once: of thousands, finding it takes as long as looking for each
    missing = [
        f"{work.language}/{work.slug}" for work in here.library.works if not here.is_published(work.language, work.slug)
    ]
    response = jsonify(
        {
            "ready": not missing,
            "procedures": len(here.library),
            "missing": missing,
            "broken": list(here.broken),
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response, 503 if missing else 200
