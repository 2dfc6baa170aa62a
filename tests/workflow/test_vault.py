"""The study's vault: one for each study, opened by identity files and passphrases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from synopticon.errors import DamagedVault, NotFound, Refused, UsageError, VaultShut
from synopticon.vault import keyfile
from synopticon.vault.locked import Vault
from synopticon.vault.reading import read_recipient
from synopticon.workflow.study import Study
from synopticon.workflow.vault import make_vault, opened_vault, rotate, study_id, vault_of, vault_status

PASSPHRASE = "an invented passphrase"


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    """An identity file."""
    path = tmp_path / "me.identity"
    path.write_bytes(keyfile.make(PASSPHRASE, lambda size: bytes(size), keyfile.LEAST)[0])
    return path


def test_a_study_makes_its_vault_once_and_opens_it_by_passphrase(tmp_path: Path, identity: Path) -> None:
    """The vault opens by the identity's passphrase and by no other; a second one is refused."""
    with Study.create(tmp_path / "s") as study:
        with pytest.raises(NotFound):
            vault_of(study)
        make_vault(study, [str(identity)])
        made = vault_of(study).new_witness(study.random)
        with opened_vault(study, [identity], lambda _: PASSPHRASE) as opened:
            assert opened.commitment_key(made.id) == made.commitment_key
        with pytest.raises(VaultShut), opened_vault(study, [identity], lambda _: PASSPHRASE + "."):
            pass
        with pytest.raises(UsageError):
            make_vault(study, [str(identity)])


def test_a_vault_that_was_exchanged_is_told_before_anything_is_written(tmp_path: Path, identity: Path) -> None:
    """A key that somebody else put in, sealed to the right recipients even, is none that the study made."""
    with Study.create(tmp_path / "s") as study:
        make_vault(study, [str(identity)])
        forged = Vault.create(tmp_path / "forged" / "vault", study_id(study), [read_recipient(str(identity))])
        shutil.copy(forged.current() / "head", vault_of(study).current() / "head")
        with pytest.raises(DamagedVault, match="none that this study made"):
            vault_of(study)


def test_a_rotation_cut_short_shuts_nobody_out(tmp_path: Path, identity: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut between the log and the disk, the old key still opens, status tells, and a rotation sets it right."""

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with Study.create(tmp_path / "s") as study:
        make_vault(study, [str(identity)])
        with monkeypatch.context() as patched:
            patched.setattr(Vault, "begin_generation", cut)
            with pytest.raises(KeyboardInterrupt):
                rotate(study, [identity], lambda _: PASSPHRASE)
        assert "a rotation was cut short" in vault_status(study).faults[0]
        rotate(study, [identity], lambda _: PASSPHRASE)
        assert vault_status(study).faults == ()


def test_a_vault_that_was_removed_is_made_again(tmp_path: Path, identity: Path) -> None:
    """After its folder was removed, even rotated before, a vault is made anew and nothing is wrong with it."""
    with Study.create(tmp_path / "s") as study:
        make_vault(study, [str(identity)])
        rotate(study, [identity], lambda _: PASSPHRASE)
        shutil.rmtree(study.folder / "vault")
        make_vault(study, [str(identity)])
        assert vault_status(study).faults == ()


def test_the_vault_of_another_study_is_refused(tmp_path: Path, identity: Path) -> None:
    """A vault folder put into another study is named as such, and left as it is."""
    with Study.create(tmp_path / "one") as one, Study.create(tmp_path / "two") as two:
        make_vault(one, [str(identity)])
        shutil.copytree(one.folder / "vault", two.folder / "vault")
        with pytest.raises(Refused, match="another study"):
            vault_of(two)
