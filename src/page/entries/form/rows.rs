//! The rows of a form: one a task, and below it one for each of its indicators.

use super::cells::{Fall, FormCell, FormRow, Issued, Shown};
use super::columns::{FormColumn, REQUESTS, in_language, own_words};
use super::prompts;
use crate::account::{Account, Asked, Figures};
use crate::ledger::{Entry, Event, Indicator, Locale, Quantity};
use crate::page::parts;
use crate::page::words::{self, say};

/// The columns that some task of a sheet has a use for.
pub(super) fn columns(account: &Account<'_>, tasks: &[&Figures<'_>]) -> Vec<FormColumn> {
    let asked = |wanted: fn(&Asked<'_>) -> bool| {
        tasks.iter().any(|figures| wanted(&figures.asked(account.book)))
    };
    let indicators = asked(|asked| *asked == Asked::Indicators);
    let figures = indicators || asked(|asked| *asked == Asked::Figure);
    let steps = tasks.iter().any(|figures| !figures.asked_steps(account.book).is_empty());
    let states = steps || asked(|asked| *asked == Asked::OwnWord);
    let invests = tasks.iter().any(|figures| invests(figures));
    let all = FormColumn::ALL.into_iter().map(|(_, column)| column);
    let used = all.filter(|column| match column {
        FormColumn::Indicator => indicators,
        FormColumn::Done | FormColumn::Unit | FormColumn::Target => figures,
        FormColumn::State => states,
        FormColumn::Invested => invests,
        FormColumn::Id
        | FormColumn::Title
        | FormColumn::Due
        | FormColumn::Last
        | FormColumn::LastNext
        | FormColumn::Note
        | FormColumn::Blocker
        | FormColumn::Next
        | FormColumn::Correction
        | FormColumn::Request => true,
    });
    used.collect()
}

/// The rows of a department.
pub(super) fn rows(
    account: &Account<'_>,
    department: &str,
    tasks: &[&Figures<'_>],
    columns: &[FormColumn],
    lang: Locale,
) -> Vec<FormRow> {
    let mut rows = Vec::new();
    for figures in tasks {
        let row = Row { account, figures, department, lang };
        rows.push(row.of_task(columns));
        let of_indicators = figures.state.indicated(figures.task);
        rows.extend(of_indicators.map(|(own, last)| row.of_indicator(own, last, columns)));
    }
    rows
}

/// Whether investment is asked for.
fn invests(figures: &Figures<'_>) -> bool {
    figures.task.invest.is_some() || figures.task.details().total.is_some()
}

/// A row, with what its further locked cells say.
fn issued_with(issued: Issued, columns: &[FormColumn], cells: Vec<FormCell>) -> FormRow {
    let says = |column: FormColumn| {
        let at = columns.iter().position(|own| *own == column)?;
        match cells.get(at)? {
            FormCell::Says(words) => Some((column, words.clone())),
            FormCell::Shut | FormCell::Open(_) => None,
        }
    };
    let beside = FormColumn::BESIDE.into_iter().filter_map(says).collect();
    FormRow { issued: Issued { beside, ..issued }, cells }
}

struct Row<'r, 'b> {
    account: &'r Account<'b>,
    figures: &'r Figures<'b>,
    department: &'r str,
    lang: Locale,
}

impl Row<'_, '_> {
    fn of_task(&self, columns: &[FormColumn]) -> FormRow {
        let (task, state) = (self.figures.task, &self.figures.state);
        let by_figure = self.figures.asked(self.account.book) == Asked::Figure;
        let target = state.target.filter(|_| by_figure);
        let shown = Shown {
            title: task.title.to_string(),
            indicator: String::new(),
            target: target.map_or_else(String::new, |target| words::amount(target, &task.unit)),
            unit: if by_figure { task.unit.to_string() } else { String::new() },
        };
        let cells = columns.iter().map(|column| self.cell(*column, &shown)).collect();
        issued_with(self.issued(None, shown), columns, cells)
    }

    fn of_indicator(
        &self,
        own: &Indicator<'_>,
        last: Option<Quantity>,
        columns: &[FormColumn],
    ) -> FormRow {
        let unit = &own.unit;
        let shown = Shown {
            title: self.figures.task.title.to_string(),
            indicator: own.name.to_string(),
            target: words::amount(own.target, unit),
            unit: unit.to_string(),
        };
        let fall = last.filter(|_| !own.is_limit());
        let fall = fall.map(|last| Fall { last, upwards: own.lower_is_better() });
        let said = last.map_or_else(String::new, |last| words::amount(last, unit));
        let cells = columns.iter().map(|column| match column {
            FormColumn::Last => FormCell::Says(said.clone()),
            FormColumn::Done => {
                FormCell::Open(prompts::figure(fall, unit, &shown.target, self.lang))
            }
            FormColumn::Due | FormColumn::LastNext => FormCell::Says(String::new()),
            FormColumn::Correction => self.cell(*column, &shown),
            column if column.is_open() => FormCell::Shut,
            column => self.cell(*column, &shown),
        });
        let cells = cells.collect();
        issued_with(self.issued(Some(own), shown), columns, cells)
    }

    fn issued(&self, indicator: Option<&Indicator<'_>>, shown: Shown) -> Issued {
        Issued {
            department: self.department.to_owned(),
            task: self.figures.task.id.to_string(),
            indicator: indicator.map_or_else(String::new, |own| own.id.to_string()),
            digest: self.figures.promise_digest(self.account.book, indicator),
            shown,
            beside: Vec::new(),
        }
    }

    fn cell(&self, column: FormColumn, shown: &Shown) -> FormCell {
        let (figures, lang) = (self.figures, self.lang);
        let says = |words: &str| FormCell::Says(words.to_owned());
        let asks = |prompt: String| FormCell::Open(prompts::words_of(prompt));
        match column {
            FormColumn::Id => says(&figures.task.id),
            FormColumn::Title => says(&shown.title),
            FormColumn::Indicator => says(&shown.indicator),
            FormColumn::Target => says(&shown.target),
            FormColumn::Unit => says(&shown.unit),
            FormColumn::Due => FormCell::Says(parts::deadline(self.account, figures, lang)),
            FormColumn::Last => FormCell::Says(self.last()),
            FormColumn::LastNext => FormCell::Says(self.last_next()),
            FormColumn::Done => self.done(shown),
            FormColumn::State => self.state(),
            FormColumn::Invested if !invests(figures) => FormCell::Shut,
            FormColumn::Invested => {
                let planned = figures.task.invest.map(|planned| planned.to_string());
                FormCell::Open(prompts::invested(planned.as_deref(), lang))
            }
            FormColumn::Note => asks(say!(lang, "本期做了什么", "What was done in the period")),
            FormColumn::Blocker => asks(say!(
                lang,
                "受阻于什么，如“产权纠纷”；没有就留空",
                "What stands in the way; empty where nothing does"
            )),
            FormColumn::Next => {
                asks(say!(lang, "什么时候做到什么程度", "What will be reached by when"))
            }
            FormColumn::Correction => asks(say!(
                lang,
                "累计数退回去的，写明为什么",
                "Why the figure goes back, where it does"
            )),
            FormColumn::Request => {
                FormCell::Open(prompts::request(in_language(REQUESTS, lang), lang))
            }
        }
    }

    fn done(&self, shown: &Shown) -> FormCell {
        let (task, state) = (self.figures.task, &self.figures.state);
        if self.figures.asked(self.account.book) != Asked::Figure {
            return FormCell::Shut;
        }
        let last = state.done(task).filter(|_| task.measure.accumulates());
        let upwards = state.target.is_some_and(|target| task.lower_is_better(target));
        let fall = last.map(|last| Fall { last, upwards });
        FormCell::Open(prompts::figure(fall, &task.unit, &shown.target, self.lang))
    }

    fn state(&self) -> FormCell {
        let lang = self.lang;
        let book = self.account.book;
        let steps = self.figures.asked_steps(book);
        if !steps.is_empty() {
            let steps = steps.into_iter().map(str::to_owned).collect();
            return FormCell::Open(prompts::step(steps, lang));
        }
        if self.figures.asked(book) == Asked::OwnWord {
            let all = own_words(lang).into_iter().map(str::to_owned);
            return FormCell::Open(prompts::own_word(all.collect(), lang));
        }
        FormCell::Shut
    }

    /// The last figure, the last step by its name, or the owner's last own word.
    fn last(&self) -> String {
        let (task, state) = (self.figures.task, &self.figures.state);
        match self.figures.asked(self.account.book) {
            Asked::Figure => {
                let done = state.done(task).filter(|_| state.reached.is_some());
                done.map_or_else(String::new, |done| words::amount(done, &task.unit))
            }
            Asked::Steps(_) => {
                let mut figures = self.entries().filter(|entry| entry.event.is_figure());
                figures.next().map_or_else(String::new, |entry| match &entry.event {
                    Event::Step(step) => step.to_string(),
                    Event::Done(done) => words::amount(*done, &task.unit),
                    _ => String::new(),
                })
            }
            // Its figures stand in the rows of the indicators.
            Asked::Indicators => {
                let steps = self.entries().find_map(|entry| match &entry.event {
                    Event::Step(step) => Some(step.to_string()),
                    _ => None,
                });
                steps.unwrap_or_default()
            }
            Asked::OwnWord => {
                let judged = state.judged.as_deref();
                let verdict = judged.map(|judged| words::verdict(judged.verdict, self.lang));
                verdict.unwrap_or_default()
            }
            Asked::Words => String::new(),
        }
    }

    /// The log up to the day, the latest first.
    fn entries(&self) -> impl Iterator<Item = &Entry<'_>> {
        let until = self.account.as_of;
        self.figures.task.log.iter().rev().filter(move |entry| entry.on <= until)
    }

    /// The last promise, and the blockers that stand.
    fn last_next(&self) -> String {
        let next = self.entries().find_map(|entry| entry.next.as_deref()).map(str::to_owned);
        let blockers = parts::blockers(self.account, self.figures, self.lang);
        let blockers = blockers
            .into_iter()
            .map(|blocker| say!(self.lang, "阻点：{blocker}", "Blocker: {blocker}"));
        let all: Vec<String> = next.into_iter().chain(blockers).collect();
        all.join("\n")
    }
}
