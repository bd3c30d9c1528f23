//! Cards in words: a task, and what its card says of it on 15 May.

use super::{chips, figured, state, why};
use crate::account::{Account, Figures};
use crate::calendar::WorkCalendar;
use crate::check::{Leave, Sound};
use crate::ledger::Locale;
use crate::read::LedgerFiles;
use crate::source::{SourceFile, Sources};

const BOOK: &str = r#"
[ledger]
format = 1
title = "台账"
office = "督查室"
year = 2018
[lights]
soon = 3
[[area]]
id = "a"
name = "甲"
[[department]]
id = "x"
name = "一局"
[[department]]
id = "y"
name = "二局"
"#;

/// Asks something of the account of one task with these keys.
fn with_card(keys: &str, ask: impl FnOnce(&Account<'_>, &Figures<'_>)) {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", BOOK));
    let task = format!(
        "[[task]]\nid = \"T-1\"\ntitle = \"一件事\"\narea = \"a\"\nowner = \"x\"\n{keys}\n"
    );
    let file = sources.push(SourceFile::new("tasks.toml", task));
    let files = LedgerFiles { config, tasks: vec![file], prefix: String::new() };
    let work = WorkCalendar::shipped();
    let book = Sound::read(&sources, &[files], &[], &work, Leave::Nothing).unwrap();
    let account = book.figures("2018-05-15".parse().unwrap());
    ask(&account, &account.tasks[0])
}

/// A task by its keys and its log, and its card: the state, the figures, why, the chips.
type Case = (&'static str, &'static str, [&'static str; 3], &'static [&'static str]);

/// A task that grows over the year.
const GROWS: &str = "start = 2018-01-01\ndue = 2018-12-31\ntarget = 100\nunit = \"户\"";
/// One that is done or not.
const DONE_OR_NOT: &str = "start = 2018-01-01\ndue = 2018-12-31\nmeasure = \"none\"";
const NEARLY_DUE: &str = "start = 2018-01-01\ndue = 2018-05-18\ntarget = 100\nunit = \"户\"";
const DUE_IN_A_WEEK: &str = "start = 2018-01-01\ndue = 2018-05-22\ntarget = 100\nunit = \"户\"";
const OVERDUE: &str = "start = 2018-01-02\ndue = 2018-04-30\ntarget = 96\nunit = \"户\"";
const EVERY_TEN_DAYS: &str =
    "start = 2018-01-01\ndue = 2018-12-31\ntarget = 100\nunit = \"户\"\ncadence = \"dekad\"";
const RATE: &str = "start = 2018-01-01\ndue = 2018-12-31\nmeasure = \"rate\"\nunit = \"%\"\nbaseline = 3.1\ntarget = 2.5";
const STEPS: &str = "start = 2018-01-01\ndue = 2018-12-31\nplan = [
  { by = 2018-03-31, step = \"批复\" }, { by = 2018-12-31, step = \"完工\" }]";
const LATER: &str = "start = 2018-06-01\ndue = 2018-12-31\ntarget = 100\nunit = \"户\"";

const CASES: &[Case] = &[
    (
        OVERDUE,
        "{ on = 2018-04-12, blocked = \"公证\" },
         { on = 2018-04-23, raise = \"公证\", to = \"coordinate\" },
         { on = 2018-05-10, done = 92, note = \"剩4户。\", next = \"5月25日前签完\" },
         { on = 2018-05-11, urge = \"1号\", reply = 2018-05-18 }",
        [
            "逾期15天",
            "92/96户 · 应达100.0% 实达95.8%",
            "时限4月30日，逾期15天未完成。5月10日报：92户，剩4户。下步：5月25日前签完",
        ],
        &["阻点 公证·协调阶段22天·超时", "催办1次，限5月18日"],
    ),
    (
        GROWS,
        "{ on = 2018-05-10, done = 20 }",
        [
            "欠17.5",
            "20/100户 · 应达37.5% 实达20.0%",
            "欠17.5个百分点，达到黄线10。5月10日报：20户",
        ],
        &[],
    ),
    (
        GROWS,
        "{ on = 2018-05-10, done = 50 }",
        ["超12.5", "50/100户 · 应达37.5% 实达50.0%", "超12.5个百分点。5月10日报：50户"],
        &[],
    ),
    (
        GROWS,
        "{ on = 2018-05-10, done = 40 }, { on = 2018-05-11, blocked = \"用地\" },
         { on = 2018-04-20, blocked = \"资金\" }",
        [
            "阻点超时",
            "40/100户 · 应达37.5% 实达40.0%",
            "阻点“资金”在会商环节25天。5月11日报：遇阻：用地",
        ],
        &["阻点 用地·会商阶段4天"],
    ),
    (
        GROWS,
        "{ on = 2018-04-02, order = \"抓紧\", from = \"区长\", reply = 2018-05-12 },
         { on = 2018-04-03, order = \"再快些\", from = \"区长\" },
         { on = 2018-04-04, ask = 2019-01-31 }, { on = 2018-05-10, done = 40 }",
        ["超2.5", "40/100户 · 应达37.5% 实达40.0%", "超2.5个百分点。5月10日报：40户"],
        &["批示逾期未复，限5月12日", "批示未复", "申请延期至2019年1月31日"],
    ),
    (
        NEARLY_DUE,
        "{ on = 2018-05-10, done = 99 }",
        ["还有3天", "99/100户 · 应达97.8% 实达99.0%", "还有3天到期。5月10日报：99户"],
        &[],
    ),
    (
        DUE_IN_A_WEEK,
        "{ on = 2018-05-10, done = 99 }",
        ["还有7天", "99/100户 · 应达95.2% 实达99.0%", "超3.8个百分点。5月10日报：99户"],
        &[],
    ),
    (
        EVERY_TEN_DAYS,
        "{ on = 2018-04-10, done = 38 }",
        ["漏报3旬", "38/100户 · 应达37.5% 实达38.0%", "连续3旬未报。4月10日报：38户"],
        &[],
    ),
    (
        EVERY_TEN_DAYS,
        "{ on = 2018-04-10, done = 10 }",
        [
            "欠27.5",
            "10/100户 · 应达37.5% 实达10.0%",
            "欠27.5个百分点，达到黄线10。4月10日报：10户",
        ],
        &["连续3旬未报"],
    ),
    (
        RATE,
        "{ on = 2018-04-28, done = 2.7, next = \"6月再处置一批\" }",
        [
            "未达",
            "2.7%，目标不高于2.5%",
            "2.7%，未降至2.5%，高于目标0.2个百分点，超过红线（目标与底数之差的30%）。4月28日报：2.7%。下步：6月再处置一批",
        ],
        &[],
    ),
    (RATE, "", ["在办", "目标不高于2.5%", "在办，尚未报数"], &[]),
    (
        STEPS,
        "{ on = 2018-05-10, note = \"在审\" }",
        ["欠50.0", "节点0/2 · 应达50.0% 实达0.0%", "欠50.0个百分点，超过红线30。5月10日报：在审"],
        &["错过节点 批复·45天"],
    ),
    (
        DONE_OR_NOT,
        "{ on = 2018-05-08, by = \"x\", judge = \"lagging\", note = \"方案未报\", next = \"月底前报\" }",
        ["认定滞后", "", "一局5月8日自评滞后：方案未报。下步：月底前报"],
        &[],
    ),
    (
        DONE_OR_NOT,
        "{ on = 2018-05-02, request = \"办完\" }, { on = 2018-05-04, reject = \"没有佐证\" }",
        ["退回", "", "5月4日退回：没有佐证，尚未再报。5月2日报：办完"],
        &[],
    ),
    (DONE_OR_NOT, "{ on = 2018-05-02, request = \"办完\" }", ["待销号", "", "已完成，待核验销号。5月2日报：办完"], &[]),
    (
        DONE_OR_NOT,
        "{ on = 2018-05-02, request = \"办完\" }, { on = 2018-05-04, verify = \"督查室\" }",
        ["已销号", "", "5月4日销号。5月2日报：办完"],
        &[],
    ),
    (DONE_OR_NOT, "{ on = 2018-05-04, suspend = \"缓建\" }", ["暂停", "", "暂停中"], &[]),
    (DONE_OR_NOT, "", ["在办", "", "在办，只看办结与否"], &[]),
    (LATER, "", ["未启动", "0/100户 · 应达0.0% 实达0.0%", "6月1日启动"], &[]),
    (
        GROWS,
        "{ on = 2018-05-10, done = 40 }, { on = 2018-05-10, extend = 2019-01-31, approval = \"1号\" },
         { on = 2018-05-11, blocked = \"一\" }, { on = 2018-05-11, blocked = \"二\" },
         { on = 2018-05-11, blocked = \"三\" }, { on = 2018-05-11, blocked = \"四\" },
         { on = 2018-05-11, blocked = \"五\" }",
        ["超5.4", "40/100户 · 应达34.6% 实达40.0%", "超5.4个百分点。5月11日报：遇阻：五"],
        &["阻点 一·会商阶段4天", "阻点 二·会商阶段4天", "阻点 三·会商阶段4天", "阻点 四·会商阶段4天", "阻点 五·会商阶段4天"],
    ),
];

#[test]
fn a_card_says_what_is_wrong_and_why() {
    let lang = Locale::ZhHans;
    let mut wrong = Vec::new();
    for (keys, log, words, expected) in CASES {
        with_card(&format!("{keys}\nlog = [{log}]"), |account, figures| {
            let said = [
                state::state(account, figures, lang),
                figured(account, figures, lang),
                why::why(account, figures, figures.state.last_report, lang),
            ];
            let chips = chips::chips(account, figures, lang);
            if said != *words || chips != *expected || said[0].chars().count() > 8 {
                wrong.push(format!("{keys}\n{log}\n{said:?}\n{chips:?}"));
            }
        });
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
