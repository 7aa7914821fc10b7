"""A big county: a few meetings told through the engine, and copied until there are years of
them.
"""
