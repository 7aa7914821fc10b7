"""What each party does about the next period of an agreement: rows of ``AVTAL``."""

from __future__ import annotations

from collections.abc import Sequence

from models.lagen import AvtalLage as S
from workflows.avtal import rules as r
from workflows.avtal.facts import AvtalCase
from workflows.avtal.parties import consequences as then
from workflows.avtal.parties import payloads as p
from workflows.avtal.parties import rules as g
from workflows.avtal.party import filen_finns
from workflows.county.mandate import R
from workflows.engine.lifecycle import AnyStep, Step
from workflows.ground.payload import Tom

_PARTEN = (g.parten_stannar, r.foretrader_parten)

PERIOD_FOR_PERIOD: Sequence[AnyStep[AvtalCase]] = (
    Step(
        "planera_forlangning", "Skriv in var och när parten beslutar om förlängning",
        knapp="Spara dagen",
        by=(R.PART, R.SEKRETERARE), source=(S.I_KRAFT,), dest=None,
        events="{parten:En part} sa var och när den beslutar om förlängning.",
        takes=p.Forlangningsplan, names=r.parten, needs=(g.forlangs_av_parterna,),
        checks=(
            *_PARTEN, g.instansen_kvar_att_planera, g.planerad_i_tid, g.turordningen_haller,
        ),
        then=(then.plan,), tone="fakta",
        yours="Var och när parten beslutar är inskrivet.",
        does=(
            "Dagen står på avtalets sida; flyttas den skriver du in den nya. Beslutar flera hos er"
            " lägger du till dem en i taget."
        ),
    ),
    Step(
        "stryk_forlangningsinstans", "Stryk en instans", by=(R.PART, R.SEKRETERARE),
        source=(S.I_KRAFT,), dest=None, events="En instans ska inte besluta om förlängning.",
        takes=p.StruketBeslut, needs=(g.forlangs_av_parterna,),
        checks=(*_PARTEN, g.instansen_har_inte_talat), then=(then.struken,), tone="fakta",
        yours="Instansen är struken.",
        does="Ingen väntar längre på instansen. De andra hos er beslutar som förut.",
    ),
    Step(
        "parten_forlanger", "Skriv in partens beslut om förlängning", by=(R.PART, R.SEKRETERARE),
        knapp="Spara beslutet",
        source=(S.I_KRAFT,), dest=None,
        events="{parten:En part} beslutade om förlängning.", takes=p.Forlangningsbesked,
        names=r.parten, needs=(g.forlangs_av_parterna,),
        checks=(
            *_PARTEN, g.samma_period, g.nej_har_skal, g.instansen_i_tur, g.ny_dag_i_tid,
            filen_finns,
        ),
        then=(then.besked,), tone="fakta", yours="Partens beslut är inskrivet.",
        does=(
            "Avtalet förlängs när varje part har fattat samma beslut. Saknas ett upphör det på sin"
            " sista dag."
        ),
        answers=True,
    ),
    Step(
        "forlang_genom_parterna", "Varje part har förlängt", by=(R.KLOCKAN, R.FOLJD),
        source=(S.I_KRAFT,), dest=None, events="Varje part beslutade att förlänga avtalet.",
        takes=Tom, needs=(g.alla_har_forlangt,), then=(then.forlangt_av_alla,), tone="fakta",
        moves=True,
    ),
)  # fmt: skip
