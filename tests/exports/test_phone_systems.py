"""The exported conversation, walked state by state as each phone system reads it."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from tests.telephone import dialplan, lockstep
from tests.telephone.dialplan import Call
from tests.telephone.pbx import AsteriskMoment
from tests.telephone.xml_dialplan import XmlMoment
from voiceedu.audio import codecs
from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.exports import asterisk_dialplan, freeswitch_dialplan
from voiceedu.exports.dialplan import Language, Place, Plan, Topic, short
from voiceedu.exports.ownership import MARK
from voiceedu.ivr import playback
from voiceedu.ivr.dialogue import Conversation
from voiceedu.publishing.studio import Studio


@pytest.fixture
def conversation(phone_settings: Settings) -> Conversation:
    return playback.conversation(Studio(phone_settings))


Export = Callable[..., Result]


@pytest.fixture
def export(phone_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Run `voiceedu export` for the phone line as a person does."""
    for name in ("library", "cache", "staff_number", "public_url"):
        monkeypatch.setenv(f"VOICEEDU_{name.upper()}", str(getattr(phone_settings, name)))
    monkeypatch.setenv("VOICEEDU_ENGINES", "tone")
    monkeypatch.setenv("VOICEEDU_LOG", "error")

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, ["export", *map(str, arguments)])

    return run


def exported_sounds(conversation: Conversation, folder: str) -> dict[str, str]:
    """Return the file of each sound of a conversation, without its suffix."""
    plays = {play for state in conversation.walk() for play in state.plays}
    names = {f"{play.language}/{play.speed}/{play.slug}/{play.part}" for play in plays}
    return {name: f"{folder}/{name}" for name in names}


def version(folder: Path) -> str:
    """Return the name of the folder of an export's sounds."""
    (found,) = (folder / "sounds").iterdir()
    return found.name


# Asterisk.


def asterisk_call(folder: Path) -> Call:
    text = (folder / "extensions.conf").read_text(encoding="utf-8")
    return Call(plan=dialplan.parse(text), fetch=str, context="voiceedu")


@pytest.mark.parametrize("form", ["wav", "ulaw", "alaw", "mp3"])
def test_asterisk_has_the_conversation(export: Export, conversation: Conversation, tmp_path: Path, form: str) -> None:
    """Run as Asterisk runs it, the plan reaches every state by every key, and every sound that it plays exists."""
    done = export("asterisk", tmp_path / "out", "--format", form)
    assert done.exit_code == 0, done.output
    sounds = exported_sounds(conversation, f"voiceedu/{version(tmp_path / 'out')}")
    start = AsteriskMoment(asterisk_call(tmp_path / "out").begin())
    assert lockstep.walk(conversation, start, sounds_of=sounds) > 1000
    for sound in sounds.values():
        path = tmp_path / "out" / "sounds" / f"{sound.removeprefix('voiceedu/')}.{form}"
        data = path.read_bytes()
        if form in ("ulaw", "alaw"):  # raw G.711: no header, 8000 bytes a second, and pauses hold the code of silence
            assert data[:4] != b"RIFF"
            assert data.count({"ulaw": b"\xff", "alaw": b"\xd5"}[form]) > 800
        else:
            assert codecs.decode(data, name=sound)[1] == 8000


def test_asterisk_without_a_person_or_another_language(
    export: Export, phone_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one language and nobody to call, keys 5 and 0 do nothing, as in the conversation."""
    library = shutil.copytree(phone_settings.library, tmp_path / "library", ignore=shutil.ignore_patterns("es"))
    monkeypatch.setenv("VOICEEDU_LIBRARY", str(library))
    monkeypatch.delenv("VOICEEDU_STAFF_NUMBER")
    assert export("asterisk", tmp_path / "out").exit_code == 0
    alone = playback.conversation(Studio(replace(phone_settings, library=library, staff_number=None)))
    sounds = exported_sounds(alone, f"voiceedu/{version(tmp_path / 'out')}")
    lockstep.walk(alone, AsteriskMoment(asterisk_call(tmp_path / "out").begin()), sounds_of=sounds)


def test_asterisk_takes_any_person(export: Export, tmp_path: Path) -> None:
    """`--person` is Asterisk's own word for somebody; it rings at once, for 20 s, and a key leads back meanwhile."""
    assert export("asterisk", tmp_path / "out", "--person", "Local/600@from-internal&PJSIP/desk").exit_code == 0
    ringing = asterisk_call(tmp_path / "out").begin().press("0")
    assert ringing.dials == "Local/600@from-internal&PJSIP/desk,20,rdg"
    assert ringing.press("3").sounds[0].endswith("/en/normal/prompts/menu-1")
    assert ringing.called("NOANSWER").sounds[0].endswith("/en/normal/prompts/nobody")


def test_a_plan_that_is_replaced_in_a_call_leads_on(export: Export, tmp_path: Path) -> None:
    """After a reload, a caller goes on in the same topic; where the next place is gone, a word says so at the menu."""
    export("asterisk", tmp_path / "out")
    text = (tmp_path / "out" / "extensions.conf").read_text(encoding="utf-8")
    listening = asterisk_call(tmp_path / "out").begin().press("1")
    opening = text.split("[voiceedu/en/ablation/opening]")[1]
    context = re.findall(r"NEXT\)=.*,(voiceedu/en/ablation/\S+)\)", opening)[0]
    without = re.sub(rf"\[{re.escape(context)}\]\n(?:(?!\[).*\n)+", "", text)
    assert without != text
    assert replace(listening, plan=dialplan.parse(text)).silence().sounds[0].count("/ablation/") == 1
    moved = replace(listening, plan=dialplan.parse(without)).silence()
    assert [sound.split("/", 2)[2] for sound in moved.sounds] == ["en/normal/prompts/moved", "en/normal/prompts/menu-1"]


def test_asterisk_keeps_no_record_and_names_no_topic(export: Export, tmp_path: Path) -> None:
    """The plan disables the call's record and logs nothing."""
    export("asterisk", tmp_path / "out")
    text = (tmp_path / "out" / "extensions.conf").read_text(encoding="utf-8")
    assert "Set(CDR_PROP(disable)=1)" in text
    assert not re.search("NoOp|Verbose|Log\\(", text)


@pytest.mark.parametrize("form", ["asterisk", "freeswitch"])
@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--context", "a b"),
        ("--context", "x]\n[y"),
        ("--context", "x" * 31),
        ("--sounds", "/srv/a&b"),
        ("--sounds", "a;b"),
        ("--person", "PJSIP/x\nexten"),
        ("--person", "${SHELL(id)}"),
        ("--person", ""),
        ("--dial", "{number};"),
    ],
)
def test_an_option_that_would_break_the_plan_is_refused(
    export: Export, tmp_path: Path, form: str, option: str, value: str
) -> None:
    """What would not be one name, folder or dial string in a plan is a usage error that names the option."""
    done = export(form, tmp_path / "out", option, value)
    assert done.exit_code == 2
    assert option in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("form", "person"),
    [
        ("asterisk", "desk"),
        ("asterisk", "Queue(staff)"),
        ("asterisk", "PJSIP/desk,30"),
        ("asterisk", "PJSIP/desk)"),
        ("asterisk", "PJSIP/desk|SIP/desk"),
        ("asterisk", "PJSIP/$[1+1]"),
        ("freeswitch", "1000"),
        ("freeswitch", "user/1000@${domain_name}"),
    ],
)
def test_a_person_whom_nothing_would_call_is_refused(export: Export, tmp_path: Path, form: str, person: str) -> None:
    """A person who is not in the phone system's words is a usage error, which has an example of one who is."""
    done = export(form, tmp_path / "out", "--person", person)
    assert done.exit_code == 2
    assert repr(person) in done.output
    assert {"asterisk": "PJSIP/desk", "freeswitch": "user/1000"}[form] in done.output.replace(repr(person), "")


@pytest.mark.parametrize(
    ("form", "person"),
    [
        ("asterisk", "Local/600@from-internal/n"),
        ("asterisk", "PJSIP/+15550100199@my-trunk&IAX2/user:word@pbx.example.org/600"),
        ("freeswitch", "user/1000@$${domain}"),
        ("freeswitch", "{ignore_early_media=true}sofia/gateway/my-trunk/+15550100199"),
        ("freeswitch", "[leg_delay_start=5]user/1000,group/staff|error/user_busy"),
    ],
)
def test_a_person_in_the_words_of_the_phone_system_is_called(
    export: Export, tmp_path: Path, form: str, person: str
) -> None:
    """Whoever the phone system can call stands in the plan as it was given."""
    assert export(form, tmp_path / "out", "--person", person).exit_code == 0
    written = (tmp_path / "out" / {"asterisk": "extensions.conf", "freeswitch": "voiceedu.xml"}[form]).read_text()
    assert {"asterisk": f"Dial({person},20,rdg)", "freeswitch": f'data="{person}"'}[form] in written


def test_asterisk_names_are_short_enough(export: Export, tmp_path: Path) -> None:
    """Options stand in the plan, and its names are short enough for Asterisk, whatever the library's are."""
    export("asterisk", tmp_path / "out", "--context", "clinic", "--sounds", "/srv/sounds", "--dial", "SIP/t/{number}")
    text = (tmp_path / "out" / "extensions.conf").read_text(encoding="utf-8")
    names = dialplan.parse(text).contexts  # which refuses a name that is too long
    assert {"clinic", "clinic/en/nerve-blocks", "clinic/en/nerve-blocks/what-it-is"} <= set(names)
    assert "Set(SAID=/srv/sounds/" in text
    assert "Dial(SIP/t/+15550100199,20,rdg)" in text
    long = f"en/{'x' * 70}/{'y' * 70}"
    assert len(short(long, 72)) == 32 != len(short(long[:72], 72))


def plan_of(topics: int) -> Plan:
    """Return a plan of topics of three sections in one language, with long names."""
    slug = "a-name-of-the-usual-length-{:03}"
    names = [f"en/{slug.format(number)}" for number in range(topics)]
    places = []
    for number, name in enumerate(names):
        parts = ["opening", "what-it-is", "how-it-can-help", "what-to-expect", "closing"]
        places += [
            Place(
                name=f"{name}/{part}",
                kind="closing" if part == "closing" else "part",
                language="en",
                sounds=(f"{name[3:]}/{part}",),
                back=f"{name}/{parts[max(0, parts.index(part) - 1)]}",
                following=f"{name}/{parts[min(4, parts.index(part) + 1)]}",
            )
            for part in parts
        ]
        if number % 4 == 0:
            menu = f"en/menu-{number // 4 + 1}"
            sounds = (f"prompts/menu-{number // 4 + 1}",)
            choices = tuple(names[number : number + 4])
            places.append(Place(name=menu, kind="menu", language="en", sounds=sounds, choices=choices, following=menu))
    found = [Topic(name=name, language="en", first=f"{name}/opening", menu="en/menu-1", other="") for name in names]
    language = Language(name="en", other="", has_more=True)
    return Plan(languages=(language,), topics=tuple(found), places=tuple(places), version="v", person="PJSIP/desk")


def test_plans_of_300_topics_are_small() -> None:
    """300 topics of five parts make a plan of less than 0.8 MB for Asterisk and 3.4 MB for FreeSWITCH."""
    plan = plan_of(300)
    assert len(asterisk_dialplan.text(plan, context="voiceedu", sounds="voiceedu").encode()) < 800_000
    written = ElementTree.tostring(
        freeswitch_dialplan.document(plan, context="voiceedu", sounds="$${sounds_dir}/voiceedu")
    )
    assert len(written) < 3_400_000


# FreeSWITCH.


def freeswitch_call(folder: Path, *, suffix: str = ".wav") -> XmlMoment:
    plan = ElementTree.parse(folder / "voiceedu.xml").getroot()
    return XmlMoment(plan=plan, context="voiceedu", suffix=suffix).dial("s")


@pytest.mark.parametrize("form", ["ulaw", "alaw", "sln16", "mp3"])
def test_freeswitch_takes_other_formats(export: Export, tmp_path: Path, form: str) -> None:
    """Each format has the name by which FreeSWITCH's mod_sndfile and mod_shout know it, and its bytes."""
    done = export("freeswitch", tmp_path / "out", "--format", form)
    assert done.exit_code == 0, done.output
    suffix = {"ulaw": ".ul", "alaw": ".al", "sln16": ".r16", "mp3": ".mp3"}[form]
    call = freeswitch_call(tmp_path / "out", suffix=suffix).press("2")
    assert call.silence().sounds
    assert call.press("0").sounds
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text())["clips"]
    [opening] = [one for one in listed if (one["slug"], one["part"], one["speed"]) == ("epidural", "opening", "normal")]
    assert call.sounds == (f"$${{sounds_dir}}/voiceedu/{opening['file'].removeprefix('sounds/').removesuffix(suffix)}",)
    bytes_per_ms = {"ulaw": 8, "alaw": 8, "sln16": 32, "mp3": 4}[form]
    assert opening["bytes"] == pytest.approx(opening["duration_ms"] * bytes_per_ms, rel=0.4 if form == "mp3" else 0.01)


def test_freeswitch_has_the_conversation(export: Export, conversation: Conversation, tmp_path: Path) -> None:
    """Run as FreeSWITCH runs it, the plan reaches every state by every key, and every sound that it plays exists."""
    done = export("freeswitch", tmp_path / "out")
    assert done.exit_code == 0, done.output
    sounds = exported_sounds(conversation, f"$${{sounds_dir}}/voiceedu/{version(tmp_path / 'out')}")
    assert lockstep.walk(conversation, freeswitch_call(tmp_path / "out"), sounds_of=sounds) > 1000
    for sound in sounds.values():
        assert (tmp_path / "out" / "sounds" / f"{sound.removeprefix('$${sounds_dir}/voiceedu/')}.wav").is_file()


def test_freeswitch_drops_no_long_call(export: Export, tmp_path: Path) -> None:
    """A walk of 10,000 moves by chance hits no limit of transfers."""
    export("freeswitch", tmp_path / "out")
    chance = random.Random(16)
    call = freeswitch_call(tmp_path / "out")
    for _ in range(10_000):
        if call.kind == "listen":
            call = call.press(chance.choice("12345689*#7")) if chance.random() < 0.8 else call.silence()
        elif call.kind == "person":
            call = call.called(answered=False)
        else:
            call = replace(freeswitch_call(tmp_path / "out"), transfers=call.transfers)
    assert call.transfers > 10_000


def test_freeswitch_keeps_no_record_and_leads_on(export: Export, tmp_path: Path) -> None:
    """The plan keeps no record, rings at once, and says where a place is gone.

    It sets no log level: session_loglevel raises FreeSWITCH's own, and never lowers it.
    """
    export("freeswitch", tmp_path / "out", "--person", "user/1000")
    call = freeswitch_call(tmp_path / "out")
    entry = ElementTree.tostring(call.plan[0][0], encoding="unicode")
    assert 'data="process_cdr=false"' in entry
    assert "loglevel" not in entry
    ringing = call.press("0")
    wanted = {"bridged to": "user/1000", "leg_timeout": "20", "call_timeout": "25", "origination_cancel_key": "#"}
    assert wanted.items() <= ringing.variables.items()
    assert ringing.variables["transfer_ringback"] == "$${us-ring}"
    back = ringing.cancelled()
    assert [sound.split("/", 3)[3] for sound in back.sounds] == ["en/normal/prompts/menu-1"]
    gone = call.dial("en/removed-topic/what-it-is/slow")
    assert [sound.split("/", 3)[3] for sound in gone.sounds] == ["en/slow/prompts/moved", "en/slow/prompts/menu-1"]
    assert call.dial("xx/menu-1/normal").sounds == call.sounds


# Tests of both.


ODD_TITLE = '"It\'s"; ${SHELL(touch x)} <b>&amp; ]]> $[1+1] مرحبا ' + "x" * 300
"""What would do something in a dialplan, in XML or in a shell, if it came there as it is."""


def test_odd_titles_are_inert(rendered_copy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in a title, a heading or a file's name, both plans can be walked, and no words are in them."""
    library = shutil.copytree(rendered_copy.library, tmp_path / "library")
    text = f"---\ntitle: {json.dumps(ODD_TITLE)}\norder: 0\n---\n\n## It's; ${{SHELL(touch y)}} مرحبا\n\nA word.\n"
    (library / "en" / "odd.md").write_text(text, encoding="utf-8")
    for slug in ("goodbye", "menu-1"):  # the names of other places of the plans
        (library / "en" / f"{slug}.md").write_text("---\ntitle: A\n---\n\nA word.\n", encoding="utf-8")
    settings = replace(rendered_copy, library=library)
    studio = Studio(settings)
    for work in studio.library.works:
        studio.render(work)
    for name in ("library", "cache"):
        monkeypatch.setenv(f"VOICEEDU_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setenv("VOICEEDU_ENGINES", "tone")
    conversation = playback.conversation(Studio(settings))
    for form in ("asterisk", "freeswitch"):
        done = CliRunner().invoke(main, ["export", form, str(tmp_path / form)])
        assert done.exit_code == 0, done.output
    sounds = exported_sounds(conversation, f"voiceedu/{version(tmp_path / 'asterisk')}")
    lockstep.walk(conversation, AsteriskMoment(asterisk_call(tmp_path / "asterisk").begin()), sounds_of=sounds)
    sounds = exported_sounds(conversation, f"$${{sounds_dir}}/voiceedu/{version(tmp_path / 'freeswitch')}")
    lockstep.walk(conversation, freeswitch_call(tmp_path / "freeswitch"), sounds_of=sounds)
    for plan in (tmp_path / "asterisk" / "extensions.conf", tmp_path / "freeswitch" / "voiceedu.xml"):
        written = plan.read_text(encoding="utf-8")
        assert "en/odd" in written
        assert not re.search("SHELL|مرحبا|x{50}|It's|<b>|&lt;b", written)


@pytest.mark.parametrize("form", ["asterisk", "freeswitch"])
def test_dial_without_a_number_is_refused(export: Export, tmp_path: Path, form: str) -> None:
    """A dial pattern without a place for the number is a usage error."""
    done = export(form, tmp_path / "out", "--dial", "PJSIP/reception")
    assert done.exit_code == 2
    assert "'PJSIP/reception' has no {number}" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["asterisk", "freeswitch", "files"])
def test_incomplete_export_is_refused(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """An export with missing recordings names them, ends with 1, and leaves no folder."""
    monkeypatch.setenv("VOICEEDU_CACHE", str(tmp_path / "empty"))
    done = export(form, tmp_path / "out")
    assert done.exit_code == 1
    assert done.output.startswith("Error: en/prompts, es/prompts, en/")
    assert "not published yet. Run `voiceedu render` first" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


@pytest.mark.parametrize("form", ["asterisk", "freeswitch"])
def test_export_with_outdated_menus_is_refused(
    export: Export, phone_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """An export whose spoken menus hold outdated titles is refused."""
    for path in phone_settings.library.glob("*/*.md"):
        target = tmp_path / "library" / path.relative_to(phone_settings.library)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8").replace("About ablation", "Ablation"), encoding="utf-8")
    monkeypatch.setenv("VOICEEDU_LIBRARY", str(tmp_path / "library"))
    done = export(form, tmp_path / "out")
    assert done.exit_code == 1
    assert "en/prompts/menu-1: not published as it is written now. Run `voiceedu render` first" in done.output
    assert not (tmp_path / "out").exists()


def test_folder_is_replaced_whole(export: Export, tmp_path: Path) -> None:
    """A second export replaces the folder completely; a folder of anything else is not touched."""
    assert export("asterisk", tmp_path / "deep" / "out").exit_code == 0
    assert export("files", tmp_path / "deep" / "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "deep" / "out").iterdir()) == [
        MARK,
        "en",
        "es",
        "manifest.csv",
        "manifest.json",
        "manifest.schema.json",
    ]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("precious")
    done = export("files", tmp_path / "mine")
    assert done.exit_code == 1
    assert "mine has other files. Name a new folder" in done.output
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_killed_export_leaves_nothing_under_its_name(phone_settings: Settings, tmp_path: Path) -> None:
    """A killed export leaves no folder under its name: the folder is whole or absent."""
    program = (
        "import os, signal; from voiceedu.exports import folder; from voiceedu.storage.store import Store\n"
        "asset = Store.asset; seen = []\n"
        "def dying(store, path):\n"
        "    seen.append(path)\n"
        "    return asset(store, path) if len(seen) < 9 else os.kill(os.getpid(), signal.SIGKILL)\n"
        "Store.asset = dying\n"
        f"from voiceedu.cli import main; main(['export', 'files', {str(tmp_path / 'out')!r}])"
    )
    environ = {
        "VOICEEDU_LIBRARY": str(phone_settings.library),
        "VOICEEDU_CACHE": phone_settings.cache,
        "VOICEEDU_ENGINES": "tone",
    }
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, **environ}, capture_output=True)
    assert done.returncode == -9, done.stderr
    assert not (tmp_path / "out").exists()


def test_manifest_describes_the_exported_files(export: Export, tmp_path: Path) -> None:
    """Sizes and hashes in an export's manifest are those of its files, also for formats without a header."""
    export("asterisk", tmp_path / "out", "--format", "ulaw")
    assets = json.loads((tmp_path / "out" / "manifest.json").read_text())["clips"]
    assert {asset["file"] for asset in assets} == {
        path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.rglob("*.ulaw")
    }
    for asset in assets:
        assert (tmp_path / "out" / asset["file"]).stat().st_size == asset["bytes"]
        assert asset["bytes"] / 8 == pytest.approx(asset["duration_ms"], abs=2)
