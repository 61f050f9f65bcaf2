"""The page: the office and its inspections in a browser, with or without JavaScript."""
