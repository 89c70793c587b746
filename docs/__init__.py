"""What makes the documents, and the documents."""
