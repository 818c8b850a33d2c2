"""Learning from the corpus: reading, training, measuring and building the committed index.

Runs on a desk or in a build, never in Lambda. Needs the optional extra `learn`
(numpy, scipy, scikit-learn); only `corpus` and `evaluate` do without it.
"""
