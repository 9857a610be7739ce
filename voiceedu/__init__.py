"""voiceedu: a clinician's texts about medical procedures, as cached speech for a page and a phone line."""
