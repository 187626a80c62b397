"""纸上送签: numbered copies, who has them, what to chase."""
