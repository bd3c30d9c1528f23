//! Why a file of a ledger is not opened, and the way out.

use crate::diagnostic::{FileKind, SystemTrouble, Unopened};
use crate::ledger::Locale;
use duban_words::{say, words};
use std::io::ErrorKind;
use std::path::Path;

/// Why a file is not opened.
pub fn words(path: Option<&Path>, why: &Unopened, lang: Locale) -> String {
    let words = alone(why, lang);
    match path {
        // It names its link itself.
        Some(path) if matches!(why, Unopened::LeadsOut(way) if way.link == path) => words,
        Some(path) => {
            let path = path.display();
            say!(lang, "{path}：{words}", "{path}: {words}")
        }
        None => words,
    }
}

/// The same without the path.
pub fn alone(why: &Unopened, lang: Locale) -> String {
    match why {
        Unopened::Dangling { target } => {
            let target = target.display();
            say!(lang, "链接指到的 {target} 不在", "a link to {target}, which is not there")
        }
        Unopened::LeadsOut(way) => {
            let (link, target) = (way.link.display(), way.target.display());
            say!(
                lang,
                "{link} 是链接，指到台账文件夹以外的 {target}",
                "{link} is a link that leads out of the ledger's folder, to {target}"
            )
        }
        Unopened::NoFile(kind) => {
            let kind = name(*kind, lang);
            say!(lang, "是{kind}，不是文件", "{kind}, not a file")
        }
        Unopened::Circle => {
            say!(lang, "文件夹绕回自身", "a folder that leads back into itself")
        }
        Unopened::LedgerInside => {
            say!(lang, "另一本台账在 tasks/ 里面", "a ledger of its own inside tasks/")
        }
        Unopened::TooLarge { bytes, limit } => {
            let (size, limit) = (megabytes(*bytes), megabytes(*limit));
            say!(
                lang,
                "有 {size} MB，一个文件最多 {limit} MB",
                "{size} MB, and a file may have {limit} MB at most"
            )
        }
        Unopened::System(trouble) => system(trouble, lang),
    }
}

/// What the system says, in the reader's language where it is one of the usual things.
pub fn system(trouble: &SystemTrouble, lang: Locale) -> String {
    let said = &trouble.said;
    match trouble.kind {
        ErrorKind::NotFound => say!(lang, "没有这个文件或文件夹", "{said}"),
        ErrorKind::PermissionDenied => say!(lang, "没有权限", "{said}"),
        ErrorKind::NotADirectory => say!(lang, "不是文件夹", "{said}"),
        ErrorKind::IsADirectory => say!(lang, "是文件夹，不是文件", "{said}"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!(lang, "磁盘已满", "{said}"),
        ErrorKind::FileTooLarge => say!(lang, "超过文件大小上限", "{said}"),
        ErrorKind::ReadOnlyFilesystem => say!(lang, "文件系统只读", "{said}"),
        ErrorKind::ResourceBusy => say!(lang, "正被别的程序占用", "{said}"),
        ErrorKind::TimedOut => say!(lang, "等了太久，没有回应", "{said}"),
        ErrorKind::StaleNetworkFileHandle => say!(lang, "所在的网络共享断开了", "{said}"),
        _ if is(trouble, INPUT_OUTPUT) => {
            say!(lang, "读写出错，磁盘或共享可能有故障", "{said}")
        }
        _ if is(trouble, TOO_MANY_LINKS) => say!(lang, "链接绕圈，或层数太多", "{said}"),
        _ => said.clone(),
    }
}

/// Two numbers of which Rust has no stable kinds.
const INPUT_OUTPUT: i32 = 5;
const TOO_MANY_LINKS: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };

fn is(trouble: &SystemTrouble, code: i32) -> bool {
    cfg!(unix) && trouble.code == Some(code)
}

/// The way out.
pub fn help(why: &Unopened, lang: Locale) -> Option<String> {
    Some(match why {
        Unopened::Dangling { .. } => say!(
            lang,
            "接上它所在的共享，或改正、删去这个链接",
            "mount the share it leads to, or mend or remove the link"
        ),
        Unopened::LeadsOut(way) => {
            let Some(settings) = &way.settings else {
                return Some(say!(
                    lang,
                    "把文件放到台账文件夹里来，或删去这个链接",
                    "put the file into the ledger's folder, or remove the link"
                ));
            };
            let line = format!("links = [{:?}]", way.folder.to_string_lossy());
            let settings = settings.display();
            say!(
                lang,
                "信得过那里，就在 {settings} 里写上 {line}",
                "if you trust what is there, write {line} in {settings}"
            )
        }
        Unopened::NoFile(_) => say!(lang, "把它移走或改名", "move it away or rename it"),
        Unopened::Circle => say!(lang, "删去这个链接", "remove the link"),
        Unopened::LedgerInside => say!(
            lang,
            "把那本台账移到 tasks/ 以外，要一并统计就用 `include`",
            "move that ledger out of tasks/; to count it along, use `include`"
        ),
        Unopened::TooLarge { .. } => say!(lang, "把文件拆成几个", "divide it into several files"),
        Unopened::System(_) => return None,
    })
}

fn name(kind: FileKind, lang: Locale) -> &'static str {
    match kind {
        FileKind::Folder => words!(lang, "文件夹", "a folder"),
        FileKind::Pipe => words!(lang, "命名管道", "a named pipe"),
        FileKind::Socket => words!(lang, "套接字", "a socket"),
        FileKind::Device => words!(lang, "设备", "a device"),
    }
}

/// Whole megabytes, rounded up.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}
