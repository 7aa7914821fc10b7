"""The lifecycle of a group for a time: a decision makes it, and its last day ends it. Read it as a
table.
"""

from __future__ import annotations

from models.lagen import GruppLage as S
from models.lagen import Slag
from workflows.county.mandate import R
from workflows.engine.lifecycle import Delar, Lifecycle, Step, Wait
from workflows.ground.payload import Tom
from workflows.grupp import consequences as then
from workflows.grupp import dates
from workflows.grupp import payloads as p
from workflows.grupp import rules as g
from workflows.grupp.facts import GruppCase

_FRAGAS = (R.SAMMANKALLANDE, R.AU, R.SEKRETERARE)

GRUPP: Lifecycle[GruppCase] = Lifecycle(
    slag=Slag.GRUPP,
    version=1,
    initial=S.PAGAR,
    final=frozenset({S.AVSLUTAD}),
    waits={
        S.PAGAR: Wait(
            dates.sammankallande, dates.sista_dagen, "gruppens sista dag",
            left="Avsluta eller förläng gruppen",
            delar=Delar(dates.au_ocksa, "forlang_gruppen", "⟨au⟩", jamte=True),
        ),
    },
    steps=[
        Step(
            "avsluta_gruppen", "Avsluta gruppen", by=_FRAGAS, source=(S.PAGAR,), dest=S.AVSLUTAD,
            events="Gruppen avslutades.", takes=p.Avslut, checks=(g.beslutet_avslutar,),
            then=(then.avslutad,), tone="avslut", asks=True,
            does=(
                "Gruppens uppdrag tar slut i dag. Det som den bär går till ⟨au⟩. Före den sista"
                " dagen krävs ett beslut; är dagen inne räcker det att säga vad arbetet gav."
            ),
        ),
        Step(
            "forlang_gruppen", "Förläng gruppen", by=_FRAGAS, source=(S.PAGAR,), dest=None,
            events="Gruppen förlängdes genom beslut.", takes=p.Forlangning,
            checks=(g.beslutet_forlanger, g.senare_sista_dag), then=(then.forlangd,),
            tone="fakta", moves=True, answers=True,
            does="Gruppen förlängs genom ett nytt beslut. Alla behåller sina uppdrag.",
        ),
        Step(
            "upphor_gruppen", "Upphör", by=(R.KLOCKAN,), source=(S.PAGAR,), dest=S.AVSLUTAD,
            events="Gruppens sista dag passerade, och den avslutades.", takes=Tom,
            needs=(g.sista_dagen_har_varit,), then=(then.slut_pa_dagen,), tone="avslut",
        ),
    ],
)  # fmt: skip
