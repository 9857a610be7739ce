"""voiceedu: a clinician's texts about medical procedures, as cached speech for a page and a phone line."""

from importlib.metadata import version

__version__ = version("voiceedu")
