//! The rules of one ledger: when a light turns, when a blocker is stuck, how the plan runs.

use super::{CurveShape, PerLight, PerStage, Quantity, Stage};
use crate::calendar::{Cadence, Pace};
use crate::variants::variants;

variants! {
    /// Language of screens and reports.
    #[derive(Default)]
    pub enum Locale {
        /// Simplified Chinese.
        #[default]
        ZhHans = "zh-Hans",
        /// Traditional Chinese.
        ZhHant = "zh-Hant",
        /// English.
        En = "en",
    }
}

variants! {
    /// A part of the score.
    pub enum Part, PerPart {
        /// 快: how far along the plan.
        Fast = "fast",
        /// 准: how ready its tasks were made.
        Aimed = "aimed",
        /// 狠: what was owed and delivered on time, and blockers that were never stuck.
        Hard = "hard",
        /// 净: reports made, and strike-offs that were not returned.
        Clean = "clean",
    }
}

/// How many decimals percentages have in print: 0 to 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimals(u32);

impl Default for Decimals {
    fn default() -> Self {
        Self(1)
    }
}

impl Decimals {
    /// Each number of decimals with its name.
    pub const ALL: [(&'static str, Self); 4] =
        [("0", Self(0)), ("1", Self(1)), ("2", Self(2)), ("3", Self(3))];

    /// How many.
    pub fn places(self) -> u32 {
        self.0
    }

    /// The smallest steps of a percentage point that show.
    pub fn steps(self) -> i64 {
        10_i64.pow(self.0)
    }
}

impl Locale {
    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.name()
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
    /// How it runs between two steps; a task may say otherwise.
    pub curve: CurveShape,
    /// When the lights turn.
    pub lights: LightRules,
    /// Days a blocker may stay at each stage before it counts as stuck there.
    pub stuck_after: PerStage<u32>,
    /// What the parts of the scorecard weigh.
    pub score: PerPart<Quantity>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            cadence: None,
            grace: 2,
            pace: Pace::Months,
            curve: CurveShape::default(),
            lights: LightRules::default(),
            stuck_after: PerStage::new(|stage| match stage {
                Stage::Consult => 10,
                Stage::Coordinate => 20,
                Stage::Resolve => 30,
            }),
            score: PerPart::new(|part| match part {
                Part::Fast | Part::Hard => Quantity::whole(35),
                Part::Aimed | Part::Clean => Quantity::whole(15),
            }),
        }
    }
}

/// When the lights turn.
#[derive(Clone, Debug)]
pub struct LightRules {
    /// How far behind is yellow and how far is red.
    pub rule: LightRule,
    /// Days before the deadline from which an unfinished task is yellow.
    pub soon: u32,
    /// The ledger's own names for the lights.
    pub names: PerLight<Option<String>>,
}

impl Default for LightRules {
    fn default() -> Self {
        Self { rule: LightRule::default_points(), soon: 7, names: PerLight::default() }
    }
}

/// How far behind a light turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LightRule {
    /// The scale.
    pub scale: Scale,
    /// Yellow from here.
    pub yellow: Quantity,
    /// Red past here.
    pub red: Quantity,
    /// Ahead from here in points; past here as a ratio.
    pub ahead: Quantity,
}

variants! {
    /// On which scale a lag is judged.
    pub enum Scale {
        /// Planned minus actual, in percentage points.
        Points = "points",
        /// Actual divided by planned.
        Ratio = "ratio",
    }
}

impl LightRule {
    /// 10 and 30 percentage points.
    pub fn default_points() -> Self {
        let yellow = Quantity::whole(10);
        Self { scale: Scale::Points, yellow, red: Quantity::whole(30), ahead: yellow }
    }

    /// Four fifths and three fifths of the plan; ahead past six fifths.
    pub fn default_ratio() -> Self {
        Self {
            scale: Scale::Ratio,
            yellow: Quantity::from_millionths(800_000),
            red: Quantity::from_millionths(600_000),
            ahead: Quantity::from_millionths(1_200_000),
        }
    }

    /// From where on a task is ahead while nothing else is said: as far as yellow is behind, in points.
    pub fn usual_ahead(scale: Scale, yellow: Quantity) -> Quantity {
        match scale {
            Scale::Points => yellow,
            Scale::Ratio => Self::default_ratio().ahead,
        }
    }
}
