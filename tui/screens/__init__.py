"""The terminal's screens. Dialogs return typed results; screens call use cases."""
