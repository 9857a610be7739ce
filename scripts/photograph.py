"""Photographs the pages in a real browser, in small files, with the shipped library in an offline voice."""

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import heard_beyond, launched
from tests.support.server import Server, serve

STATIC = Path(__file__).parent.parent / "voiceedu" / "web" / "static"
ICON, COVER = STATIC / "icon.svg", STATIC / "cover.png"
PICTURE = Path(__file__).parent.parent / "voiceedu" / "publishing" / "picture.png"
COVER_PIXELS, PICTURE_PIXELS = 1400, 500
COLOURS = 64
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
LOOKS: dict[str, dict[str, Any]] = {
    "procedure": DESK,
    "dark": {**DESK, "color_scheme": "dark"},
    "forced-colours": {**DESK, "color_scheme": "dark", "forced_colors": "active"},
    "phone": PHONE,
    "narrow": {"viewport": {"width": 320, "height": 640}},
}
CLINIC = {"name": "Riverside Pain Clinic", "line_number": "+12025550123", "staff_number": "+12025550199"}


def listen(page: Page, server: Server) -> None:
    """Open a procedure and play it into its first section; then go back to the top of the page."""
    page.goto(f"{server.url}/en/nerve-blocks")
    page.get_by_role("button", name="Play", exact=True).click()
    page.locator("audio").evaluate(
        "audio => { audio.currentTime = document.querySelector('#section-what-it-is + p span').dataset.start / 1000 }"
    )
    heard_beyond(page, 10)
    page.get_by_role("button", name="Pause").click()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def fail(page: Page, server: Server) -> None:
    """Open a procedure whose recording cannot be played, and press Play."""
    page.route("**/*.mp3", lambda route: route.fulfill(status=503, headers={"Retry-After": "60"}, body="not now"))
    page.goto(f"{server.url}/en/nerve-blocks")
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Try again").wait_for()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.get_by_text("This recording cannot be played just now").wait_for()  # a moment after the button


def photographs(browser: Browser, server: Server) -> dict[str, bytes]:
    taken = {}
    for name, look in LOOKS.items():
        with browser.new_context(**look) as context:
            page = context.new_page()
            listen(page, server)
            taken[name] = page.screenshot(full_page=name == "narrow")
    for name, path, look in (
        ("library", "/", DESK),
        ("library-phone", "/", PHONE),
        ("podcast", "/en/podcast", DESK),
    ):
        with browser.new_context(**look) as context:
            page = context.new_page()
            page.goto(server.url + path)
            taken[name] = page.screenshot(full_page=name == "podcast")
    with browser.new_context(**DESK) as context:
        page = context.new_page()
        fail(page, server)
        taken["failed"] = page.screenshot()
    with browser.new_context(viewport={"width": 794, "height": 1123}) as context:  # A4 at 96 dots an inch
        page = context.new_page()
        page.goto(f"{server.url}/en/nerve-blocks")
        page.emulate_media(media="print")
        taken["print"] = page.screenshot()
    return taken


def square(browser: Browser, pixels: int) -> bytes:
    """Return the icon as a square picture without round corners, for a podcast or within a recording."""
    icon = ICON.read_text(encoding="utf-8").replace('rx="6"', "")
    assert "rx" not in icon
    with browser.new_context(viewport={"width": pixels, "height": pixels}) as context:
        page = context.new_page()
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{icon}")
        return page.screenshot()


def small(png: bytes, *, colours: int = COLOURS) -> bytes:
    """Return the picture with as few colours as text on paper needs, or those asked for."""
    packed = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(colours).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with launched() as browser:
        COVER.write_bytes(small(square(browser, COVER_PIXELS)))
        PICTURE.write_bytes(small(square(browser, PICTURE_PIXELS), colours=16))
    with tempfile.TemporaryDirectory(prefix="voiceedu-") as temporary:
        cache = str(Path(temporary) / "cache")
        with serve(Path(temporary), cache=cache, engines="espeak", **CLINIC) as server, launched() as browser:
            server.wait_until_ready()
            for name, png in photographs(browser, server).items():
                (folder / f"{name}.png").write_bytes(small(png))
                print(f"{folder / name}.png", f"{(folder / f'{name}.png').stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
