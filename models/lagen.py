"""The states (lägen) of every lifecycle, with the words people read.

Source: the lifecycle tables the team started from; each lifecycle in ``workflows`` says what leads
from one to another.
"""

from __future__ import annotations

from models.base import Ord


class Slag(Ord):
    """What kind of matter a row in ``sak`` is."""

    ARENDE = "arende", "ärende", "En fråga som går från idé till genomförd hos alla."
    MOTE = "mote", "möte", "Ett sammanträde med kallelse, dagordning och anteckningar."
    REMISS = (
        "remiss",
        "remiss",
        "En fråga till parterna om ståndpunkt och synpunkter senast en viss dag.",
    )
    ATAGANDE = "atagande", "åtagande", "Det en part ska göra enligt ett beslut."
    AVTAL = "avtal", "avtal", "Det parterna är överens om, i registret."
    REVISION = (
        "revision",
        "revision",
        "Ett avtal som ses över, från ”det här är gammalt” till i kraft och infört.",
    )
    GRUPP = "grupp", "tillfällig grupp", "En grupp som ett beslut har bildat för en tid."
    DELGIVNING = (
        "delgivning",
        "delgivning",
        "Om en part som inte hade någon på mötet har tagit del av besluten.",
    )


class Fas(Ord):
    """The five phases of an ärende, in order."""

    INITIERING = "initiering", "Initiering", "Frågan formuleras och lämnas in."
    BEREDNING = "beredning", "Beredning", "⟨Au⟩ gör frågan klar för beslut."
    REMISS = "remiss", "Remiss", "Parterna säger vad de tycker."
    BESLUT = "beslut", "Beslut", "⟨Ledningsgrupp⟩ tar ställning."
    IMPLEMENTERING = "implementering", "Implementering", "Var och en gör det som beslutades."


class ArendeLage(Ord):
    """Where an ärende stands."""

    UTKAST = "utkast", "Utkast", "Skrivs av den som tar initiativet; ingen annan ser det."
    INKOMMET = "inkommet", "Inkommet", "Inlämnat; ⟨au⟩ ska ta upp det."
    UNDER_BEREDNING = "under_beredning", "Under beredning", "⟨Au⟩ bereder."
    KOMPLETTERAS = "kompletteras", "Kompletteras", "⟨Au⟩ väntar på svar från avsändaren."
    PA_REMISS = "pa_remiss", "På remiss", "Parterna svarar."
    SAMMANSTALLS = "sammanstalls", "Remissvaren sammanställs", "Svaren gås igenom och besvaras."
    BERETT = "berett", "Färdigberett", "Klart att sättas på en dagordning."
    PA_DAGORDNING = "pa_dagordning", "På dagordningen", "Tas upp på ett bestämt möte."
    I_DIALOG = "i_dialog", "I fortsatt dialog", "Någon bär frågan vidare och återkommer."
    LYFT = "lyft", "Lyft till politiskt forum", "Väntar på svar från ett politiskt forum."
    FORUM_HAR_SVARAT = (
        "forum_har_svarat",
        "Åter från forumet",
        "Forumet har svarat; ⟨au⟩ ska ta upp svaret.",
    )
    IMPLEMENTERAS = "implementeras", "Implementeras", "Beslutat; parterna genomför."
    AVSLUTAT = "avslutat", "Avslutat", "Allt som skulle göras är gjort."
    AVVISAT = "avvisat", "Avvisat", "⟨Au⟩ tog inte upp frågan."
    ATERKALLAT = "aterkallat", "Återkallat", "Avsändaren drog tillbaka frågan."


class MoteLage(Ord):
    """Where a meeting stands."""

    PLANERAT = "planerat", "Planerat", "Datum finns; dagordningen byggs."
    KALLAT = "kallat", "Kallelse skickad", "Dagordningen är låst."
    OPPNAT = "oppnat", "Pågår", "Mötet är öppnat."
    ANTECKNINGAR_SKRIVS = (
        "anteckningar_skrivs",
        "Anteckningar skrivs",
        "Mötet är slut; anteckningarna görs klara.",
    )
    JUSTERAS = "justeras", "Justeras", "Justeraren läser."
    FARDIGSTALLT = "fardigstallt", "Justerat", "Anteckningarna är justerade."
    PUBLICERAT = "publicerat", "Publicerat", "Anteckningarna är publicerade."
    UTEBLEV = "uteblev", "Blev inte av", "Dagen gick utan att någon kallades."
    INSTALLT = "installt", "Inställt", "Mötet är inställt."


# A meeting's agenda takes items while it is built, and late ones, with a reason, when it is sent.
TAKES_ITEMS = (MoteLage.PLANERAT,)
TAKES_LATE_ITEMS = (MoteLage.KALLAT, MoteLage.OPPNAT)
NOT_YET_HELD = (*TAKES_ITEMS, *TAKES_LATE_ITEMS)


class RemissLage(Ord):
    """Where a consultation round stands."""

    UTKAST = "utkast", "Utkast", "Förbereds."
    OPPEN = "oppen", "Öppen", "Parterna svarar."
    STANGD = "stangd", "Stängd", "Remissen är stängd; svaren gås igenom."
    ATERKOPPLAD = (
        "aterkopplad",
        "Återkopplad",
        "De som svarat har fått veta hur synpunkterna togs om hand.",
    )
    AVBRUTEN = "avbruten", "Avbruten", "Rundan avbröts."


class AtagandeLage(Ord):
    """Where one party's obligation stands. Late and silent are derived, never stored."""

    TILLDELAT = "tilldelat", "Tilldelat", "Parten har fått sitt åtagande."
    KVITTERAT = "kvitterat", "Kvitterat", "Den ansvariga har sett det."
    PAGAR = "pagar", "Pågår", "Arbetet är i gång."
    RAPPORTERAT = "rapporterat", "Rapporterat", "Parten har svarat; klart om ingen ska verifiera."
    VERIFIERAT = "verifierat", "Verifierat", "Den som beslutet pekade ut har bekräftat."
    AVSTEG_ANMALT = (
        "avsteg_anmalt",
        "Avsteg anmält",
        "Parten gör det inte, eller inte ännu; ⟨ledningsgrupp⟩ ska ta ställning.",
    )
    AVSTEG = (
        "avsteg",
        "Avsteg noterat",
        "⟨Ledningsgrupp⟩ har noterat avsteget; har parten sagt en ny dag gäller den.",
    )
    ERSATT = "ersatt", "Ersatt", "Ett senare beslut har tagit dess plats."


# The party has something to do; and what is not settled: that, or an avsteg nobody has noted yet.
TO_DO = (AtagandeLage.TILLDELAT, AtagandeLage.KVITTERAT, AtagandeLage.PAGAR)
UNSETTLED = (*TO_DO, AtagandeLage.AVSTEG_ANMALT)
# Its day is watched: a party that said when it can be done after all is held to that.
DATED = (*TO_DO, AtagandeLage.AVSTEG)
# Something is left to do about it, for whoever carries it out or for who answers them.
UNDONE = (*DATED, AtagandeLage.RAPPORTERAT, AtagandeLage.AVSTEG_ANMALT)


class DelgivningLage(Ord):
    """Where the question to a party that had nobody at a meeting stands. Silence is never a yes."""

    VANTAR = "vantar", "Väntar på svar", "Parten ska säga om den har tagit del av besluten."
    BEKRAFTAD = "bekraftad", "Har tagit del", "Parten har tagit del av besluten."
    INVAND = "invand", "Invänder", "Parten invänder; ⟨au⟩ ska säga vad den gör."
    BESVARAD = "besvarad", "Invändningen besvarad", "⟨Au⟩ har sagt vad den gjorde med invändningen."


class GruppLage(Ord):
    """Where a group for a time stands."""

    PAGAR = "pagar", "Pågår", "Gruppen arbetar till sin sista dag."
    AVSLUTAD = "avslutad", "Avslutad", "Uppdragen i gruppen har tagit slut."


class AvtalLage(Ord):
    """Where an agreement in the register stands. That it is being revised is shown beside, never
    instead.
    """

    PLANERAT = "planerat", "Planerat", "Står i registret; ingen text gäller ännu."
    I_KRAFT = "i_kraft", "I kraft", "En text gäller."
    UPPHORT = "upphort", "Upphört", "Gäller inte längre."


class RevisionLage(Ord):
    """Where a revision stands. The agreement in force stays in force all the while."""

    INITIERAD = (
        "initierad",
        "Initierad",
        "Någon har sagt att avtalet behöver ses över; ⟨au⟩ ska prioritera.",
    )
    PRIORITERAD = "prioriterad", "Prioriterad", "Gruppen har fått sitt uppdrag."
    UTARBETAS = "utarbetas", "Utarbetas", "Gruppen skriver."
    HOS_AU = "hos_au", "Hos ⟨au⟩", "Ett förslag är lämnat; ⟨au⟩ läser."
    PA_REMISS = "pa_remiss", "På remiss", "Parterna svarar."
    SAMMANSTALLS = "sammanstalls", "Remissvaren sammanställs", "Svaren gås igenom och besvaras."
    SLUTLIGT = (
        "slutligt",
        "Slutligt förslag",
        "Texten är låst och väntar på att sättas på en dagordning.",
    )
    PA_DAGORDNING = "pa_dagordning", "På dagordningen", "Tas upp på ett bestämt möte."
    I_DIALOG = "i_dialog", "I fortsatt dialog", "Någon bär frågan vidare och återkommer."
    LYFT = "lyft", "Lyft till politiskt forum", "Väntar på svar från ett politiskt forum."
    FORUM_HAR_SVARAT = (
        "forum_har_svarat",
        "Åter från forumet",
        "Forumet har svarat; ⟨au⟩ ska ta upp svaret.",
    )
    HOS_PARTERNA = "hos_parterna", "Hos parterna", "Varje part beslutar för egen del."
    SIGNERAS = "signeras", "Signeras", "Parterna skriver under."
    VANTAR_IKRAFT = (
        "vantar_ikraft",
        "Väntar på att börja gälla",
        "Allt är klart; texten gäller från en bestämd dag.",
    )
    IMPLEMENTERAS = "implementeras", "Implementeras", "Texten gäller; parterna inför den."
    GENOMFORD = "genomford", "Genomförd", "Texten gäller och revisionen är avslutad."
    AVSTADD = "avstadd", "Avstådd", "⟨Au⟩ lät avtalet vara som det är till nästa översyn."
    AVBRUTEN = "avbruten", "Avbruten", "Revisionen avbröts."


LAGEN: dict[Slag, type[Ord]] = {
    Slag.ARENDE: ArendeLage,
    Slag.MOTE: MoteLage,
    Slag.REMISS: RemissLage,
    Slag.ATAGANDE: AtagandeLage,
    Slag.DELGIVNING: DelgivningLage,
    Slag.GRUPP: GruppLage,
    Slag.AVTAL: AvtalLage,
    Slag.REVISION: RevisionLage,
}
