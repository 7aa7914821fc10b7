"""What follows from each step, as data. Pure: the engine carries it out.

``foljd`` tells what follows, as ``docs/livscykler/`` prints it.
"""

from workflows.sentences import Sentences

foljd = Sentences()
