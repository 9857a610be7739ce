"""Who may use the review page: whoever opened the link, from our own pages, under our own name."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.review.conftest import HOST, ORIGIN, Person, field, open_review
from voiceedu.config import Settings
from voiceedu.review.access import HEADERS
from voiceedu.review.app import create_review_app

APPROVE = "/text/en/nerve-blocks/approve"


def test_the_link_works_once(settings: Settings) -> None:
    """It gives its browser a cookie that no script and no other site gets; a second browser is told what to do."""
    app, access = create_review_app(settings)
    first, second = app.test_client(), app.test_client()
    link = access.path
    assert first.head(link, base_url=ORIGIN).status_code == 204  # a preview of a link does not spend it
    opened = first.get(link, base_url=ORIGIN)
    cookie = opened.headers["Set-Cookie"]
    assert (opened.status_code, opened.location) == (303, "/")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert first.get("/", base_url=ORIGIN).status_code == 200
    for path in (link, "/open?token=", "/open", "/", "/text/en/nerve-blocks", "/sound/en/nerve-blocks/web.mp3"):
        refused = second.get(path, base_url=ORIGIN)
        assert refused.status_code == 403
        assert "Nerve blocks" not in refused.text
    assert "Open the link first" in refused.text


def test_another_browser_gets_a_link_of_its_own(person: Person) -> None:
    """Somebody who has the page may let in another browser, whose link works once, too."""
    page = person.post("/another-browser").text
    link = page.split('<code class="link">')[1].split("</code>")[0].removeprefix(ORIGIN)
    other = person.app.test_client()
    assert other.get(link, base_url=ORIGIN).status_code == 303
    assert other.get("/", base_url=ORIGIN).status_code == 200
    assert person.app.test_client().get(link, base_url=ORIGIN).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8765", "", "[::1]:8765", "127.0.0.1:x", "0"])
def test_another_host_is_refused(person: Person, host: str) -> None:
    """A name of somebody else's that leads to this machine (DNS rebinding) reaches nothing, not even the style."""
    for path in ("/", "/house/style.css", "/sound/en/nerve-blocks/web.mp3"):
        answer = person.client.get(path, base_url=ORIGIN, headers={"Host": host})
        assert answer.status_code == 403
        assert "Nerve" not in answer.text


def test_a_tunnel_may_have_another_port(person: Person) -> None:
    """At the near end of an SSH tunnel the page is at another port of the same machine."""
    token = person.token()
    answer = person.client.post(
        "/another-browser",
        base_url="http://localhost:9000",
        headers={"Origin": "http://localhost:9000"},
        data={"csrf": token},
    )
    assert answer.status_code == 403  # the cookie is of 127.0.0.1
    assert person.client.get("/", base_url="http://127.0.0.1:9000").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": f"https://{HOST}"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_page_is_refused(person: Person, headers: dict[str, str]) -> None:
    """Whatever another page sends with the right cookie and even the right token changes nothing."""
    form = person.form("/text/en/nerve-blocks", APPROVE) | {"name": "Eve"}
    answer = person.client.post(APPROVE, base_url=ORIGIN, headers=headers, data=form)
    assert answer.status_code == 403
    assert not (person.library / "CHANGES.md").exists()
    assert not (person.library / "en" / ".approvals").exists()


def test_a_link_on_another_page_leads_nowhere(person: Person) -> None:
    """A page of somebody else's can neither open this one nor take its sound."""
    for site in ("cross-site", "same-site"):
        assert person.get("/", **{"Sec-Fetch-Site": site}).status_code == 403
        assert person.get("/sound/en/nerve-blocks/web.mp3", **{"Sec-Fetch-Site": site}).status_code == 403
    assert person.get("/", **{"Sec-Fetch-Site": "none"}).status_code == 200


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(token=st.one_of(st.none(), st.text(max_size=60)))
def test_a_form_without_its_token_is_refused(person: Person, token: str | None) -> None:
    """No token and a wrong one change nothing."""
    data = {"name": "Eve"} | ({} if token is None else {"csrf": token})
    answer = person.client.post(APPROVE, base_url=ORIGIN, headers={"Origin": ORIGIN}, data=data)
    assert answer.status_code == 403
    assert not (person.library / "CHANGES.md").exists()


def test_the_token_of_another_browser_is_refused(person: Person, settings: Settings) -> None:
    """Each browser has a token of its own."""
    other = open_review(settings)
    form = person.form("/text/en/nerve-blocks", APPROVE) | {"name": "Eve", "csrf": other.token()}
    assert person.client.post(APPROVE, base_url=ORIGIN, headers={"Origin": ORIGIN}, data=form).status_code == 403


def test_every_answer_has_the_strict_headers(person: Person) -> None:
    """Pages, sounds, errors and styles may not be framed, kept or mixed with anything from elsewhere."""
    for path in ("/", "/nothing", "/sound/en/nerve-blocks/1/phone.mp3", "/static/review.css", "/open"):
        answer = person.get(path)
        answer.close()
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert person.client.put("/", base_url=ORIGIN, headers={"Origin": ORIGIN}).status_code in (403, 405)


def test_a_proxy_has_its_own_address(settings: Settings) -> None:
    """With --origin the page answers under the proxy's name too, with a cookie for TLS alone; and under no other."""
    app, access = create_review_app(settings, origin="https://review.example.org")
    client = app.test_client()
    opened = client.get(access.path, base_url="https://review.example.org")
    assert "Secure" in opened.headers["Set-Cookie"]
    page = client.get("/", base_url="https://review.example.org")
    assert page.status_code == 200
    data = {"csrf": field(page.text, "csrf")}
    for origin, status in (("https://review.example.org", 200), ("http://review.example.org", 403)):
        answer = client.post(
            "/another-browser", base_url="https://review.example.org", headers={"Origin": origin}, data=data
        )
        assert answer.status_code == status
        assert (status == 403) or "https://review.example.org/open?token=" in answer.text
    assert client.get("/", base_url="https://other.example.org").status_code == 403
