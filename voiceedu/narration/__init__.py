"""Narration: procedures become scripts of utterances, with numbers, names and signs in words."""
