"""扫描归档: what came back from paper, filed by itself or waiting for somebody to look."""
