"""The sample factory, done through the services on days that never age."""
