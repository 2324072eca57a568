"""A trained encoder that proposes triggers and types of events, and how it joins with the rules."""

from legation.encoder.encoder import Encoder, load_encoder, pairs, verify
from legation.encoder.merge import Decision, Thresholds, decide
from legation.encoder.propose import Proposal, Scores

__all__ = [
    "Decision",
    "Encoder",
    "Proposal",
    "Scores",
    "Thresholds",
    "decide",
    "load_encoder",
    "pairs",
    "verify",
]
