"""The record at rest: append-only events, their projection and the outbox, in one database."""
