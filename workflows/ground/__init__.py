"""What knows neither a session nor a noun: errors, words, dates, payloads."""
