"""Reading: bytes in, text and what the document says of itself out. The format is chosen by content, not by name."""
