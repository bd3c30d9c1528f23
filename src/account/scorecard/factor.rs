//! The fractions that the parts of a score are made of.

use crate::ledger::Part;
use crate::variants::variants;

variants! {
    /// A fraction that a part is made of.
    pub enum Factor, PerFactor {
        /// Σ weight·(A/P held to 0…1) ÷ Σ weight, over the assessed tasks with P > 0.
        Fast = "fast",
        /// Σ (criteria met ÷ criteria that apply) ÷ tasks.
        Aimed = "aimed",
        /// Weight delivered on time ÷ weight owed.
        Delivered = "delivered",
        /// Blockers never stuck ÷ blockers that stood.
        Unstuck = "unstuck",
        /// Reports made ÷ owed.
        Reported = "reported",
        /// Strike-offs verified ÷ (verified + returned).
        Verified = "verified",
    }
}

impl Factor {
    /// The part it belongs to.
    pub fn part(self) -> Part {
        match self {
            Self::Fast => Part::Fast,
            Self::Aimed => Part::Aimed,
            Self::Delivered | Self::Unstuck => Part::Hard,
            Self::Reported | Self::Verified => Part::Clean,
        }
    }
}

/// A sum of pieces: what stands over the line, and what under it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fraction {
    /// Over the line.
    pub over: f64,
    /// Under the line.
    pub under: f64,
}

impl Fraction {
    /// The quotient; `None` with nothing under the line.
    pub fn value(self) -> Option<f64> {
        (self.under > 0.0).then(|| self.over / self.under)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.over += other.over;
        self.under += other.under;
    }
}
