"""The rules of the monthly meeting: what a conclusion orders, and what is wrong with a report."""
