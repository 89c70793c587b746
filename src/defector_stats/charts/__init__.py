"""From the frames of a view to figures. Pure."""
