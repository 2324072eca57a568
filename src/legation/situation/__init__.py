"""Positions, vetoes, ledgers, motives, scenarios and hypotheses: a crisis as people judge it."""
