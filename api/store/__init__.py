"""What the service keeps of questions: conversations, the question log, feedback. Not the index."""
