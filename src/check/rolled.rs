//! What a task says about the earlier ledger that it was rolled over from.

use super::Judge;
use crate::diagnostic::Finding;
use crate::read::Spot;

impl Judge<'_, '_> {
    pub(super) fn rolled(&mut self) {
        let (task, details) = (self.task, self.task.details());
        let stated = [
            ("original_due", details.original_due.is_some()),
            ("extensions", details.extensions > 0),
        ];
        for (key, stands) in stated {
            if stands && details.rolls.is_none() {
                self.report(Finding::NoRolls { key }, Spot::Key(key));
            }
        }
        let late = details.original_due.filter(|original| *original > task.due);
        if let Some(original) = late {
            let due = task.due;
            let finding = Finding::OriginalDueLate { original, due };
            self.report_both(finding, Spot::Key("original_due"), Some(Spot::Key("due")));
        }
    }
}
