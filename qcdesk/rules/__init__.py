"""The office's written rules as pure functions over rule rows: no store, no desk, no clock."""
