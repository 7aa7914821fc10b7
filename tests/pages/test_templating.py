"""What the template environment promises every page."""

from __future__ import annotations

import re

import pytest
from jinja2 import DictLoader, Environment, UndefinedError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from api.web.frame import templating
from api.web.frame.filters import kurva, stycken
from api.web.frame.static import STATIC_URL, CachedStatic


def _environment(**templates: str) -> Environment:
    environment = templating.create_environment()
    assert environment.loader is not None
    files = {
        f"frame/macros/{path.name}": path.read_text()
        for path in (templating.TEMPLATES / "frame" / "macros").iterdir()
    }
    environment.loader = DictLoader({**files, **templates})
    return environment


def _html(source: str, **context: object) -> str:
    return templating.to_html(_environment(page=source), "page", context=context)


def test_what_people_write_is_escaped() -> None:
    assert _html("{{ text }}", text="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    "source", ["{{ saknas }}", "{% if saknas %}{% endif %}", "{{ sak.saknas }}"]
)
def test_a_name_that_nobody_gave_is_an_error_and_never_an_empty_page(source: str) -> None:
    with pytest.raises(UndefinedError):
        _html(source, sak={})


def test_an_unknown_state_has_no_tag() -> None:
    assert 'class="tag tyst"' in _html("{{ ui.tag('tyst') }}")
    with pytest.raises(UndefinedError):
        _html("{{ ui.tag('tystt', 'Tyst') }}")


def test_every_macro_listed_exists() -> None:
    names = re.findall(
        r"set (\w+) = ", (templating.TEMPLATES / "frame" / "macros" / "ui.html").read_text()
    )
    assert len(names) > 25
    assert _html("{{ ".join(["", *(f"(ui.{name}.name) }}}}" for name in names)])) == "".join(names)


def test_a_block_alone_has_the_macros_and_the_token() -> None:
    source = "{% block rad %}{% call ui.form('/a') %}{% endcall %}{% endblock %} resten"
    html = templating.to_html(
        _environment(page=source), "page", context={"csrf": "hemlig"}, block="rad"
    )
    assert 'name="_csrf" value="hemlig"' in html
    assert "resten" not in html


def test_each_form_has_a_key_of_its_own() -> None:
    html = _html("{% call ui.form('/a', 7) %}{% endcall %}{% call ui.form('/a') %}{% endcall %}")
    keys = re.findall(r'name="_nyckel" value="([^"]+)"', html)
    assert len(set(keys)) == 2
    assert re.findall(r'name="_version" value="([^"]+)"', html) == ["7"]


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    assert "multipart/form-data" in _html(
        "{% call ui.form('/a', falt=[{'slag': 'fil'}]) %}{% endcall %}"
    )
    assert "multipart/form-data" not in _html(
        "{% call ui.form('/a', falt=[{'slag': 'text'}]) %}{% endcall %}"
    )


def test_plain_text_becomes_escaped_paragraphs() -> None:
    assert (
        stycken("Ett <b>\r\nrad två\n\n \n\nTvå\n") == "<p>Ett &lt;b&gt;<br>rad två</p><p>Två</p>"
    )
    assert stycken("") == ""


def test_a_trend_lies_within_its_box_and_equal_numbers_lie_level() -> None:
    assert kurva([0, 5, 10]) == [(4, 28), (60, 16), (116, 4)]
    assert {y for _, y in kurva([3, 3])} == {28}
    assert kurva([3]) == [(4, 28)]


async def _missing(request: Request) -> Response:
    request.state.shell = templating.Shell(demo=None, lan="Kronoberg")
    return templating.render(
        request,
        "frame/error.html",
        status=404,
        rubrik="Sidan finns inte",
        hinder=["Länken är gammal"],
    )


@pytest.fixture
def client() -> TestClient:
    """A page and the static files, as the product serves them."""
    mount = Mount(STATIC_URL, CachedStatic())
    return TestClient(Starlette(routes=[Route("/borta", _missing), mount]))


def test_an_error_is_a_page_with_its_status_its_obstacles_and_a_way_on(client: TestClient) -> None:
    answer = client.get("/borta")
    assert answer.status_code == 404
    assert "<title>Sidan finns inte – Samflöde</title>" in answer.text
    for text in ("Länken är gammal", "Till översikten", "Kronoberg"):
        assert text in answer.text


def test_every_static_file_a_page_names_exists(client: TestClient) -> None:
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/borta").text)
    assert len(addresses) >= 5
    assert {client.get(address).status_code for address in addresses} == {200}
