"""The clinic's logo, which the header of each page shows."""

from flask import Blueprint, Response, abort

from voiceedu.web.middleware.security_headers import PICTURE_POLICY
from voiceedu.web.state import studio

blueprint = Blueprint("clinic_logo", __name__)


@blueprint.get("/logo.svg")
@blueprint.get("/logo.png")
def logo() -> Response:
    """Return the logo by either name, in its own media type; 404 without one."""
    found = studio().logo
    if found is None:
        abort(404)
    return Response(found.data, content_type=found.media_type, headers={"Content-Security-Policy": PICTURE_POLICY})
