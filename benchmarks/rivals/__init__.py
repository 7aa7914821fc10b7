"""Others' engines making a step's seven writes, each in a process of an environment of their own.

They are no part of the product and nothing of theirs is copied: they are installed, called as their
documentation says, and timed.
"""
