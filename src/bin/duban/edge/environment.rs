//! The environment and the clock: read once, before work begins.
#![expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment and the clock"
)]

use chrono::NaiveDate;
use duban::render::Canvas;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// When colour is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// A variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The words of the command line; what is not UTF-8 is left to the parser to refuse.
pub(crate) fn arguments() -> impl Iterator<Item = String> {
    let all = std::env::args_os().skip(1);
    all.filter_map(|word| word.into_string().ok())
}

/// The value of an option, wherever it stands.
pub(crate) fn value_of(mut args: impl Iterator<Item = String>, names: &[&str]) -> Option<String> {
    while let Some(arg) = args.next() {
        if names.contains(&arg.as_str()) {
            return args.next();
        }
        let value = arg.split_once('=').filter(|(name, _)| names.contains(name));
        if let Some((_, value)) = value {
            return Some(value.to_owned());
        }
    }
    None
}

/// The command line as the system gave it, the program's name first.
pub(crate) fn raw_arguments() -> std::env::ArgsOs {
    std::env::args_os()
}

/// `$DUBAN_LEDGER`.
pub(crate) fn ledger() -> Option<PathBuf> {
    variable("DUBAN_LEDGER").map(PathBuf::from)
}

/// `$DUBAN_AS_OF`.
pub(crate) fn as_of() -> Option<String> {
    variable("DUBAN_AS_OF")
}

/// `$DUBAN_LANG`.
pub(crate) fn lang() -> Option<String> {
    variable("DUBAN_LANG")
}

/// `$DUBAN_MAIL_PASSWORD`.
#[cfg(feature = "mail")]
pub(crate) fn mail_password() -> Option<String> {
    variable("DUBAN_MAIL_PASSWORD")
}

/// The program's own file.
pub(crate) fn program() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

/// The folder for the state of programs on this machine.
pub(crate) fn state_folder() -> Option<PathBuf> {
    let home = || variable("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    variable("XDG_STATE_HOME").map(PathBuf::from).or_else(home)
}

/// The folder for the settings of programs on this machine.
pub(crate) fn settings_folder() -> Option<PathBuf> {
    let home = || variable("HOME").map(|home| PathBuf::from(home).join(".config"));
    variable("XDG_CONFIG_HOME").map(PathBuf::from).or_else(home)
}

/// `$VISUAL` or `$EDITOR`.
pub(crate) fn editor() -> String {
    let editor = variable("VISUAL").or_else(|| variable("EDITOR"));
    editor.unwrap_or_else(|| "vi".to_owned())
}

/// Whether somebody can be asked: standard input and standard error are a terminal.
pub(crate) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Whether output goes to a terminal.
pub(crate) fn to_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// `$DUBAN_PAGER`, else `$PAGER`, else less; an empty one and `cat` are none.
pub(crate) fn pager() -> Option<String> {
    let named = ["DUBAN_PAGER", "PAGER"].into_iter().find_map(|name| std::env::var(name).ok());
    // less asks for a key before it goes on at a terminal that can do nothing. Where there is none, nothing is said of it.
    let less = "command -v less >/dev/null && exec less -R; exit 127";
    let default = || (!is_dumb()).then(|| less.to_owned());
    let pager = named.map_or_else(default, |named| Some(named.trim().to_owned()));
    pager.filter(|pager| !pager.is_empty() && pager != "cat")
}

/// What a pager is to find in its environment, where the user has not said otherwise: as git does it, and UTF-8 in any locale.
pub(crate) fn for_pager() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = [("LESS", "FRX"), ("LV", "-c"), ("LESSCHARSET", "utf-8")];
    all.into_iter().filter(|(name, _)| std::env::var_os(name).is_none())
}

fn is_dumb() -> bool {
    variable("TERM").is_some_and(|term| term == "dumb")
}

/// The time zone asked for, where this machine does not know it and UTC is used instead.
pub(crate) fn unknown_zone() -> Option<String> {
    let zone = variable("TZ")?;
    let name = zone.strip_prefix(':').unwrap_or(&zone);
    // `CST-8` says itself what it means.
    let says_itself = name.contains(|letter: char| letter.is_ascii_digit());
    let folder = PathBuf::from("/usr/share/zoneinfo");
    let known = says_itself || !folder.is_dir() || folder.join(name).is_file();
    (!known).then_some(zone)
}

/// Today, in local time; `None` where the clock stands before 1970 or after 9999.
pub(crate) fn today() -> Option<NaiveDate> {
    is_in_time(SystemTime::now()).then(|| chrono::Local::now().date_naive())
}

/// A day on either end is left to the zones.
fn is_in_time(now: SystemTime) -> bool {
    const DAY: u64 = 24 * 60 * 60;
    /// From 1970-01-01 to 9999-12-31.
    const DAYS: u64 = 2_932_896;
    let days = now.duration_since(UNIX_EPOCH).map(|since| since.as_secs() / DAY);
    days.is_ok_and(|days| (1..DAYS).contains(&days))
}

/// The current folder.
pub(crate) fn current_folder() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
}

/// Whether the locale that decides about characters is one of UTF-8, on a terminal with a font for more than letters.
fn shows_braille() -> bool {
    if variable("TERM").is_none_or(|term| matches!(term.as_str(), "dumb" | "linux")) {
        return false;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    let locale = locale.unwrap_or_default().to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// Width and colour of standard output, or of standard error.
pub(crate) fn canvas(color: Color, to_stderr: bool) -> Canvas {
    let terminal =
        if to_stderr { std::io::stderr().is_terminal() } else { std::io::stdout().is_terminal() };
    let columns = variable("COLUMNS").and_then(|columns| columns.parse().ok());
    let of_terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let colour = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if variable("NO_COLOR").is_some() => false,
        Color::Auto if variable("CLICOLOR_FORCE").is_some_and(|force| force != "0") => true,
        Color::Auto => terminal && !is_dumb(),
    };
    Canvas {
        width: columns.or_else(|| of_terminal().or(Some(80)).filter(|_| terminal)),
        colour,
        wide_ambiguous: variable("DUBAN_AMBIGUOUS").is_some_and(|width| width == "wide"),
        braille: terminal && shows_braille(),
        is_window: true,
    }
}

#[cfg(test)]
mod tests {
    use super::{UNIX_EPOCH, is_in_time};
    use std::time::Duration;

    #[test]
    fn a_clock_out_of_its_mind_is_told_from_one_that_goes() {
        let days = |days: u64| Duration::from_secs(days * 24 * 60 * 60);
        assert!(is_in_time(UNIX_EPOCH + days(1)));
        assert!(is_in_time(UNIX_EPOCH + days(20_000)));
        assert!(is_in_time(UNIX_EPOCH + days(2_932_895)));
        assert!(!is_in_time(UNIX_EPOCH));
        assert!(!is_in_time(UNIX_EPOCH - days(1)));
        assert!(!is_in_time(UNIX_EPOCH + days(2_932_896)));
        assert!(!is_in_time(UNIX_EPOCH + days(9_000_000)));
    }
}
