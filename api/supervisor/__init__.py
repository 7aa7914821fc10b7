"""``samflode up`` as processes: the database, the web and the clock as children that are watched
and restarted.
"""

from api.supervisor.supervisor import supervise

__all__ = ["supervise"]
