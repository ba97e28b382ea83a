"""How well documents are read and found: comparison with the gold, calibration, floors, search quality."""
