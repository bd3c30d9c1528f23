//! A word on how a task goes (认定), as an entry of its log says it.

use super::Light;
use crate::variants::variants;

/// A word on how a task goes (认定), of the office or of the owner itself (自评).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The word.
    pub verdict: Verdict,
    /// The light of one that lags, where it is not yellow.
    pub light: Option<Light>,
}

variants! {
    /// How a task goes in somebody's word, from best to worst.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Verdict {
        /// 超序时.
        Ahead = "ahead",
        /// 达序时、正常.
        OnSchedule = "on-schedule",
        /// 略欠.
        SlightlyBehind = "slightly-behind",
        /// 滞后.
        Lagging = "lagging",
        /// An earlier judgement is taken back.
        None = "none",
    }
}
