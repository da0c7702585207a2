"""Pages of the apel: the same ones for staff (/admin/apel/) and for an Operator OPD (/apel/)."""
