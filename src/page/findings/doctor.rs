//! What `doctor` saw around a ledger, in words: what is not as it should be, and the way out of it.

use crate::diagnostic::{Ailment, Severity, Sign, Subject};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text, table};

/// Everything that was looked at, then what there is to do.
pub fn page(signs: &[Sign], ledger: &str, lang: Locale) -> Page {
    let ailments: Vec<&Ailment> = signs.iter().flat_map(|sign| &sign.ailments).collect();
    let must = ailments.iter().filter(|ailment| ailment.severity() == Severity::Error).count();
    let should = ailments.len() - must;
    let title = if ailments.is_empty() {
        say!(lang, "体检：{ledger}，未见异常", "Check-up of {ledger}: nothing is wrong")
    } else {
        say!(
            lang,
            "体检：{ledger}，须处理{must}件，宜处理{should}件",
            "Check-up of {ledger}: {must} to mend, {should} to look at"
        )
    };
    let rows = table::table(signs, lang)
        .left(say!(lang, "项目", "Subject"), 0, |sign| subject(sign.subject, lang))
        .left(say!(lang, "情况", "State"), 0, |sign| state(sign, lang))
        .wrapping(say!(lang, "说明", "What was seen"), |sign| {
            let seen: Vec<String> =
                sign.ailments.iter().map(|ailment| message(ailment, lang)).collect();
            seen.join(&say!(lang, "；", "; "))
        });
    let mut page = Page::titled(title, lang).with([Block::Gap, rows.block()]);
    if !ailments.is_empty() {
        page = page.with([Block::Gap, Block::Heading(say!(lang, "办法", "Ways out"))]);
    }
    page.with(ways(&ailments, lang))
}

/// Each way out once, in the order of the list.
fn ways(ailments: &[&Ailment], lang: Locale) -> Vec<Block> {
    let mut ways: Vec<String> = Vec::new();
    for way in ailments.iter().map(|ailment| help(ailment, lang)) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let lines = ways.iter().enumerate();
    lines.map(|(nth, way)| Block::Line(Text::from(format!("{}. {way}", nth + 1)))).collect()
}

fn state(sign: &Sign, lang: Locale) -> Text {
    let worst = sign.ailments.iter().map(Ailment::severity).min();
    match worst {
        Some(Severity::Error) => Text::inked(say!(lang, "须处理", "mend"), Ink::Red),
        Some(Severity::Warning | Severity::Weakness) => {
            Text::inked(say!(lang, "宜处理", "look at"), Ink::Yellow)
        }
        None if sign.absent => Text::inked(say!(lang, "没有", "none"), Ink::Faint),
        None => Text::inked(say!(lang, "正常", "well"), Ink::Green),
    }
}

/// The name of what is looked at.
pub fn subject(subject: Subject, lang: Locale) -> String {
    match subject {
        Subject::Format => say!(lang, "台账文件", "Ledger"),
        Subject::Unread => say!(lang, "未读的文件", "Files not read"),
        Subject::Links => say!(lang, "链接", "Links"),
        Subject::Copies => say!(lang, "冲突副本", "Stray copies"),
        Subject::Journal => say!(lang, "未写完的写入", "Unfinished write"),
        Subject::Temporary => say!(lang, "临时文件", "Temporary files"),
        Subject::State => say!(lang, "状态文件夹", "State folder"),
        Subject::Git => say!(lang, "git", "git"),
        Subject::Identity => say!(lang, "git 署名", "git identity"),
        Subject::Drivers => say!(lang, "git 驱动", "git drivers"),
        Subject::Hooks => say!(lang, "git 钩子", "git hooks"),
        Subject::Unmerged => say!(lang, "未完成的合并", "Unmerged files"),
        Subject::Holidays => say!(lang, "节假日", "Holidays"),
        Subject::Mail => say!(lang, "邮件设置", "Mail settings"),
        Subject::PerhapsSent => say!(lang, "可能已发的信", "Letters in doubt"),
        Subject::Clock => say!(lang, "时钟", "Clock"),
        Subject::Zone => say!(lang, "时区", "Time zone"),
    }
}

/// What is not as it should be.
pub fn message(ailment: &Ailment, lang: Locale) -> String {
    use Ailment as A;
    match ailment {
        A::NewerFormat { format } => say!(
            lang,
            "格式版本{format}，本程序只认到1",
            "format {format}; this program knows format 1"
        ),
        A::HasErrors { errors } => {
            let count = words::counted(*errors, "error");
            say!(lang, "有{errors}处错误", "{count} in it")
        }
        A::CannotBeRead { why } => say!(lang, "读不出来：{why}", "cannot be read: {why}"),
        A::NotRead { file } => say!(lang, "没有读：{file}", "not read: {file}"),
        A::Dangling { file, target } => {
            say!(
                lang,
                "{file} 指向 {target}，那里没有文件",
                "{file} leads to {target}, where nothing is"
            )
        }
        A::Foreign { file, target } => say!(
            lang,
            "{file} 指向台账之外：{target}",
            "{file} leads out of the ledger, to {target}"
        ),
        A::ConflictCopy { file } => {
            say!(lang, "像是冲突副本：{file}", "looks like a stray copy: {file}")
        }
        A::EditorFile { file } => {
            say!(lang, "编辑器留下的文件：{file}", "left by an editor: {file}")
        }
        A::CutOff { file } => say!(lang, "有一次写入没写完：{file}", "a write was cut off: {file}"),
        A::ForeignJournal { file } => say!(
            lang,
            "{file} 是一次中途断了的写入，不能照它补完",
            "{file} stands for a write that was cut off and cannot be completed"
        ),
        A::Litter { file } => say!(lang, "留下的临时文件：{file}", "left over: {file}"),
        A::NoStateFolder => {
            say!(lang, "HOME 和 XDG_STATE_HOME 都没有设", "neither HOME nor XDG_STATE_HOME is set")
        }
        A::StateNotWritable { folder, why } => {
            say!(lang, "不能写 {folder}：{why}", "{folder} cannot be written: {why}")
        }
        A::NoGit => say!(lang, "没有装 git", "git is not installed"),
        A::GitFails { said } => say!(lang, "git 出错：{said}", "git fails: {said}"),
        A::NoIdentity { key } => say!(lang, "没有设 {key}", "{key} is not set"),
        A::NoDriver => say!(lang, "没有装驱动", "no drivers installed"),
        A::DriverOld { key, now, right } => say!(
            lang,
            "{key} 是 `{now}`，应为 `{right}`",
            "{key} is `{now}`, it should be `{right}`"
        ),
        A::DriverLacking { key } => say!(lang, "没有设 {key}", "{key} is not set"),
        A::LinesLacking { file, lines } => {
            let lines = words::list(lines, lang);
            say!(lang, "{file} 缺：{lines}", "{file} lacks: {lines}")
        }
        A::HookOld { hook } => say!(lang, "{hook} 是旧的", "{hook} is out of date"),
        A::HookMissing { hook } => say!(lang, "缺 {hook}", "{hook} is missing"),
        A::Unmerged { file } => say!(lang, "合并没有做完：{file}", "not merged: {file}"),
        A::UnknownYear { year } => say!(
            lang,
            "没有{year}年的节假日，按周一至周五计",
            "no holidays of {year} are known: Monday to Friday count as worked"
        ),
        A::MailInLedger { keys } => {
            let keys = words::list(keys, lang);
            say!(
                lang,
                "台账的 [mail] 写有应由本机定的：{keys}",
                "[mail] of the ledger says what only this machine may say: {keys}"
            )
        }
        A::MailNotSet => say!(lang, "没有设怎样发信", "nothing says how letters leave"),
        A::MailBroken { why } => {
            say!(lang, "邮件设置有误：{why}", "the mail settings are wrong: {why}")
        }
        A::Undecided { key, to } => {
            say!(lang, "{key} 可能已发给 {to}", "{key} may have gone to {to}")
        }
        A::OldMarks { file } => say!(
            lang,
            "{file} 是旧版记的已发信，不再采用",
            "{file} holds marks of letters from an earlier version; they are not used"
        ),
        A::MarksNotRead { why } => {
            say!(lang, "发信记录读不出来：{why}", "the marks of letters cannot be read: {why}")
        }
        A::ClockBehind { today, seen, file } => {
            let (today, seen) = (words::date(*today, lang), words::date(*seen, lang));
            say!(
                lang,
                "本机今天是{today}，{file} 却是{seen}改的",
                "today is {today} here, but {file} was changed on {seen}"
            )
        }
        A::ZoneUnknown { zone } => {
            say!(lang, "不认得时区 {zone}，按世界时计", "time zone {zone} is unknown: UTC is used")
        }
    }
}

/// What to do about it.
pub fn help(ailment: &Ailment, lang: Locale) -> String {
    use Ailment as A;
    match ailment {
        A::NewerFormat { .. } => say!(lang, "更新 duban", "use a newer duban"),
        A::HasErrors { .. } | A::CannotBeRead { .. } => {
            say!(lang, "运行 duban check，逐处改正", "run duban check, and mend each")
        }
        A::NotRead { .. } => say!(
            lang,
            "事项文件的名字以 .toml 结尾，放在 duban.toml 旁或 tasks/ 里；不是事项的挪到别处",
            "name a task file *.toml, beside duban.toml or in tasks/; move what holds no tasks elsewhere"
        ),
        A::Dangling { file, .. } => say!(
            lang,
            "挂上共享盘，或删去链接 {file}",
            "mount the share, or take the link {file} away"
        ),
        A::Foreign { target, .. } => say!(
            lang,
            "确要采用，在 ~/.config/duban/config.toml 写 links = [\"{target} 所在的文件夹\"]",
            "to allow it, write links = [\"the folder of {target}\"] in ~/.config/duban/config.toml"
        ),
        A::ConflictCopy { file } => say!(
            lang,
            "比对后并入原文件，再删去 {file}",
            "compare it with the original, take over what is right, then delete {file}"
        ),
        A::EditorFile { .. } => say!(
            lang,
            "关闭编辑器；没有在编辑的，删去",
            "close the editor; if none is open, delete it"
        ),
        A::CutOff { .. } => say!(
            lang,
            "下一次写入会补完；也可运行 duban undo",
            "the next write completes it; or run duban undo"
        ),
        A::ForeignJournal { file } => say!(
            lang,
            "要补完：请留下它的人在原机上再写一次，或把改过的文件恢复原样再写；要放弃：删去 {file}，再运行 duban check",
            "to complete it: whoever left it writes once more on his machine, or the changed file is brought back first; to give up: delete {file}, then run duban check"
        ),
        A::Litter { file } => say!(
            lang,
            "没有正在写入的 duban 时删去 {file}，下一次写入也会清掉",
            "delete {file} when no duban is writing; the next write sweeps it too"
        ),
        A::NoStateFolder | A::StateNotWritable { .. } => say!(
            lang,
            "设 XDG_STATE_HOME 为可写的文件夹；否则不能撤回，也不能发信",
            "set XDG_STATE_HOME to a folder that can be written; without it nothing can be undone or mailed"
        ),
        A::NoGit => say!(
            lang,
            "装上 git，才能审查和留痕",
            "install git to review the ledger and keep its history"
        ),
        A::GitFails { .. } => say!(
            lang,
            "在台账文件夹里运行 git status，照它说的办",
            "run git status in the ledger's folder and do as it says"
        ),
        A::NoIdentity { key } => say!(
            lang,
            "运行 git config --global {key} \"…\"",
            "run git config --global {key} \"…\""
        ),
        A::NoDriver | A::DriverOld { .. } | A::DriverLacking { .. } | A::LinesLacking { .. } => {
            say!(lang, "运行 duban git-setup", "run duban git-setup")
        }
        A::HookOld { .. } | A::HookMissing { .. } => {
            say!(lang, "运行 duban git-setup --hook", "run duban git-setup --hook")
        }
        A::Unmerged { .. } => say!(
            lang,
            "逐件改好，git add，再 duban save；或 git merge --abort 退回合并前",
            "mend each, git add it, then duban save; or git merge --abort to go back"
        ),
        A::UnknownYear { year } => say!(
            lang,
            "把国务院办公厅的通知写进 config/holidays.toml 的 [[year]] year = {year}",
            "write the State Council's notice into config/holidays.toml under [[year]] year = {year}"
        ),
        A::MailInLedger { .. } => say!(
            lang,
            "运行 duban mail --move-settings，移到本机的 ~/.config/duban/mail.toml",
            "run duban mail --move-settings: it moves them to ~/.config/duban/mail.toml"
        ),
        A::MailNotSet => say!(
            lang,
            "要发信，在 ~/.config/duban/mail.toml 写 server 或 sendmail",
            "to send letters, write server or sendmail in ~/.config/duban/mail.toml"
        ),
        A::MailBroken { .. } => {
            say!(lang, "改正 ~/.config/duban/mail.toml", "mend ~/.config/duban/mail.toml")
        }
        A::Undecided { key, .. } => say!(
            lang,
            "问收信人：收到了，duban mail --sent '{key}'；没收到，duban mail --again '{key}'",
            "ask: where it came, duban mail --sent '{key}'; where it did not, duban mail --again '{key}'"
        ),
        A::OldMarks { file } => say!(lang, "核对后删去 {file}", "look at it, then delete {file}"),
        A::MarksNotRead { .. } => say!(
            lang,
            "备份后移走；此前发过的信要逐封核对",
            "copy it, then move it away; which letters have left is then to be asked"
        ),
        A::ClockBehind { .. } => say!(
            lang,
            "校准本机时钟；截止日和逾期都从它来",
            "set the clock: deadlines and what is overdue follow from it"
        ),
        A::ZoneUnknown { .. } => {
            say!(lang, "设 TZ，如 TZ=Asia/Shanghai", "set TZ, for example TZ=Asia/Shanghai")
        }
    }
}
