"""A stand-in for the national data-sharing exchange: a server process with fictional registers."""
