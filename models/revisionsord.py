"""Closed lists of a revision: how much changed, what a party and a ledamot said, how somebody
signed.
"""

from __future__ import annotations

from models.base import Ord


class Andringsgrad(Ord):
    """How much a text changes the one before it, the least first."""

    REDAKTIONELL = (
        "redaktionell",
        "redaktionell",
        "Stavning, numrering och annat som inte ändrar innebörden.",
    )
    FORTYDLIGANDE = "fortydligande", "förtydligande", "Samma innebörd, sagd tydligare."
    SAKLIG = "saklig", "saklig", "Det som ska göras eller vem som ska göra det ändras."
    EKONOMISK = "ekonomisk", "ekonomisk", "Kostnader eller fördelningen av dem ändras."


# What a changed text changes for those who carry it out or pay for it.
OF_SUBSTANCE = frozenset({Andringsgrad.SAKLIG, Andringsgrad.EKONOMISK})


class Partsutfall(Ord):
    """What a party's own instans decided."""

    JA = "ja", "ja", "Antogs."
    VILLKOR = "villkor", "ja, på villkor", "Antogs om något ändras."
    NEJ = "nej", "nej", "Antogs inte."
    ATERREMISS = "aterremiss", "återremiss", "Sändes tillbaka och tas upp igen en annan dag."


class SignaturSatt(Ord):
    """How a party signed."""

    I_SAMFLODE = "i_samflode", "i Samflöde", "Den behöriga skrev under i programmet."
    PA_PAPPER = "pa_papper", "på papper", "Ett undertecknat papper är inläst och intygat."


class Godkannandeord(Ord):
    """What a ledamot says of a text."""

    GODKANNER = "godkanner", "godkänner", "Ställer sig bakom texten som den är."
    MED_ANMARKNING = (
        "godkanner_med_anmarkning",
        "godkänner med anmärkning",
        "Ställer sig bakom men vill säga något.",
    )
    INVANDER = "invander", "invänder", "Ställer sig inte bakom texten som den är."
