"""What a reader chose to see, and the frames that follow from it."""
