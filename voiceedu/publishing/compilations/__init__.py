"""All procedures of a language as one recording and as one talking book."""
