//! Notices to departments (督办单、催办函): what is behind, how long, what was said last, what is asked until when.

use crate::account::{Account, Figures, Grade, Notice, Standing};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, Glance, Ink, Page, Role, Text, parts, rate, table};

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
        page = page.glanced(Glance::words(asked_at_once(account, only, lang)));
    }
    for notice in notices {
        let parted = (!page.blocks.is_empty()).then_some(Block::Break);
        page = page.with(parted).with(document(account, notice, lang));
    }
    match (notices, stand) {
        ([], _) => page.line(none(account, lang)),
        (_, Stand::Draft) => page.note(draft(lang)),
        (_, Stand::Served) => page,
    }
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

/// The name of a grade: the word beside its colour.
pub fn grade(grade: Grade, lang: Locale) -> String {
    match grade {
        Grade::Blue => say!(lang, "蓝色·首次催办", "blue: first notice"),
        Grade::Orange => say!(lang, "橙色·再次催办", "orange: second notice"),
        Grade::Red => say!(lang, "红色·多次催办", "red: third notice or more"),
    }
}

fn ink(grade: Grade) -> Ink {
    match grade {
        Grade::Blue => Ink::Blue,
        Grade::Orange => Ink::Yellow,
        Grade::Red => Ink::Red,
    }
}

fn name(grade: Grade, lang: Locale) -> String {
    match grade {
        Grade::Blue => say!(lang, "催办函", "Reminder"),
        Grade::Orange | Grade::Red => say!(lang, "督办单", "Notice"),
    }
}

fn document<'b>(account: &Account<'b>, notice: &Notice<'_, 'b>, lang: Locale) -> Vec<Block> {
    let grade_of = notice.grade();
    let department = account.book.department(notice.department);
    let (to, head) = (&department.name, department.head.as_deref().unwrap_or(""));
    let addressee = match (lang, head) {
        (Locale::En, "") => format!("To {to}:"),
        (Locale::En, head) => format!("To {to}, {head}:"),
        (_, head) => format!("{to}{head}："),
    };
    let firm = Text::inked(grade(grade_of, lang), ink(grade_of));
    let mut blocks = vec![
        Block::Title(vec![name(grade_of, lang)]),
        Block::Spread(notice.number.as_str().into(), firm),
        Block::Gap,
        Block::Line(addressee.into()),
        Block::Line(about(account, notice, lang).into()),
        Block::Gap,
        table(account, notice, lang),
        Block::Gap,
        Block::Line(asked(account, notice, lang).into()),
        Block::Gap,
    ];
    let below = [office(account), words::date(notice.on, lang)];
    let below = below.into_iter().filter(|words| !words.is_empty());
    blocks.extend(below.map(|words| Block::Spread(Text::default(), words.into())));
    blocks.push(Block::Gap);
    blocks.extend(copied(notice, lang).map(|words| Block::Line(words.into())));
    let years = account.unknown_years_with(std::slice::from_ref(notice));
    blocks.extend(parts::notes_with(account, &years, lang));
    blocks
}

/// From the second notice on, the leaders in charge of the tasks get a copy.
fn copied(notice: &Notice<'_, '_>, lang: Locale) -> Option<String> {
    let mut leaders: Vec<String> = Vec::new();
    for urged in notice.items.iter().filter(|urged| Grade::of(urged.nth) > Grade::Blue) {
        let leader = urged.figures.state.leader.unwrap_or("");
        if !leader.is_empty() && !leaders.iter().any(|known| known == leader) {
            leaders.push(leader.to_owned());
        }
    }
    let leaders_named = words::list(&leaders, lang);
    (!leaders.is_empty()).then(|| say!(lang, "抄送：{leaders_named}", "Copy: {leaders_named}"))
}

fn office(account: &Account<'_>) -> String {
    let ledger = account.book.first_ledger();
    let office = ledger.and_then(|ledger| ledger.office.as_deref());
    office.unwrap_or("").to_owned()
}

/// `截至2018年5月15日,你单位牵头的2项工作逾期未完成:`.
fn about(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> String {
    let as_of = words::date(account.as_of, lang);
    let all = notice.items.len();
    let overdue = notice.items.iter().map(|urged| urged.figures.standing);
    let overdue = overdue.filter(|standing| *standing == Standing::Overdue).count();
    let behind = all - overdue;
    match (overdue, behind) {
        (_, 0) => say!(
            lang,
            "截至{as_of}，你单位牵头的以下{all}项工作逾期未完成：",
            "As of {as_of}, of the tasks you lead these are past their deadline and not complete ({all}):"
        ),
        (0, _) => say!(
            lang,
            "截至{as_of}，你单位牵头的以下{all}项工作落后于序时进度：",
            "As of {as_of}, of the tasks you lead these are behind their plan ({all}):"
        ),
        _ => say!(
            lang,
            "截至{as_of}，你单位牵头的以下{all}项工作逾期未完成（{overdue}项）或落后于序时进度（{behind}项）：",
            "As of {as_of}, of the tasks you lead these are overdue ({overdue}) or behind their plan ({behind}):"
        ),
    }
}

/// What a reader must know who sees nothing else of the letter: `逾期2项，请于5月18日前回复`.
fn asked_at_once(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> String {
    let standings = notice.items.iter().map(|urged| urged.figures.standing);
    let overdue = standings.filter(|standing| *standing == Standing::Overdue).count();
    let behind = notice.items.len() - overdue;
    let reply = words::day(notice.reply, account.as_of, lang);
    match (overdue, behind) {
        (_, 0) => say!(
            lang,
            "逾期{overdue}项，请于{reply}前回复",
            "{overdue} overdue; please answer by {reply}"
        ),
        (0, _) => say!(
            lang,
            "滞后{behind}项，请于{reply}前回复",
            "{behind} behind plan; please answer by {reply}"
        ),
        _ => say!(
            lang,
            "逾期{overdue}项、滞后{behind}项，请于{reply}前回复",
            "{overdue} overdue, {behind} behind plan; please answer by {reply}"
        ),
    }
}

/// What is asked, and by when: the firmer, the higher up.
fn asked(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> String {
    let (day, weekday) = (words::date(notice.reply, lang), words::weekday(notice.reply, lang));
    let office = match office(account) {
        office if office.is_empty() => say!(lang, "我室", "this office"),
        office => office,
    };
    match notice.grade() {
        Grade::Blue => say!(
            lang,
            "请抓紧办结，于{day}（{weekday}）前书面回复{office}：已办结的附佐证，未办结的说明原因、措施和办结日期。",
            "Please finish, and answer {office} in writing by {day} ({weekday}): with evidence for what is done; with the cause, the measures and a date for what is not."
        ),
        Grade::Orange => say!(
            lang,
            "经催办仍未办结。请分管负责人牵头整改，于{day}（{weekday}）前书面回复{office}：原因、措施和办结日期。",
            "This was urged before and is not finished. The deputy in charge is asked to see to it and to answer {office} in writing by {day} ({weekday}): cause, measures, and a date."
        ),
        Grade::Red => say!(
            lang,
            "经多次催办仍未办结。请主要负责人亲自过问，于{day}（{weekday}）前向{office}书面说明原因、整改措施和办结日期；届时未回复的，转入效能督查。",
            "This was urged more than once and is not finished. The head is asked to take it up in person and to explain cause, measures and a date to {office} in writing by {day} ({weekday}); without an answer by then it goes to inspection."
        ),
    }
}

fn table(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> Block {
    table::table(&notice.items, lang)
        .task(|urged| urged.figures)
        .due(account, 0, |urged| urged.figures)
        .right(say!(lang, "逾期或超欠", "Behind"), 0, |urged| {
            match urged.figures.overdue_days(account.as_of) {
                Some(days) => Text::inked(words::days(days, lang), Ink::Red),
                None => rate::over(account, urged.figures),
            }
        })
        .role(Role::lead(say!(lang, "逾期", "overdue "), lang))
        .right(say!(lang, "完成", "Done"), 2, |urged| parts::done(urged.figures, lang))
        .right(say!(lang, "实达%", "Done %"), 1, |urged| rate::actual(account, urged.figures))
        .right(say!(lang, "催办", "Notice"), 0, |urged| {
            let nth = urged.nth;
            let times = say!(lang, "第{nth}次", "no. {nth}");
            Text::inked(times, ink(Grade::of(nth)))
        })
        .details(|urged| {
            let details = details(account, notice, urged.figures, lang);
            details.into_iter().map(Text::from).collect()
        })
        .block()
}

/// What was said last, and what is open.
fn details(
    account: &Account<'_>,
    notice: &Notice<'_, '_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Vec<String> {
    let silent = || say!(lang, "尚未报送过进展", "Nothing has been reported yet");
    let mut details: Vec<String> = rate::lacks(account, figures, lang).into_iter().collect();
    details.push(parts::last_word(account, figures, lang).unwrap_or_else(silent));
    details.extend(parts::judgement(account, figures, lang));
    let obstacles = parts::obstacles(account, figures, lang);
    if !obstacles.is_empty() {
        details.push(obstacles.join("   "));
    }
    details.extend(orders(account, figures, lang));
    details.extend(before(account, notice, figures, lang));
    details
}

/// The orders on a task that not all have answered, with who has not.
fn orders(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let open = figures.state.instructions.iter().filter(|open| !open.urge);
    let named: Vec<String> = open
        .map(|open| {
            let (text, owing) = (open.text, parts::owing(account, figures, open, lang));
            let until = open.reply.map(|day| words::day(day, account.as_of, lang));
            until.map_or_else(
                || say!(lang, "“{text}”（{owing}）", "“{text}” ({owing})"),
                |day| say!(lang, "“{text}”（{owing}，限{day}）", "“{text}” ({owing}, due {day})"),
            )
        })
        .collect();
    let named = words::list(&named, lang);
    (!named.is_empty()).then(|| say!(lang, "批示未答复：{named}", "Orders not answered: {named}"))
}

/// The notices before this one that nobody has answered.
fn before(
    account: &Account<'_>,
    notice: &Notice<'_, '_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let open = figures.state.instructions.iter();
    let open = open.filter(|open| open.urge && open.text != notice.number);
    let named: Vec<String> = open
        .map(|open| {
            let number = open.text;
            let until = open.reply.map(|day| words::day(day, account.as_of, lang));
            until.map_or_else(
                || number.to_owned(),
                |day| say!(lang, "{number}（限{day}）", "{number} (due {day})"),
            )
        })
        .collect();
    let named = words::list(&named, lang);
    (!named.is_empty()).then(|| say!(lang, "前次催办未回复：{named}", "Not answered: {named}"))
}

fn none(account: &Account<'_>, lang: Locale) -> String {
    let as_of = words::date(account.as_of, lang);
    say!(lang, "没有要催办的事项（截至{as_of}）", "nothing to urge (as of {as_of})")
}

fn draft(lang: Locale) -> String {
    say!(
        lang,
        "草稿：没有登记，编号未占用。登记并写入台账：加 --record",
        "Draft: not recorded, and its number is not taken. To record it in the ledger: --record"
    )
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
