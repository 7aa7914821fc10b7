"""A letter about an uppdrag that stands empty says so, and leads to what its reader can do about
it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from models.base import table_of
from models.tables import Avisering, Franvaro, Person, Uppdrag
from models.vocabulary import Roll
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan, vacate
from support.letters.arende import sweep
from support.paths.arende import arende_in, atagande_in, finish_meeting, mote_in
from workflows.county.register import load_register
from workflows.reminders import remind

KEY = b"nyckel"
ANSWERS = ("Svara direkt", "/svara/")


def letter(lan: Lan, mall: str, who: str = "sekreterare") -> Any:
    """Deliver what waits; return somebody's only letter of a kind."""
    deliver(lan.database, Mailbox(KEY), lan.now)
    (one,) = lan.rows(Avisering, person_id=lan.ids[who], mall=mall)
    assert one.fel == ""
    return one


def contact(lan: Lan, who: str, huvudman: str) -> None:
    """Make somebody the kontaktperson of a huvudman."""
    with lan.database.session() as session:
        register = load_register(session)
        party = register.huvudman_named(huvudman)
        assert party is not None
        session.add(
            Uppdrag(
                person_id=lan.ids[who],
                organ_id=register.ledningsgrupp().id,
                roll=Roll.KONTAKTPERSON,
                huvudman_id=party.id,
                from_=date(2023, 1, 1),
            )
        )


def empty(said: dict[str, Any]) -> str:
    """Check that a letter, or a line of it, offers no answer but the form of the empty uppdrag;
    return whose it is.
    """
    assert "svara" not in said
    place = urlsplit(said["tillsatt"])
    assert place.path == "/personer/uppdrag"
    assert parse_qs(place.query) == {"organ": ["lgs"], "roll": ["ledamot"], "huvudman": ["lessebo"]}
    return str(said["tom_plats"])


def test_a_remiss_to_an_empty_place_asks_the_secretary_to_fill_it(lan: Lan) -> None:
    vacate(lan, "lessebo", "2023-10-31")
    arende_in(lan, "pa_remiss")
    one = letter(lan, "remiss")
    assert empty(one.data) == "Lessebo"
    assert one.skal == "Ingen annan kan svara just nu, och du håller ihop arbetet."
    for text in (one.text, one.html):
        assert "Ett uppdrag står tomt just nu: Lessebo." in text
        assert "Lägg till någon, så går nästa brev rätt." in text
        assert "/personer/uppdrag?organ=lgs" in text
        assert one.data["lank"] in text
        assert not [word for word in ANSWERS if word in text]


def test_the_kontaktperson_is_led_to_the_matter_and_can_answer_there(lan: Lan) -> None:
    vacate(lan, "lessebo", "2023-10-31")
    contact(lan, "utanfor", "lessebo")
    arende_in(lan, "pa_remiss")
    one = letter(lan, "remiss", "utanfor")
    assert one.data["tillsatt"] == ""
    assert one.skal == "Ingen annan kan svara just nu, och du är kontaktperson."
    assert (
        "Ett uppdrag står tomt just nu: Lessebo. Därför kommer det här till dig. Du kan svara"
        in one.text
    )
    assert not [word for word in (*ANSWERS, "Lägg till") if word in one.text]
    assert "svara" in lan.offers(int(one.data["lank"].rpartition("/")[2]), "utanfor")


def test_a_decision_says_which_of_its_lines_nobody_answers_for(lan: Lan) -> None:
    vacate(lan, "lessebo", "2023-10-31")
    contact(lan, "alvesta", "lessebo")
    atagande_in(lan, "tilldelat")
    one = letter(lan, "atagande", "alvesta")
    own, fallen = one.data["ataganden"]
    assert ("svara" in own, "svara" in fallen) == (True, False)
    assert one.skal == "Du svarar för det här i din organisation.", "one of the lines is her own"
    assert "ger två åtaganden som nu är hos dig." in one.text
    assert "  Lessebo (ingen har uppdraget just nu) · senast fre 26 jan 2024" in one.text
    assert len(re.findall("Svara direkt:", one.text)) == 1


def test_a_reminder_asks_the_secretary_for_somebody_and_not_for_the_answer(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    finish_meeting(lan)
    vacate(lan, "lessebo", "2023-12-31")
    sweep(lan.at("2024-01-12"))
    one = letter(lan, "paminnelse")
    (row,) = one.data["rader"]
    assert empty(row) == "Lessebo"
    assert one.amne.startswith("Lägg till någon som svarar senast 26 jan: ")
    assert "  Lägg till någon: /personer/uppdrag?organ=lgs" in one.text
    assert not [word for word in ANSWERS if word in one.text]


def test_what_waited_for_somebody_who_left_says_so(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    with lan.database.session() as session:
        person = table_of(Person)
        session.execute(
            person.update().where(person.c.id == lan.ids["sammankallande"]).values(aktiv=False)
        )
    lan.step(sak, "au_ledamot", "begar_komplettering", saknas="Vem ansvarar?")
    one = letter(lan, "komplettering")
    assert "Avsändaren tar inte längre emot brev. Därför kommer det här till dig." in one.text
    assert one.data["tillsatt"] == ""
    assert not [word for word in (*ANSWERS, "Lägg till") if word in one.text]


def test_what_waits_for_somebody_who_is_away_together_with_the_stand_in_says_so(lan: Lan) -> None:
    with lan.database.session() as session:
        for who, stand_in in (("lessebo", "markaryd"), ("markaryd", "vaxjo")):
            session.add(
                Franvaro(
                    person_id=lan.ids[who],
                    ersattare_id=lan.ids[stand_in],
                    from_=date(2023, 11, 1),
                    tom=date(2023, 12, 31),
                )
            )
    arende_in(lan, "pa_remiss")
    asked = letter(lan, "remiss")
    both = (
        "Lessebo: Lessebo är borta till söndag 31 december 2023 utan ersättare på plats. Därför"
        " kommer det här till dig. Välj en ersättare, så går nästa brev rätt."
    )
    assert both in asked.text
    assert both in asked.html
    with lan.at("2023-11-29").database.session() as session:
        remind(session, lan.world)
    told = letter(lan, "paminnelse")
    gone = "(Lessebo är borta till söndag 31 december 2023 utan ersättare på plats)"
    assert f"Lessebo {gone} · senast fre 1 dec 2023" in told.text
    assert asked.data["tillsatt"] == f"/personer/{lan.ids['lessebo']}"
    for text in (asked.text, asked.html, told.text, told.html):
        assert not [word for word in (*ANSWERS, "Lägg till", "tomt") if word in text]
    assert gone in told.html


def test_an_organ_without_a_secretary_of_its_own_has_aus_and_no_empty_place(lan: Lan) -> None:
    mote = mote_in(lan, "justeras")
    lan.step(mote, "ljungby", "atersand", skal="Punkt 3 behöver en mening till.")
    one = letter(lan, "justering_ater")
    assert "tom_plats" not in one.data
    assert one.skal == "Du skriver anteckningarna."
