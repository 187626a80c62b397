"""One file a paper form: each gives a `KIND` and a `FORM`, and is found by being here."""
