"""``python -m benchmarks``: every measurement, one after another."""

from __future__ import annotations

from benchmarks import endpoints, idle, mails, steps

if __name__ == "__main__":
    print("Steg genom dörren")
    steps.main()
    print(f"\nSlutpunkter vid {endpoints.CLIENTS} klienter")
    endpoints.main()
    print("\nEn installation som ingen använder")
    idle.main()
    print("\nBrev till cheferna under ett år")
    mails.main()
