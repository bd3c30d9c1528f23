//! One line of `enter`: `66 | 又签约6户 | 5月底前过八成`, and what of it cannot be placed.

use super::Round;
use crate::commands::log::values::{figure, figures, number};
use crate::refusal::Refusal;
use crate::when::Day;
use duban::account::replay;
use duban::diagnostic::nearest;
use duban::edit::{NewEntry, Value};
use duban::exchange;
use duban::ledger::{INVESTED, KeyType, Measure, Task, Verdict, stable};
use duban::page::entries::enter;
use duban::page::refusals::entries::EntryRefused;
use duban::page::typed;

/// The strokes between the parts of a line.
pub(super) const STROKES: [char; 2] = ['|', '｜'];

impl Round<'_, '_> {
    /// The entry of a line without the name of its task.
    pub(super) fn entry(&self, task: &Task<'_>, line: &str) -> Result<NewEntry, Refusal> {
        let before = self.before;
        let refuse = |refused: EntryRefused| Err(refused.refusal(before.lang));
        let mut parts: Vec<&str> = line.split(STROKES).map(str::trim).collect();
        let what = parts.remove(0);
        let mut fields = Vec::new();
        let invested = parts.iter().position(|part| enter::investment(part).is_some());
        let invested = invested.map(|at| parts.remove(at)).and_then(enter::investment);
        let day = Day::of_report(before, task, self.period.last.min(before.as_of));
        let text = |text: &str| Value::Text(text.to_owned());
        let is_step = self.steps(task).any(|step| step == what);
        let is_figure = typed::begins_as_figure(what);
        let several = !task.indicators().is_empty();
        let by_indicator = several && (is_figure || exchange::is_by_indicator(task, what));
        let mut rest = ["note", "next"].as_slice();
        let verdict = stable(KeyType::Verdict, what)
            .and_then(Verdict::parse)
            .filter(|verdict| task.measure == Measure::None && *verdict != Verdict::None);
        match (what, verdict) {
            (_, Some(verdict)) => fields.extend(self.own_word(task, verdict, what, &parts)),
            ("", None) => {}
            _ if is_step => fields.push(("step", text(what))),
            _ if by_indicator => {
                let state = replay(before.book, task, day.on);
                fields.push(("done", figures(before, task, &[what], &state)?));
            }
            _ if is_figure => {
                fields.push(("done", Value::Number(figure(before, task, what, day.on)?)));
            }
            _ if self.is_astray(task, what, &parts) => {
                return refuse(EntryRefused::NoTaskOfThatName { name: what.to_owned() });
            }
            _ => {
                fields.push(("note", text(what)));
                rest = &["next"];
            }
        }
        if parts.len() > rest.len() {
            let part = parts[rest.len()].to_owned();
            return refuse(EntryRefused::PartTooMany { part });
        }
        let given = rest.iter().zip(&parts).filter(|(_, part)| !part.is_empty());
        fields.extend(given.map(|(key, part)| (*key, text(part))));
        if !fields.iter().any(|(key, _)| ["done", "step", "note", "judge"].contains(key)) {
            return refuse(EntryRefused::EmptyLine);
        }
        if let Some(invested) = invested {
            let amount =
                exchange::measured(invested, INVESTED).or_else(|_| number(before, invested));
            fields.push(("invested", Value::Number(amount?)));
        }
        fields.extend(self.got.or(day.got).map(|got| ("got", Value::Date(got))));
        Ok(NewEntry { on: day.on, fields })
    }

    /// The owner's own word on how a task goes. Where nothing is said besides, the word itself is the report.
    fn own_word(
        &self,
        task: &Task<'_>,
        verdict: Verdict,
        word: &str,
        parts: &[&str],
    ) -> Vec<(&'static str, Value)> {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut fields = vec![("judge", text(verdict.name()))];
        if parts.first().is_none_or(|note| note.is_empty()) {
            fields.push(("note", text(word)));
        }
        let mut all = self.account.tasks.iter();
        let figures = all.find(|figures| std::ptr::eq(figures.task, task));
        let owner = figures.map_or(task.owner, |figures| figures.state.owner);
        let owner = owner.map(|id| self.before.book.department(id).id.clone());
        fields.extend(owner.map(|owner| ("by", Value::Text(owner))));
        fields
    }

    /// Whether words at the head of a line are meant as a task's name, mistyped, or as a sign to this program: a figure or a step stands
    /// behind them, or they are near a name. They are never taken for a note of the task that is asked about.
    fn is_astray(&self, task: &Task<'_>, what: &str, parts: &[&str]) -> bool {
        if parts.is_empty() {
            return matches!(what, "?" | "\u{ff1f}" | "<" | "\u{ff1c}" | "\u{300a}");
        }
        let is_progress = |part: &&str| {
            exchange::measured(part, &task.unit).is_ok()
                || self.steps(task).any(|step| step == *part)
        };
        let tasks = &self.before.book.tasks;
        let is_piece = |name: &str| name.contains(what);
        parts.iter().any(is_progress)
            || nearest(what, tasks.iter().map(|task| task.id.as_ref())).is_some()
            || tasks.iter().any(|task| is_piece(&task.id) || is_piece(&task.title))
    }

    /// The steps of a task's plan and of its pipeline.
    pub(super) fn steps<'s>(&'s self, task: &'s Task<'_>) -> impl Iterator<Item = &'s str> {
        let planned = task.plan.iter().filter_map(|point| point.step.as_deref());
        let pipelines = &self.before.book.ledger_of(task).pipelines;
        let pipeline = task.pipeline.and_then(|at| pipelines.get(usize::from(at)));
        let levels = pipeline.into_iter().flat_map(|pipeline| &pipeline.steps);
        planned.chain(levels.map(|level| level.step.as_str()))
    }
}
