"""The papers of the monthly meeting: taken in from files, read with the office's own words."""
