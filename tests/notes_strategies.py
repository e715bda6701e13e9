"""Notes of every kind for property tests: any words, any names, any decisions."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from reader.core.anchoring.anchor import Anchor
from reader.core.note import Decision, Note, NoteKind, Outcome, Target, clean_words
from reader.core.safe_text import safe, safe_line

any_text = st.text(
    st.one_of(st.characters(), st.sampled_from("ab +\n\r\t\"'\\#\u0085\u2028\ufeff\x00\x1b\u202e不안🏽\ud800")),
    max_size=80,
)
words = st.one_of(
    any_text, st.lists(st.sampled_from(["+++", "+++ ", "", "a = 1", "[target]", "\r", "---"])).map("\n".join)
)
moments = st.integers(0, 2**37).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
numbers = st.integers(0, 10**6)
safe_texts = any_text.map(safe)
anchors = st.builds(
    lambda section, paragraph, start, length, exact, **beside: Anchor(
        section, paragraph, start, start + length, exact, **beside
    ),
    ids,
    numbers,
    numbers,
    numbers,
    safe_texts,
    prefix=safe_texts,
    suffix=safe_texts,
    opening=safe_texts,
    preceding=safe_texts,
    following=safe_texts,
    section_title=safe_texts,
    is_unique=st.booleans(),
)
editions = st.none() | numbers
whole_targets = st.builds(Target, ids, editions, st.none() | ids, st.none() | ids)
text_targets = st.builds(
    lambda briefing, edition, entity, anchor: Target(briefing, edition, anchor.section, entity, anchor),
    ids,
    editions,
    st.none() | ids,
    anchors,
)
tags = st.lists(any_text.map(safe_line), max_size=3).map(tuple)
toml_values = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | safe_texts | moments,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(safe_texts, inner, max_size=3),
    max_leaves=5,
)
extras = st.dictionaries(st.from_regex(r"x-[^\ud800-\udfff]{0,8}", fullmatch=True).map(safe), toml_values, max_size=2)
extra_pairs = extras.map(lambda pairs: tuple(pairs.items()))
decisions = st.builds(Decision, moments, st.sampled_from(Outcome), editions, st.none() | anchors, extra_pairs)
notes = st.builds(
    Note,
    id=st.just("20261123T181626-4f9c2a"),
    created=moments,
    modified=moments,
    target=whole_targets | text_targets,
    text=words.map(clean_words),
    tags=tags,
    kind=st.sampled_from(NoteKind),
    decisions=st.lists(decisions, max_size=2).map(tuple),
    extra=extra_pairs,
    target_extra=extra_pairs,
)
