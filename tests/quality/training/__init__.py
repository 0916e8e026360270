"""How the weights of the default ranking are learned: ``python -m tests.quality.training --data ../shared/data``."""
