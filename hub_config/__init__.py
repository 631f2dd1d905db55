"""Who may come in, what is started, what it may touch."""

from courses import lean as lean  # first of all imports
