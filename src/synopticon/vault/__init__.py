"""Identities, keys and everything else of a witness that is sealed; nothing that publishes ever reaches here."""
