"""``python -m benchmarks [--small] [PART …]``: every measurement, or those named, one after
another.

Small they say nothing of how fast anything is, only that they still can be made.
"""

from __future__ import annotations

from argparse import ArgumentParser

from benchmarks import avtalsdiff, endpoints, idle, mails, pages, sammanstallning, steps

PARTS = {
    "steps": ("Steg genom dörren", steps.main),
    "endpoints": (f"Slutpunkter vid {endpoints.CLIENTS} klienter", endpoints.main),
    "pages": ("Sidor i ett stort län, var och en bredvid en bar sida", pages.main),
    "idle": ("En installation som ingen använder", idle.main),
    "mails": ("Brev till cheferna under ett år", mails.main),
    "avtalsdiff": ("Jämförelse av två avtal", avtalsdiff.main),
    "sammanstallning": ("Sammanställning av synpunkter", sammanstallning.main),
}


def main() -> None:
    """Measure what the command line asks for."""
    parser = ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--small", action="store_true", help="seconds instead of minutes")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    said = parser.parse_args()
    for name in said.parts or PARTS:
        heading, measure = PARTS[name]
        print(f"\n{heading}")
        measure(small=said.small)


if __name__ == "__main__":
    main()
