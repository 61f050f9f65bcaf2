"""Administrative papers as .docx, laid out by Decree 30/2020."""
