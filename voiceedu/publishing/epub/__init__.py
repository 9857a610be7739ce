"""Talking books: EPUB 3 with media overlays."""
