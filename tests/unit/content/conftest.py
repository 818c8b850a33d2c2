"""A small content folder, complete and without mistakes, and a copy of it to break."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.content.check import check
from workbench.content.source import CONTENT, FILES

SMALL = Path(__file__).parent / "small"


@dataclass(frozen=True)
class Copy:
    """A copy of the small content."""

    root: Path

    def file(self, name: str) -> Path:
        return self.root / "en" / name

    def change(self, name: str, old: str, new: str) -> None:
        """Replaces the one place that reads `old`."""
        text = self.file(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} has {text.count(old)} times {old!r}"
        self.file(name).write_text(text.replace(old, new), encoding="utf-8")

    def complaints(self) -> list[str]:
        """What the check says, with paths inside the language's folder."""
        problems, _ = check("en", self.root)
        return [f"{one.file.relative_to(self.root / 'en')}:{one.line}: {one.text}" for one in problems]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return small_copy(tmp_path / "content")


def small_copy(root: Path) -> Copy:
    """The small content below `root`; single files that it leaves out are the real ones."""
    shutil.copytree(SMALL, root)
    for name in ("forbidden.yaml", *FILES):
        if not (root / "en" / name).exists():
            shutil.copy(CONTENT / "en" / name, root / "en")
    return Copy(root)
