"""Those the story returns to."""

from __future__ import annotations

SAMORDNARE = "samordnare@region.example"
ORDFORANDE = "socialchef@oskarshamn.example"
SOCIALCHEFER = "socialchef@vimmerby.example"
SKOLCHEFER = "skolchef@nybro.example"
ALDRE = "utvecklingsledare.aldre@region.example"
BARN_OCH_UNGA = "utvecklingsledare.barn-och-unga@region.example"
INFORMATION = "utvecklingsledare.informationsoverforing@region.example"
KOMMUNER = (
    "borgholm",
    "emmaboda",
    "hultsfred",
    "hogsby",
    "kalmar",
    "monsteras",
    "morbylanga",
    "nybro",
    "oskarshamn",
    "torsas",
    "vimmerby",
    "vastervik",
)
REGIONEN = (
    "halso-och-sjukvardsdirektor",
    "forvaltningschef.primarvard",
    "forvaltningschef.sjukhusvard",
    "forvaltningschef.psykiatri",
    "forvaltningschef.folkhalsa",
    "stabschef.vard",
    "stabschef.utveckling",
)
INVANARE = ("norra@invanare.example", "sodra@invanare.example")
LEDAMOTER = (
    *(f"socialchef@{kommun}.example" for kommun in KOMMUNER),
    *(f"{chef}@region.example" for chef in REGIONEN),
    *INVANARE,
)
