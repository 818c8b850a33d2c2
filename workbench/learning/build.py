"""From the corpus to the committed index, byte for byte the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stride.answers.text import Features
from workbench.learning.binary import write_index
from workbench.learning.corpus import flag_levels, read_corpus
from workbench.learning.families import read_families
from workbench.learning.figures import retrieval_figures, second_look_figures
from workbench.learning.heldout import hold_out
from workbench.learning.matrix import look
from workbench.learning.samples import CARRIERS, Sample, samples
from workbench.learning.settings import retrieval_settings, second_look_settings
from workbench.learning.tables import fit_flags, fit_topics
from workbench.learning.train import Fitted


def build_index(corpus: Path, out: Path, flags: Path | None = None) -> dict[str, dict[str, float]]:
    """Trains on a corpus folder and writes an index file; `flags` is the folder of the flags' content.

    Takes minutes on one core. Gives the figures of cross-validation by writer, in percent, by table.
    Raises corpus.CorpusError.
    """
    families = read_families()
    chosen = samples(read_corpus(corpus))
    said = look([sample.text for sample in chosen], families)
    usual = flag_levels(flags) if flags else {}

    def flag_fit(some: Sequence[Sample], their: Sequence[Features]) -> Fitted:
        return fit_flags(some, their, usual)

    topics, seconds = hold_out(chosen, said, fit_topics), hold_out(chosen, said, flag_fit)
    settings = {
        **retrieval_settings(topics),
        "second-look": second_look_settings(seconds),
        "carriers": sorted(CARRIERS),
    }
    tables = {"topics": fit_topics(chosen, said), "flags": flag_fit(chosen, said)}
    write_index(tables, families, settings, out)
    return {
        "topics": retrieval_figures(topics, settings),
        "flags": second_look_figures(seconds, settings["second-look"]),
    }
