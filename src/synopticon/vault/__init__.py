"""Identities, keys and everything else of a witness that is sealed; nothing that publishes ever reaches here.

How the interviews' verbs use it:

    from synopticon.vault.locked import Vault
    from synopticon.vault.identities import Identity
    from synopticon.vault.opened import unlock

    vault = Vault.at(study.folder / "vault", study_id)      # workflow.vault.vault_of(study) does both
    made = vault.new_witness(study.random)                   # made.id, made.commitment_key (32 bytes; forget it)
    vault.put(made.id, "transcript", data)                   # replaces atomically
    vault.witnesses(); vault.has(made.id, "transcript"); vault.withdrawn()
    vault.destroy(made.id, day)                              # needs no identity; resumable; leaves a tombstone

    with unlock(vault, [identity]) as opened:                # VaultShut where they do not suffice
        opened.get(made.id, "transcript")                    # bytes
        opened.commitment_key(made.id)                       # what `new_witness` answered
        opened.locked                                        # the same vault, for writing

Roles are small words ("identity", "transcript", "audio", "consent", "working", "review", "transcript-2").

Commitments of the custody log are made under the witness's own key. `new_witness` draws it, seals it with the witness
and answers it once, so that a vault that stays locked is no hindrance; later an open vault gives it. Who keeps it
elsewhere (the study's database does) must let withdrawal take it from there too.
"""
