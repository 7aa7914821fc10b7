"""Forms: from the fields a payload describes to what was sent, and the page of a step."""
