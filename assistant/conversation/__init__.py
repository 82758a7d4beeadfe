"""Earlier turns and a question to the question that stands alone."""
