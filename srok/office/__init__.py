"""Tables as files of office programs, for those who read nothing else."""
