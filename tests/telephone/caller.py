"""A caller: a SIP telephone that dials, presses keys and records the call.

`python -m tests.telephone.caller NUMBER RECORDING` reads commands and prints events. The recording is complete
when the process has ended.
"""

from pathlib import Path

import click

from tests.telephone.peer import Keying, Wire
from tests.telephone.softphone import Call, Softphone


class _Teller:
    def __init__(self, wire: Wire, number: str) -> None:
        self._wire, self._number = wire, number
        self.call: Call | None = None

    def answered(self) -> None:
        assert self.call
        self._wire.tell("recording", call=self._number, at_s=self.call.recording_since_s)

    def pressed(self, key: str, by: Keying) -> None:
        raise AssertionError(f"the line pressed {key}")

    def ended(self, reason: str) -> None:
        self._wire.tell("ended", call=self._number, reason=reason)


@click.command()
@click.argument("number")
@click.argument("recording", type=click.Path(path_type=Path))
def main(number: str, recording: Path) -> None:
    wire = Wire()
    teller = _Teller(wire, number)
    with Softphone(number) as phone:
        while wire.open:
            phone.work()
            for asked in wire.asked():
                match asked["do"]:
                    case "dial":
                        wire.tell("dials", call=number, address=asked["address"])
                        teller.call = phone.dial(asked["address"], teller, record_to=recording)
                    case "press":
                        assert teller.call
                        wire.tell("presses", call=number, key=asked["key"], by=asked["by"])
                        teller.call.press(asked["key"], asked["by"])
                    case "hang_up":
                        assert teller.call
                        teller.call.hang_up()


if __name__ == "__main__":
    main()
