"""The picture that a player shows for all recordings as one.

The recording of one procedure has none: the page plays that, and Chromium, which has no decoder for the picture, reads
on to the end of the file before it plays. At 400 kbit/s a recording of 20 s began after 5.4 s instead of within 3 s.
"""

from importlib import resources

PICTURE = resources.files("voiceedu.publishing").joinpath("picture.png").read_bytes()
"""A square PNG with the mark of voiceedu, which `scripts/photograph` draws."""
