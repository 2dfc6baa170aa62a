"""The one place with SQL: tables, and a reader and a writer over them for SQLite and PostgreSQL alike."""
