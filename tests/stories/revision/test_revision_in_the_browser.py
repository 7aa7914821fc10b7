"""The home-care agreement, from "this is old" to signed by nine, in force and carried out, as
people meet it on screen.

The clock flags it; AU prioritises; the group writes; nine parties are asked and comment thirty
times; the text is changed and decided; one party's own instans says no once; nine sign with
behörighet; the clock lets it come into force. School is not asked. Private providers are informed
and do not sign.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.demo import kronoberg
from models.tables import Atagande, Avisering, Avtal, Remiss, Revision, Signatur, Synpunkt
from support.county import KOMMUNER, Lan
from support.journey import Resa
from support.letters.avtal import daily
from support.paths.avtal import TILLS_VIDARE, avtal
from support.paths.revision import sha_of
from support.site import Sajt, faults
from workflows.revision.oversyn import begin_revisions

if TYPE_CHECKING:
    from playwright.sync_api import Page

NIO = (*KOMMUNER, "region_kronoberg")
HEM = (Path(kronoberg.__file__).with_name("avtal") / "hemsjukvard.md").read_text(encoding="utf-8")
GAMMALT = "Det ställer krav på att kommunens och regionens insatser planeras"
NYTT = "Det kräver att kommunens och regionens insatser planeras"
DRAG = "Vårdcentralen svarar kommunen samma dag."
COMMENTS = 30
SVAR = {
    "stallningstagande": "tillstyrker_med_synpunkter",
    "synpunkter__0": "Dygnet runt räcker inte.",
    "synpunkter__0__onskad": DRAG,
}
MOTESDAG, IGEN, IKRAFT = "2024-03-08", "2024-05-17", "2024-09-02"


@pytest.fixture
def resa(page: Page, sajt: Sajt) -> Resa:
    """A county with an agreement of nine parties whose review day is near, and two meetings
    ahead.
    """
    lan = sajt.lan.at("2023-11-06")
    avtal(
        lan,
        rubrik="Överenskommelse om hemsjukvård",
        slag="overenskommelse",
        omrade="Hemsjukvård",
        parter=["alla"],
        informeras=["Privata utförare av hemtjänst"],
        text=HEM,
        galler_fran="2018-01-01",
        oversyn="2023-11-24",
        **TILLS_VIDARE,
    )
    lan.mote(MOTESDAG)
    lan.mote(IGEN)
    return Resa(page, sajt)


@pytest.mark.browser
def test_a_home_care_agreement_is_revised_signed_by_nine_and_carried_out(resa: Resa) -> None:
    _flagged_and_prioritised(resa)
    _written(resa)
    _asked_and_answered(resa)
    _decided(resa, MOTESDAG)
    _one_says_no(resa)
    _rewritten_and_decided_again(resa)
    _signed(resa)
    _in_force(resa)
    _carried_out(resa)


def _page(resa: Resa) -> str:
    return f"/revisioner/{resa.sajt.lan.rows(Revision)[0].nr}"


def _flagged_and_prioritised(resa: Resa) -> None:
    """The clock begins the revision by itself; AU finds it in its inkorg and gives it to a
    group.
    """
    lan = resa.sajt.lan.at("2023-11-07")
    begin_revisions(lan.database, lan.world)
    resa.become("au_ledamot", "/au").sees("Avtal som ses över").follow(
        "Överenskommelse om hemsjukvård"
    )
    resa.sees("Klockan").follow("Prioritera och ge uppdrag").fill(
        prioritet="1",
        prioritet_skal="Ny lag om läkarmedverkan.",
        grupp="pg_kronobarnsmodellen",
        mandat="Skriv om ansvaret. Ersättningen ligger utanför.",
        mandat_till="2023-12-15",
        siktar_pa=MOTESDAG,
    ).press("Prioritera och ge uppdrag").sees("Prioriterad")


def _written(resa: Resa) -> None:
    """The group writes in the browser and hands its proposal over."""
    resa.sajt.lan.at("2023-11-20")
    resa.become("sammankallande", _page(resa)).do("Börja skriva").follow("Skriv på utkastet")
    resa.fill(text=HEM.replace(GAMMALT, NYTT)).press("Spara utkastet").sees("Utkastet")
    resa.follow("Lämna förslag").fill(
        sammanfattning="Planeringen blir ett krav.",
        invanare="Pensionärsråden har läst.",
        andring="saklig",
        **{f"konsekvenser__{kod}": "Ryms inom ram." for kod in NIO},
    ).press("Lämna förslag").sees("Hos AU")


def _taken_care_of(lan: Lan, remiss: int) -> None:
    alike = [one.id for one in lan.rows(Synpunkt) if one.text.startswith("Förtydliga")]
    lan.step(remiss, "sammankallande", "besvara_synpunkt", synpunkt=alike, svar="noteras")
    rest = [one.id for one in lan.rows(Synpunkt) if one.svar is None]
    done = {"svar": "tillgodoses", "motivering": "Infört."}
    lan.step(remiss, "sammankallande", "besvara_synpunkt", synpunkt=rest, **done)


def _asked_and_answered(resa: Resa) -> None:
    """Nine parties are asked about exactly that text; thirty comments come, many alike, and each
    gets its answer.
    """
    lan = resa.sajt.lan.at("2023-12-18")
    resa.become("au_ledamot", _page(resa)).follow("Skicka på remiss").fill(
        sista_dag="2024-01-26"
    ).press("Skicka på remiss").sees("På remiss")
    remiss = lan.rows(Remiss)[0].id
    resa.become("lessebo", f"/remisser/{remiss}").fill(**SVAR).press("Skicka svaret")
    said = [
        {"text": f"Förtydliga ansvaret, punkt {n}.", "avsnitt": "2.1"} for n in range(COMMENTS - 1)
    ]
    others = [who for who in NIO if who != "lessebo"]
    for n, who in enumerate(others):
        _answer(resa, remiss, who, said[n :: len(others)])
    assert len(lan.rows(Synpunkt)) == COMMENTS
    lan.at("2024-01-29").step(lan.rows(Revision)[0].id, "au_ledamot", "sammanstall")
    resa.become("sammankallande", f"/remisser/{remiss}").sees(
        f"{COMMENTS} synpunkter har inte fått svar"
    )
    _taken_care_of(lan, remiss)
    _finished(resa, HEM.replace(GAMMALT, NYTT) + f"\n\n{DRAG}")


def _answer(resa: Resa, remiss: int, who: str, comments: list[dict[str, str]]) -> None:
    """Let a party answer with its comments, each on a section."""
    stand = {"stallningstagande": "tillstyrker_med_synpunkter" if comments else "tillstyrker"}
    if not resa.thorough:
        resa.sajt.lan.step(
            remiss, who, "svara", **stand, **({"synpunkter": comments} if comments else {})
        )
        return
    resa.become(who, f"/remisser/{remiss}")
    for n, one in enumerate(comments):
        if n:
            resa.page.get_by_role("button", name="Lägg till en synpunkt").click()
            resa.page.locator(f"[name='synpunkter-{n}']").wait_for()
        resa.fill(**{f"synpunkter__{n}": one["text"], f"synpunkter__{n}__avsnitt": one["avsnitt"]})
    resa.fill(**stand).press("Skicka svaret")


def _finished(resa: Resa, text: str) -> None:
    resa.become("sammankallande", _page(resa)).follow("Lås den slutliga texten").fill(
        text=text,
        sammanfattning="Svar samma dag.",
        andring="saklig",
        ikraft=IKRAFT,
    ).press("Lås den slutliga texten").sees("Slutligt förslag")


def _decided(resa: Resa, day: str) -> None:
    """The same agenda and the same meeting as for ärenden."""
    lan = resa.sajt.lan
    resa.become("au_ledamot", _page(resa)).follow("Sätt upp på dagordningen").press(
        "Sätt upp på dagordningen"
    )
    mote = resa.sajt.lan.rows(Revision)[0].mote_id
    resa.become("sekreterare", f"/moten/{mote}").do("Skicka kallelse")
    lan.at(day)
    resa.become("sekreterare", f"/moten/{mote}").do("Öppna mötet").follow("Besluta")
    resa.fill(
        utfall="bifall",
        beslutstext="Överenskommelsen antas och går till varje part.",
        ataganden__0__text="Inför den nya texten",
        ataganden__0__mottagare="alla",
        ataganden__0__senast_slag="datum",
        ataganden__0__senast="2024-11-29",
    ).press("Besluta")
    resa.become("sekreterare", f"/moten/{mote}").do("Avsluta mötet")
    resa.become("au_ledamot", _page(resa)).sees("Hos parterna")


def _parties_decide(resa: Resa, day: str, *no: str) -> None:
    """Each party's instans decides: the first and those against on screen, the others alike."""
    sak = resa.sajt.lan.rows(Revision)[0].id
    for who in NIO:
        said = {
            "instans": "Socialnämnden",
            "datum": day,
            "paragraf": "§ 45",
            "utfall": "nej" if who in no else "ja",
        }
        if resa.thorough or who in {NIO[0], *no}:
            resa.become(who).follow("Skriv in partens beslut").fill(**said).press("Spara beslutet")
        else:
            resa.sajt.lan.step(sak, who, "parten_beslutar", **said)


def _one_says_no(resa: Resa) -> None:
    """Each party decides in its own instans; Markaryd's says no."""
    resa.sajt.lan.at("2024-04-10")
    _parties_decide(resa, "2024-04-09", "markaryd")
    resa.become("au_ledamot", _page(resa)).sees("Nej").follow("Omarbeta").fill(
        skal="Markaryd vill ha svar."
    ).press("Omarbeta").sees("Utarbetas")


def _rewritten_and_decided_again(resa: Resa) -> None:
    """A changed text is asked about again; then all say yes."""
    lan = resa.sajt.lan.at("2024-04-11")
    sak = lan.rows(Revision)[0].id
    resa.become("sammankallande", _page(resa)).follow("Skriv på utkastet")
    resa.fill(text=HEM.replace(GAMMALT, NYTT) + f"\n\n{DRAG} Annars nästa vardag.").press(
        "Spara utkastet"
    )
    lan.step(
        sak,
        "sammankallande",
        "lamna_forslag",
        sammanfattning="Nästa vardag.",
        invanare="Som förut.",
        andring="fortydligande",
        konsekvenser=dict.fromkeys(NIO, "Ryms inom ram."),
    )
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2024-05-03", mottagare="alla")
    for who in NIO:
        _answer(resa, lan.rows(Remiss)[-1].id, who, [])
    lan.at("2024-05-06").step(sak, "au_ledamot", "sammanstall")
    resa.become("sammankallande", _page(resa)).follow("Lås den slutliga texten").fill(
        ikraft=IKRAFT
    ).press("Lås den slutliga texten")
    _decided(resa, IGEN)
    lan.at("2024-06-12")
    _parties_decide(resa, "2024-06-11")
    resa.become("au_ledamot", _page(resa)).sees("Signeras")


def _signed(resa: Resa) -> None:
    """Nine sign exactly that text, each with its behörighet; the ninth signature completes it."""
    lan = resa.sajt.lan.at("2024-06-18")
    right = {
        "befattning": "Socialchef",
        "behorighet": "Delegationsordningen 4.2",
        "behorighet_datum": "2023-01-16",
    }
    sak = lan.rows(Revision)[0].id
    for who in reversed(NIO):
        name = f"Socialchefen, {who}"
        if resa.thorough or who == NIO[0]:
            resa.become(who).follow("Läs och skriv under").fill(namn=name, **right).press(
                "Skriv under"
            )
        else:
            lan.step(sak, who, "signera", namn=name, sha256=sha_of(lan, sak), **right)
    assert len({(one.huvudman_id, one.sha256) for one in lan.rows(Signatur)}) == len(NIO)
    resa.become("alvesta", _page(resa)).sees("Väntar på att börja gälla")


def _in_force(resa: Resa) -> None:
    """The day comes, and the register gives the old text for the old date and the new for
    the new.
    """
    lan = resa.sajt.lan
    daily(lan, IKRAFT, IKRAFT)
    address = f"/avtal/{lan.rows(Avtal)[0].slug}"
    resa.become("alvesta", f"{address}?datum=2024-09-01").sees(GAMMALT)
    resa.become("alvesta", f"{address}?datum={IKRAFT}").sees(NYTT).sees(
        f"{DRAG} Annars nästa vardag."
    )
    resa.sees("Informeras, men skriver inte under: Privata utförare av hemtjänst.")


def _carried_out(resa: Resa) -> None:
    """Each party reports; AU closes, and the agreement has a new review day. Nobody else was asked
    anything.
    """
    lan = resa.sajt.lan
    for row in lan.rows(Atagande):
        if lan.lage(row.id) == "tilldelat":
            who = next(who for who in NIO if "rapportera" in lan.offers(row.id, who))
            if resa.thorough:
                resa.become(who, f"/ataganden/{row.id}").do("Rapportera klart")
            else:
                lan.step(row.id, who, "rapportera")
    resa.become("au_ledamot", _page(resa)).follow("Avsluta").press("Avsluta").sees("Genomförd")
    assert faults(resa.page) == []
    asked = {letter.epost for letter in lan.rows(Avisering)}
    assert not [address for address in asked if "skol" in address]
