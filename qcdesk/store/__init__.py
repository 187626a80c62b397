"""Where records are kept: database, schema, guards, attachments, files."""
