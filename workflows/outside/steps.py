"""The rows by which a question goes on outside the ledningsgrupp and comes back: the same for an
ärende and a revision, each between states of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from models.base import Ord
from workflows.county.mandate import R
from workflows.engine.lifecycle import AnyStep, Consequence, Step
from workflows.ground.payload import Tom
from workflows.handling.consequences import foljer_motet, pa_dagordningen, uppskjuten, vilande
from workflows.handling.facts import OmCase
from workflows.handling.payloads import PaDagordning, PaMotetMedSkal, Uppskjutet, Vila
from workflows.handling.rules import at_meeting as m
from workflows.outside import consequences as then
from workflows.outside import payloads as p
from workflows.outside import rules as g

C = TypeVar("C", bound=OmCase)


@dataclass(frozen=True, slots=True)
class Stallen(Generic[C]):
    """The states of one kind of matter that the rows lead between; ``tillbaka`` is where what came
    back is taken up by AU, ``ater`` what else follows there of its kind.
    """

    case: type[C]
    pa_dagordning: Ord
    i_dialog: Ord
    lyft: Ord
    forum_har_svarat: Ord
    tillbaka: Ord
    ater: tuple[Consequence[C, p.Svarstext], ...] = ()


def outside(at: Stallen[C]) -> tuple[AnyStep[C], ...]:
    """Return the rows, in the order they are offered."""
    return (
        _fortsatt_dialog(at),
        _aterrapportera(at),
        _gruppen_upphorde(at),
        _lyft_till_forum(at),
        _forumet_beslutar(at),
        _forumet_samtalar(at),
        _forumet_bordlagger(at),
        _till_forumets_mote(at),
        _nytt_forummote(at),
        _kom_pa_dagordning(at),
        _aterkom_fran_forum(at),
    )


def _fortsatt_dialog(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "fortsatt_dialog",
        "Fortsatt dialog",
        by=(R.SEKRETERARE,),
        source=(at.pa_dagordning,),
        dest=at.i_dialog,
        events="Dialogen fortsätter.",
        takes=p.FortsattDialog,
        needs=(m.pa_motet,),
        checks=(m.ratt_mote, m.barare_finns, m.aterkommer_senare),
        then=(then.dialogen_gar_vidare,),
        does="Någon bär frågan vidare och kommer tillbaka med den.",
    )


def _aterrapportera(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "aterrapportera",
        "Berätta vad dialogen gav",
        by=(R.BARARE, R.AU),
        source=(at.i_dialog,),
        dest=at.tillbaka,
        events="Dialogen återrapporterades.",
        takes=p.Svarstext,
        then=at.ater,
        does="⟨Au⟩ tar vid med det som dialogen gav, inför mötet den kommer tillbaka till.",
        answers=True,
    )


def _gruppen_upphorde(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "gruppen_upphorde",
        "Gruppen har avslutats",
        by=(R.FOLJD, R.KLOCKAN),
        source=(at.i_dialog,),
        dest=None,
        events="Gruppen som bar frågan avslutades. ⟨Au⟩ bär den nu.",
        takes=Tom,
        needs=(g.gruppen_har_avslutats,),
        then=(then.au_bar_vidare,),
        tone="fakta",
    )


def _lyft_till_forum(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "lyft_till_forum",
        "Lyft till forum",
        by=(R.LEDNINGSGRUPP, R.SEKRETERARE),
        source=(at.pa_dagordning,),
        dest=at.lyft,
        events="Frågan lyftes till {forumet:politiskt forum}.",
        takes=p.Lyft,
        names=g.lifted_to,
        needs=(m.pa_motet,),
        checks=(m.ratt_mote, m.forum_finns),
        then=(then.lyft,),
        does="Frågan går till det politiska forumet och väntar på svar därifrån.",
    )


def _forumet_beslutar(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "forumet_beslutar",
        "Forumet beslutar om inriktning",
        by=(R.FORUMET, R.SEKRETERARE),
        source=(at.lyft,),
        dest=at.forum_har_svarat,
        events="{forumet:Forumet} beslutade om inriktning.",
        takes=p.Forumbeslut,
        names=g.the_forum,
        needs=(m.pa_motet,),
        checks=(m.ratt_mote,),
        then=(then.forumet_beslutade,),
        does="Beslutet är forumets eget. ⟨Au⟩ får det och tar upp frågan igen.",
    )


def _forumet_samtalar(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "forumet_samtalar",
        "Forumet svarar utan beslut",
        by=(R.FORUMET, R.SEKRETERARE),
        source=(at.lyft,),
        dest=at.forum_har_svarat,
        events="{forumet:Forumet} svarade utan att besluta.",
        takes=p.Forumdialog,
        names=g.the_forum,
        needs=(m.pa_motet,),
        checks=(m.ratt_mote,),
        then=(then.forumet_samtalade,),
        does="Anteckna vad dialogen gav. ⟨Au⟩ får det och tar upp frågan igen.",
    )


def _forumet_bordlagger(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "forumet_bordlagger",
        "Forumet bordlägger",
        by=(R.FORUMET, R.SEKRETERARE),
        source=(at.lyft,),
        dest=None,
        events="{forumet:Forumet} bordlade frågan.",
        takes=PaMotetMedSkal,
        names=g.the_forum,
        needs=(m.pa_motet,),
        checks=(m.ratt_mote,),
        then=(then.bordlagd_i_forumet,),
        tone="tillbaka",
        moves=True,
        does="Frågan stannar i forumet och tas upp på dess nästa möte.",
    )


def _till_forumets_mote(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "till_forumets_mote",
        "Sätt upp i forumet",
        by=(R.FOLJD,),
        source=(at.lyft,),
        dest=None,
        events="Frågan sattes upp på forumets dagordning.",
        takes=PaDagordning,
        then=(pa_dagordningen,),
        tone="fakta",
        moves=True,
    )


def _nytt_forummote(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "nytt_forummote",
        "Vänta på forumets nästa möte",
        by=(R.FOLJD,),
        source=(at.lyft,),
        dest=None,
        events="Forumets möte blev inte av.",
        takes=Tom,
        then=(then.till_nasta_forummote,),
        tone="fakta",
        moves=True,
    )


def _kom_pa_dagordning(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "kom_pa_dagordning",
        "Sätt upp i forumet",
        by=(R.KLOCKAN,),
        source=(at.lyft,),
        dest=None,
        events="Frågan sattes upp på forumets dagordning.",
        takes=Tom,
        needs=(g.forumet_har_ett_mote,),
        then=(then.till_nasta_forummote,),
        tone="fakta",
        moves=True,
    )


def _aterkom_fran_forum(at: Stallen[C]) -> AnyStep[C]:
    return Step(
        "aterkom_fran_forum",
        "Ta emot forumets svar",
        by=(R.AU,),
        source=(at.lyft,),
        dest=at.tillbaka,
        events="{forumet:Forumet} svarade.",
        takes=p.Svarstext,
        names=g.the_forum,
        needs=(g.forumets_mote_pagar_inte,),
        then=(then.svaret_kom_ovrigt, *at.ater),
        does=(
            "För svar som inte skrivs in vid forumets möte. ⟨Au⟩ tar vid med det som forumet"
            " svarade."
        ),
        answers=True,
    )


def comes_back(
    _case: type[C], source: tuple[Ord, ...], carried: tuple[Ord, ...]
) -> tuple[AnyStep[C], ...]:
    """Return the rows by which a meeting moves what comes back to it, or lets it rest; where it is
    ``carried`` its own day follows.
    """
    return (
        Step(
            "skjut_upp",
            "Skjut upp till ett annat möte",
            by=(R.FOLJD,),
            source=source,
            dest=None,
            events="Det som ska komma tillbaka sköts upp.",
            takes=Uppskjutet,
            then=(uppskjuten,),
            tone="fakta",
            moves=carried,
        ),
        Step(
            "lat_vila",
            "Låt vila",
            by=(R.FOLJD,),
            source=source,
            dest=None,
            events="Det som ska komma tillbaka vilar.",
            takes=Vila,
            then=(vilande,),
            tone="fakta",
            moves=carried,
        ),
        _follows_the_meeting(_case, source, carried),
    )


def _follows_the_meeting(
    _case: type[C], source: tuple[Ord, ...], carried: tuple[Ord, ...]
) -> AnyStep[C]:
    return Step(
        "folj_med",
        "Följ mötet det kommer tillbaka till",
        by=(R.FOLJD,),
        source=source,
        dest=None,
        events="Mötet det kommer tillbaka till fick en annan dag.",
        takes=Uppskjutet,
        then=(foljer_motet,),
        tone="fakta",
        moves=carried,
    )
