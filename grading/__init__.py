"""What a submission is worth."""

from courses import lean as lean  # first of all imports
