"""The page that reads a register of agreements in: who may, what is kept between, and nothing
trusted twice.
"""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pytest
from openpyxl import Workbook

from models.tables import Avtal
from support.agreements.files import GOOD, LINK, RUBRIKER, csv_of, read_in, xlsx_of
from support.paths.avtal import AVTAL, avtal
from support.site import Besokare, Sajt

PAGE = "/avtal/importera"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(visitor: Besokare, content: bytes | str, name: str = "avtal.csv") -> tuple[int, str]:
    """Choose a file and ask to see what it does."""
    content = content if isinstance(content, bytes) else content.encode()
    answer = visitor.http.post(PAGE, data=visitor.form(PAGE), files={"fil": (name, content, XLSX)})
    return answer.status_code, answer.text


def kept(html: str) -> dict[str, str]:
    """What the form of the preview keeps until it is confirmed."""
    form = html[html.index(f'action="{PAGE}/bekrafta"') :]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", form, re.DOTALL)
    assert text
    return {**hidden, "innehall": unescape(text[1])}


def confirm(visitor: Besokare, fields: dict[str, str]) -> tuple[int, str]:
    answer = visitor.http.post(f"{PAGE}/bekrafta", data=fields)
    return answer.status_code, answer.headers.get("location", answer.text)


def test_only_those_who_may_add_agreements_read_them_in(sajt: Sajt) -> None:
    for who, status in (("alvesta", 403), ("sammankallande", 200), ("sekreterare", 200)):
        visitor = sajt.client(who)
        assert visitor.http.get(PAGE).status_code == status
        assert visitor.http.get(f"{PAGE}/mall.csv").status_code == status
        assert (f'href="{PAGE}"' in visitor.http.get("/avtal").text) == (status == 200)
    visitor = sajt.client("alvesta")
    own = {"_csrf": visitor.form("/arenden/nytt")["_csrf"]}
    assert (
        visitor.http.post(PAGE, data=own, files={"fil": ("a.csv", csv_of(GOOD))}).status_code == 403
    )
    assert confirm(visitor, {**own, "innehall": csv_of(GOOD)})[0] == 403
    assert sajt.client(None).http.get(PAGE).status_code in {303, 401}
    assert sajt.lan.rows(Avtal) == []


@pytest.mark.parametrize(
    "content", [csv_of(GOOD), csv_of(GOOD, ",").encode("cp1252"), xlsx_of(GOOD)]
)
def test_a_file_is_shown_confirmed_and_read_in_once(sajt: Sajt, content: bytes | str) -> None:
    visitor = sajt.client("sekreterare")
    status, html = send(visitor, content)
    assert status == 200
    assert "Filen ger 2 nya avtal." in html
    assert sajt.lan.rows(Avtal) == []
    assert confirm(visitor, kept(html)) == (303, "/avtal")
    assert [row.rubrik for row in sajt.lan.rows(Avtal)] == [GOOD[1][0], LINK[0]]
    status, html = send(visitor, content)
    assert "Filen ger inget nytt. 2 avtal finns redan så som filen säger." in html
    assert f'action="{PAGE}/bekrafta"' not in html


def test_what_does_something_else_than_was_shown_is_shown_again(sajt: Sajt) -> None:
    visitor = sajt.client("sekreterare")
    fields = kept(send(visitor, csv_of(GOOD))[1])
    avtal(sajt.lan, rubrik=LINK[0])
    status, html = confirm(visitor, fields)
    assert status == 409
    assert "Registret har ändrats sedan du granskade filen." in html
    assert "1 nytt avtal och 1 ändrat avtal" in html
    assert len(sajt.lan.rows(Avtal)) == 1
    assert confirm(visitor, kept(html)) == (303, "/avtal")
    assert len(sajt.lan.rows(Avtal)) == 2


def test_what_was_changed_on_the_way_back_is_not_trusted(sajt: Sajt) -> None:
    visitor = sajt.client("sekreterare")
    fields = kept(send(visitor, csv_of(GOOD))[1])
    for other in (
        csv_of([RUBRIKER, LINK]),
        csv_of([RUBRIKER, ("Link", "kung", *LINK[2:])]),
        "",
        "\x00",
        "Namn\n" * 9999,
    ):
        assert confirm(visitor, {**fields, "innehall": other})[0] in {409, 422}
    assert confirm(visitor, {**fields, "avtryck": ""})[0] == 409
    assert confirm(visitor, {**fields, "_csrf": "en annans"})[0] == 403
    assert sajt.lan.rows(Avtal) == []


def test_every_problem_stands_first_and_nothing_can_be_confirmed(sajt: Sajt) -> None:
    wrong = csv_of([*GOOD, ("<b>Vela</b>", "kung", *LINK[2:]), ("", *LINK[1:])])
    status, html = send(sajt.client("sekreterare"), wrong)
    assert status == 422
    assert "2 saker i filen behöver rättas. Inget är ändrat." in html
    assert "Rad 4, Slag: ”kung” är inget slag." in html
    assert "Rad 5, Namn: Skriv avtalets namn." in html
    assert "&lt;b&gt;Vela" in html
    assert "De andra raderna ger 2 nya avtal." in html
    assert f'action="{PAGE}/bekrafta"' not in html


HOSTILE = {
    "bild.png": (b"\x89PNG\r\n\x1a\n\x00", 422),
    "tom.csv": (b"", 422),
    "noll.csv": (b"Namn\nLi\x00nk\n", 422),
    "halv.xlsx": (xlsx_of(GOOD)[:-100], 422),
    "lang.csv": (b"Namn\n" + b"Link;\n" * 2001, 422),
    "for-stor-for-formularet.csv": (
        b"Namn;Text\n" + b"\n".join(b"A%d;" % n + b"x" * 9000 for n in range(110)),
        422,
    ),
    "elva-megabyte.csv": (b"Namn\n" + b"a" * (10 * 1024 * 1024), 422),
    "tolv-megabyte.csv": (b"Namn\n" + b"a" * (12 * 1024 * 1024), 413),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_in_words(sajt: Sajt, name: str) -> None:
    content, status = HOSTILE[name]
    found, html = send(sajt.client("sekreterare"), content, name)
    assert found == status
    assert "Traceback" not in html
    assert status == 413 or "Filen gick inte att läsa. Inget är ändrat." in html
    assert sajt.lan.rows(Avtal) == []


def test_no_file_at_all_is_said(sajt: Sajt) -> None:
    visitor = sajt.client("sekreterare")
    answer = visitor.http.post(PAGE, data=visitor.form(PAGE))
    assert answer.status_code == 422
    assert "Välj en fil." in answer.text


def test_the_template_and_the_registers_own_file_can_be_read_in(sajt: Sajt) -> None:
    visitor = sajt.client("sekreterare")
    template = visitor.http.get(f"{PAGE}/mall.csv").content.decode("utf-8-sig")
    assert template.startswith("Namn;Slag;Område;Ansvarig grupp;Parter;")
    row = "Avtal om Link;avtal;;AU;alla;;;;gäller tills vidare"
    assert "Filen ger 1 nytt avtal." in send(visitor, template + row)[1]
    avtal(sajt.lan, forlangning="upphor", forlangning_manader=None)
    read_in(sajt.lan, csv_of(GOOD))
    own = visitor.http.get("/avtal.csv").content
    html = send(visitor, own)[1]
    assert "3 avtal finns redan så som filen säger." in html
    assert "De här kolumnerna läses inte: Läge, Version, Säg upp senast, Vems drag." in html


TITLED = [("Avtalsregister 2023", "Alvesta, Växjö"), *GOOD]


@pytest.mark.parametrize("content", [csv_of(TITLED), xlsx_of(TITLED)], ids=["csv", "xlsx"])
def test_what_the_file_leaves_unsaid_is_asked_and_nothing_is_read_before_the_answer(
    sajt: Sajt, content: bytes | str
) -> None:
    visitor = sajt.client("sekreterare")
    status, html = send(visitor, content)
    assert status == 200
    asked = "Ovanför rubrikerna på rad 2 står ”Avtalsregister 2023” på rad 1. Det läses inte."
    assert "Ska filen läsas så här?" in html
    assert asked in html
    status, again = confirm(visitor, kept(html))
    assert status == 409
    assert "Svara först på om filen ska läsas så som det står." in again
    assert asked in again
    assert sajt.lan.rows(Avtal) == []
    assert confirm(visitor, {**kept(again), "ja": "ja"}) == (303, "/avtal")
    assert len(sajt.lan.rows(Avtal)) == 2


def test_a_file_that_asks_nothing_is_asked_nothing(sajt: Sajt) -> None:
    assert "Ska filen läsas så här?" not in send(sajt.client("sekreterare"), csv_of(GOOD))[1]


def test_a_formula_that_was_never_worked_out_is_a_problem_of_its_cell(sajt: Sajt) -> None:
    book = Workbook()
    for row in GOOD:
        book.worksheets[0].append(list(row))
    book.worksheets[0]["E3"] = '="al"&"la"'
    packed = BytesIO()
    book.save(packed)
    status, html = send(sajt.client("sekreterare"), packed.getvalue(), "avtal.xlsx")
    assert status == 422
    assert "Rad 3, Parter: Cellen har en formel som inte är uträknad." in html


def test_the_numbers_of_the_parties_are_taken_home_and_read_in_again(sajt: Sajt) -> None:
    visitor = sajt.client("sekreterare")
    said = ["Alvesta: KS 2023/117", "Regionen: 23RK1908"]
    sak = avtal(sajt.lan, diarienummer=said)
    own = visitor.http.get("/avtal.csv").content.decode("utf-8-sig")
    assert "Diarienummer;Gäller från" in own
    assert f'"{"; ".join(said)}"' in own
    sajt.lan.step(sak, "sekreterare", "andra_uppgifter", diarienummer=[])
    html = send(visitor, own)[1]
    assert "Diarienummer: Alvesta: KS 2023/117, Regionen: 23RK1908 (var tomt)" in html


def test_the_numbers_stand_on_the_page_and_in_the_form_and_can_be_taken_away(sajt: Sajt) -> None:
    visitor = sajt.client("sekreterare")
    avtal(sajt.lan, diarienummer=["Alvesta: KS 2023/117"])
    page = visitor.http.get("/avtal/avtal-om-hjalpmedel").text
    parties = page[page.index('id="parter"') : page.index('id="versioner"')]
    assert "Diarienummer" in parties
    assert "KS 2023/117" in parties
    step = "/avtal/avtal-om-hjalpmedel/steg/andra_uppgifter"
    assert 'value="Alvesta: KS 2023/117"' in visitor.http.get(step).text
    stands = {name: AVTAL[name] for name in ("rubrik", "slag", "agare", "giltig_till", "oversyn")}
    stands |= {"forlangning": "automatisk", "forlangning_manader": "12"}
    form = {**visitor.form(step), **stands, "diarienummer-0": "Lessebo: 23-9"}
    assert visitor.send(step, form).status_code == 303
    assert "23-9" in visitor.http.get("/avtal/avtal-om-hjalpmedel").text
    form = {**visitor.form(step), **stands, "diarienummer-0": ""}
    assert visitor.send(step, form).status_code == 303
    assert (
        "Diarienummer"
        not in visitor.http.get("/avtal/avtal-om-hjalpmedel").text.split("Händelser")[0]
    )
