"""What is taught: the text, and the code that reads it."""

from courses import lean as lean  # first of all imports
