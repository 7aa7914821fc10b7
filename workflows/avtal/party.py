"""Which party a step is about, and whether the one who takes it may speak for it: agreements and
their revisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from models.text import each_once, same_name
from models.vocabulary import Motpartsslag, PartSlag
from workflows.avtal.facts import AvtalCase, Motpartsrad, NyTextFacts
from workflows.avtal.payloads import Bifogar, NamnerParter
from workflows.engine.case import Case
from workflows.ground.payload import reaches
from workflows.ground.sentences import regel
from workflows.ground.words import uppraknat

_WITH_ADDRESS = re.compile(r"(?P<namn>.*?)[\s,;:]*<?(?P<epost>[^\s<>,;:]*@[^\s<>,;:]*)>?")

_WITHOUT = re.compile(r"(?P<namn>.+?)\s*<\s*>")  # "Vård AB <>": the address is taken away
_AN_ADDRESS = re.compile(r"[@<>]")
_PAIRED = re.compile(r"[^<>]*(<[^<>]*>)?")
_WITH_PEOPLE = re.compile(r"(?P<namn>[^<>]*?)\s*<(?P<inuti>[^<>]*)>")
_WITH_KIND = re.compile(r"(?P<namn>.+?)\s*\((?P<slag>[^()]*)\)")


def informed(lines: Iterable[str], known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the name and the address of each who is informed, of lines such as "Vård AB
    <info@vard.example>". Who stays keeps the address that is ``known`` where the line says none.
    """
    found: dict[str, str] = {}
    for line in lines:
        namn, epost = _of(line)
        without = _WITHOUT.fullmatch(line)
        namn = without["namn"] if without else namn
        found.setdefault(namn, "" if without else epost or known.get(namn, ""))
    return tuple(found.items())


def _of(line: str) -> tuple[str, str]:
    both = _WITH_ADDRESS.fullmatch(line)
    epost = both["epost"].lower() if both else ""
    return (both["namn"] if both else line) or epost, epost


def misread(lines: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with each line: an address in the middle of a name or without its signs,
    or another address for a name that has one.
    """
    found: dict[str, str] = {}
    for line in lines:
        namn, epost = _of(line)
        odd = _AN_ADDRESS.search(namn) and namn != epost and not _WITHOUT.fullmatch(line)
        if odd or not _PAIRED.fullmatch(line):
            yield f"Går inte att läsa som namn och adress: {line}."
        elif epost and found.setdefault(namn, epost) != epost:
            yield f"{namn} har två adresser: {found[namn]} och {epost}."


def informed_said(case: AvtalCase, said: NamnerParter) -> tuple[tuple[str, str], ...] | None:
    """Return who is to be informed, by name and address; None where nothing is said of it."""
    if said.informeras is None:
        return None
    known = {one.namn: one.epost for one in case.parter if one.slag is PartSlag.INFORMERAS}
    return informed(each_once(said.informeras), known)


def counterparts(lines: Iterable[str]) -> tuple[Motpartsrad, ...]:
    """Return what lines say of parties that are no huvudman, each name once: "Högskolan (lärosäte)
    <Anna Ek anna@hs.example, avtal@hs.example>".
    """
    found: dict[str, Motpartsrad] = {}
    for line in lines:
        many = _WITH_PEOPLE.fullmatch(line)
        rest, epost = (many["namn"], "") if many else _of(line)
        both = _WITH_KIND.fullmatch(rest)
        namn, word = (both["namn"], both["slag"]) if both else (rest, "")
        slag = next((one for one in Motpartsslag if same_name(one.ord) == same_name(word)), None)
        people = people_of(many["inuti"] if many else epost, namn)
        found.setdefault(same_name(namn), Motpartsrad(namn, slag, people))
    return tuple(found.values())


def people_of(inside: str, namn: str) -> tuple[tuple[str, str], ...]:
    """Return the people between the signs, each address once; who has no name has the party's."""
    found: dict[str, str] = {}
    for one in each_once(" ".join(said.split()) for said in re.split("[,;]", inside)):
        whose, _, epost = one.rpartition(" ")
        if one:
            found.setdefault(epost.lower(), whose or namn)
    return tuple((whose, epost) for epost, whose in found.items())


def lacking(one: Motpartsrad) -> str | None:
    """Return what a line does not say of a party that is no huvudman; None when it says all."""
    if one.slag is None:
        kinds = uppraknat(slag.ord for slag in Motpartsslag)
        return f"Skriv vad {one.namn} är, inom parentes efter namnet: {kinds}."
    if not one.personer or not all(reaches(epost) for _, epost in one.personer):
        return f"Skriv e-postadressen till {one.namn} efter slaget."
    return None


def counterparts_said(said: NamnerParter) -> tuple[Motpartsrad, ...] | None:
    """Return the parties that are no huvudman, as the payload names them; None where it says
    nothing of them.
    """
    if said.motparter is None:
        return None
    return tuple(one for one in counterparts(said.motparter) if one.slag)


def counterparts_left(case: AvtalCase, new: NyTextFacts) -> tuple[Motpartsrad, ...]:
    """Return those that signed, and those that the register names and the revision does not."""
    named = {same_name(name) for name in (*new.slappta, *(one.namn for one in new.motparter))}
    others = (
        one.rad for one in case.parter if one.motpartsslag and same_name(one.namn) not in named
    )
    return (*new.motparter, *others)


@regel("Varje motpart har ett slag och en e-postadress, och ingen av dem är huvudman.")
def motparterna_kanda(case: AvtalCase, said: NamnerParter) -> str | None:
    """A party that is no huvudman is of some kind, and is reached."""
    for one in counterparts(said.motparter or ()):
        if case.register.huvudman_named(one.namn):
            return f"{one.namn} är huvudman. Välj den bland parterna."
        if hinder := lacking(one):
            return hinder
    return None


@regel("Ingen motpart tas bort. Den lämnar när de andra går vidare utan den i en revision.")
def ingen_motpart_tas_bort(case: AvtalCase, said: NamnerParter) -> str | None:
    """Nobody is left out of what is shared by a line that is gone."""
    if said.motparter is None:
        return None
    kept = {same_name(one.namn) for one in counterparts(said.motparter)}
    there = (one.namn for one in case.parter if one.slag is PartSlag.MOTPART)
    gone = [namn for namn in there if same_name(namn) not in kept]
    if not gone:
        return None
    return (
        f"{uppraknat(gone)} är motpart i avtalet och kan inte tas bort här. De andra går vidare"
        " utan den i en revision, vid ett möte."
    )


@regel("Filen är uppladdad av den som bifogar den.")
def filen_finns(case: Case, said: Bifogar) -> str | None:
    """The file is one's own."""
    return "Filen finns inte." if said.fil and case.named.fil_id is None else None
