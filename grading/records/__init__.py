"""The files that every floor reads: the roster, the audit log, and how a database is opened."""
