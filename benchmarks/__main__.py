"""``python -m benchmarks``: every measurement, one after another."""

from __future__ import annotations

from benchmarks import avtalsdiff, endpoints, idle, mails, sammanstallning, steps

if __name__ == "__main__":
    print("Steg genom dörren")
    steps.main()
    print(f"\nSlutpunkter vid {endpoints.CLIENTS} klienter")
    endpoints.main()
    print("\nEn installation som ingen använder")
    idle.main()
    print("\nBrev till cheferna under ett år")
    mails.main()
    print("\nJämförelse av två avtal på 60 sidor")
    avtalsdiff.main()
    print(f"\nSammanställning av {sammanstallning.COMMENTS} synpunkter")
    sammanstallning.main()
