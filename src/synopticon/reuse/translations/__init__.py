"""Which documents may be translations of each other: proposed with the evidence, never merged by this room alone."""
