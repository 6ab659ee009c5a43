"""The shell: database, clock, mail and command line around the pure rooms."""
