"""From a question to an answer that quotes what it rests on."""
