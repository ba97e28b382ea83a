"""From bytes to records: parsing, finding, assembling; pure functions without database or network."""

import os

# The matrices of a document are small: threads of the algebra library would only wait for each other. Must be said
# before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
