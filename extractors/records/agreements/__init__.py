"""The texts of agreements themselves, their recitals and testimonium, and decisions of councils."""
