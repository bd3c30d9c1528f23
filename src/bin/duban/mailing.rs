//! A mailing: letters to addressees, each once, tried again where the server asks for time.

use crate::edge::post::{self, Miss, Post};
use crate::edge::sent::{Sent, SentMark, SentStep};
use anyhow::Result;
use chrono::NaiveDate;
use duban::page::notices::mail::{Delivery, Fate, Trouble};
use serde::Serialize;
use std::time::Duration;

/// A letter to one addressee, ready to leave.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    /// `weekly`, `notice`.
    pub(crate) kind: &'static str,
    /// The period of a report, the number of a notice.
    pub(crate) period: String,
    /// Whom people know.
    pub(crate) name: String,
    /// The address; `None` where there is none.
    pub(crate) to: Option<String>,
    pub(crate) subject: String,
    pub(crate) digest: String,
    pub(crate) bytes: Vec<u8>,
}

/// A letter and what became of it, as the machine reads it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MailRow {
    kind: &'static str,
    period: String,
    name: String,
    to: Option<String>,
    subject: String,
    digest: String,
    bytes: usize,
    result: &'static str,
    reason_text: String,
}

impl Outgoing {
    /// For the page.
    pub(crate) fn with(&self, fate: Fate) -> Delivery {
        Delivery {
            name: self.name.clone(),
            to: self.to.clone(),
            subject: self.subject.clone(),
            fate,
        }
    }

    /// For the machine.
    pub(crate) fn row(&self, fate: &Fate, words: String) -> MailRow {
        MailRow {
            kind: self.kind,
            period: self.period.clone(),
            name: self.name.clone(),
            to: self.to.clone(),
            subject: self.subject.clone(),
            digest: self.digest.clone(),
            bytes: self.bytes.len(),
            result: fate.name(),
            reason_text: words,
        }
    }

    /// What is known of it before anything is done; `None` where it is to leave.
    fn known(&self, sent: &Sent, again: bool) -> Option<Fate> {
        let Some(to) = &self.to else {
            return Some(Fate::NoAddress);
        };
        let last = sent.last(self.kind, &self.period, to)?;
        match last.step {
            _ if again => None,
            SentStep::Sent => Some(Fate::Before(last.on, last.digest != self.digest)),
            SentStep::Sending => Some(Fate::Perhaps(last.on)),
            SentStep::Failed => None,
        }
    }

    fn mark(&self, on: NaiveDate, step: SentStep) -> SentMark {
        SentMark {
            kind: self.kind.to_owned(),
            period: self.period.clone(),
            to: self.to.clone().unwrap_or_default(),
            digest: self.digest.clone(),
            on,
            step,
        }
    }
}

/// What would become of the letters now.
pub(crate) fn foreseen(letters: &[Outgoing], sent: &Sent, again: bool) -> Vec<Fate> {
    let fate = |own: &Outgoing| own.known(sent, again).unwrap_or(Fate::Due);
    letters.iter().map(fate).collect()
}

/// How long a mailing keeps trying.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    pub(crate) tries: u32,
    /// Before the second try; twice as long before each further one.
    pub(crate) wait: Duration,
}

/// No wait is longer than this.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// What a mailing says while it goes on.
pub(crate) enum Word<'w> {
    /// A letter has its fate.
    Settled(&'w Outgoing, &'w Fate),
    /// So many letters are tried again after so long.
    Waiting(usize, Duration),
}

/// Sends the letters that have not been sent, and returns what became of each.
///
/// # Errors
/// What was sent cannot be written down: nothing more is sent then.
pub(crate) fn deliver(
    letters: &[Outgoing],
    sent: &mut Sent,
    post: &mut Post,
    (again, on): (bool, NaiveDate),
    patience: Patience,
    say: &mut dyn FnMut(Word<'_>),
) -> Result<Vec<Fate>> {
    let mut run = Run {
        letters,
        fates: letters.iter().map(|own| own.known(sent, again)).collect(),
        troubles: vec![Trouble::Silent; letters.len()],
        on,
    };
    run.tell_known(say);
    for nth in 0..patience.tries {
        let open = run.open();
        if open.is_empty() {
            break;
        }
        if nth > 0 {
            let wait = patience.wait.saturating_mul(1 << (nth - 1).min(16));
            say(Word::Waiting(open.len(), wait.min(LONGEST)));
            post::pause(wait.min(LONGEST));
        }
        if run.round(&open, sent, post, say)? == Round::Shut {
            break;
        }
    }
    post.close();
    Ok(run.ended(say))
}

struct Run<'l> {
    letters: &'l [Outgoing],
    /// `None` while a letter waits.
    fates: Vec<Option<Fate>>,
    /// The last trouble of each letter.
    troubles: Vec<Trouble>,
    on: NaiveDate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Round {
    Done,
    /// The way is shut for good.
    Shut,
}

/// After so many troubles of the way in a row a round ends: the server is not there.
const ENOUGH: usize = 2;

impl Run<'_> {
    fn open(&self) -> Vec<usize> {
        let numbered = self.fates.iter().enumerate();
        let open = numbered.filter(|(_, fate)| fate.is_none());
        open.map(|(at, _)| at).collect()
    }

    fn tell_known(&self, say: &mut dyn FnMut(Word<'_>)) {
        for (letter, fate) in self.letters.iter().zip(&self.fates) {
            if let Some(fate) = fate {
                say(Word::Settled(letter, fate));
            }
        }
    }

    fn round(
        &mut self,
        open: &[usize],
        sent: &mut Sent,
        post: &mut Post,
        say: &mut dyn FnMut(Word<'_>),
    ) -> Result<Round> {
        let mut in_a_row = 0;
        for at in open {
            let (Some(letter), Some(fate)) = (self.letters.get(*at), self.fates.get_mut(*at))
            else {
                continue;
            };
            sent.mark(letter.mark(self.on, SentStep::Sending))?;
            let to = letter.to.as_deref().unwrap_or_default();
            let Err(miss) = post.send(to, &letter.bytes) else {
                sent.mark(letter.mark(self.on, SentStep::Sent))?;
                say(Word::Settled(letter, fate.insert(Fate::Sent)));
                in_a_row = 0;
                continue;
            };
            let Miss {
                why,
                again,
                way,
                perhaps,
            } = miss;
            if !perhaps {
                sent.mark(letter.mark(self.on, SentStep::Failed))?;
            }
            if let Some(trouble) = self.troubles.get_mut(*at) {
                trouble.clone_from(&why);
            }
            match (again, way) {
                (false, true) => {
                    self.troubles.fill(why);
                    return Ok(Round::Shut);
                }
                (false, false) => say(Word::Settled(letter, fate.insert(Fate::Failed(why)))),
                (true, true) => in_a_row += 1,
                (true, false) => in_a_row = 0,
            }
            if in_a_row >= ENOUGH {
                self.spread(&why_of(&self.troubles, *at));
                return Ok(Round::Done);
            }
        }
        Ok(Round::Done)
    }

    /// Those that were not tried for want of a way have its trouble.
    fn spread(&mut self, why: &Trouble) {
        for (fate, trouble) in self.fates.iter().zip(&mut self.troubles) {
            if fate.is_none() {
                trouble.clone_from(why);
            }
        }
    }

    fn ended(self, say: &mut dyn FnMut(Word<'_>)) -> Vec<Fate> {
        let all = self.letters.iter().zip(self.fates).zip(self.troubles);
        let settle = |((letter, fate), trouble): ((&Outgoing, Option<Fate>), Trouble)| {
            fate.unwrap_or_else(|| {
                let fate = Fate::Failed(trouble);
                say(Word::Settled(letter, &fate));
                fate
            })
        };
        all.map(settle).collect()
    }
}

fn why_of(troubles: &[Trouble], at: usize) -> Trouble {
    troubles.get(at).cloned().unwrap_or(Trouble::Silent)
}
