"""A page's own CSS, as far as it says what is bold and how lists count: written into the elements it is for."""

import re
from collections.abc import Iterator

from lxml import etree

from voiceedu.content.formats import attributes
from voiceedu.content.formats.html_lists import STYLE

_LONGEST = 200_000  # characters
_BOLD_CLASS = re.compile(r"\.([\w-]+)\s*\{[^{}]*font-weight\s*:\s*(?:bold|[6-9]00)")
_RULE = re.compile(r"([^{};]{1,500})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"(?:ol|ul|li)?\.([\w-]+)(?:\s*>?\s*li)?(?:::?before|::marker)?")
_ORDERED = re.compile(r"ol(?:(?:\s+|\s*>\s*)(?:li(?:\s+|\s*>\s*))?ol)*")
_COUNTER = re.compile(r"content\s*:[^;]*counter\([^,()]+,\s*((?:lower|upper)-(?:alpha|latin|roman))", re.IGNORECASE)
_COUNTERS = re.compile(r"content\s*:[^;]*counters\([^,()]+,\s*([\"'])\.\1", re.IGNORECASE)


def apply_styles(root: etree._Element) -> None:
    """Write the bold and the list styles of a page's <style> into its elements, as word processors give them."""
    css = " ".join("".join(style.itertext()) for style in root.iter("style"))[:_LONGEST]
    bold = set(_BOLD_CLASS.findall(css))
    by_class: dict[str, str] = {}
    by_depth: dict[int, str] = {}
    for selector, style in _list_rules(css):
        if found := _CLASS.fullmatch(selector):
            by_class[found[1]] = style
        elif _ORDERED.fullmatch(selector):
            by_depth[len(re.findall(r"\bol\b", selector))] = style
    is_outline = bool(_COUNTERS.search(css))
    for element in root.iter(etree.Element) if bold or by_class or by_depth or is_outline else ():
        classes = element.get("class", "").split()
        if not bold.isdisjoint(classes):
            element.set("style", f"font-weight:700;{element.get('style', '')}")
        if element.tag == "ol":
            depth = sum(1 for _ in element.iterancestors("ol")) + 1 if by_depth else 0
            of_class = next((by_class[name] for name in classes if name in by_class), "")
            if (style := of_class or by_depth.get(depth, "")) and not STYLE.search(element.get("style", "")):
                element.set("style", f"{style};{element.get('style', '')}")
            if is_outline:
                element.set(attributes.OUTLINE, "")


def _list_rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield each selector that gives a list its letters, and what it gives, as the CSS of a list."""
    for rule in _RULE.finditer(css):
        counter = _COUNTER.search(rule[2])
        given = STYLE.search(rule[2])
        style = f"list-style-type:{counter[1]}" if counter else given[0] if given else ""
        for selector in rule[1].split(",") if style else ():
            yield " ".join(selector.split()), style
