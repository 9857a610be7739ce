"""A library of short texts in two languages, with more procedures than one menu holds."""

from pathlib import Path

TEXTS = {
    "en": {
        "nerve-blocks": ("Nerve blocks", "A nerve block is an injection near a nerve.", "It can give relief."),
        "epidural": ("Epidural injections", "Medicine goes into the epidural space.", "You can go home that day."),
        "ablation": ("Radiofrequency ablation", "Heat from radio waves calms a nerve.", "It can help for months."),
        "stimulation": ("Spinal cord stimulation", "A small device sends weak pulses.", "You try it out first."),
        "therapy": ("Physical therapy", "You learn movements that make you stronger.", "You do them at home too."),
    },
    "es": {
        "nerve-blocks": ("Bloqueos de nervios", "Es una inyección cerca de un nervio.", "Puede dar alivio."),
        "epidural": ("Inyecciones epidurales", "La medicina va al espacio epidural.", "Puede volver a casa ese día."),
    },
}
HEADINGS = {"en": ("What it is", "What to expect"), "es": ("Qué es", "Qué esperar")}
PAGE = """\
---
title: {title}
order: {order}
number: {number}
reviewed_by: Dr. Example
reviewed_on: 2026-01-31
---

## {first}

{is_it}

## {second}

{expect}
"""


def write(folder: Path) -> Path:
    for language, texts in TEXTS.items():
        (folder / language).mkdir(parents=True)
        first, second = HEADINGS[language]
        for order, (slug, (title, is_it, expect)) in enumerate(texts.items(), 1):
            number = 100 + order
            page = PAGE.format(
                title=title, order=order, number=number, first=first, second=second, is_it=is_it, expect=expect
            )
            (folder / language / f"{slug}.md").write_text(page, encoding="utf-8")
    return folder
