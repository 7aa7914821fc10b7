"""The words people read about letters: one word for one thing, and nothing technical."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from models.tables import Avisering
from models.vocabulary import SvarSlag
from notifications.channels import Mailbox
from notifications.delivery import deliver
from notifications.rendering import render
from support.county import Lan, epost
from support.letters.arende import tell_everything
from support.letters.revision import tell_of_what_seldom_happens

ROOT = Path(__file__).resolve().parent.parent.parent
# What somebody else sends is no letter of ours.
OTHERS = ("bilaga i ett mejl", "ett mejl med en fil")
OTHER_WORDS = re.compile(r"\bmejl|\be-?mail|\bavisering", re.IGNORECASE)
COMMENT = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)


def read_by_people() -> Iterator[tuple[str, str]]:
    """Yield what pages, letters and the handbook say, without their markup."""
    for pattern in ("api/**/*.html", "notifications/templates/**/*.*", "docs/handbok/*.md"):
        for path in ROOT.glob(pattern):
            if path.suffix in {".html", ".txt", ".md"}:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_letters_have_one_word() -> None:
    found = []
    for name, said in read_by_people():
        text = COMMENT.sub(" ", said)
        for phrase in OTHERS:
            text = text.replace(phrase, "")
        found += [(name, one.group()) for one in OTHER_WORDS.finditer(text)]
    assert found == []


@pytest.fixture(scope="module")
def told(shared_lan: Lan) -> list[Avisering]:
    """Every letter of the story, as its data says it."""
    tell_everything(shared_lan)
    tell_of_what_seldom_happens(shared_lan)
    return list(shared_lan.rows(Avisering))


CODES = re.compile(
    r"\b[a-z]+_[a-z_]+\b"  # a code of ours
    r"|\bsvar: |\blivscykel|\bkontrollsumm|\bsvep|\bsha256|\bNone\b"
    r"|\b(rev|lgs|lgl|sam)-\d{4}-\d"
)
ADDRESS = re.compile(r"(: |^)/\S+", re.MULTILINE)


def test_no_technical_word_reaches_the_reader_of_a_letter(told: list[Avisering]) -> None:
    for letter in told:
        written = render(letter.mall, letter.data, varfor=letter.skal, address="")
        text = ADDRESS.sub("", f"{written.amne}\n{written.text}")
        assert CODES.findall(text) == [], (letter.mall, CODES.search(text))


def run_together(text: str) -> list[tuple[str, str]]:
    """Return the lines of a letter that end a sentence and have no blank line after them."""
    return [
        (line, after)
        for line, after in pairwise(text.splitlines())
        if line.endswith(".") and not line.startswith(" ") and re.match(r"[A-ZÅÄÖ]", after)
    ]


def test_each_paragraph_of_a_letter_stands_by_itself(told: list[Avisering]) -> None:
    for letter in told:
        text = render(letter.mall, letter.data, varfor=letter.skal, address="").text
        assert run_together(text) == [], letter.mall


@pytest.mark.parametrize("kanal", ["webb", "telefon", "papper"])
@pytest.mark.parametrize("ersatte", ["", "Lessebo"])
def test_a_receipt_has_its_paragraphs_whichever_way_the_answer_came(
    kanal: str, ersatte: str
) -> None:
    said = {**ANSWERED, "namn": "A", "mottagare": "Kalmar", "kanal": kanal, "ersatte": ersatte}
    assert run_together(render("remiss_kvitto", said, varfor="", address="").text) == []


def test_a_letter_says_what_is_to_be_answered_as_a_request() -> None:
    for kind in SvarSlag:
        verb = kind.att_gora.partition(" ")[0]
        assert verb in {"bekräfta", "lämna", "beskriv"}, kind


RUNNING = re.compile(r"\b(mån|tis|ons|tor|fre|lör|sön) \d{1,2} ")
DATA = {"rubrik": "LGS fre 8 dec 2023", "beteckning": "", "lank": "/moten/1", "namn": "A"}


@pytest.mark.parametrize(
    ("mall", "more"),
    [
        ("justering", {"datum": "2023-12-08", "senast": "2023-12-15"}),
        ("justering_ater", {"datum": "2023-12-08", "skal": "Ett namn är fel."}),
        ("dags_att_kalla", {"senast": "2023-12-01", "sen": False, "punkter": 2, "tillbaka": []}),
        ("installt", {"skal": "Snöstorm."}),
    ],
)
def test_running_text_writes_the_day_of_a_meeting_in_full(
    mall: str, more: dict[str, object]
) -> None:
    letter = render(mall, {**DATA, **more}, varfor="", address="")
    for body in (letter.text, letter.html.partition("<body>")[2]):
        assert "LGS fredag 8 december 2023" in body
        assert RUNNING.search(body) is None


ANSWERED = {
    "rubrik": "Rutin för SIP",
    "beteckning": "LGS 2023:1",
    "lank": "/x",
    "senast": "2023-11-28",
    "kanal": "webb",
    "stallningstagande": "tillstyrker",
    "lamnat_av": "Socialchef, Kalmar",
    "skal": "",
    "synpunkter": [],
}


@pytest.mark.parametrize(
    ("mall", "own", "others"),
    [
        ("remiss", "Du har fått ”Rutin för SIP” på remiss.", "Kalmar har fått"),
        ("remiss_kvitto", "Ditt svar om ”Rutin för SIP” är: ", "Svaret från Kalmar om"),
        ("remiss_avbruten", "Du behöver inte svara.", "Kalmar behöver inte svara."),
        ("remiss_flyttad", "Du har fått mer tid", "Kalmar har fått mer tid"),
        ("remiss_aterkoppling", "Ditt svar hade inga synpunkter", "Svaret från Kalmar hade inga"),
    ],
)
def test_a_person_is_told_of_themselves_as_you_and_an_organisation_by_name(
    mall: str, own: str, others: str
) -> None:
    name = "Socialchef, Kalmar"
    me = {**ANSWERED, "namn": name, "mottagare": name, "personlig": True}
    mine = render(mall, me, varfor="", address="")
    assert own in mine.text
    assert name not in mine.amne + mine.text
    theirs = render(
        mall,
        {**me, "namn": "Kalmar", "mottagare": "Kalmar", "personlig": False},
        varfor="",
        address="",
    )
    assert others in theirs.text


def test_a_person_who_is_asked_is_told_so_as_you(lan: Lan) -> None:
    """Over a real remiss: to a person, and to an organisation that is called as its chef."""
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    asked = [
        {"slag": "person", "kod": epost("ljungby")},
        {"slag": "huvudman", "kod": "lessebo"},
    ]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-11-28", mottagare=asked)
    deliver(lan.database, Mailbox(), lan.now)
    texts = {one.epost: str(one.text) for one in lan.rows(Avisering, mall="remiss")}
    assert "Du har fått ”" in texts[epost("ljungby")]
    assert "Lessebo har fått ”" in texts[epost("lessebo")]


@pytest.mark.parametrize(
    ("missad", "said"), [(False, "riskerar att inte hinna:"), (True, "håller inte sin tid:")]
)
def test_what_is_only_warned_of_is_not_said_to_be_late(*, missad: bool, said: str) -> None:
    sent = [{"vad": "uppdrag", "dag": "2023-11-20", "missad": missad}]
    data = {**DATA, "sent": sent, "revision": True, "hjalp": "Ge nytt uppdrag."}
    letter = render("hinner_inte", data, varfor="", address="")
    assert said in letter.text
    assert said in letter.html


@pytest.mark.parametrize(
    ("sen", "said"),
    [(False, "· senast fre 17 nov 2023"), (True, "· försenat, skulle vara klart fre 17 nov 2023")],
)
def test_the_weekly_letter_says_that_a_day_has_passed(*, sen: bool, said: str) -> None:
    row = {
        "rubrik": "Avtal om hjälpmedel",
        "slag": "revision",
        "drag": "AU",
        "senast": "2023-11-17",
        "sen": sen,
        "remiss": False,
        "besvarad": False,
    }
    data = {"namn": "A", "part": "Ljungby", "lank": "/parten", "rader": [row]}
    letter = render("parten", data, varfor="", address="")
    assert said in letter.text
    assert said in letter.html
