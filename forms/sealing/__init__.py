"""Sealed PDFs: an approved sheet under the office's certificate, one signature in the file for every approval."""
