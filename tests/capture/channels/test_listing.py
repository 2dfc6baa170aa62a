"""The list of channels is whole."""

from __future__ import annotations

from synopticon.capture.channels.listing import CHANNELS
from synopticon.model.capture import Channel


def test_every_channel_has_its_row() -> None:
    """No channel is missing and none is there twice."""
    assert sorted(row.channel for row in CHANNELS) == sorted(Channel)
    assert all(row.description and row.example for row in CHANNELS)
