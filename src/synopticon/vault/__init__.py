"""Identities, keys and everything else of a witness that is sealed; nothing that publishes ever reaches here.

How the interviews' verbs use it:

    from synopticon.vault.locked import Vault
    from synopticon.vault.identities import Identity, read_identity

    vault = Vault.at(study.folder / "vault", study_id)      # workflow.vault.vault_of(study) does both
    made = vault.new_witness(study.random)                   # made.id, made.commitment_key (32 bytes; forget it)
    seal = vault.put(made.id, "transcript", data)            # replaces atomically; answers a commitment (64 digits)
    vault.witnesses(); vault.has(made.id, "transcript"); vault.withdrawn()
    vault.destroy(made.id, day)                              # needs no identity; resumable; leaves a tombstone

    with vault.unlock([identity]) as opened:                 # VaultShut where they do not suffice
        opened.get(made.id, "transcript")                    # bytes
        opened.committed(made.id, "transcript")              # what `put` answered
        opened.commitment_key(made.id)                       # what `new_witness` answered
        opened.locked                                        # the same vault, for writing

Roles are small words ("identity", "transcript", "audio", "consent", "working", "review", "transcript-2").

Commitments while the vault is locked: each `put` draws a fresh salt, seals it inside the object beside the data, and
answers BLAKE2b-256 of the data keyed by that salt. The custody log keeps the answer; only who opens the object can
check it, and nobody can once the witness's key is destroyed. `new_witness` answers the witness's own commitment key
once, for what is committed to at that moment; later only an open vault gives it.
"""
