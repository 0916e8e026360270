"""The application: everything that meets the outside world."""
