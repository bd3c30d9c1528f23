//! The rules of one ledger: when a light turns, when a blocker is stuck, how the plan runs.

use super::{Quantity, Stage};
use crate::calendar::{Cadence, Pace};

/// Language of screens and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    ZhHans,
    /// Traditional Chinese.
    ZhHant,
    /// English.
    En,
}

impl Locale {
    /// Every locale with its BCP 47 tag.
    pub const ALL: [(&'static str, Self); 3] = [
        ("zh-Hans", Self::ZhHans),
        ("zh-Hant", Self::ZhHant),
        ("en", Self::En),
    ];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// What the tasks of one ledger are judged by.
#[derive(Clone, Debug)]
pub struct Rules {
    /// How often every open task must be reported.
    pub cadence: Option<Cadence>,
    /// Days after a period's end before a missing report counts.
    pub grace: u32,
    /// How the plan runs.
    pub pace: Pace,
    /// When the lights turn.
    pub lights: LightRules,
    /// Days a blocker may stay at each stage before it counts as stuck there.
    pub stuck_after: [u32; 3],
    /// What the parts of the scorecard weigh: fast, aimed, hard, clean.
    pub score: [Quantity; 4],
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            cadence: None,
            grace: 2,
            pace: Pace::Months,
            lights: LightRules::default(),
            stuck_after: [10, 20, 30],
            score: [35, 15, 35, 15].map(Quantity::whole),
        }
    }
}

impl Rules {
    /// Days a blocker may stay at this stage.
    pub fn stuck_limit(&self, stage: Stage) -> u32 {
        self.stuck_after[stage as usize]
    }
}

/// When the lights turn.
#[derive(Clone, Debug)]
pub struct LightRules {
    /// How far behind is yellow and how far is red.
    pub rule: LightRule,
    /// Days before the deadline from which an unfinished task is yellow.
    pub soon: u32,
    /// The ledger's own names for red, yellow, green and blue.
    pub names: [Option<String>; 4],
}

impl Default for LightRules {
    fn default() -> Self {
        Self {
            rule: LightRule::default_points(),
            soon: 7,
            names: [const { None }; 4],
        }
    }
}

/// On which scale a lag is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LightRule {
    /// The scale.
    pub scale: Scale,
    /// Yellow from here.
    pub yellow: Quantity,
    /// Red past here.
    pub red: Quantity,
}

/// On which scale a lag is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Planned minus actual, in percentage points.
    Points,
    /// Actual divided by planned.
    Ratio,
}

impl LightRule {
    /// 10 and 30 percentage points.
    pub fn default_points() -> Self {
        Self {
            scale: Scale::Points,
            yellow: Quantity::whole(10),
            red: Quantity::whole(30),
        }
    }

    /// Four fifths and three fifths of the plan.
    pub fn default_ratio() -> Self {
        Self {
            scale: Scale::Ratio,
            yellow: Quantity::from_millionths(800_000),
            red: Quantity::from_millionths(600_000),
        }
    }
}
