"""What leaves the program: pictures, tables, pages."""
