"""What a hardware key may ask its owner on the terminal: a message, a yes or no, a PIN."""

from __future__ import annotations

import getpass
import sys


class Asking:
    """The questions that age's plug-ins ask, by the names that pyrage calls. Answers go to the plug-in alone."""

    def display_message(self, message: str) -> None:
        """Show what the key wants done, such as to be touched."""
        sys.stderr.write(message + "\n")

    def confirm(self, message: str, yes_string: str, no_string: str | None) -> bool | None:
        """Ask for a yes or no."""
        sys.stderr.write(f"{message} [{yes_string}/{no_string or 'no'}] ")
        return sys.stdin.readline().strip() == yes_string

    def request_public_string(self, description: str) -> str | None:
        """Ask for a word that is no secret."""
        sys.stderr.write(f"{description}: ")
        return sys.stdin.readline().strip() or None

    def request_passphrase(self, description: str) -> str | None:
        """Ask for a secret, without echo."""
        return getpass.getpass(f"{description}: ") or None
