"""The lifecycle of an ärende: initiering → beredning i AU → remiss → beslut → implementering. Read
it as a table.
"""

from __future__ import annotations

from models.lagen import ArendeLage as S
from models.lagen import Fas, Slag
from workflows.arende import approval as godkannande
from workflows.arende import consequences as then
from workflows.arende import dates
from workflows.arende import payloads as p
from workflows.arende import rules as g
from workflows.arende.facts import ArendeCase
from workflows.county.mandate import R
from workflows.engine.lifecycle import Choice, Delar, Lifecycle, Step, Wait
from workflows.ground.payload import Tom
from workflows.handling import consequences as shared
from workflows.handling import dates as handling_dates
from workflows.handling import slots
from workflows.handling.approvals import remissen_till_varje_ledamot
from workflows.handling.payloads import (
    Aterremiss,
    Besluta,
    PaDagordning,
    PaMotetMedSkal,
    SentPaDagordning,
    Skal,
    SkickaPaRemiss,
)
from workflows.handling.rules import at_meeting as m
from workflows.handling.rules import on_remiss as r
from workflows.outside import dates as ater
from workflows.outside import slots as utanfor
from workflows.outside.rules import on_its_agenda
from workflows.outside.steps import Stallen, comes_back, outside

_OPEN_BEFORE_AGENDA = (
    S.UTKAST,
    S.INKOMMET,
    S.UNDER_BEREDNING,
    S.KOMPLETTERAS,
    S.PA_REMISS,
    S.SAMMANSTALLS,
    S.BERETT,
)
# What has been promised to a meeting waits there; of these its own day follows the promise.
_CARRIED = (S.UNDER_BEREDNING, S.BERETT, S.I_DIALOG)
_COMES_BACK = (*_CARRIED, S.KOMPLETTERAS, S.PA_REMISS, S.SAMMANSTALLS, S.FORUM_HAR_SVARAT)


_STALLEN = Stallen(
    ArendeCase,
    pa_dagordning=S.PA_DAGORDNING,
    i_dialog=S.I_DIALOG,
    lyft=S.LYFT,
    forum_har_svarat=S.FORUM_HAR_SVARAT,
    tillbaka=S.UNDER_BEREDNING,
    ater=(then.avsandaren_far_veta,),
)
_GODKANNANDEN = Delar(
    godkannande.waited_for, "godkann", "varje ledamot som ska godkänna och inte har svarat"
)


def _has_obligations(_case: ArendeCase, said: Besluta) -> bool:
    return bool(said.uppgifter)


ARENDE: Lifecycle[ArendeCase] = Lifecycle(
    slag=Slag.ARENDE,
    version=4,
    initial=S.UTKAST,
    final=frozenset({S.AVSLUTAT, S.AVVISAT, S.ATERKALLAT}),
    waits={
        S.UTKAST: Wait(
            dates.avsandaren, handling_dates.utkast, "inom en månad efter senaste ändring",
            left="Skriv klart och lämna in", remind=False,
        ),
        S.INKOMMET: Wait(
            slots.au, handling_dates.au_tar_upp,
            "före ⟨au_genitiv⟩ nästa möte, inom länsprofilens arbetsdagar",
            left="Ta upp ärendet",
        ),
        S.UNDER_BEREDNING: Wait(
            slots.handlaggaren, dates.beredning, "valt mötes intagningsdag, annars nästa som hinns",
            left="Bered ärendet", grupp="arbetet",
        ),
        S.KOMPLETTERAS: Wait(
            dates.avsandaren, dates.komplettering, "inom länsprofilens arbetsdagar",
            left="Komplettera ärendet",
        ),
        S.PA_REMISS: Wait(
            slots.au, handling_dates.remissen, "remissens sista svarsdag",
            late="Sammanställ remissvaren", remind=False,
        ),
        S.SAMMANSTALLS: Wait(
            slots.handlaggaren, handling_dates.sammanstallning, "inom länsprofilens arbetsdagar",
            left="Bered klart efter remissen", grupp="arbetet", nearer=True,
        ),
        S.BERETT: Wait(
            slots.au, handling_dates.nasta_dagordning, "nästa mötes kallelsedag",
            left="Sätt upp på en dagordning", delar=_GODKANNANDEN,
        ),
        S.PA_DAGORDNING: Wait(
            slots.sekreterare, handling_dates.motesdagen, "mötesdagen", remind=False,
            delar=_GODKANNANDEN,
        ),
        S.I_DIALOG: Wait(
            utanfor.bararen, ater.aterkommer, "intagningsdagen för mötet den kommer tillbaka till",
            left="Berätta vad det gav",
        ),
        S.LYFT: Wait(
            utanfor.forumet, ater.forumets_mote, "forumets nästa möte",
            left="Hämta forumets svar", late="Hämta forumets svar", by_itself=on_its_agenda,
        ),
        S.FORUM_HAR_SVARAT: Wait(
            slots.au, handling_dates.au_tar_upp,
            "före ⟨au_genitiv⟩ nästa möte, inom länsprofilens arbetsdagar",
            left="Ta upp forumets svar",
        ),
        S.IMPLEMENTERAS: Wait(
            slots.parterna, handling_dates.sista_atagandet, "sista åtagandets dag",
            left="Avsluta ärendet", remind=False,
        ),
    },
    phases={
        S.UTKAST: Fas.INITIERING,
        S.INKOMMET: Fas.INITIERING,
        S.ATERKALLAT: Fas.INITIERING,
        S.UNDER_BEREDNING: Fas.BEREDNING,
        S.KOMPLETTERAS: Fas.BEREDNING,
        S.AVVISAT: Fas.BEREDNING,
        S.PA_REMISS: Fas.REMISS,
        S.SAMMANSTALLS: Fas.REMISS,
        S.BERETT: Fas.BESLUT,
        S.PA_DAGORDNING: Fas.BESLUT,
        S.I_DIALOG: Fas.BESLUT,
        S.LYFT: Fas.BESLUT,
        S.FORUM_HAR_SVARAT: Fas.BESLUT,
        S.IMPLEMENTERAS: Fas.IMPLEMENTERING,
        S.AVSLUTAT: Fas.IMPLEMENTERING,
    },
    steps=[
        Step(
            "redigera", "Ändra utkastet", by=(R.INITIATIVTAGARE,), source=(S.UTKAST,), dest=None,
            events="Utkastet ändrades.", takes=p.Arendetext,
            then=(then.skriv, then.skriv_avsandaren), tone="fakta",
            writes=True, moves=True,
            does="Utkastet är bara ditt tills du lämnar in det.",
            knapp="Spara utkastet",
        ),
        Step(
            "lamna_in", "Lämna in", by=(R.INITIATIVTAGARE, R.SEKRETERARE), source=(S.UTKAST,),
            dest=S.INKOMMET, events="Ärendet lämnades in.", takes=p.Arendetext,
            needs=(
                g.rubrik_finns, g.fraga_finns, g.hantering_vald, g.avsandare_vald,
                g.fragestallaren_sagd,
            ),
            then=(
                then.skriv, then.skriv_avsandaren, then.lar_kanna_avsandaren,
                then.nummer_och_kvittens,
            ),
            written_in="redigera",
            does=(
                "Ärendet får ett nummer, du får en kvittens och ⟨au⟩ får veta att det har kommit"
                " in."
            ),
        ),
        Step(
            "ta_upp", "Ta upp till beredning", by=(R.AU,), source=(S.INKOMMET,),
            dest=S.UNDER_BEREDNING, events="⟨Au⟩ tog upp ärendet.", takes=p.TaUpp,
            checks=(g.siktar_pa_ett_mote,),
            then=(then.skriv_uppdraget, then.avsandaren_far_veta),
            does="Handläggaren håller i ärendet tills det är färdigberett.",
        ),
        Step(
            "ratta", "Rätta ärendets uppgifter", by=(R.AU,),
            source=(S.INKOMMET, S.UNDER_BEREDNING, S.KOMPLETTERAS, S.SAMMANSTALLS, S.BERETT),
            dest=None, events="Ärendets uppgifter rättades.",
            takes=p.Arenderattning,
            checks=(g.nagot_rattas, g.siktar_pa_ett_mote, g.fragestallaren_sagd),
            then=(then.rattat, then.lar_kanna_avsandaren, then.nas_pa_nytt), tone="fakta",
            does="Det som stod förut finns kvar i händelserna.",
        ),
        Step(
            "prioritera", "Prioritera", by=(R.AU,),
            source=(
                S.INKOMMET, S.UNDER_BEREDNING, S.KOMPLETTERAS, S.PA_REMISS, S.SAMMANSTALLS,
                S.BERETT,
            ),
            dest=None, events="⟨Au⟩ prioriterade ärendet.", takes=p.Arendeprioritet,
            then=(then.prioriterat,), tone="fakta",
            does="Prioriteten syns i listan och i ⟨inkorg⟩, skälet på ärendets sida.",
        ),
        Step(
            "fardigbered", "Färdigbered", by=(R.AU, R.HANDLAGGARE),
            source=(S.UNDER_BEREDNING, S.SAMMANSTALLS), dest=S.BERETT,
            events="Beredningen är klar.", takes=p.Beredning,
            needs=(
                g.foredragande_finns, g.forslag_finns, g.ataganden_foreslagna,
                g.konsekvenser_beskrivna, g.invanare_beskrivet, r.remiss_gjord,
                r.synpunkter_besvarade,
            ),
            checks=(m.ataganden_begripliga, r.tidigare_beslut_finns, g.sektorn_finns),
            then=(
                then.skriv_underlaget, shared.aterkoppla_remissen, godkannande.be_om_godkannande,
                then.avsandaren_far_veta,
            ),
            written_in="bered",
            does="När beredningen är klar kan ⟨au⟩ sätta upp ärendet på en dagordning.",
        ),
        Step(
            "bered", "Skriv underlag", by=(R.AU, R.HANDLAGGARE),
            source=(S.UNDER_BEREDNING, S.SAMMANSTALLS, S.BERETT), dest=None,
            events="Underlaget ändrades.", takes=p.Beredning,
            checks=(m.ataganden_begripliga, r.tidigare_beslut_finns, g.sektorn_finns),
            then=(then.skriv_underlaget, godkannande.be_om_igen), tone="fakta", writes=True,
            does="Spara så ofta du vill. Ärendet ligger kvar hos handläggaren.",
            knapp="Spara underlaget",
        ),
        Step(
            "skicka_pa_remiss", "Skicka på remiss", by=(R.AU,), source=(S.UNDER_BEREDNING,),
            dest=S.PA_REMISS, events="Ärendet skickades på remiss.", takes=SkickaPaRemiss,
            checks=(
                r.mottagare_valda, remissen_till_varje_ledamot, r.sista_dag_inom_profilens_granser,
            ),
            then=(then.oppna_remiss, then.avsandaren_far_veta),
            does="Underlaget låses som det står nu, och de som tillfrågas får veta det genast.",
        ),
        Step(
            "begar_komplettering", "Begär komplettering", by=(R.AU,), source=(S.UNDER_BEREDNING,),
            dest=S.KOMPLETTERAS, events="⟨Au⟩ bad om komplettering.", takes=p.BegarKomplettering,
            then=(then.be_om_komplettering,), tone="tillbaka",
            does="Avsändaren får frågan och återkommer med svar.",
        ),
        Step(
            "komplettera", "Komplettera", by=(R.INITIATIVTAGARE,), source=(S.KOMPLETTERAS,),
            dest=S.UNDER_BEREDNING, events="Kompletteringen kom in.", takes=p.Komplettera,
            checks=(
                g.nagot_tillagt, g.rubrik_finns, g.fraga_finns, g.hantering_vald,
                g.avsandare_far_bytas,
            ),
            then=(then.skriv, then.komplettering_inkommen),
            does="Handläggaren får veta att kompletteringen har kommit.",
            answers=True,
        ),
        Step(
            "avbryt_komplettering", "Bered utan komplettering", by=(R.AU,),
            source=(S.KOMPLETTERAS,), dest=S.UNDER_BEREDNING,
            events="⟨Au⟩ bereder utan kompletteringen.", takes=Skal, tone="tillbaka",
            then=(then.avsandaren_far_veta,),
            does="Beredningen fortsätter med det som finns.",
        ),
        Step(
            "sammanstall", "Sammanställ remissvaren", by=(R.AU, R.KLOCKAN), source=(S.PA_REMISS,),
            dest=S.SAMMANSTALLS, events="Remissen stängdes.", takes=Tom,
            needs=(r.remissen_kan_stangas,),
            then=(shared.stang_oppen_remiss, then.avsandaren_far_veta),
            does="Remissen stängs och handläggaren går igenom svaren.",
        ),
        Step(
            "vanta_pa_remissen", "Vänta på remissen", by=(R.FOLJD,), source=(S.PA_REMISS,),
            dest=None, events="Remissens svarstid förlängdes.", takes=Tom, tone="fakta", moves=True,
        ),
        Step(
            "avbryt_remiss", "Avbryt remissen", by=(R.AU,), source=(S.PA_REMISS,),
            dest=S.UNDER_BEREDNING, events="Remissen avbröts.", takes=Skal,
            then=(shared.avbryt_oppen_remiss, then.avsandaren_far_veta), tone="tillbaka",
            does="De som fått remissen får veta att de inte behöver svara.",
            asks=True,
        ),
        Step(
            "satt_pa_dagordning", "Sätt upp på dagordningen", by=(R.AU,),
            source=(S.BERETT, S.I_DIALOG),
            dest=S.PA_DAGORDNING, events="Ärendet sattes upp på dagordningen.", takes=PaDagordning,
            needs=(godkannande.alla_godkant,),
            checks=(m.mote_finns, m.mote_kommande, m.dagordning_oppen),
            then=(shared.pa_dagordningen, then.avsandaren_far_veta),
            does="Ärendet tas upp på mötet.",
        ),
        Step(
            "satt_pa_dagordning_sent", "Sätt upp sent", by=(R.AU_ORDFORANDE,),
            source=(S.BERETT, S.I_DIALOG), dest=S.PA_DAGORDNING,
            events="Ärendet sattes upp efter kallelsen.",
            takes=SentPaDagordning, needs=(godkannande.alla_godkant,),
            checks=(m.mote_finns, m.mote_kommande, m.dagordning_last),
            then=(shared.sent_pa_dagordningen, then.avsandaren_far_veta), tone="fakta",
            does="Kallelsen har redan gått ut. Skälet syns på dagordningen.",
        ),
        Step(
            "folj_motet", "Följ mötet", by=(R.FOLJD,), source=(S.PA_DAGORDNING, S.LYFT), dest=None,
            events="Mötet flyttades.", takes=Tom, tone="fakta", moves=True,
            then=(then.avsandaren_far_veta,),
        ),
        Step(
            "besluta", "Besluta", by=(R.SEKRETERARE,), source=(S.PA_DAGORDNING,),
            dest=Choice("beslutet ger åtaganden", _has_obligations, S.IMPLEMENTERAS, S.AVSLUTAT),
            events="⟨Ledningsgrupp⟩ beslutade.", takes=Besluta,
            needs=(m.pa_motet, godkannande.alla_godkant, godkannande.berett_for_beslut),
            checks=(
                m.ratt_mote, m.ataganden_eller_inga, m.ataganden_begripliga, m.inriktning_tillaten,
                r.tidigare_beslut_finns,
            ),
            then=(shared.fatta_beslut,),
            does=(
                "Beslutet får ett nummer. Var och en som ska göra något får veta det när mötet"
                " avslutas."
            ),
        ),
        Step(
            "godkann", "Säg vad du anser", by=(R.GODKANNARE,), source=(S.BERETT, S.PA_DAGORDNING),
            dest=None, events="En ledamot sa vad den anser om underlaget.", takes=p.GodkannUnderlag,
            needs=(godkannande.godkannande_kravs,),
            checks=(
                godkannande.ledamoten_foretradd, godkannande.ratt_underlag,
                godkannande.invandning_motiverad,
            ),
            then=(godkannande.besked,), tone="fakta",
            does="Ditt besked gäller exakt det här underlaget. Ändras det frågar vi igen.",
            answers=True,
            yours="Du har sagt vad du anser om underlaget.",
            knapp="Skicka svaret",
        ),
        Step(
            "bordlagg", "Bordlägg", by=(R.SEKRETERARE,), source=(S.PA_DAGORDNING,), dest=S.BERETT,
            events="Ärendet bordlades.", takes=PaMotetMedSkal, needs=(m.pa_motet,),
            checks=(m.ratt_mote,), then=(shared.bordlagd,), tone="tillbaka",
            does="Ärendet är färdigberett igen och föreslås till nästa möte.",
        ),
        Step(
            "aterremittera", "Återremittera", by=(R.SEKRETERARE,), source=(S.PA_DAGORDNING,),
            dest=S.UNDER_BEREDNING, events="Ärendet återremitterades.", takes=Aterremiss,
            needs=(m.pa_motet,), checks=(m.ratt_mote,), then=(then.aterremitterad,),
            tone="tillbaka",
            does="Ärendet går tillbaka till beredning i ⟨au⟩.",
        ),
        *outside(_STALLEN),
        Step(
            "lagg_till_handlingarna", "Lägg till handlingarna", by=(R.SEKRETERARE,),
            source=(S.PA_DAGORDNING,),
            dest=Choice("svar på ett medskick väntas", then.awaited, S.I_DIALOG, S.AVSLUTAT),
            events="Ärendet lades till handlingarna{svaret:}.", names=then.what_is_awaited,
            takes=p.TillHandlingarna, needs=(m.pa_motet,),
            checks=(m.ratt_mote, m.medskick_har_mottagare, g.svaret_framat), then=(then.noterad,),
            does=(
                "Ärendet avslutas med det som mötet noterade. Väntas svar på ett medskick är det"
                " kvar tills svaret har tagits upp."
            ),
        ),
        Step(
            "utga", "Låt utgå", by=(R.SEKRETERARE,), source=(S.PA_DAGORDNING,), dest=S.BERETT,
            events="Ärendet utgick.", takes=PaMotetMedSkal, needs=(m.pa_motet,),
            checks=(m.ratt_mote,), then=(shared.utgangen,), tone="tillbaka",
            does="Ärendet tas inte upp på det här mötet. Det föreslås till nästa.",
        ),
        Step(
            "lyft_av", "Lyft av dagordningen", by=(R.AU,), source=(S.PA_DAGORDNING,), dest=S.BERETT,
            events="Ärendet togs bort från dagordningen.", takes=Skal, needs=(m.motet_inte_oppnat,),
            then=(shared.av_dagordningen, then.avsandaren_far_veta), tone="tillbaka",
            does="Ärendet tas bort från dagordningen och föreslås till nästa möte.",
        ),
        Step(
            "ta_upp_forumets_svar", "Ta upp forumets svar", by=(R.AU,),
            source=(S.FORUM_HAR_SVARAT,), dest=S.UNDER_BEREDNING,
            events="⟨Au⟩ tog upp forumets svar.", takes=p.TaUpp, checks=(g.siktar_pa_ett_mote,),
            then=(then.skriv_uppdraget, then.avsandaren_far_veta),
            does="Handläggaren bereder ärendet vidare med det som forumet svarade.",
        ),
        *comes_back(ArendeCase, _COMES_BACK, _CARRIED),
        Step(
            "avsluta", "Avsluta", by=(R.AU,), source=(S.IMPLEMENTERAS,), dest=S.AVSLUTAT,
            events="{laget:Åtagandena är klara}. Ärendet avslutades.", takes=Tom,
            names=m.how_it_went, needs=(m.ataganden_klara,),
            then=(then.anmal_avslut, then.avsandaren_far_veta),
            does=(
                "Det som är kvar lever vidare under beslutet: åtaganden som gäller tills vidare"
                " stäms av, och den som har sagt en ny dag för sitt avsteg påminns då."
            ),
            asks=True,
        ),
        Step(
            "avvisa", "Avvisa", by=(R.AU_ORDFORANDE,),
            source=(S.INKOMMET, S.UNDER_BEREDNING, S.KOMPLETTERAS), dest=S.AVVISAT,
            events="Ärendet avvisades.", takes=p.Avvisa, then=(then.beratta_for_avsandaren,),
            tone="avslut",
            does="Avsändaren får veta varför, och vart hen kan vända sig i stället.",
        ),
        Step(
            "aterkalla", "Återkalla", by=(R.INITIATIVTAGARE,), source=_OPEN_BEFORE_AGENDA,
            dest=S.ATERKALLAT, events="Avsändaren återkallade ärendet.", takes=Skal,
            then=(shared.avbryt_oppen_remiss,), tone="avslut",
            does=(
                "Ärendet avslutas utan att tas upp. Det går inte att ångra, men du kan lämna in"
                " ett nytt."
            ),
            yours="Du har återkallat ärendet.",
        ),
    ],
)  # fmt: skip
