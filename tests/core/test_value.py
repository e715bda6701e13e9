"""Values: what a frozen dataclass promises, they promise too."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.value import Value, field, fields, replace


class Plain(Value):
    first: int
    second: str = "two"
    third: list[int] = field(default_factory=list)
    unseen: int = field(default=0, compare=False)
    KIND: ClassVar[str] = "plain"

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"


@dataclasses.dataclass(frozen=True, slots=True)
class Model:
    first: int
    second: str = "two"
    third: list[int] = dataclasses.field(default_factory=list)
    unseen: int = dataclasses.field(default=0, compare=False)


class ByName(Value, kw_only=True):
    one: int = 1
    other: int


class Itself(Value, eq=False):
    one: int


class Caching(Value, is_cached=True):
    one: int

    @cached_property
    def twice(self) -> list[int]:
        return [self.one] * 2


given_fields = st.fixed_dictionaries(
    {},
    optional={
        "first": st.integers(0, 2),
        "second": st.sampled_from("ab"),
        "third": st.lists(st.integers(0, 1), max_size=1),
        "unseen": st.integers(0, 1),
        "unknown": st.just(0),
    },
)


def made(kind: Callable[..., Any], values: list[int], named: dict[str, Any]) -> Any:
    """What it makes of these, or the kind of its refusal."""
    try:
        return kind(*values, **named)
    except TypeError:
        return TypeError


@given(st.lists(st.integers(0, 1), max_size=5), given_fields, given_fields)
def test_a_value_is_made_compared_and_changed_like_a_frozen_dataclass(
    values: list[int], named: dict[str, Any], others: dict[str, Any]
) -> None:
    ours, model = made(Plain, values, named), made(Model, values, named)
    assert (ours is TypeError) == (model is TypeError)
    if ours is TypeError:
        return
    assert repr(ours) == repr(model).replace("Model", "Plain")
    our_other = made(lambda **changed: replace(ours, **changed), [], others)
    model_other = made(lambda **changed: dataclasses.replace(model, **changed), [], others)
    assert repr(our_other).replace("Plain", "Model") == repr(model_other)
    assert (ours == our_other) == (model == model_other)
    has_no_hash = made(hash, [ours], {}) is TypeError  # as where there is a list in it
    assert has_no_hash == (made(hash, [model], {}) is TypeError)
    assert pickle.loads(pickle.dumps(ours)) == copy.deepcopy(ours) == ours


def test_equal_values_have_one_hash_and_another_class_is_never_equal() -> None:
    assert ByName(other=2) == ByName(other=2, one=1) != ByName(other=3)
    assert hash(ByName(other=2)) == hash(ByName(other=2))
    assert ByName(other=2) != (1, 2)
    assert Itself(1) != Itself(1)
    assert len({Itself(1), Itself(1)}) == 2


def test_each_value_has_a_default_of_its_own_where_one_is_made() -> None:
    assert Plain(1).third is not Plain(1).third


def test_a_value_does_not_change_and_has_no_room_for_more() -> None:
    value = Plain(1)
    for name in ("first", "other"):
        with pytest.raises(AttributeError, match="does not change"):
            setattr(value, name, 2)
    with pytest.raises(AttributeError, match="does not change"):
        del value.first
    assert not hasattr(value, "__dict__")
    assert (value.first, value.KIND, value.both) == (1, "plain", "1 two")


def test_a_value_with_room_keeps_what_it_worked_out() -> None:
    value = Caching(2)
    assert value.twice is value.twice
    assert value == Caching(2)


def test_values_are_taken_apart_by_a_pattern() -> None:
    match Plain(1, "b"):
        case Plain(first, second):
            assert (first, second) == (1, "b")
    assert ByName.__match_args__ == ()


def test_fields_are_named_in_their_order_with_what_was_said_of_them() -> None:
    assert (
        [one.name for one in fields(Plain)]
        == ["first", "second", "third", "unseen"]
        == [one.name for one in fields(Plain(1))]
    )


def test_a_class_of_values_is_no_base_of_another() -> None:
    with pytest.raises(TypeError, match="has no other as its base"):

        class _More(Plain):
            more: int = 0


def test_defining_values_needs_none_of_what_dataclasses_load() -> None:
    asked = "import sys, reader.core.value; print({'dataclasses', 'inspect', 'ast'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "set()\n"
