"""What comes into the programme of work from outside, and goes out: tables that people make."""
