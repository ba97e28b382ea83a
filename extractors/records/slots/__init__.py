"""What an agreement lacks and the rest of the text tells of it: its paper, its day, its end."""
