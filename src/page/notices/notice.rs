//! Notices to departments (督办单、催办函): what is behind, how long, what was said last, what is asked until when.

mod asked;
mod grade;
mod office;
mod urged;

pub use grade::grade;

use grade::ink;
use office::office;

use crate::account::{Account, Figures, Grade, Notice, UrgedTask};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, Glance, Page, Paper, Text, parts};

/// The most urgent tasks of a notice stand in its text; where there are more, all stand in an annex.
const IN_TEXT: usize = 10;

/// What stands below a notice for the office that makes it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Recorded in the ledger.
    Served,
    /// Only shown: not recorded, and its number not taken.
    Draft,
}

/// Notices as one page, each a document of its own.
pub fn page<'b>(
    account: &Account<'b>,
    notices: &[Notice<'_, 'b>],
    stand: Stand,
    lang: Locale,
) -> Page {
    let title = match notices {
        [only] => title(only, lang),
        _ => say!(lang, "催办单", "Notices"),
    };
    let mut page = Page::new(title, lang);
    if let [only] = notices {
        page = page.glanced(Glance::words(asked::at_once(account, only, lang)));
    }
    for notice in notices {
        let parted = (!page.blocks.is_empty()).then_some(Block::Break);
        page = page.with(parted).with(document(account, notice, stand, lang));
    }
    if notices.is_empty() { page.line(none(account, lang)) } else { page }
}

/// `督办单 丰督〔2018〕12号`.
pub fn title(notice: &Notice<'_, '_>, lang: Locale) -> String {
    let (name, number) = (name(notice.grade(), lang), &notice.number);
    format!("{name} {number}")
}

/// What stands in the subject of its letter.
pub fn subject(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> String {
    let (title, reply) = (title(notice, lang), words::day(notice.reply, account.as_of, lang));
    let ledger = account.book.first_ledger();
    let ledger = ledger.map_or("", |ledger| ledger.title.as_str());
    say!(
        lang,
        "{title}（{ledger}，请于{reply}前回复）",
        "{title} ({ledger}, to be answered by {reply})"
    )
}

fn name(grade: Grade, lang: Locale) -> String {
    match grade {
        Grade::Blue => say!(lang, "催办函", "Reminder"),
        Grade::Orange | Grade::Red => say!(lang, "督办单", "Notice"),
    }
}

fn document<'b>(
    account: &Account<'b>,
    notice: &Notice<'_, 'b>,
    stand: Stand,
    lang: Locale,
) -> Vec<Block> {
    let grade_of = notice.grade();
    let to = &account.book.department(notice.department).name;
    let firm = Text::inked(grade(grade_of, lang), ink(grade_of));
    let is_long = notice.items.len() > IN_TEXT;
    let in_text = notice.items.get(..IN_TEXT).unwrap_or(&notice.items);
    let mut blocks = vec![
        Block::Title(vec![name(grade_of, lang)]),
        Block::Spread(notice.number.as_str().into(), firm),
        Block::Gap,
        Block::Paper(Paper::Addressee(say!(lang, "{to}：", "To {to}:"))),
        Block::Line(asked::about(account, notice, lang).into()),
        Block::Gap,
        urged::table(account, notice, in_text, lang),
    ];
    if is_long {
        let more = notice.items.len() - IN_TEXT;
        blocks.push(Block::Line(
            say!(lang, "其余{more}项见附件。", "The other {more} are in the annex.").into(),
        ));
    }
    blocks.push(Block::Gap);
    blocks.extend(asked::asked(account, notice, lang).into_iter().map(Block::Line));
    let (label, title) = (say!(lang, "附件", "Annex"), say!(lang, "催办事项清单", "Tasks urged"));
    if is_long {
        let titles = vec![title.clone()];
        blocks.push(Block::Gap);
        blocks.push(Block::Paper(Paper::Annexes { label: label.clone(), titles }));
    }
    blocks.extend(below(account, notice, stand, lang));
    if is_long {
        blocks.push(Block::Paper(Paper::Annex { label, title }));
        blocks.push(urged::annexed(account, notice, lang));
    }
    blocks.extend(imprint(account, notice, lang));
    blocks
}

/// Who signs, whom to ask, by which rule, and the slip to be sent back.
fn below<'b>(
    account: &Account<'b>,
    notice: &Notice<'_, 'b>,
    stand: Stand,
    lang: Locale,
) -> Vec<Block> {
    let date = words::date(notice.on, lang);
    let office = office(account).unwrap_or_default().to_owned();
    let mut blocks = vec![Block::Paper(Paper::Signature { office, date })];
    let contact = account.book.first_ledger().and_then(|ledger| ledger.notices.contact.as_ref());
    let contact = contact.filter(|contact| !contact.is_empty());
    blocks.extend(contact.map(|contact| {
        Block::Line(say!(lang, "（联系人、电话：{contact}）", "(Contact: {contact})").into())
    }));
    blocks.push(Block::Gap);
    let years = account.unknown_years_with(std::slice::from_ref(notice));
    blocks.extend(parts::notes_of_paper(account, &years, lang));
    blocks.extend((stand == Stand::Draft).then(|| Block::Note(draft(lang))));
    blocks.extend([Block::Gap, Block::Paper(slip(notice, lang)), Block::Gap]);
    blocks
}

/// What the unit fills in and sends back.
fn slip(notice: &Notice<'_, '_>, lang: Locale) -> Paper {
    let number = &notice.number;
    let task = |urged: &UrgedTask<'_, '_>| {
        let task = urged.figures.task;
        format!("{} {}", task.id, task.title)
    };
    Paper::Slip {
        title: say!(lang, "回执（{number}）", "Slip to send back ({number})"),
        heads: vec![
            say!(lang, "事项", "Task"),
            say!(lang, "办理情况", "What was done"),
            say!(lang, "完成时间", "Finished on"),
            say!(lang, "负责人", "In charge"),
        ],
        tasks: notice.items.iter().map(task).collect(),
        foot: vec![
            say!(lang, "单位（盖章）", "Unit (seal)"),
            say!(lang, "填报日期", "Date"),
            say!(lang, "电话", "Telephone"),
        ],
    }
}

/// Who gets a copy, who printed it and when; nothing where no office is named and nobody gets one.
fn imprint(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> Option<Block> {
    let (copies, office) = (copied(account, notice, lang), office(account));
    let date = words::date(notice.on, lang);
    let date = say!(lang, "{date}印发", "printed on {date}");
    (copies.is_some() || office.is_some()).then(|| {
        Block::Paper(Paper::Imprint { copies, office: office.unwrap_or_default().to_owned(), date })
    })
}

/// Whom the ledger names, and from the second notice on the leaders in charge of the tasks.
fn copied(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> Option<String> {
    let named = account.book.first_ledger().and_then(|ledger| ledger.notices.copies.clone());
    let again = notice.items.iter().filter(|urged| Grade::of(urged.nth) > Grade::Blue);
    let leaders = again.filter_map(|urged| urged.figures.state.leader).map(str::to_owned);
    let mut copied: Vec<String> = Vec::new();
    for name in named.into_iter().chain(leaders) {
        if !name.is_empty() && !copied.contains(&name) {
            copied.push(name);
        }
    }
    let all = words::list(&copied, lang);
    let all = all.trim_end_matches(['。', '.', ' ']);
    (!copied.is_empty()).then(|| say!(lang, "抄送：{all}。", "Copy: {all}"))
}

fn none(account: &Account<'_>, lang: Locale) -> String {
    let as_of = words::date(account.as_of, lang);
    say!(lang, "没有要催办的事项（截至{as_of}）", "nothing to urge (as of {as_of})")
}

fn draft(lang: Locale) -> String {
    say!(lang, "草稿：没有登记，编号未占用。", "Draft: not recorded, and its number is not taken.")
}

/// How a draft is recorded. For the office alone: no paper says it.
pub fn hint(lang: Locale) -> String {
    say!(lang, "登记并写入台账：加 --record", "to record it in the ledger: --record")
}

/// Tasks left out because their notice still has time to be answered. For the office alone: they are of any department.
pub fn waiting(account: &Account<'_>, waiting: &[&Figures<'_>], lang: Locale) -> String {
    let named: Vec<String> = waiting
        .iter()
        .map(|figures| {
            let id = &figures.task.id;
            let open = account.open_notice(figures);
            let Some(day) = open.and_then(|open| open.reply) else {
                return id.to_string();
            };
            let day = words::day(day, account.as_of, lang);
            say!(lang, "{id}（限{day}）", "{id} (due {day})")
        })
        .collect();
    let (count, named) = (named.len(), words::list(&named, lang));
    let (were, have) = if count == 1 { ("was", "has") } else { ("were", "have") };
    say!(
        lang,
        "另有{count}项已催办、未到回复日，不重复催：{named}",
        "{count} more {were} urged and still {have} time to answer: {named}"
    )
}
