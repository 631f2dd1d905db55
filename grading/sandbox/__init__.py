"""How untrusted work is held: one description of what it may touch, rendered for the machine that holds it."""
