//! The three versions of anything that a merge compares, and the rule that settles most of them.

/// The three versions that a merge is made of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sides<T> {
    /// The version that both sides started from.
    pub base: T,
    /// The side that is merged into.
    pub ours: T,
    /// The side that is merged.
    pub theirs: T,
}

impl<T> Sides<T> {
    pub(super) fn each<U>(self, mut convert: impl FnMut(T) -> U) -> Sides<U> {
        Sides { base: convert(self.base), ours: convert(self.ours), theirs: convert(self.theirs) }
    }

    pub(super) fn by_ref(&self) -> Sides<&T> {
        Sides { base: &self.base, ours: &self.ours, theirs: &self.theirs }
    }
}

impl<T: PartialEq> Sides<T> {
    /// The value where only one side changed it, or both in the same way; `None` where they conflict.
    pub(super) fn settled(self) -> Option<T> {
        if self.ours == self.theirs || self.theirs == self.base {
            return Some(self.ours);
        }
        (self.ours == self.base).then_some(self.theirs)
    }
}
