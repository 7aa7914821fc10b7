"""How much a test tries: each claim in one form, or at length.

``make test`` holds every claim in one form. ``make test-lang`` loads the profile ``lang``, in which
hypothesis makes up more examples and the tests marked so walk further, kill more and look at every
page at every width.
"""

from __future__ import annotations

import hypothesis

SHORT, LONG = "kort", "lang"

# Nothing is asserted about time. In short the same examples are tried each time: what is red is so
# again.
hypothesis.settings.register_profile(SHORT, deadline=None, max_examples=25, derandomize=True)
hypothesis.settings.register_profile(LONG, deadline=None, max_examples=200)


def at_length() -> bool:
    """Tell whether the claims are held at length."""
    return hypothesis.settings.get_current_profile_name() == LONG
