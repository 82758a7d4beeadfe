"""The pages for everybody: the assistant at work, and how to put it on a website."""
