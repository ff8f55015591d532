"""The law as data: dated, cited provisions and the working-day calendar that every office above reads."""
