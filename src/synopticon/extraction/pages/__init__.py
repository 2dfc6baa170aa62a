"""Web pages: from markup to the main text, and to what the page says of itself."""
