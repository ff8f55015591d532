"""The ways out to other systems: signing, and posting to an address that was looked at first."""
