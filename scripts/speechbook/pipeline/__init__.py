"""The only place where stages meet, and where the archive is read and written."""
