"""SQL's own functions, for services that ask more than rows."""

from peewee import fn

__all__ = ["fn"]
