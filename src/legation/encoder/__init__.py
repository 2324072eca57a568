"""A trained encoder that proposes triggers and types of events, and how it joins with the rules."""

from legation.encoder.encoder import Encoder, load_encoder
from legation.encoder.propose import Proposal, Scores

__all__ = ["Encoder", "Proposal", "Scores", "load_encoder"]
