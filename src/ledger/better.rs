//! Which way a figure should go.

use super::Quantity;
use crate::variants::variants;

variants! {
    /// Which way a figure should go.
    #[derive(Hash)]
    pub enum Better {
        /// The target is a floor: 以上.
        Higher = "higher",
        /// The target is a ceiling: 以内.
        Lower = "lower",
    }
}

impl Better {
    /// The one that is stated, else the way from the baseline to the target.
    pub fn stated_or_by_way(stated: Option<Self>, baseline: Quantity, target: Quantity) -> Self {
        let by_way = if target < baseline { Self::Lower } else { Self::Higher };
        stated.unwrap_or(by_way)
    }
}
