"""The nouns: frozen values without I/O, which every floor shares."""
