"""The tutor's pages and its interface for widgets."""
