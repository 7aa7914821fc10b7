"""What a meeting sends out and gets back: a dialog that somebody carries on, a question lifted to a
political body.
"""
