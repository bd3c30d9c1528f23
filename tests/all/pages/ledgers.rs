//! Ledgers that are hard to show as a board: with next to nothing, with hostile names, with many tasks.

use std::fmt::Write;

fn book(title: &str, areas: &[&str], departments: &[String]) -> String {
    let mut book =
        format!("[ledger]\nformat = 1\ntitle = \"{title}\"\nyear = 2018\ncadence = \"month\"\n");
    for (nth, name) in areas.iter().enumerate() {
        let _ = write!(book, "\n[[area]]\nid = \"a{nth}\"\nname = \"{name}\"\n");
    }
    for (nth, name) in departments.iter().enumerate() {
        let _ = write!(book, "\n[[department]]\nid = \"d{nth}\"\nname = \"{name}\"\n");
    }
    book
}

/// One task, and nothing reported.
pub(super) fn nearly_empty() -> [(&'static str, String); 2] {
    let task = "area = \"a0\"\n\n[[task]]\nid = \"P-01\"\ntitle = \"甲\"\nowner = \"d0\"\nstart = 2018-01-05\n\
        due = 2018-12-31\nunit = \"户\"\nbaseline = 0\ntarget = 1\n";
    [("duban.toml", book("台账", &["项目"], &["一局".to_owned()])), ("tasks.toml", task.to_owned())]
}

/// Names that are markup, that turn the direction of what follows, that are very long or have no place to break them.
const HOSTILE: [&str; 8] = [
    "<script>window.broken = 1</script>",
    "<img src=x onerror=window.broken=1>",
    "\\\"'&amp;<!--</style></script>--><b>",
    "\\u202E反的\\u2066字 \\u200F和\\u0007钟",
    "👩‍👩‍👧‍👦🏳️‍🌈👍🏽表情与🇨🇳",
    "{all}{shown}{more}项`${1+1}`",
    "关于进一步推进老旧小区改造与“双修”工作并同步落实长效管理机制的若干事项（含配套道路、管网、停车、绿化与适老化）",
    "Z̷͉͝a̸̢̛l̵̰̔g̴͙͐o̶͕͒ и हिन्दी العربية",
];

pub(super) fn hostile() -> [(&'static str, String); 2] {
    let unbroken = "Llanfairpwllgwyngyll".repeat(15);
    let names: Vec<String> =
        HOSTILE.iter().map(|name| (*name).to_owned()).chain([unbroken]).collect();
    let mut tasks = String::new();
    for (nth, name) in names.iter().enumerate() {
        let other = &names[(nth + 3) % names.len()];
        let _ = write!(
            tasks,
            "\n[[task]]\nid = \"H-{nth}\"\ntitle = \"{name}\"\narea = \"a{}\"\nowner = \"d{nth}\"\nleader = \"{other}\"\n\
             source = \"{name}\"\nstart = 2018-01-05\ndue = 2018-0{}-28\ngoal = \"{other}\"\nmeasures = [\"{name}\"]\nunit = \"户\"\n\
             baseline = 0\ntarget = 123456789\nlog = [\n  {{ on = 2018-02-28, done = 23456, note = \"{name}\", next = \"{other}\" }},\n  \
             {{ on = 2018-03-30, blocked = \"{other}\" }},\n]\n",
            nth % 2,
            2 + nth % 7
        );
    }
    let areas = [HOSTILE[0], HOSTILE[6]];
    [("duban.toml", book(HOSTILE[2], &areas, &names)), ("tasks.toml", tasks)]
}

/// So many tasks of forty departments in six areas: some behind, some as they should be, some ahead.
pub(super) fn of_tasks(count: usize) -> [(&'static str, String); 2] {
    let departments: Vec<String> = (0..40).map(|nth| format!("第{nth}街道办事处")).collect();
    let areas = ["项目", "招商", "产业", "城市", "攻坚", "民生"];
    let mut tasks = String::new();
    for nth in 0..count {
        let _ = write!(
            tasks,
            "\n[[task]]\nid = \"T-{nth:04}\"\ntitle = \"东海片区征迁扫尾第{nth}项\"\narea = \"a{}\"\nowner = \"d{}\"\nleader = \"第{}副区长\"\n\
             start = 2018-01-05\ndue = 2018-{:02}-28\nunit = \"户\"\nbaseline = 0\ntarget = 100\nlog = [\n  \
             {{ on = 2018-02-28, done = {}, note = \"剩4户，遗产公证中\" }},\n  {{ on = 2018-04-28, done = {}, note = \"又签两户\", next = \"月底签完\" }},\n]\n",
            nth % 6,
            nth % 40,
            nth % 5,
            5 + nth % 8,
            10 + nth % 17,
            30 + nth % 61
        );
    }
    [("duban.toml", book("五千项", &areas, &departments)), ("tasks.toml", tasks)]
}
