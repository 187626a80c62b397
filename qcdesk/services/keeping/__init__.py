"""How long records are kept: their archive package, holds, what is due for disposal, and disposal by two people."""
