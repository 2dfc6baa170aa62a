"""Coded projects to and from other tools' files: values on one side, XML, tables and rows on the other, no store."""
