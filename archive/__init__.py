"""What is kept and what is known: model, reference data, store, catalogue, register, settings, command line."""
