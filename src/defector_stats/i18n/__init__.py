"""Languages: which there are, their messages, and how they write numbers and dates."""
