"""Pure functions on language: scripts, sentences, dates, detection."""
