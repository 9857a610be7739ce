"""What is written: library files, prompts and clinicians' documents, read into procedures."""
