"""Text in, dataclasses out: cleaning, sentences, ranking, entities, topics, stories; no network, database or clock."""

import os

# Before numpy is loaded: with several threads OpenBLAS takes twice as long for matrices as small as an article's, and
# the threads of two processes wait for each other's cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
