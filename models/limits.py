"""The lengths that page, API and database agree on, in characters."""

RUBRIK = 200
NAMN = 120
EPOST = 254
KOD = 60
KORT_TEXT = 500
TEXT = 10_000
NYCKEL = 200
FILNAMN = 200
FIL_BYTES = 10 * 1024 * 1024
HELTAL = 2**31 - 1
AVTALSTEXT = 400_000
