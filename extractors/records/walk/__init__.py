"""The walk through the running text, sentence by sentence."""
