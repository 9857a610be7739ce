"""`voiceedu export`: writes files for other systems. The forms are in voiceedu.exports."""

from voiceedu.cli import main
from voiceedu.exports import export

main.add_command(export)
