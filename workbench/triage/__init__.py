"""Compiling and measuring the triage: concepts and rules as a clinician writes them -> one artefact."""
