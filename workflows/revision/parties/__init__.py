"""What ledamöter and parties do with the text of a revision: approve, decide, sign."""
