"""PEOPLE ask: REST under /api/v1, Swedish pages and the command line, three doors to the same
rules.
"""
