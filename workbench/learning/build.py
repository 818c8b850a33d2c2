"""From the corpus to the committed index, byte for byte the same every time."""

from __future__ import annotations

from pathlib import Path

from workbench.learning.binary import write_index
from workbench.learning.corpus import read_corpus
from workbench.learning.families import read_families
from workbench.learning.figures import retrieval_figures
from workbench.learning.heldout import hold_out
from workbench.learning.matrix import look
from workbench.learning.samples import CARRIERS, samples
from workbench.learning.settings import retrieval_settings
from workbench.learning.tables import fit_topics


def build_index(corpus: Path, out: Path) -> dict[str, float]:
    """Trains on a corpus folder and writes an index file.

    Takes minutes on one core. Gives the figures of cross-validation by writer, in percent. Raises corpus.CorpusError.
    """
    families = read_families()
    chosen = samples(read_corpus(corpus))
    said = look([sample.text for sample in chosen], families)
    held = hold_out(chosen, said, fit_topics)
    settings = {**retrieval_settings(held), "carriers": sorted(CARRIERS)}
    write_index({"topics": fit_topics(chosen, said)}, families, settings, out)
    return retrieval_figures(held, settings)
