"""``python -m benchmarks``: every measurement, one after another."""

from __future__ import annotations

from benchmarks import endpoints, steps

if __name__ == "__main__":
    print("Steg genom dörren")
    steps.main()
    print(f"\nSlutpunkter vid {endpoints.CLIENTS} klienter")
    endpoints.main()
