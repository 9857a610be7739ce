"""Runs the command by `python -m voiceedu`."""

from voiceedu.cli import main

main()
