"""What pages and API share: the installation, its clock, who is asking, and which rule guards each
address.
"""
