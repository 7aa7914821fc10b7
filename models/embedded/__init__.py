"""A real PostgreSQL that the program carries with it and keeps in its data folder.

``EmbeddedPostgres`` starts and owns the server (``samflode up``, tests); ``address_of`` gives other
processes the way to it; ``running_server`` is for a command that needs a database now, whether or
not ``samflode up`` runs.
"""

from models.embedded.address import address_of, answers
from models.embedded.server import EmbeddedPostgres, running_server
from models.embedded.throwaway import throwaway_server

__all__ = ["EmbeddedPostgres", "address_of", "answers", "running_server", "throwaway_server"]
