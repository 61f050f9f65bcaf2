"""The command line: every command a thin door to the desk."""

from __future__ import annotations

from tiendo.cli.app import main

__all__ = ["main"]
