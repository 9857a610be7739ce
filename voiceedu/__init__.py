"""voiceedu: a clinician's texts about medical procedures, as cached speech for a page and a phone line."""

import os

# onnxruntime 1.29 and later, which the neural voices use, would tell its maker on Linux what it runs.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
