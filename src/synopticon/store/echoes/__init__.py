"""The index of echoes on disk: which bodies hold which grams, in segments; everything else in one SQLite file."""
