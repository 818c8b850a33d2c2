"""The rules that content keeps, one small function a rule.

To add a rule, write a function that takes the content and yields problems, add it to RULES, and give it a pair of
broken file and expected complaint in `tests/unit/content/test_rules.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workbench.content.reader import Problem
from workbench.content.rules import (
    claims,
    completeness,
    doses,
    exercises,
    flags,
    ladder,
    lengths,
    names,
    questions,
    recipes,
    references,
    routines,
    speech,
    wording,
)
from workbench.content.rules.content import Content

Rule = Callable[[Content], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    claims.says_nothing_forbidden,
    completeness.everything_expected_is_there,
    completeness.every_file_is_read,
    doses.has_exactly_one_kind,
    doses.keeps_to_its_kind,
    doses.can_be_counted,
    doses.grows_with_its_size,
    exercises.needs_what_its_position_needs,
    exercises.swaps_for_the_like,
    flags.names_the_emergency_number,
    flags.escalates_upwards,
    ladder.stages_are_walks_or_repeats,
    ladder.stages_climb,
    ladder.words_fit_between_switches,
    lengths.is_short_enough,
    names.are_sayable,
    names.belong_to_one_thing,
    questions.offers_ask_one_question,
    questions.wording_asks_where_it_should,
    recipes.shares_make_a_whole,
    references.exercises_exist,
    references.offers_lead_somewhere,
    references.sources_exist,
    references.sources_are_given,
    routines.take_the_minutes_they_name,
    speech.can_be_spoken,
    speech.placeholders_are_known,
    wording.variants_need_the_same_values,
)
