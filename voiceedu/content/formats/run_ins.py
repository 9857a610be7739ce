"""Bold run-ins: the name with which a paragraph or a list item begins, such as "**Before:** Do not eat"."""

import re

from voiceedu.content.formats.outline import TAB

_LONGEST = 8  # words, in the name before a colon, a dash or a question mark
_LONGEST_BARE = 3  # words, in a name that has nothing behind it but a sentence
_SHORTEST_TEXT = 3  # words behind it; "Hours: 8-5" is a fact and no section
_SHORTEST_ENDED = 4  # letters of "Diet."; "Dr." and "No." are no names
_DASH = re.compile(rf"[–—-]\s+|{TAB}[{TAB}\s]*")
_LETTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_WORDS = """
a after all although always an and any apply are arrive as ask at avoid be because before both bring brush by call
can check come continue cover cut do does don't drink drive during each eat either even every expect fill finish
follow for from get give go have hold how i ice if in increase is it keep leave let lie lift limit look make many
may most move my never no none not nothing now of on once one only our please plan prepare put read remember remove
report rest resume return rinse see shower sit skip sleep some start stay stop swallow take talk tell that the
their then there these they this those to try turn until use wait walk wash watch we wear what when where while
who why will with within you your
acuda al algunas algunos antes aplique aunque avise beba cada coloque coma como con continúe cuando cubra de debe
deje del descanse desde después día duerma durante el ella en es espere esta este estos evite haga hable hasta la
las lave llame llegue lleve lo los los mantenga más mientras mueva nada ninguna no nosotros nuestra nuestro nunca
para pida podemos por pregunte puede póngase quite reanude reduzca regrese se si siempre siga sin su sus suspenda
también tenga termine todas todo todos tome traiga un una usar use usted vaya vuelva ya
appelez après arrêtez avant avec ce ces cette évitez il elle en gardez la le les lavez mangez n'arrêtez ne nous
prenez pour si un une vous votre vos
das der die ein eine es im in kein keine nach nehmen rufen trinken essen vor wenn wir
beva chiami dopo evitare eviti gli i il la le mangi non prenda prima se si un una
antes após beba coma depois evite ligue na não no o os pare pode quando se seu sua tome você
"""
_BEGINNINGS = frozenset(_WORDS.split())
"""Words with which sentences for patients begin, and which are written small inside a sentence."""


def split_run_in(text: str, strong: int) -> tuple[str, str] | None:
    """Return the name and the text of a paragraph of which the first `strong` characters are bold, None for no run-in.

    The name ends with a colon, a dash, a tab or a question mark; or it is a few words, and a sentence begins behind it.
    "**Do not** eat" and "**Stop** Plavix" are sentences with an emphasis.
    """
    name, rest = text[:strong].strip(), text[strong:].strip()
    dash = _DASH.match(rest)
    is_named = name.endswith((":", "?")) or rest.startswith(":") or bool(dash)
    rest = rest[dash.end() :] if dash else rest.lstrip(": ")
    name = name.rstrip(": ")
    words = rest.split()
    if not name or len(words) < _SHORTEST_TEXT or not words[0][0].isalpha():
        return None
    if is_named:
        is_name = len(name.split()) <= _LONGEST and any(word[0].islower() for word in words)
    else:
        is_name = _is_bare_name(name) and _begins_a_sentence(rest)
    return (name, rest) if is_name else None


def with_colon(text: str, strong: int) -> str:
    """Return `text` with a colon behind a run-in that has nothing there, so that a listener hears where it ends."""
    found = split_run_in(text, strong)
    is_bare = found is not None and text == f"{found[0]} {found[1]}" and found[0][-1].isalnum()
    return f"{found[0]}: {found[1]}" if found and is_bare else text


def _is_bare_name(name: str) -> bool:
    words = name.rstrip(".").split()
    is_ended = name.endswith(".")
    if not words or not words[0][0].isupper() or name[-1] in ",;!…" or "." in name[:-1]:
        return False
    return len(words) == 1 and len(words[0]) >= _SHORTEST_ENDED if is_ended else len(words) <= _LONGEST_BARE


def _begins_a_sentence(text: str) -> bool:
    first = _LETTER.match(text)
    return first is not None and text[0].isupper() and first[0].lower().replace("’", "'") in _BEGINNINGS
