"""The roads out of the office: e-mail, signed webhook, chat; each one file, each on its own."""
