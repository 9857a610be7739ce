"""How often something is taken: 3x/j, 2 x/Woche, x 3/d."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.rules import Rule, rewrites

PERIODS = (
    "jour|semaine|mois|heure|dose|prise|goutte|gélule|sachet|ampoule|comprimé|Tag|Woche|Monat|Stunde|Dosis|Kapsel|Beutel|Ampulle|Tablette|giorno|settimana|mese|ora|compressa|goccia|capsula|bustina|fiala|"
    "die|dì|dia|semana|mês|hora|comprimido|gota|cápsula|ampola|kg|min|h|litre|Liter|litro|Patientenjahr|Personenjahr|erogazione|inalazione|inhalation|inalação|pulvérisation|bouffée|spruzzo|Hub|Sprühstoß|Inhalation|jato"
)
"""Words after a slash that make a rate; between other words a slash is "or"."""
_SHORT_PERIODS = {"j": "jour", "d": "dia"}


def rules(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that say "times"; a slash between two words is read later."""
    return (
        rewrites("so many times", r"(?<=\d) ?[x×](?=[ /])(?! ?\d)", f" {phrases['times']}"),
        rewrites(
            "so many times a day",
            rf"(?<=\s)[x×] ?(?P<number>\d{{1,2}}(?:[-–]\d{{1,2}})?) ?/ ?(?P<period>{PERIODS}|j|d)(?!\w)",
            lambda match: " ".join(
                (
                    re.sub("[-–]", f" {phrases['to']} ", match["number"]),
                    phrases["times"],
                    phrases["per"],
                    _SHORT_PERIODS.get(match["period"], match["period"]),
                )
            ),
        ),
    )
