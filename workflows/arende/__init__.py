"""A question on its way from idea to carried out."""
