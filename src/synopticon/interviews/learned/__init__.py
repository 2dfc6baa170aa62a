"""A small tagger, trained on published court judgments, for texts that tell about somebody in the third person."""
