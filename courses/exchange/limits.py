"""What a foreign file may hold at most; beyond it an error names the limit."""

MAX_FILE_BYTES = 100_000_000
MAX_GIFT_BYTES = 20_000_000
"""A GIFT file is read as a whole."""
MAX_QUESTIONS = 20_000
MAX_DEPTH = 60
"""Elements inside elements, in XML and in HTML."""
MAX_TEXT = 200_000
"""Characters of one text of a question."""
MAX_ANSWERS = 200
"""Answers of one question, or rows of one matching."""
MAX_DRAWN = 100
"""Rows of a dataset that are taken over; the rest is left out and told."""
MAX_NAMES = 40
"""Wildcards of one calculated question."""
