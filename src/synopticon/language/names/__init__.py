"""How one name is written elsewhere: every spelling of a Korean, Chinese or Russian name in other scripts."""
