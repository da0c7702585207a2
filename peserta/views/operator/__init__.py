"""Pages of the Operator OPD: the staffing clerk of an OPD or kecamatan, who sees the own units and nothing else."""
