"""The pages of decisions, åtaganden and compliance."""
