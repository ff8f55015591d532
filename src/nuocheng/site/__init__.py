"""The site (门面): composition at the top of the house: pages across offices, command line, start-up."""
