from __future__ import annotations

from legation.dossier.fold_words import Key, Said, agree, lay

A, B, C, D = (("one", "a"), ("two", "b"), ("three", "c"), ("four", "d"))


def same(one: Key, other: Key, word: str = "w") -> Said:
    return Said("same", (one, other), word)


def different(one: Key, other: Key, word: str = "w") -> Said:
    return Said("different", (one, other), word)


def laid(groups: list[set[Key]], *words: Said) -> list[set[Key]]:
    found = lay([frozenset(group) for group in groups], agree(words))
    return sorted((set(group) for group in found), key=sorted)


def test_same_joins_whole_groups() -> None:
    assert laid([{A, B}, {C, D}], same(A, C)) == [{A, B, C, D}]
    assert laid([], same(A, C)) == [{A, C}]
    assert laid([{A, B}], same(A, B)) == [{A, B}]


def test_of_two_different_the_second_leaves_with_those_said_to_be_one_with_it() -> None:
    assert laid([{A, B, C}], different(A, B)) == [{A, C}, {B}]
    assert laid([{A, B, C, D}], same(B, C), different(A, B)) == [{A, D}, {B, C}]
    assert laid([{A}, {B}], different(A, B)) == [{A}, {B}]


def test_same_does_not_join_what_another_word_keeps_apart() -> None:
    found = laid([{A, B}, {C, D}], different(B, D), same(A, C))
    assert {A, C} in found
    assert not any({B, D} <= group for group in found)


def test_the_later_of_two_words_holds() -> None:
    assert agree([same(A, B, "1"), different(A, B, "2")]).overruled == ("1",)
    assert agree([different(A, B, "1"), same(B, A, "2")]).overruled == ("1",)
    assert laid([{A, B}], same(A, B), different(A, B)) == [{A}, {B}]


def test_a_chain_of_same_does_not_bridge_a_later_different() -> None:
    agreed = agree([same(A, B, "1"), same(B, C, "2"), different(A, C, "3")])
    assert agreed.overruled == ("1",)
    assert agreed.one[B] == frozenset({B, C})
