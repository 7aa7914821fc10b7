"""One question each: the obstacle in Swedish, or None. Pure.

``regel`` tells the rule itself, as ``docs/livscykler/`` prints it.
"""

from workflows.sentences import Sentences

regel = Sentences()
