"""系统: people, the office, its documents, verification, and what this program is."""
