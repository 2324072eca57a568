"""Issues, positions, vetoes, ledgers, hypotheses."""
