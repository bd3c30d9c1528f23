//! What is said when a run cannot go on: names that are not known, a ledger that is not there.

use crate::edge::files::{NoLedger, WriterState};
use duban::ledger::Locale;
use duban_words::{say, words};
use std::io::ErrorKind;

/// A usage error: its words and the way out.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// What is shown before it: findings at their places.
    pub(crate) shown: String,
}

impl Refusal {
    pub(crate) fn new(message: String) -> Self {
        Self {
            message,
            help: None,
            shown: String::new(),
        }
    }

    /// An error in the words of the system.
    pub(crate) fn of(error: &anyhow::Error) -> Self {
        Self::new(format!("{error:#}"))
    }

    /// After what shows why.
    pub(crate) fn after(mut self, shown: String) -> Self {
        self.shown = shown;
        self
    }

    pub(crate) fn with(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// As it is printed.
    pub(crate) fn text(&self, lang: Locale) -> String {
        let error = pick(lang, words!("错误", "error"));
        let mut text = format!("{}{error}: {}\n", self.shown, self.message);
        if let Some(help) = &self.help {
            text.push_str(&format!("  = help: {help}\n"));
        }
        text
    }
}

/// The words in the language asked for: simplified, traditional, English.
pub(crate) fn pick(lang: Locale, words: [&'static str; 3]) -> &'static str {
    let [hans, hant, en] = words;
    match lang {
        Locale::ZhHans => hans,
        Locale::ZhHant => hant,
        Locale::En => en,
    }
}

/// A name that is not known, with the nearest that is.
pub(crate) fn unknown(
    what: [&'static str; 3],
    name: &str,
    nearest: Option<&str>,
    all: &[&str],
    lang: Locale,
) -> Refusal {
    let what = pick(lang, what);
    let message = say!(lang, "没有{what} `{name}`", "unknown {what} `{name}`");
    let near = nearest.map(|near| match lang {
        Locale::En => format!("did you mean `{near}`?"),
        _ => format!("是不是 `{near}`?"),
    });
    let choices = (!all.is_empty() && all.len() <= 16).then(|| all.join(", "));
    Refusal::new(message).with(near.or(choices))
}

/// No ledger to read.
pub(crate) fn no_ledger(why: &NoLedger, lang: Locale) -> Refusal {
    let (place, words) = match why {
        NoLedger::NotFound(place) => (
            place,
            words!("往上找不到 duban.toml:", "no duban.toml here or above: "),
        ),
        NoLedger::NotThere(place) => (place, words!("没有 duban.toml:", "no duban.toml in ")),
    };
    let message = match why {
        NoLedger::NotFound(_) => pick(
            lang,
            words!(
                "此处和上级文件夹都没有 duban.toml",
                "no duban.toml in this folder or above it"
            ),
        )
        .to_owned(),
        NoLedger::NotThere(_) => format!("{}{}", pick(lang, words), place.display()),
    };
    let help = pick(
        lang,
        words!(
            "用 `duban init DIR` 新建一本,或用 -C DIR 指到一本",
            "make one with `duban init DIR`, or point to one with -C DIR"
        ),
    );
    Refusal::new(message).with(Some(help.to_owned()))
}

/// What becomes of the figures where there are errors.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stop {
    /// So many tasks are left out, the others are answered for.
    GoesOn(usize),
    /// No figures.
    Stops,
    /// No figures although asked to go on: the errors are not in single tasks.
    NotByTask,
}

/// How many errors there are, and whether figures follow.
pub(crate) fn stopped(errors: usize, stop: Stop, lang: Locale) -> String {
    let then = match (lang, stop) {
        (Locale::ZhHans, Stop::GoesOn(left_out)) => format!("{left_out}项未计入"),
        (Locale::ZhHant, Stop::GoesOn(left_out)) => format!("{left_out}項未計入"),
        (Locale::En, Stop::GoesOn(left_out)) => format!("{left_out} tasks are left out"),
        (_, Stop::Stops) => pick(
            lang,
            words!(
                "没有算出任何数;加 --keep-going 可先看其余事项",
                "no figures; --keep-going answers for the other tasks"
            ),
        )
        .to_owned(),
        (_, Stop::NotByTask) => pick(
            lang,
            words!(
                "没有算出任何数:duban.toml 或整份文件有错,不能略过",
                "no figures: errors of duban.toml or of whole files cannot be left out"
            ),
        )
        .to_owned(),
    };
    say!(lang, "{errors}处错误;{then}\n", "{errors} errors; {then}\n")
}

/// What a reader should know of the writers.
pub(crate) fn aside(aside: WriterState, lang: Locale) -> &'static str {
    match aside {
        WriterState::Busy => pick(
            lang,
            words!(
                "台账正被写入,以下数可能新旧不一\n",
                "a write is under way; these figures may be half old, half new\n"
            ),
        ),
        WriterState::CutOff => pick(
            lang,
            words!(
                "上一次写入中途断了;以下按写完计算,下次写入时补完\n",
                "the last write was cut off; these figures are as it leaves them, the next write completes it\n"
            ),
        ),
    }
}

/// A document is no text for a terminal.
pub(crate) fn no_screen_for_docx(command: &str, lang: Locale) -> Refusal {
    let words = words!(
        "docx 不能显示在终端里",
        "docx cannot be shown on a terminal"
    );
    let help = format!("duban {command} … --format docx > {command}.docx");
    Refusal::new(pick(lang, words).to_owned()).with(Some(help))
}

/// Why nothing can be written, of the causes that users can do something about.
pub(crate) fn cause(kind: ErrorKind, lang: Locale) -> Option<&'static str> {
    let words = match kind {
        ErrorKind::PermissionDenied => words!("没有写入权限", "permission denied"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            words!("磁盘已满", "no space left on the disk")
        }
        ErrorKind::FileTooLarge => words!("超过文件大小上限", "file too large"),
        ErrorKind::ReadOnlyFilesystem => words!("文件系统只读", "read-only file system"),
        _ => return None,
    };
    Some(pick(lang, words))
}

/// A text that names no day.
pub(crate) fn no_such_day(text: &str, lang: Locale) -> Refusal {
    let words = words!("不认识的日期:", "not a day: ");
    let help = words!(
        "写法如 2018-05-15、5月15日、今天",
        "write it like 2018-05-15"
    );
    Refusal::new(format!("{}{text}", pick(lang, words))).with(Some(pick(lang, help).to_owned()))
}
