//! The law: each cell that is not empty is a cell of a head, is used, or is left with a reason, and only one of the three.
