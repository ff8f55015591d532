"""What the Bureau, the departments and the public read of the programme of work, put together."""
