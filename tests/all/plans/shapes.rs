//! Each shape of a table that offices send.

use super::*;
