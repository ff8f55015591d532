"""The edge (柜台): where a request becomes an occasion, and a refusal becomes an answer."""
