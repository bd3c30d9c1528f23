//! Ledgers that are hard to lay out: with next to nothing, with names as long as somebody can make them, with many tasks.

use std::fmt::Write;

const MAIL: &str = "\n[mail]\nfrom = \"a@example.gov.cn\"\nto = \"b@example.gov.cn\"\n";

fn book(title: &str, area: &str, departments: &[String]) -> String {
    let mut book = format!(
        "[ledger]\nformat = 1\ntitle = \"{title}\"\nyear = 2018\ncadence = \"month\"\n{MAIL}\n\
         [[area]]\nid = \"a\"\nname = \"{area}\"\n"
    );
    for (nth, name) in departments.iter().enumerate() {
        let _ = write!(book, "\n[[department]]\nid = \"d{nth}\"\nname = \"{name}\"\n");
    }
    book
}

/// A task that is behind, of a department and with a title.
fn task(id: &str, nth: usize, title: &str, words: &str) -> String {
    format!(
        "\n[[task]]\nid = \"{id}\"\ntitle = \"{title}\"\nowner = \"d{nth}\"\nstart = 2018-01-05\n\
         due = 2018-0{}-28\ngoal = \"{words}\"\nunit = \"户\"\nbaseline = 0\ntarget = 123456789\nlog = [\n  \
         {{ on = 2018-02-28, done = 23456, note = \"{words}\", next = \"{words}\" }},\n  \
         {{ on = 2018-03-30, blocked = \"{words}\" }},\n]\n",
        4 + nth % 5
    )
}

/// One task, and nothing reported.
pub(super) fn nearly_empty() -> [(&'static str, String); 2] {
    let task = "area = \"a\"\n\n[[task]]\nid = \"P-01\"\ntitle = \"甲\"\nowner = \"d0\"\nstart = 2018-01-05\n\
        due = 2018-12-31\nunit = \"户\"\nbaseline = 0\ntarget = 1\n";
    [("duban.toml", book("台账", "项目", &["一局".to_owned()])), ("tasks.toml", task.to_owned())]
}

/// Names without a place to break them, and Chinese ones of a hundred characters.
pub(super) fn with_long_names() -> [(&'static str, String); 2] {
    let latin = "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(4);
    let unit = "泉州市丰泽区机关效能建设领导小组办公室暨营商环境投诉受理中心联合工作专班".repeat(3);
    let title = "关于进一步推进老旧小区改造与“双修”工作".repeat(6);
    let address = format!("https://example.gov.cn/{}", "a/b_c-".repeat(40));
    let departments = [unit, latin.clone(), "一局".to_owned()];
    let mut tasks = "area = \"a\"\n".to_owned();
    for (nth, title) in [latin.as_str(), &title, "8".repeat(90).as_str()].into_iter().enumerate() {
        tasks.push_str(&task(&format!("P-0{}", nth + 1), nth, title, &address));
        let id = format!("QUANZHOU-FENGZE-KEY-PROJECT-2018-{nth}");
        tasks.push_str(&task(&id, (nth + 1) % 3, title, &latin));
    }
    [("duban.toml", book(&latin, &title, &departments)), ("tasks.toml", tasks)]
}

/// So many tasks of forty departments.
pub(super) fn of_tasks(count: usize) -> [(&'static str, String); 2] {
    let departments: Vec<String> = (0..40).map(|nth| format!("第{nth}街道办事处")).collect();
    let mut tasks = "area = \"a\"\n".to_owned();
    for nth in 0..count {
        let title = format!("东海片区征迁扫尾第{nth}项");
        tasks.push_str(&task(&format!("T-{nth:04}"), nth % 40, &title, "剩4户，遗产公证中"));
    }
    [("duban.toml", book("三千项", "项目", &departments)), ("tasks.toml", tasks)]
}
