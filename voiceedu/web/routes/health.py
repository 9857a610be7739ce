"""Health checks and metrics for the people who run the service."""

from flask import Blueprint, Response, jsonify

from voiceedu import metrics
from voiceedu.web.state import studio

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def is_alive() -> Response:
    return Response("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@blueprint.get("/metrics")
def export_metrics() -> Response:
    return Response(metrics.exposition(), content_type=metrics.MEDIA_TYPE, headers={"Cache-Control": "no-store"})


@blueprint.get("/readyz")
def is_ready() -> tuple[Response, int]:
    """Respond 200 when every procedure and every prompt is published, else 503 with the names of the missing ones.

    What cannot be used as it is written is named too. It makes nothing unready: what was published of it is served.
    """
    missing = [
        f"{procedure.language}/{procedure.slug}"
        for procedure in studio().library.works
        if studio().published(procedure.language, procedure.slug) is None
    ]
    response = jsonify(
        {
            "ready": not missing,
            "procedures": len(studio().library),
            "missing": missing,
            "broken": list(studio().broken),
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response, 503 if missing else 200
