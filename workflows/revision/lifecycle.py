"""The lifecycle of a revision: from "this is old" to a text that is signed, in force and carried
out. Read as a table.

The agreement in force stays in force all the while. A new agreement is born this way too. What the
parties do with a decided text stands in ``workflows.revision.parties.steps``.
"""

from __future__ import annotations

from models.lagen import Fas, Slag
from models.lagen import RevisionLage as S
from models.vocabulary import Utfall
from workflows.county.mandate import R
from workflows.engine.lifecycle import Choice, Delar, Lifecycle, Step, Wait
from workflows.ground.payload import Tom
from workflows.handling import consequences as shared
from workflows.handling import dates as handling_dates
from workflows.handling import slots
from workflows.handling.approvals import remissen_till_varje_ledamot
from workflows.handling.payloads import (
    Aterremiss,
    PaDagordning,
    PaMotetMedSkal,
    SentPaDagordning,
    Skal,
    SkalVidMotet,
)
from workflows.handling.rules import at_meeting as m
from workflows.handling.rules import on_remiss as r
from workflows.outside import dates as ater
from workflows.outside import slots as utanfor
from workflows.outside.rules import on_its_agenda
from workflows.outside.steps import Stallen, comes_back, outside
from workflows.revision import consequences as then
from workflows.revision import dates
from workflows.revision import payloads as p
from workflows.revision import rules as g
from workflows.revision.facts import RevisionCase
from workflows.revision.parties import ask_again as igen
from workflows.revision.parties import consequences as parterna
from workflows.revision.parties import dates as delfrister
from workflows.revision.parties import unasked as a
from workflows.revision.parties.approvals import (
    awaited,
    ny_text_lases,
    objections,
    what_a_change_does,
)
from workflows.revision.parties.rules import alla_godkant, silent
from workflows.revision.parties.steps import EFTER_BESLUTET, FRAGA_IGEN
from workflows.revision.plan import ON_ITS_WAY

_LEDER = (R.SAMMANKALLANDE, R.AU)
# What a meeting has put off may be written on anew before it comes back.
_PROMISED = (S.SLUTLIGT, S.I_DIALOG)
_WRITTEN_ON = (S.UTARBETAS, S.HOS_AU, S.PA_REMISS, S.SAMMANSTALLS)
_COMES_BACK = (*_PROMISED, *_WRITTEN_ON, S.FORUM_HAR_SVARAT)
_INTE_SVARAT = "Se vilka som inte har svarat"
_GODKANNANDEN = Delar(
    delfrister.godkannanden, "godkann", "varje ledamot som ska godkänna och inte har svarat"
)


_STALLEN = Stallen(
    RevisionCase,
    pa_dagordning=S.PA_DAGORDNING,
    i_dialog=S.I_DIALOG,
    lyft=S.LYFT,
    forum_har_svarat=S.FORUM_HAR_SVARAT,
    tillbaka=S.SLUTLIGT,
)


def _turned_down(_case: RevisionCase, said: p.BeslutaText) -> bool:
    return said.utfall is Utfall.AVSLAG


def _parties_decide(case: RevisionCase, said: p.BeslutaText) -> bool:
    return bool(g.decides(case, said))


REVISION: Lifecycle[RevisionCase] = Lifecycle(
    slag=Slag.REVISION,
    version=4,
    initial=S.INITIERAD,
    final=frozenset({S.GENOMFORD, S.AVSTADD, S.AVBRUTEN}),
    waits={
        S.INITIERAD: Wait(
            slots.au, handling_dates.au_tar_upp,
            "före ⟨au_genitiv⟩ nästa möte, inom länsprofilens arbetsdagar",
            left="Prioritera eller avstå",
        ),
        S.PRIORITERAD: Wait(
            dates.gruppen, dates.borjan, "inom länsprofilens arbetsdagar, inom uppdraget",
            left="Börja skriva", delar=dates.UPPDRAGET,
        ),
        S.UTARBETAS: Wait(
            dates.gruppen, dates.utkastet, "uppdragets sista dag, eller då remissen måste ut",
            left="Skriv texten och lämna förslag", delar=dates.UPPDRAGET, grupp="arbetet",
        ),
        S.HOS_AU: Wait(
            slots.au, dates.forslaget, "före ⟨au_genitiv⟩ nästa möte, eller då remissen måste ut",
            left="Läs förslaget och för det vidare",
        ),
        S.PA_REMISS: Wait(
            slots.au, handling_dates.remissen, "remissens sista svarsdag",
            late="Sammanställ remissvaren", remind=False,
        ),
        S.SAMMANSTALLS: Wait(
            dates.gruppen, dates.sammanstallningen, "intagningsdagen för mötet den siktar på",
            left="Lås den slutliga texten", delar=dates.UPPDRAGET, grupp="synpunkterna",
        ),
        S.SLUTLIGT: Wait(
            slots.au, delfrister.slutlig_text,
            "kallelsedagen för mötet den siktar på, med en invändning före ⟨au_genitiv⟩ nästa möte",
            left="Sätt upp på en dagordning", late=_INTE_SVARAT, by_itself=awaited,
            delar=_GODKANNANDEN, nearer=True,
        ),
        S.PA_DAGORDNING: Wait(
            slots.sekreterare, delfrister.pa_motet,
            "mötesdagen, med en invändning före ⟨au_genitiv⟩ nästa möte",
            left="Ta hand om invändningen", by_itself=lambda case: not objections(case),
            delar=_GODKANNANDEN, nearer=True,
        ),
        S.I_DIALOG: Wait(
            utanfor.bararen, ater.aterkommer, "intagningsdagen för mötet den kommer tillbaka till",
            left="Berätta vad dialogen gav",
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
        S.HOS_PARTERNA: Wait(
            delfrister.parterna_eller_au, delfrister.parternas_beslut,
            "den dag den sista parten ska besluta, sedan före ⟨au_genitiv⟩ nästa möte",
            left="Ta ställning till parternas svar", late=_INTE_SVARAT,
            by_itself=lambda case: bool(silent(case)),
            delar=Delar(
                delfrister.partsbeslut, "parten_beslutar", "varje part som inte har beslutat",
            ),
        ),
        S.SIGNERAS: Wait(
            slots.parterna, dates.underskrifter, "arbetsdagen innan texten ska börja gälla",
            late=_INTE_SVARAT, remind=False,
            delar=Delar(
                delfrister.underskrifter, "signera", "varje part som inte har skrivit under",
            ),
        ),
        S.VANTAR_IKRAFT: Wait(
            slots.ingen, dates.ikraft, "dagen texten börjar gälla", by_itself=lambda _case: True,
        ),
        S.IMPLEMENTERAS: Wait(
            slots.parterna, handling_dates.sista_atagandet, "sista åtagandets dag",
            left="Avsluta revisionen", remind=False,
        ),
    },
    phases={
        S.INITIERAD: Fas.INITIERING,
        S.AVSTADD: Fas.INITIERING,
        S.AVBRUTEN: Fas.INITIERING,
        S.PRIORITERAD: Fas.BEREDNING,
        S.UTARBETAS: Fas.BEREDNING,
        S.HOS_AU: Fas.BEREDNING,
        S.PA_REMISS: Fas.REMISS,
        S.SAMMANSTALLS: Fas.REMISS,
        S.SLUTLIGT: Fas.BESLUT,
        S.PA_DAGORDNING: Fas.BESLUT,
        S.I_DIALOG: Fas.BESLUT,
        S.LYFT: Fas.BESLUT,
        S.FORUM_HAR_SVARAT: Fas.BESLUT,
        S.HOS_PARTERNA: Fas.BESLUT,
        S.SIGNERAS: Fas.BESLUT,
        S.VANTAR_IKRAFT: Fas.BESLUT,
        S.IMPLEMENTERAS: Fas.IMPLEMENTERING,
        S.GENOMFORD: Fas.IMPLEMENTERING,
    },
    steps=[
        Step(
            "prioritera", "Prioritera och ge uppdrag", by=(R.AU,), source=(S.INITIERAD,),
            dest=S.PRIORITERAD, events="Revisionen prioriterades och en grupp fick uppdraget.",
            takes=p.Prioritera, checks=(g.gruppen_finns, g.mandatet_framat),
            then=(then.prioriterad, then.avtalet_tar_slut),
            does=(
                "Gruppen får uppdraget och dess sista dag. Dagarna på vägen räknas bakåt från"
                " mötet som revisionen siktar på."
            ),
        ),
        Step(
            "avsta", "Avstå från att se över", by=(R.AU,), source=(S.INITIERAD,), dest=S.AVSTADD,
            events="⟨Au⟩ avstod från revisionen.", takes=p.Avsta, checks=(g.oversyn_framat,),
            then=(then.avstadd,), tone="avslut",
            does="Avtalet ändras inte före nästa översyn, och det anmäls på nästa möte.",
        ),
        Step(
            "borja", "Börja skriva", by=(R.SAMMANKALLANDE,), source=(S.PRIORITERAD,),
            dest=S.UTARBETAS, events="Gruppen började skriva.", takes=Tom, then=(then.borjat,),
        ),
        Step(
            "ge_nytt_uppdrag", "Ge nytt uppdrag", by=(R.AU,),
            source=(S.PRIORITERAD, S.UTARBETAS, S.SAMMANSTALLS), dest=None,
            events="⟨Au⟩ gav ett nytt uppdrag.", takes=p.NyttUppdrag,
            checks=(g.gruppen_finns, g.mandatet_framat),
            then=(then.nytt_uppdrag, then.avtalet_tar_slut), tone="fakta", moves=True,
        ),
        Step(
            "lamna_forslag", "Lämna förslag", by=(R.SAMMANKALLANDE,), source=(S.UTARBETAS,),
            dest=S.HOS_AU, events="Gruppen lämnade ett förslag.", takes=p.Forslag,
            needs=(g.skrivs_har, g.utkastet_nytt),
            checks=(g.konsekvenser_for_alla, a.andringarna_har_avsandare),
            then=(then.lamnat_forslag, ny_text_lases), foretells=(what_a_change_does,),
            written_in="skriv_utkast",
        ),
        Step(
            "skriv_utkast", "Skriv på utkastet", by=(R.SAMMANKALLANDE, R.GRUPP),
            source=(S.UTARBETAS,), dest=None, events="Utkastet ändrades.", takes=p.Utkast,
            needs=(g.skrivs_har,), checks=(g.utkastet_gar_ihop,), then=(then.skriv_utkast,),
            tone="fakta", writes=True, knapp="Spara utkastet",
            does="Spara så ofta du vill. Skriver någon annan samtidigt fogas era ändringar ihop.",
        ),
        Step(
            "ta_emot_externt", "Ta emot en motparts text", by=_LEDER,
            source=(S.PRIORITERAD, S.UTARBETAS), dest=S.HOS_AU,
            events="En motparts text togs emot.", takes=p.Externt,
            checks=(g.texten_ny, g.motparten_nas), then=(then.extern_text, ny_text_lases),
            tone="fakta", foretells=(what_a_change_does,),
            does="Texten låses som den är. Den ändras av motparten, inte här.",
        ),
        Step(
            "skicka_pa_remiss", "Skicka på remiss", by=(R.AU,), source=(S.HOS_AU,),
            dest=S.PA_REMISS, events="Förslaget skickades på remiss.", takes=p.PaRemiss,
            needs=(r.synpunkter_besvarade,),
            checks=(
                r.mottagare_valda, remissen_till_varje_ledamot, a.svarstiden_racker,
            ),
            then=(shared.aterkoppla_remissen, then.oppna_remiss),
            does=(
                "De som tillfrågas svarar på exakt den senaste låsta texten och får veta det"
                " genast."
            ),
        ),
        Step(
            "slutfor", "Lås den slutliga texten", by=(R.SAMMANKALLANDE,),
            source=(S.SAMMANSTALLS, S.HOS_AU), dest=S.SLUTLIGT,
            events="Den slutliga texten låstes.", takes=p.Slutligt,
            needs=(r.synpunkter_besvarade, g.remissen_racker, a.parterna_eniga),
            checks=(
                g.andringen_sagd, g.slutliga_texten_ny, a.andringarna_har_avsandare,
                g.ikraft_inte_varit,
            ),
            then=(igen.svaren_besvarade, then.slutfort, igen.au_valjer, ny_text_lases,
                  then.avtalet_tar_slut),
            foretells=(what_a_change_does,), asks=True, asks_if=p.I_SAK,
            does="Texten låses. Det är den som tas upp på mötet.",
        ),
        Step(
            "atersand", "Återsänd till gruppen", by=(R.AU,), source=(S.HOS_AU,), dest=S.UTARBETAS,
            events="⟨Au⟩ återsände förslaget.", takes=Skal, then=(then.atersand,), tone="tillbaka",
            does="Gruppen får ditt skäl och skriver vidare.",
        ),
        Step(
            "sammanstall", "Sammanställ remissvaren", by=(R.AU, R.SAMMANKALLANDE, R.KLOCKAN),
            source=(S.PA_REMISS,), dest=S.SAMMANSTALLS, events="Remissen stängdes.", takes=Tom,
            needs=(r.remissen_kan_stangas,), then=(shared.stang_oppen_remiss,),
        ),
        Step(
            "vanta_pa_remissen", "Vänta på remissen", by=(R.FOLJD,), source=(S.PA_REMISS,),
            dest=None, events="Remissens svarstid förlängdes.", takes=Tom, tone="fakta", moves=True,
        ),
        Step(
            "avbryt_remiss", "Avbryt remissen", by=(R.AU,), source=(S.PA_REMISS,), dest=S.HOS_AU,
            events="Remissen avbröts.", takes=Skal, then=(shared.avbryt_oppen_remiss,),
            tone="tillbaka",
            does="De som fått remissen får veta att de inte behöver svara.",
            asks=True,
        ),
        *FRAGA_IGEN,
        Step(
            "satt_pa_dagordning", "Sätt upp på dagordningen", by=(R.AU,), source=_PROMISED,
            dest=S.PA_DAGORDNING, events="Förslaget sattes upp på dagordningen.",
            takes=PaDagordning, needs=(a.fragat_igen, alla_godkant),
            checks=(m.mote_finns, m.mote_kommande, m.dagordning_oppen),
            then=(shared.pa_dagordningen, then.avtalet_tar_slut),
            does="Förslaget tas upp på mötet.",
        ),
        Step(
            "satt_pa_dagordning_sent", "Sätt upp sent", by=(R.AU_ORDFORANDE,), source=_PROMISED,
            dest=S.PA_DAGORDNING, events="Förslaget sattes upp efter kallelsen.",
            takes=SentPaDagordning, needs=(a.fragat_igen, alla_godkant),
            checks=(m.mote_finns, m.mote_kommande, m.dagordning_last),
            then=(shared.sent_pa_dagordningen, then.avtalet_tar_slut), tone="fakta",
            does="Kallelsen har redan gått ut. Skälet syns på dagordningen.",
        ),
        Step(
            "folj_motet", "Följ mötet", by=(R.FOLJD,), source=(S.PA_DAGORDNING, S.LYFT), dest=None,
            events="Mötet flyttades.", takes=Tom, tone="fakta", moves=True,
        ),
        Step(
            "besluta", "Besluta", by=(R.SEKRETERARE,), source=(S.PA_DAGORDNING,),
            dest=Choice(
                "beslutet är avslag", _turned_down, S.AVBRUTEN,
                Choice(
                    "någon part beslutar för egen del", _parties_decide, S.HOS_PARTERNA,
                    Choice("texten skrivs under", g.signed_next, S.SIGNERAS, S.VANTAR_IKRAFT),
                ),
            ),
            events="⟨Ledningsgrupp⟩ beslutade.", takes=p.BeslutaText,
            needs=(m.pa_motet, alla_godkant),
            checks=(
                m.ratt_mote, m.ataganden_eller_inga, m.ataganden_begripliga,
                r.tidigare_beslut_finns, g.avslag_utan_ataganden, g.ataganden_efter_ikraft,
                g.ikraft_sagd, g.beslutande_parter_kanda,
            ),
            then=(then.beslutad, parterna.efter_beslutet, then.avtalet_tar_slut),
            does=(
                "Beslutet får ett nummer. Avtalet ändras först när den nya texten börjar"
                " gälla."
            ),
        ),
        Step(
            "bordlagg", "Bordlägg", by=(R.SEKRETERARE,), source=(S.PA_DAGORDNING,), dest=S.SLUTLIGT,
            events="Förslaget bordlades.", takes=PaMotetMedSkal, needs=(m.pa_motet,),
            checks=(m.ratt_mote,), then=(shared.bordlagd,), tone="tillbaka",
            does="Förslaget är färdigt igen och föreslås till nästa möte.",
        ),
        Step(
            "aterremittera", "Återremittera", by=(R.SEKRETERARE,), source=(S.PA_DAGORDNING,),
            dest=S.UTARBETAS, events="Förslaget återremitterades.", takes=Aterremiss,
            needs=(m.pa_motet,), checks=(m.ratt_mote,), then=(then.aterremitterad,),
            tone="tillbaka",
            does="Förslaget går tillbaka till gruppen.",
        ),
        Step(
            "utga", "Låt utgå", by=(R.SEKRETERARE,), source=(S.PA_DAGORDNING,), dest=S.SLUTLIGT,
            events="Förslaget utgick.", takes=PaMotetMedSkal, needs=(m.pa_motet,),
            checks=(m.ratt_mote,), then=(shared.utgangen,), tone="tillbaka",
            does="Förslaget tas inte upp på det här mötet. Det föreslås till nästa.",
        ),
        Step(
            "lyft_av", "Lyft av dagordningen", by=(R.AU,), source=(S.PA_DAGORDNING,),
            dest=S.SLUTLIGT, events="Förslaget togs bort från dagordningen.", takes=Skal,
            needs=(m.motet_inte_oppnat,), then=(shared.av_dagordningen,), tone="tillbaka",
            does="Förslaget tas bort från dagordningen och föreslås till nästa möte.",
        ),
        *comes_back(RevisionCase, _COMES_BACK, _PROMISED),
        *outside(_STALLEN),
        Step(
            "ga_vidare", "Gå vidare med förslaget", by=(R.AU,),
            source=(S.FORUM_HAR_SVARAT,), dest=S.SLUTLIGT,
            events="⟨Au⟩ gick vidare med förslaget efter forumets svar.", takes=Tom,
            does=(
                "Förslaget är färdigt igen och kan sättas upp på ett möte. Ska texten ändras efter"
                " svaret väljer du Omarbeta."
            ),
        ),
        *EFTER_BESLUTET,
        Step(
            "omarbeta", "Omarbeta", by=_LEDER,
            source=(S.SAMMANSTALLS, S.SLUTLIGT, S.FORUM_HAR_SVARAT, S.HOS_PARTERNA),
            dest=S.UTARBETAS, events="Texten ska omarbetas.", takes=Skal, tone="tillbaka",
            then=(then.omarbeta, igen.omarbetningen_sags), foretells=(what_a_change_does,),
            does=(
                "Gruppen skriver vidare på texten. Ändras den i sak utan att en synpunkt bad om det"
                " frågas de det rör igen, eller så beslutar ⟨au⟩ med skäl att inte göra det."
            ),
        ),
        Step(
            "foresla_avbrott", "Föreslå att revisionen avbryts", by=(R.AU,), source=ON_ITS_WAY,
            dest=None, events="⟨Au⟩ föreslog att revisionen avbryts.", takes=Skal,
            needs=(g.inte_foreslaget,), then=(then.foreslaget_avbrott,), tone="fakta",
            does=(
                "Förslaget kommer upp på nästa möte, som beslutar. Tills dess går revisionen"
                " vidare."
            ),
        ),
        Step(
            "avsla_avbrott", "Låt revisionen gå vidare", by=(R.SEKRETERARE,), source=ON_ITS_WAY,
            dest=None, events="⟨Ledningsgrupp⟩ lät revisionen gå vidare.", takes=SkalVidMotet,
            needs=(g.avbrott_foreslaget,), checks=(m.vid_motet,), then=(then.inget_avbrott,),
            tone="fakta",
            does="Revisionen avbryts inte. ⟨Au⟩ och gruppen får veta.",
        ),
        Step(
            "avbryt", "Avbryt revisionen", by=(R.SEKRETERARE,),
            source=ON_ITS_WAY, dest=S.AVBRUTEN, events="⟨Ledningsgrupp⟩ avbröt revisionen.",
            takes=SkalVidMotet, needs=(g.avbrott_foreslaget,), checks=(m.vid_motet,),
            then=(shared.avbryt_oppen_remiss, then.av_dagordningen, parterna.avbruten),
            tone="avslut",
            does=(
                "Avtalet ändras inte. Det går inte att ångra, men en ny revision kan börja. Breven"
                " går ut när mötet avslutas."
            ),
            asks=True,
        ),
    ],
)  # fmt: skip
