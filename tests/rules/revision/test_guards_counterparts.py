"""Both sides of every guard of the parties that are no huvudman."""

from __future__ import annotations

from models.vocabulary import AvtalSlag
from support.cases.county import IDS
from support.cases.revision import NEW, motpart, parter, revision_case, with_the_parties
from support.guards import after, guard, obstacle
from support.paths.avtal import NYARE
from support.paths.revision import NAMNTECKNING

LAROSATET = {
    "namn": "Lärosätet",
    "slag": "larosate",
    "kontakt": "Rektorn",
    "epost": "rektor@larosatet.example",
}
SIGNED = {"signerad_sha256": NEW}
PAPER = {"part": "Lärosätet", "fil": 1, **NAMNTECKNING}
WHY = {"part": "Lärosätet", "skal": "Avsnitt 2."}


@guard("revision.skrivs_under")
def test_a_counterparty_is_written_in_where_the_text_is_signed() -> None:
    step = "skriv_in_motpart"
    routine = revision_case("utarbetas", avtal_slag=AvtalSlag.RUTIN)
    said = obstacle(routine, "au_ledamot", step, **LAROSATET)
    assert said == "Den här sortens avtal skrivs inte under av någon."
    assert after(revision_case("utarbetas"), "au_ledamot", step, **LAROSATET) == "utarbetas"


@guard("revision.motparten_utanfor", "revision.motparten_osignerad")
def test_a_counterparty_is_no_huvudman_and_neither_let_go_nor_done() -> None:
    step, case = "skriv_in_motpart", with_the_parties("signeras")
    own = obstacle(case, "au_ledamot", step, **{**LAROSATET, "namn": "Alvesta kommun"})
    assert own == "Alvesta är huvudman och skrivs in bland parterna på avtalets sida."
    for there, words in (
        (motpart(slappt=True), "De andra har gått vidare utan Lärosätet."),
        (motpart(**SIGNED), "Lärosätet har redan skrivit under."),
    ):
        case = with_the_parties("signeras", motparter=(there,))
        assert obstacle(case, "au_ledamot", step, **LAROSATET) == words
    case = with_the_parties("signeras", motparter=(motpart(),))
    assert after(case, "au_ledamot", step, **LAROSATET) == "signeras"


@guard("revision.skriver_under", "revision.far_intyga")
def test_the_paper_of_a_counterparty_is_attested_while_it_is_in_it() -> None:
    step, here = "signera_pa_papper", {"motparter": (motpart(),)}
    case = with_the_parties("signeras", parter=parter(), **here)
    without = {**PAPER, "fil": None}
    assert "Du företräder inte Lärosätet." in obstacle(case, "alvesta", step, **without)
    assert "företräder" not in obstacle(case, "sekreterare", step, **PAPER)
    gone = with_the_parties("signeras", motparter=(motpart(slappt=True),))
    said = obstacle(gone, "sekreterare", step, **PAPER)
    assert "De andra har gått vidare utan Lärosätet." in said
    strange = obstacle(case, "sekreterare", step, **{**PAPER, "part": "Föreningen"})
    assert "Den huvudmannen är inte part i avtalet." in strange


@guard("revision.en_motpart")
def test_a_party_says_itself_that_it_does_not_sign() -> None:
    step, case = "motparten_avstar", with_the_parties("signeras", motparter=(motpart(),))
    own = obstacle(case, "au_ledamot", step, **{**WHY, "part": "alvesta"})
    assert own == "Alvesta säger själv att den inte skriver under."
    strange = obstacle(case, "au_ledamot", step, **{**WHY, "part": "Föreningen"})
    assert strange == "Föreningen är ingen motpart."
    assert after(case, "au_ledamot", step, **WHY) == "utarbetas"


@guard("revision.motparten_nas")
def test_whoever_wrote_the_text_is_asked_to_sign_it() -> None:
    step = "ta_emot_externt"
    text = {"text": f"{NYARE} Mer.", "motpart": "Lärosätet", "sammanfattning": "Studenter."}
    said = obstacle(revision_case("prioriterad"), "au_ledamot", step, **text)
    assert said == "Skriv vem som skriver under för Lärosätet, och e-postadressen."
    known = revision_case("prioriterad", motparter=(motpart(),))
    assert after(known, "au_ledamot", step, **text) == "hos_au"
    routine = revision_case("prioriterad", avtal_slag=AvtalSlag.RUTIN)
    assert after(routine, "au_ledamot", step, **text) == "hos_au"


@guard("revision.alla_signerat")
def test_the_text_waits_for_every_counterparty() -> None:
    everyone = parter(SIGNED)
    case = with_the_parties("signeras", parter=everyone, motparter=(motpart(),))
    said = obstacle(case, "klockan", "fardigsignerat")
    assert said == "Underskrift saknas från Lärosätet."
    done = with_the_parties("signeras", parter=everyone, motparter=(motpart(**SIGNED),))
    assert after(done, "klockan", "fardigsignerat") == "vantar_ikraft"


OUTSIDE = {"motparter": (motpart(),)}
SAID = {**NAMNTECKNING, "part": "Lärosätet", "sha256": NEW}


@guard("revision.de_andra_nas")
def test_everybody_who_may_sign_for_a_counterparty_has_an_address() -> None:
    step, case = "skriv_in_motpart", revision_case("utarbetas")
    said = obstacle(case, "au_ledamot", step, **LAROSATET, fler=["Prorektorn"])
    assert said == "Skriv e-postadressen till Prorektorn efter namnet."
    two = {**LAROSATET, "fler": ["Prorektorn <p@larosatet.example>"]}
    assert after(case, "au_ledamot", step, **two) == "utarbetas"


@guard("revision.nagon_att_avsta_for", "revision.far_avsta")
def test_one_outside_says_no_for_its_own_party_and_nobody_else_does() -> None:
    case = with_the_parties("signeras", parter=parter(), **OUTSIDE)
    assert obstacle(case, "alvesta", "avsta_signera", **WHY) == "Du företräder inte Lärosätet."
    assert after(case, "utanfor", "avsta_signera", **WHY) == "utarbetas"
    theirs = {"alvesta": {"undertecknare_id": IDS["utanfor"]}}
    named = with_the_parties("signeras", parter=parter(**theirs))
    said = obstacle(named, "utanfor", "avsta_signera", **{**WHY, "part": "Alvesta"})
    assert "Parten säger själv om den inte skriver under." in said


@guard("revision.nagon_kvar_att_skriva_under")
def test_where_one_has_signed_nothing_is_left_for_the_others() -> None:
    done = with_the_parties("signeras", parter=parter(), motparter=(motpart(**SIGNED),))
    assert "Lärosätet har redan skrivit under." in obstacle(done, "utanfor", "signera", **SAID)
    left = with_the_parties("signeras", parter=parter(), **OUTSIDE)
    assert after(left, "utanfor", "signera", **SAID) == "signeras"
