"""A text of an agreement on its way from "this is old" to in force."""
