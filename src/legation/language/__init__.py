"""Script, sentences, words and parses."""
