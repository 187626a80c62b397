"""The office: what QCDesk knows and does, without a window and without paper."""

__version__ = "0.1.0"
