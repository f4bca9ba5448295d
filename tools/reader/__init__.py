"""Training of the event reader: examples from the corpus, the network, its export."""
