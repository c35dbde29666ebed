"""The commands of `tsujitsuma`, one a file. Heavy imports wait until a command runs."""
