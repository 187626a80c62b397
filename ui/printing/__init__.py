"""From a record to paper: preview, printer, PDF and Excel."""
