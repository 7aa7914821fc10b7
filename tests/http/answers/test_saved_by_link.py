"""What is typed in the form of a letter's link is kept for whoever has the link, as on the page of
one who is signed in; and a ledamot approves an ärende's underlag by such a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.demo.kalmar.autumn import ALLA_LEDAMOTER
from api.demo.kalmar.people import LEDAMOTER, SAMORDNARE, SOCIALCHEFER
from models.limits import FIL_BYTES
from models.secret import secret_key
from models.settings import Settings
from models.tables import (
    Avisering,
    Formularutkast,
    Remiss,
    Remissutkast,
    Remissvar,
    Underlagsgodkannande,
)
from notifications.channels import Mailbox
from notifications.delivery import deliver
from notifications.links import Svarslank, path_of, seal
from support.application import application
from support.county import UNDERLAG, Lan
from support.paths.arende import arende_in, atagande_in
from support.site import Besokare, Sajt, served
from workflows.ground.deadlines import day_after

LINK = re.compile(r"Svara direkt: (/svara/\S+)")
SAVE = {"hx_request": "true", "hx_target": "sparat"}


def link_to(lan: Lan, settings: Settings, who: str) -> str:
    """Deliver what waits; return the link in the latest letter to somebody."""
    deliver(lan.database, Mailbox(secret_key(settings)), lan.now)
    texts = [letter.text for letter in lan.rows(Avisering, person_id=lan.ids[who])]
    return str(LINK.findall("\n".join(texts))[-1])


def saved(anyone: Besokare, link: str, **typed: str) -> str:
    """Let the form of a link save itself; return what it says."""
    answer = anyone.send(f"{link}/utkast", {**anyone.form(link), **typed}, **SAVE)
    assert answer.status_code == 200
    return answer.text


def test_the_form_of_a_link_saves_itself_where_the_link_leads(
    sajt: Sajt, settings: Settings
) -> None:
    arende_in(sajt.lan, "pa_remiss")
    link, anyone = link_to(sajt.lan, settings, "lessebo"), sajt.client(None)
    assert f'hx-post="{link}/utkast"' in anyone.http.get(link).text


def test_an_answer_to_a_remiss_is_kept_as_the_draft_its_party_shares(
    sajt: Sajt, settings: Settings
) -> None:
    sak = arende_in(sajt.lan, "pa_remiss")
    link = link_to(sajt.lan, settings, "lessebo")
    assert "Sparat" in saved(sajt.client(None), link, motivering="Vi behöver mer tid.")
    assert "Vi behöver mer tid." in sajt.client(None).http.get(link).text
    assert [row.data["motivering"] for row in sajt.lan.rows(Remissutkast)] == [
        "Vi behöver mer tid."
    ]
    assert sajt.lan.rows(Remissvar) == []
    remiss = sajt.lan.rows(Remiss, om_id=sak)[0].id
    assert "Vi behöver mer tid." in sajt.client("lessebo").http.get(f"/remisser/{remiss}").text
    assert "Vi behöver mer tid." not in sajt.client("alvesta").http.get(f"/remisser/{remiss}").text


def test_what_was_typed_by_a_link_and_not_sent_stands_there_again(
    sajt: Sajt, settings: Settings
) -> None:
    atagande_in(sajt.lan, "tilldelat")
    link = link_to(sajt.lan, settings, "alvesta")
    said = saved(sajt.client(None), link, kommentar="Hon börjar i januari.")
    assert "Bara du ser det tills du skickar." in said
    again = sajt.client(None).http.get(link).text
    assert "Hon börjar i januari." in again
    assert "och inte skickade" in again
    assert "Hon börjar" not in sajt.client(None).http.get(f"{link}?utkast=0").text
    sajt.client(None).fill_in(link)
    assert [row.sant for row in sajt.lan.rows(Formularutkast)] == [True]


def test_a_link_that_was_used_or_is_not_ours_saves_nothing(sajt: Sajt, settings: Settings) -> None:
    atagande_in(sajt.lan, "tilldelat")
    link, anyone = link_to(sajt.lan, settings, "alvesta"), sajt.client(None)
    form = {**anyone.form(link), "kommentar": "Hej."}
    assert anyone.send(f"{link}x/utkast", form, **SAVE).status_code in {403, 404}
    anyone.fill_in(link)
    anyone.send(f"{link}/utkast", form, **SAVE)
    assert sajt.lan.rows(Formularutkast) == []


@pytest.fixture
def kalmar_site(own_kalmar: Lan, tmp_path: Path) -> Iterator[tuple[Sajt, bytes]]:
    """Kalmar's demo behind a real server, and the key that seals links."""
    url = own_kalmar.database.url
    settings = Settings(data=tmp_path, database_url=url, profil="kalmar", demo=True)
    with served(application(settings)) as address:
        opened = Sajt(own_kalmar, address)
        yield opened, secret_key(settings)
        opened.close()


def made_ready(lan: Lan) -> int:
    """Let every ledamot answer an ärende for beslut, and make it ready."""
    sak = lan.arende(
        SOCIALCHEFER, avsandare_organ="socialchefsnatverket", onskad_hantering=["beslut"]
    )
    lan.step(sak, SAMORDNARE, "ta_upp", handlaggare=SAMORDNARE)
    day = day_after(lan.world.today, 30).isoformat()
    lan.step(sak, SAMORDNARE, "skicka_pa_remiss", sista_dag=day, mottagare=ALLA_LEDAMOTER)
    remiss = lan.rows(Remiss, om_id=sak)[0].id
    for who in LEDAMOTER:
        lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    lan.step(sak, SAMORDNARE, "sammanstall")
    lan.step(sak, SAMORDNARE, "fardigbered", **UNDERLAG)
    return sak


def underlag_link(lan: Lan, key: bytes) -> tuple[str, int]:
    """Return the link in a letter that asks a ledamot for an underlag's approval, and of whom."""
    sak = made_ready(lan)
    letter = lan.rows(Avisering, mall="godkann_underlag", sak_id=sak)[-1]
    asked = letter.data["svara"]
    until = lan.world.today.toordinal() + 30
    part = asked.get("del") or 0
    link = Svarslank(letter.person_id, asked["sak"], asked["steg"], letter.id, until, part)
    return f"{path_of(asked['steg'])}{seal(link, key)}", letter.person_id


def test_a_ledamot_approves_an_underlag_by_the_link_of_the_letter(
    kalmar_site: tuple[Sajt, bytes],
) -> None:
    sajt, key = kalmar_site
    link, who = underlag_link(sajt.lan, key)
    anyone = sajt.client(None)
    page = anyone.http.get(link).text
    assert "Vad det gäller" in page
    assert "Inget händer förrän du trycker på knappen." in page
    before = len(sajt.lan.rows(Underlagsgodkannande, for_id=who))
    saved(anyone, link, ord="invander", text="Kostnaden saknas.")
    assert "Kostnaden saknas." in sajt.client(None).http.get(link).text
    refused = anyone.fill_in(link, ord="invander", text="")
    assert refused.status_code == 409
    answer = anyone.fill_in(link, ord="godkanner_med_anmarkning", text="Följ upp kostnaden.")
    assert answer.status_code == 303
    given = sajt.lan.rows(Underlagsgodkannande, for_id=who)
    assert [row.text for row in given[before:]] == ["Följ upp kostnaden."]
    assert "Tack, det är klart" in anyone.http.get(link).text


def test_a_file_that_is_too_large_leads_back_to_the_form_of_the_link(
    sajt: Sajt, settings: Settings
) -> None:
    atagande_in(sajt.lan, "tilldelat")
    link = link_to(sajt.lan, settings, "alvesta")
    parts = {"fil": ("stor.pdf", b"%PDF-" + b"0" * (FIL_BYTES + 2 * 1024 * 1024))}
    answer = sajt.client(None).http.post(link, files=parts)
    assert answer.status_code == 413
    page = answer.text[answer.text.index("<main") :]
    assert f'href="{link}"' in page
    assert "Tillbaka till formuläret" in page
    assert 'href="/"' not in page
