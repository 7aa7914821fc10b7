"""A party's own decision, made by one or several of its instanser in order or side by side: about a
text, or about the next period of an agreement.
"""
