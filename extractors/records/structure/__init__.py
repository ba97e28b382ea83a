"""Tables, lists, forms and outlines: what the layout of a document says of agreements."""
