"""Files to rows and back: nothing else opens a data file."""
