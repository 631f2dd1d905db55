"""The steps by which the tutor's tables came to be as they are."""
