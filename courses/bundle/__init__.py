"""Content travels on a stick: one signed file that says what is in it, and that a site takes only from those it trusts."""
