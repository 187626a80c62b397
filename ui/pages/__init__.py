"""What fills the window: one page an entry of the navigation."""
