"""What an ärende and a revision share: on remiss, at a meeting, decided, carried out."""
