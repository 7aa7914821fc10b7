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
from workflows.handling.rules.at_meeting import vid_motet
from workflows.instanser import rules as i
from workflows.instanser.payloads import Instansplan, StruketInstans

_PARTEN = (g.parten_stannar, r.foretrader_parten)

PERIOD_FOR_PERIOD: Sequence[AnyStep[AvtalCase]] = (
    Step(
        "planera_forlangning", "Skriv in var och när parten beslutar om förlängning",
        knapp="Spara dagen",
        by=(R.PART, R.SEKRETERARE), source=(S.I_KRAFT,), dest=None,
        events="{parten:En part} sa var och när den beslutar om förlängning.",
        takes=Instansplan, names=r.parten, needs=(g.forlangs_av_parterna,),
        checks=(
            *_PARTEN, i.parten_har_inte_sagt_ja, i.instansen_har_kvar_att_besluta,
            i.planerade_dagen_haller, i.ordningen_haller,
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
        source=(S.I_KRAFT,), dest=None,
        events="{instansen:En instans} hos {parten:en part} ska inte besluta om förlängning.",
        takes=StruketInstans, names=i.struken, needs=(g.forlangs_av_parterna, i.nagon_att_stryka),
        checks=(*_PARTEN, i.instansen_kan_strykas), then=(then.struken,), tone="fakta",
        yours="Instansen är struken.",
        does="Ingen väntar längre på instansen. De andra hos er beslutar som förut.",
    ),
    Step(
        "parten_forlanger", "Skriv in partens beslut om förlängning", by=(R.PART, R.SEKRETERARE),
        knapp="Spara beslutet",
        source=(S.I_KRAFT,), dest=None,
        events="{instansen:En instans} hos {parten:en part} {beslutade:beslutade} om förlängning.",
        takes=p.Forlangningsbesked, names=i.instansen, needs=(g.forlangs_av_parterna,),
        checks=(
            *_PARTEN, g.samma_period, g.nej_har_skal, i.instansen_star_i_tur,
            i.aterremiss_har_ny_dag, filen_finns,
        ),
        then=(then.besked,), tone="fakta", yours="Partens beslut är inskrivet.",
        does=(
            "Avtalet förlängs när varje part har fattat samma beslut. Saknas ett upphör det på sin"
            " sista dag."
        ),
        answers=True,
    ),
    Step(
        "ratta_sista_dag", "Rätta den sista dagen", by=(R.SEKRETERARE,), source=(S.I_KRAFT,),
        dest=None, events="Den sista dagen rättades vid ett möte.", takes=p.RattSistaDag,
        needs=(g.forlangs_av_parterna,), checks=(g.ratt_dag, vid_motet), then=(then.rattad_dag,),
        tone="fakta", moves=True, yours="Den sista dagen är rättad.",
        does=(
            "För en dag som blev felskriven. Mötet beslutar, eftersom ingen ensam förlänger eller"
            " avslutar det som parterna delar. Alla får skälet."
        ),
    ),
    Step(
        "forlang_genom_parterna", "Varje part har förlängt", by=(R.KLOCKAN, R.FOLJD),
        source=(S.I_KRAFT,), dest=None, events="Varje part beslutade att förlänga avtalet.",
        takes=Tom, needs=(g.alla_har_forlangt,), then=(then.forlangt_av_alla,), tone="fakta",
        moves=True,
    ),
)  # fmt: skip
