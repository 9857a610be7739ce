"""For those who keep the service running: is it alive, is everything published."""

from flask import Blueprint, Response, jsonify

from voiceedu import metrics
from voiceedu.web import studio

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    return Response("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@blueprint.get("/metrics")
def figures() -> Response:
    return Response(metrics.exposition(), content_type=metrics.MEDIA_TYPE, headers={"Cache-Control": "no-store"})


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """Answer 200 when every procedure and every prompt is published, else 503 with the names of those that are not."""
    missing = [
        f"{procedure.language}/{procedure.slug}"
        for procedure in studio().library.works
        if studio().published(procedure.language, procedure.slug) is None
    ]
    answer = jsonify({"ready": not missing, "procedures": len(studio().library), "missing": missing})
    answer.headers["Cache-Control"] = "no-store"
    return answer, 503 if missing else 200
