"""A recipe adds up."""

from __future__ import annotations

from collections.abc import Iterator

from stride.content.model import Recipe
from workbench.content.reader import Problem
from workbench.content.rules.content import Content


def shares_make_a_whole(content: Content) -> Iterator[Problem]:
    """The blocks' shares of the time make 100 percent."""
    for entry in content.entries("recipes"):
        recipe: Recipe = entry.value
        total = sum(block.share for block in recipe.blocks)
        if total != 100:
            yield entry.document.problem(("blocks",), f"the shares make {total} percent; make them 100")
