"""Ways of writing a dose that are misread on paper are found, and safe ones are left alone."""

import pytest

from voiceedu.narration.error_prone_forms import ErrorProneForm, find_error_prone_forms


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Inject 10U or 10 u at night.", ["10U", "10 u"]),
        ("Inject 10U.", ["10U"]),
        ("Give 1000 IU.", ["IU"]),
        ("Take it QD or q.o.d.", ["QD", "q.o.d."]),
        ("Take 1.0 mg or .5 mL.", ["1.0", ".5"]),
        ("Give MS 2 mg, MgSO4 and MSO4.", ["MS", "MgSO4", "MSO4"]),
        ("Take 50 µg or 50μg.", ["µg", "μg"]),
        ("Inject 2 cc.", ["cc"]),
        ("One drop OD and OS.", ["OD", "OS"]),
        ("Sit up if the pressure is >140.", [">"]),
        ("After D/C take HCTZ 25 mg.", ["D/C", "HCTZ"]),
        ("Take 10000 units.", ["10000"]),
        ("Take 1 tablet qhs.", ["qhs"]),
    ],
)
def test_an_error_prone_form_is_found(text: str, written: list[str]) -> None:
    """Every form of the two published lists that a leaflet can have is named as it is written."""
    found = [form.written for form in find_error_prone_forms(text)]
    assert len(found) == len(written)
    assert all(form in wanted or wanted in form for form, wanted in zip(written, found, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Take 10 units, 1 mg, 0.5 mL, 50 mcg or 1,000 international units daily.",
        "Your A1c is 7.0% and the INR 2.0.",
        "The US and the UK. An MS nurse. Take it QID.",
        "Type 2 diabetes, L4-L5, 2.0 T magnet, room 10.",
        "SC Ward 4. AS of today, the OSHA rules.",
    ],
)
def test_a_safe_form_is_left_alone(text: str) -> None:
    """Words, laboratory values and names that look alike are no error."""
    assert find_error_prone_forms(text) == []


def test_a_report_has_what_a_clinician_needs() -> None:
    """Where the form stands, what it is mistaken for and what to write are told."""
    assert find_error_prone_forms("Take 1.0 mg.") == [
        ErrorProneForm(
            written="1.0",
            position=5,
            mistaken_for="ten times the dose, when the point is not seen",
            instead='the number without ".0"',
        )
    ]
