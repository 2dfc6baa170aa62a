"""Transcripts as they come: formats to speaker turns, languages and time codes. `listing.py` names the formats."""
