"""How far a reader looks around: distances shared by the steps of a walk."""

import re

ELLIPSIS = re.compile(r"\s*(?:(?:adapun|sedangkan|sementara|lalu|juga|and|then)\s+)?(?:dengan|with)\b", re.IGNORECASE)
"""A clause that begins with the other side and leaves out the verb."""
WITH = re.compile(r"\b(?:dengan|with|to)\s+(?:the\s+|kota\s+|provinsi\s+)*\Z", re.IGNORECASE)
LOOK_BACK = 200
"""Frames."""
LEAD = 2
"""Sentences of a lead."""
NEAR = 2
"""Sentences back, within which a text still speaks of the same thing."""
TALE = 3
"""Sentences back within a paragraph, over which it goes on telling of the same paper."""
PAIR = 2
"""Places of one tie; more are a list."""
SUBJECT = 15
"""Characters from the start of a sentence within which its subject begins."""
MAIN = 0.6
"""The share of the weight of all homes from which a document is about one of them."""
TIED = 25
"""Characters between two words that belong together."""
FRONT = 6
"""Sentences at the head of a text."""
HELD = 3
"""Sentences over which a reader keeps both parties of a tie in mind."""
