"""The demonstration office: the situation of 08/09/2021, told act by act and marked invented."""
