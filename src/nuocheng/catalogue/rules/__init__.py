"""Every rule of the catalogue, in the order an editor meets them."""
