"""The page that tells a lay person how to subscribe to the podcast."""

from urllib.parse import quote

from flask import Blueprint, abort, render_template
from markupsafe import Markup

from voiceedu.web.addresses import translations
from voiceedu.web.state import public_url, studio

blueprint = Blueprint("podcast", __name__)


@blueprint.get("/<language>/podcast")
def subscribe(language: str) -> str:
    languages = studio().library.by_language
    if language not in languages:
        abort(404)
    feed = f"{public_url()}/{language}/feed.xml"
    return render_template(
        "podcast.html",
        feed=feed,
        apps=app_links(feed),
        code=qr_code(feed),
        **translations(dict.fromkeys(languages, "podcast")),
    )


def app_links(feed: str) -> list[tuple[str, str]]:
    """Return the name of each podcast app and the address that opens it with `feed`, as its makers document it."""
    address = feed.partition("://")[2]
    return [
        ("Apple Podcasts", f"podcast://{address}"),
        ("Pocket Casts", f"pktc://subscribe/{address}"),
        ("AntennaPod", f"https://antennapod.org/deeplink/subscribe?url={quote(feed, safe='')}"),
    ]


def qr_code(address: str) -> Markup:
    """Return a QR code of `address` as SVG, dark on light whatever the colours of the page, with its quiet zone."""
    import segno  # its tables take a tenth of the time in which a worker starts

    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return Markup(svg)  # noqa: S704 -- made of squares alone
