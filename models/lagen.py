"""The states (lägen) of every lifecycle, with the words people read.

Source: the lifecycle tables the team started from; each lifecycle in ``workflows`` says what leads from one to another.
"""

from __future__ import annotations

from enum import StrEnum

from models.base import Ord


class Slag(Ord):
    """What kind of matter a row in ``sak`` is."""

    ARENDE = "arende", "ärende", "En fråga som går från idé till genomförd hos alla."
    MOTE = "mote", "möte", "Ett sammanträde med kallelse, dagordning och anteckningar."
    REMISS = "remiss", "remiss", "En fråga till parterna om ståndpunkt och synpunkter senast en viss dag."
    ATAGANDE = "atagande", "åtagande", "Det en part ska göra enligt ett beslut."
    AVTAL = "avtal", "avtal", "Det parterna är överens om, i registret."
    DELGIVNING = "delgivning", "delgivning", "Om en part som inte hade någon på mötet har tagit del av besluten."


class Fas(Ord):
    """The five phases of an ärende, in order."""

    INITIERING = "initiering", "Initiering", "Frågan formuleras och lämnas in."
    BEREDNING = "beredning", "Beredning i AU", "AU gör frågan klar för beslut."
    REMISS = "remiss", "Remiss", "Parterna säger vad de tycker."
    BESLUT = "beslut", "Beslut", "Ledningsgruppen tar ställning."
    IMPLEMENTERING = "implementering", "Implementering", "Var och en gör det som beslutades."


class ArendeLage(Ord):
    """Where an ärende stands."""

    UTKAST = "utkast", "Utkast", "Skrivs av den som tar initiativet; ingen annan ser det."
    INKOMMET = "inkommet", "Inkommet", "Inlämnat; AU ska ta upp det."
    UNDER_BEREDNING = "under_beredning", "Under beredning", "AU bereder."
    KOMPLETTERAS = "kompletteras", "Kompletteras", "AU väntar på svar från avsändaren."
    PA_REMISS = "pa_remiss", "På remiss", "Parterna svarar."
    SAMMANSTALLS = "sammanstalls", "Remissvaren sammanställs", "Svaren gås igenom och besvaras."
    BERETT = "berett", "Färdigberett", "Klart att sättas på en dagordning."
    PA_DAGORDNING = "pa_dagordning", "På dagordningen", "Tas upp på ett bestämt möte."
    I_DIALOG = "i_dialog", "I fortsatt dialog", "Någon bär frågan vidare och återkommer."
    LYFT = "lyft", "Lyft till politiskt forum", "Väntar på svar från ett politiskt forum."
    IMPLEMENTERAS = "implementeras", "Implementeras", "Beslutat; parterna genomför."
    AVSLUTAT = "avslutat", "Avslutat", "Allt som skulle göras är gjort."
    AVVISAT = "avvisat", "Avvisat", "AU tog inte upp frågan."
    ATERKALLAT = "aterkallat", "Återkallat", "Avsändaren drog tillbaka frågan."


class MoteLage(Ord):
    """Where a meeting stands."""

    PLANERAT = "planerat", "Planerat", "Datum finns; dagordningen byggs."
    KALLAT = "kallat", "Kallelse skickad", "Dagordningen är låst."
    OPPNAT = "oppnat", "Pågår", "Mötet är öppnat."
    ANTECKNINGAR_SKRIVS = "anteckningar_skrivs", "Anteckningar skrivs", "Mötet är slut; anteckningarna görs klara."
    JUSTERAS = "justeras", "Justeras", "Justeraren läser."
    FARDIGSTALLT = "fardigstallt", "Justerat", "Anteckningarna är justerade."
    PUBLICERAT = "publicerat", "Publicerat", "Anteckningarna är publicerade."
    INSTALLT = "installt", "Inställt", "Mötet blev inte av."


class RemissLage(Ord):
    """Where a consultation round stands."""

    UTKAST = "utkast", "Utkast", "Förbereds."
    OPPEN = "oppen", "Öppen", "Parterna svarar."
    STANGD = "stangd", "Stängd", "Svarstiden är slut; svaren gås igenom."
    ATERKOPPLAD = "aterkopplad", "Återkopplad", "Alla har fått veta hur synpunkterna togs om hand."
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
        "Parten gör det inte, eller inte ännu; ledningsgruppen ska ta ställning.",
    )
    AVSTEG = "avsteg", "Avsteg noterat", "Ledningsgruppen har noterat avsteget."
    ERSATT = "ersatt", "Ersatt", "Ett senare beslut har tagit dess plats."


class DelgivningLage(Ord):
    """Where the question to a party that had nobody at a meeting stands. Silence is never a yes."""

    VANTAR = "vantar", "Väntar på svar", "Parten ska säga om den har tagit del av besluten."
    BEKRAFTAD = "bekraftad", "Har tagit del", "Parten har tagit del av besluten."
    INVAND = "invand", "Invänder", "Parten invänder; AU ska säga vad den gör."
    BESVARAD = "besvarad", "Invändningen besvarad", "AU har sagt vad den gjorde med invändningen."


class AvtalLage(Ord):
    """Where an agreement in the register stands. That it is being revised is shown beside, never instead."""

    PLANERAT = "planerat", "Planerat", "Står i registret; ingen text gäller ännu."
    I_KRAFT = "i_kraft", "I kraft", "En text gäller."
    UPPHORT = "upphort", "Upphört", "Gäller inte längre."


LAGEN: dict[Slag, type[Ord]] = {
    Slag.ARENDE: ArendeLage,
    Slag.MOTE: MoteLage,
    Slag.REMISS: RemissLage,
    Slag.ATAGANDE: AtagandeLage,
    Slag.DELGIVNING: DelgivningLage,
    Slag.AVTAL: AvtalLage,
}


def lage_of(slag: StrEnum | str, value: str) -> Ord:
    """Return the state of a kind by its stored value; ValueError when the kind has no such state."""
    return LAGEN[Slag(slag)](value)
