"""The lifecycle of one party's obligation. Read it as a table."""

from __future__ import annotations

from models.lagen import DATED, TO_DO, UNSETTLED, Slag
from models.lagen import AtagandeLage as S
from workflows.beslut import consequences as then
from workflows.beslut import dates
from workflows.beslut import payloads as p
from workflows.beslut import rules as g
from workflows.beslut.facts import AtagandeCase, reporting
from workflows.county.mandate import R
from workflows.engine.lifecycle import Lifecycle, Step, Wait
from workflows.ground.payload import Tom
from workflows.handling import consequences as shared
from workflows.handling import slots
from workflows.handling.payloads import PaDagordning, Skal, Uppskjutet, Vila
from workflows.handling.rules.at_meeting import vid_motet

_ATT_GORA: Wait[AtagandeCase] = Wait(
    dates.ansvarig,
    dates.atagandets,
    "beslutets dag, eller nästa avstämning",
    left="Rapportera eller stäm av",
    nearer=True,
)

ATAGANDE: Lifecycle[AtagandeCase] = Lifecycle(
    slag=Slag.ATAGANDE,
    version=5,
    initial=S.TILLDELAT,
    final=frozenset({S.VERIFIERAT, S.ERSATT}),
    waits={
        S.TILLDELAT: _ATT_GORA,
        S.KVITTERAT: _ATT_GORA,
        S.PAGAR: _ATT_GORA,
        S.RAPPORTERAT: Wait(
            dates.verifieraren, dates.verifiering, "inom länsprofilens arbetsdagar",
            left="Läs och verifiera", rests_without="verifierare_id",
        ),
        S.AVSTEG_ANMALT: Wait(
            slots.au, dates.avsteg, "⟨ledningsgrupp_genitiv⟩ möte som det kommer upp på",
            left="Läs och ta ställning",
        ),
        S.AVSTEG: Wait(
            dates.ansvarig, dates.avstegets_dag, "dagen då parten sa att det kan bli klart",
            left="Rapportera, eller säg en ny dag", rests_without="avsteg_datum",
        ),
    },
    steps=[
        Step(
            "rapportera", "Rapportera klart", by=(R.ANSVARIG,), source=DATED, dest=S.RAPPORTERAT,
            events="Åtagandet rapporterades klart.", takes=p.Rapportera, needs=(g.engangs,),
            checks=(g.svaret_finns, g.filen_finns), then=(then.svaret,),
            answers=True, called=lambda case: reporting(case.atagande.svar),
        ),
        Step(
            "stam_av", "Stäm av", by=(R.ANSVARIG,), source=DATED, dest=S.PAGAR,
            events="Åtagandet stämdes av.", takes=p.StamAv, needs=(g.staende,),
            then=(then.avstamt,), moves=True,
            foretells=(dates.period_som_stams_av,),
            does="En period i taget, den äldsta först. Nästa avstämning kommer av sig själv.",
            answers=True,
        ),
        Step(
            "verifiera", "Verifiera", by=(R.VERIFIERARE,), source=(S.RAPPORTERAT,),
            dest=S.VERIFIERAT, events="Rapporten verifierades.", takes=Tom,
            needs=(g.verifierare_utsedd, g.inte_rapportoren), then=(then.nytt,),
            answers=True,
        ),
        Step(
            "byt_verifierare", "Välj en annan som verifierar", by=(R.AU, R.SEKRETERARE),
            source=(S.RAPPORTERAT,), dest=None, events="{namnet:Någon annan} ska verifiera.",
            takes=p.NyVerifierare, names=g.den_nya,
            needs=(g.verifierare_utsedd, g.rapportoren_valjer_inte),
            checks=(g.en_annan_verifierar,), then=(then.annan_verifierar,), tone="fakta",
            moves=True, yours="Någon annan ska verifiera, och har fått ett brev.",
            does="För den som har slutat, är borta länge eller inte kan. Den nya får ett brev.",
        ),
        Step(
            "kvittera", "Kvittera", by=(R.ANSVARIG,), source=(S.TILLDELAT,), dest=S.KVITTERAT,
            events="Åtagandet kvitterades.", takes=Tom, then=(then.nytt,), tone="fakta",
        ),
        Step(
            "borja", "Säg att ni har börjat", by=(R.ANSVARIG,), source=(S.TILLDELAT, S.KVITTERAT),
            dest=S.PAGAR, events="Arbetet började.", takes=Tom, then=(then.nytt,), tone="fakta",
        ),
        Step(
            "lamna_besked", "Säg hur det går", by=(R.ANSVARIG,), source=DATED, dest=None,
            events="Den ansvariga sa hur det går.", takes=p.Besked, then=(then.nytt,), tone="fakta",
            answers=True,
            yours="Du har sagt hur det går.",
            knapp="Skicka beskedet",
        ),
        Step(
            "delegera", "Lämna över till en kollega", by=(R.ANSVARIG,), source=DATED, dest=None,
            events="Åtagandet lämnades över till en kollega.", takes=p.Delegera,
            checks=(g.kollegan_namngiven, g.inom_huvudmannen, g.den_som_svarar_gor_kand),
            then=(then.delegera, then.delegaten_far_veta), tone="fakta",
            does=(
                "Kollegan får ett brev och svarar för åtagandet, också utan att finnas i Samflöde."
                " Du kan också rapportera."
            ),
        ),
        Step(
            "anmal_avsteg", "Vi kan inte nu – be om stöd", by=(R.ANSVARIG,), source=DATED,
            dest=S.AVSTEG_ANMALT, events="Ett avsteg anmäldes.", takes=p.AnmalAvsteg,
            checks=(g.nytt_datum_senare,), then=(then.avsteget,), tone="tillbaka",
            does=(
                "⟨Ledningsgrupp⟩ tar ställning på sitt nästa möte: noterar, erbjuder stöd eller"
                " omprövar. Ingen kan beordra er."
            ),
            answers=True,
        ),
        Step(
            "atersand", "Återsänd", by=(R.VERIFIERARE,), source=(S.RAPPORTERAT,), dest=S.PAGAR,
            events="Rapporten återsändes.", takes=Skal,
            needs=(g.verifierare_utsedd, g.inte_rapportoren, g.arendet_implementeras),
            then=(then.sand_ater,), tone="tillbaka",
            does="Den som rapporterade får veta vad som saknas.",
            answers=True,
        ),
        Step(
            "ateroppna", "Öppna igen", by=(R.ANSVARIG, R.SEKRETERARE),
            source=(S.RAPPORTERAT, S.VERIFIERAT, S.AVSTEG), dest=S.PAGAR,
            events="Åtagandet öppnades igen.", takes=Skal, needs=(g.arendet_implementeras,),
            then=(then.oppna_igen,), tone="tillbaka",
            does="Åtagandet räknas som öppet igen tills det rapporteras på nytt.",
        ),
        Step(
            "notera_avsteg", "Notera avsteget", by=(R.SEKRETERARE,), source=(S.AVSTEG_ANMALT,),
            dest=S.AVSTEG, events="⟨Ledningsgrupp⟩ noterade avsteget.", takes=p.Notera,
            checks=(vid_motet,), then=(then.besked_om_avsteg,),
            answers=True,
        ),
        Step(
            "omprova", "Ny dag efter omprövning", by=(R.SEKRETERARE,), source=(S.AVSTEG_ANMALT,),
            dest=S.PAGAR, events="⟨Ledningsgrupp⟩ gav en ny dag.", takes=p.Omprova,
            checks=(vid_motet, g.nytt_datum_senare), then=(then.besked_om_avsteg,),
            answers=True,
        ),
        Step(
            "tas_upp", "Ta upp avsteget", by=(R.FOLJD,), source=(S.AVSTEG_ANMALT,), dest=None,
            events="Avsteget sattes upp på en dagordning.", takes=PaDagordning,
            then=(then.avsteget_tas_upp,), tone="fakta",
        ),
        Step(
            "skjut_upp", "Skjut upp till ett annat möte", by=(R.FOLJD,), source=(S.AVSTEG_ANMALT,),
            dest=None, events="Avsteget sköts upp till ett annat möte.", takes=Uppskjutet,
            then=(shared.uppskjuten,), tone="fakta", moves=True,
        ),
        Step(
            "lat_vila", "Låt vila", by=(R.FOLJD,), source=(S.AVSTEG_ANMALT,), dest=None,
            events="Avsteget vilar.", takes=Vila, then=(shared.vilande,), tone="fakta", moves=True,
        ),
        Step(
            "folj_med", "Följ mötet det kommer tillbaka till", by=(R.FOLJD,),
            source=(S.AVSTEG_ANMALT,), dest=None,
            events="Mötet som avsteget kommer tillbaka till fick en annan dag.", takes=Uppskjutet,
            then=(shared.foljer_motet,), tone="fakta", moves=True,
        ),
        Step(
            "rattas", "Rätta", by=(R.FOLJD,), source=TO_DO, dest=None,
            events="Åtagandet rättades innan mötets anteckningar justerades.", takes=p.Rattning,
            then=(then.rattat,), tone="fakta", moves=True,
        ),
        Step(
            "ersatt", "Ersätt", by=(R.FOLJD,), source=(*UNSETTLED, S.AVSTEG), dest=S.ERSATT,
            events="Ett senare beslut ersatte åtagandet.", takes=Tom, then=(then.ersatt,),
            tone="avslut",
        ),
        Step(
            "galla_igen", "Gäller igen", by=(R.FOLJD,), source=(S.ERSATT,), dest=S.TILLDELAT,
            events="Beslutet blev bifall igen, och åtagandet gäller.", takes=Tom, tone="fakta",
        ),
    ],
)  # fmt: skip
