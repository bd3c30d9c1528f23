//! The poisoned ledger: every key that holds words, and events of every kind.

use std::fs;
use std::path::Path;

/// Writes it. The poison goes into basic strings of TOML.
pub(super) fn write(folder: &Path, poison: &str) {
    let escaped = escaped(poison);
    for (file, text) in [("duban.toml", BOOK), ("tasks.toml", TASKS)] {
        fs::write(folder.join(file), text.replace('§', &escaped)).unwrap();
    }
}

/// Text as a basic string has it: what TOML forbids, and what an editor would not show, as escapes.
fn escaped(text: &str) -> String {
    let letter = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        _ if letter.is_control() => format!("\\u{:04x}", u32::from(letter)),
        _ => letter.to_string(),
    };
    text.chars().map(letter).collect()
}

const BOOK: &str = r#"[ledger]
format = 1
title = "台账§"
office = "督查室§"
year = 2018
locale = "zh-Hans"
cadence = "dekad"
grace = 2

[lights]
yellow = 10
red = 30
names.red = "红§"
names.yellow = "黄§"
names.green = "绿§"
names.blue = "蓝§"

[report]
title = "通报§"
to = "主送§"
copies = "抄送§"

[notice]
prefix = "督§"
contact = "专干§"
copies = "效能办§"

[[area]]
id = "ar"
name = "领域§"

[[department]]
id = "zjj"
name = "住建局§"
alias = ["建§"]
head = "局长§"
contact = "联系§"

[[department]]
id = "fgj"
name = "发改局§"

[[pipeline]]
id = "inv"
steps = [{step = "甲§", reach = 10}, {step = "乙§", reach = 100}]
"#;

const TASKS: &str = r#"[[task]]
id = "P-01"
title = "§事项§"
owner = "zjj"
area = "ar"
with = ["fgj"]
leader = "领导§"
person = "人§"
phone = "1§"
goal = "目标§"
source = "源§"
no = "3§"
remark = "备注§"
tags = ["标§"]
measures = ["措§"]
levers = ["抓§"]
start = 2018-01-01
due = 2018-04-30
key = true
unit = "户§"
target = 100
invest = 100
log = [
  { on = 2018-04-10, done = 30, note = "§已报§", next = "下步§", by = "人§", evidence = "e§" },
  { on = 2018-04-11, blocked = "阻§", note = "n§" },
  { on = 2018-04-12, order = "批示§", from = "领导§", reply = 2018-04-20 },
  { on = 2018-04-13, urge = "督1号§", reply = 2018-04-20 },
  { on = 2018-04-14, ask = 2018-12-01, note = "申请§" },
]

[[task]]
id = "P-02"
title = "事项§"
owner = "zjj"
area = "ar"
start = 2018-01-01
due = 2018-05-20
plan = [{ by = 2018-03-01, step = "一§" }, { by = 2018-05-01, step = "二§" }]
log = [
  { on = 2018-04-10, step = "一§", note = "已报§" },
  { on = 2018-04-12, extend = 2018-07-01, approval = "文§", note = "n§" },
]

[[task]]
id = "P-03"
title = "事项§"
owner = "fgj"
area = "ar"
start = 2018-01-01
due = 2018-04-30
pipeline = "inv"
log = [
  { on = 2018-02-10, step = "甲§" },
  { on = 2018-03-10, step = "乙§" },
  { on = 2018-03-12, request = "r§" },
  { on = 2018-03-15, verify = "督查室§" },
]

[[task]]
id = "P-04"
title = "事项§"
owner = "fgj"
area = "ar"
start = 2018-01-01
due = 2018-04-30
log = [
  { on = 2018-02-10, note = "甲§" },
  { on = 2018-03-12, cancel = "撤§", approval = "文§" },
]
"#;
