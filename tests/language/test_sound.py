"""How characters sound and what they are mistaken for."""

import pytest

from assistant.language.sound import look_alikes, readings, sounds


@pytest.mark.parametrize(
    ("character", "heard"),
    [("证", {"zheng"}), ("行", {"xing", "hang"}), ("绿", {"lv", "lu"}), ("a", {"a"})],
)
def test_readings_are_toneless_and_hold_every_one(character, heard):
    assert heard <= set(readings(character))


def test_a_character_without_a_reading_is_its_own():
    assert readings("囗㐀?"[2]) == ("?",)


def test_a_word_sounds_one_syllable_a_character():
    assert list(sounds("户口")) == [("hu", "kou")]


def test_of_many_ways_to_sound_twelve_are_tried():
    assert len(list(sounds("行乐和行乐和"))) == 12


def test_look_alikes_are_mutual():
    alike = look_alikes()

    assert all(a in alike[b] for a in alike for b in alike[a])


def test_no_character_looks_like_itself():
    assert all(a not in others for a, others in look_alikes().items())
