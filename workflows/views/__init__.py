"""What people are shown: one shape of each thing, for pages, the API and mails. Everything goes through ``synliga``."""
