"""Frozen values with slots: what a dataclass gives, at a small part of what it costs to define one.

The module `dataclasses` loads `inspect` and what that needs, and writes and compiles eight functions for each class: a
third of the time in which a command answers. Here a class costs next to nothing until the first of it is made; then
its `__init__` is written and compiled, as a dataclass has it, so that making a value is as quick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform


class _Missing:
    """Stands for what was not given."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()
_NOTHING: Mapping[str, Any] = {}


class Field:
    """One field of a class of values: its name and what `field` was told of it."""

    __slots__ = ("default", "default_factory", "is_compared", "metadata", "name")

    def __init__(self, default: Any, default_factory: Any, is_compared: bool, metadata: Mapping[str, Any]) -> None:
        self.name = ""
        self.default, self.default_factory = default, default_factory
        self.is_compared, self.metadata = is_compared, metadata


def field(
    *,
    default: Any = MISSING,
    default_factory: Callable[[], Any] | _Missing = MISSING,
    compare: bool = True,
    metadata: Mapping[str, Any] = _NOTHING,
) -> Any:
    """A field of which more is said than a default: `default_factory` makes one for each value that is given none.

    With `compare` false two values are equal whatever stands in it.
    """
    return Field(default, default_factory, compare, metadata)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class _ValueType(type):
    """Makes the annotations of a class its fields, and its slots.

    `kw_only`: fields are given by name only. `eq` false: a value equals itself alone. `is_cached`: a value has room for
    `cached_property`.
    """

    __value_fields__: tuple[Field, ...]
    __value_by_name__: bool

    def __new__(
        cls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        kw_only: bool = False,
        eq: bool = True,
        is_cached: bool = False,
    ) -> Any:
        if not any(isinstance(base, _ValueType) for base in bases):  # the root of them all
            return super().__new__(cls, name, bases, namespace)
        if any(getattr(base, "__value_fields__", ()) for base in bases):
            raise TypeError(f"{name}: a class of values has no other as its base")
        own = tuple(_fields_of(namespace))
        names = tuple(one.name for one in own)
        namespace["__slots__"] = (*names, "__dict__") if is_cached else names
        namespace["__match_args__"] = () if kw_only else names
        namespace["__value_fields__"] = own
        namespace["__value_by_name__"] = kw_only
        if eq:
            namespace["__value_key__"] = attrgetter(*(one.name for one in own if one.is_compared))
        else:
            namespace["__eq__"], namespace["__hash__"] = object.__eq__, object.__hash__
        return super().__new__(cls, name, bases, namespace)

    def compile_init(cls) -> Any:
        """The `__init__` of the class: takes its fields in their order and puts each in its slot."""
        scope: dict[str, Any] = {"_MISSING": MISSING}
        parameters = ["self", "*"] if cls.__value_by_name__ else ["self"]
        lines = []
        for one in cls.__value_fields__:
            name, value = one.name, one.name
            scope[f"_put_{name}"] = cls.__dict__[name].__set__
            if one.default_factory is not MISSING:
                scope[f"_make_{name}"] = one.default_factory
                value = f"_make_{name}() if {name} is _MISSING else {name}"
                parameters.append(f"{name}=_MISSING")
            elif one.default is not MISSING:
                scope[f"_default_{name}"] = one.default
                parameters.append(f"{name}=_default_{name}")
            else:
                parameters.append(name)
            lines.append(f"    _put_{name}(self, {value})\n")
        exec(f"def __init__({', '.join(parameters)}):\n{''.join(lines)}", scope)  # noqa: S102 # names of fields, no text
        return scope["__init__"]


def _fields_of(namespace: dict[str, Any]) -> list[Field]:
    """The fields that a class's body names. Their defaults leave the body: a slot takes their place."""
    found = []
    for name, annotation in namespace.get("__annotations__", {}).items():
        if not str(annotation).startswith(("ClassVar", "typing.ClassVar")):
            given = namespace.pop(name, MISSING)
            one = given if isinstance(given, Field) else Field(given, MISSING, True, _NOTHING)
            one.name = name
            found.append(one)
    return found


class Value(metaclass=_ValueType):
    """The base of every class of values: fields by annotation, none of which can be set once the value is made.

    Two are equal, and have one hash, where they are of one class and their fields are equal.
    """

    __slots__ = ()

    def __init__(self, *values: Any, **named: Any) -> None:
        """Make the `__init__` of this class, which takes the place of this one, and call it."""
        made = self.__class__
        made.__init__ = made.compile_init()  # type: ignore[method-assign]
        made.__init__(self, *values, **named)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{self.__class__.__name__}.{name} cannot be set: a value does not change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{self.__class__.__name__}.{name} cannot be deleted: a value does not change")

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(self.__value_key__(self) == self.__value_key__(other))

    def __hash__(self) -> int:
        return hash(self.__value_key__(self))

    def __repr__(self) -> str:
        said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in self.__value_fields__)
        return f"{self.__class__.__qualname__}({said})"

    def __reduce__(self) -> tuple[Any, ...]:
        """For another process: a value is made there as it was made here."""
        return _again, (self.__class__, tuple(getattr(self, one.name) for one in self.__value_fields__))

    if TYPE_CHECKING:
        __value_key__: ClassVar[attrgetter[Any]]
        __value_fields__: ClassVar[tuple[Field, ...]]


def _again(kind: type[Any], values: tuple[Any, ...]) -> Any:
    return kind(**{one.name: value for one, value in zip(kind.__value_fields__, values, strict=True)})


Some = TypeVar("Some", bound=Value)


def fields(of: Value | type[Value]) -> tuple[Field, ...]:
    """The fields of a value or of a class of values, in their order."""
    return of.__value_fields__


def replace(value: Some, /, **changed: Any) -> Some:
    """The same value with some fields changed. Raises TypeError for one that it has not."""
    kept = {one.name: getattr(value, one.name) for one in value.__value_fields__ if one.name not in changed}
    return value.__class__(**kept, **changed)
