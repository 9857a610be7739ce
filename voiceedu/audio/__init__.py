"""Samples and bytes: codecs, the level of speech, MP3 frames and tags."""
