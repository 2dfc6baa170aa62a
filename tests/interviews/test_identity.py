"""An identity record is read for its facts: at any depth, without what only describes them."""

from __future__ import annotations

import pytest

from synopticon.interviews.identity import DEEPEST, Role, TooDeep, identity_of


def test_values_are_found_at_any_depth_and_descriptions_are_passed_over() -> None:
    """Names in lists and objects are facts; type, script, relation, from and to are none."""
    record = {
        "pseudonym": "W-1",
        "identity": {
            "names": [{"value": "Ri Ok Ran", "script": "Latin", "type": "legal"}, "리옥란"],
            "relatives": {"mother": {"name": "Kye Chun Hwa", "relation": "mother", "sex": "female"}},
            "residences": [{"place": {"town": "Sariwon"}, "from": "1983", "to": "2001"}],
        },
    }
    facts = [(fact.role, fact.value) for fact in identity_of(record).facts]
    assert facts == [
        (Role.NAMES, "Ri Ok Ran"),
        (Role.NAMES, "리옥란"),
        (Role.RELATIVES, "Kye Chun Hwa"),
        (Role.RESIDENCES, "Sariwon"),
    ]


def test_all_names_of_the_witness_are_one_person_and_each_relative_another() -> None:
    """Names and nicknames share an entity; two relatives never do."""
    record = {"names": ["A B", "C"], "nicknames": ["Bear"], "relatives": [{"name": "D E"}, {"name": "F G"}]}
    entities = [fact.entity for fact in identity_of(record).facts]
    assert entities[0] == entities[1] == entities[2]
    assert len(set(entities)) == 3


def test_a_contact_of_the_broker_is_a_contact() -> None:
    """A key within a fact that is itself a role says what stands under it."""
    facts = identity_of({"broker": {"name": "Old Bae", "contacts": ["138 4477 0192"]}}).facts
    assert [fact.role for fact in facts] == [Role.BROKER, Role.CONTACTS]


def test_a_fact_does_not_show_itself_where_it_is_printed() -> None:
    """A record that ends up in a log or a traceback by its representation tells no value."""
    assert "Ok Ran" not in repr(identity_of({"names": ["Ri Ok Ran"]}))


def test_a_record_without_end_is_refused() -> None:
    """What is nested deeper than anybody writes is not followed."""
    record: object = "x"
    for _ in range(DEEPEST + 2):
        record = {"names": record}
    with pytest.raises(TooDeep):
        identity_of(record)  # type: ignore[arg-type]
