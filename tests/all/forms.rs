//! Forms: filled in by openpyxl and taken through LibreOffice, they come back as exactly the entries that were filled in, and
//! whatever else was done to them is refused at its cell.

use crate::dresses::{folder, installed, office};
use crate::session::place::profile;
use crate::verdict::root;
use crate::workbooks::python;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A task of each sort that a form asks for in its own way.
const TASKS: &str = r#"area = "a"
owner = "dhjd"

[[task]]
id = "A-1"
title = "片区征迁"
due = 2018-11-30
target = 120
unit = "户"
invest = 800
log = [
  { on = 2018-04-30, done = 66, next = "5月底前过八成" },
]

[[task]]
id = "A-2"
title = "道路前期"
due = 2018-12-31
plan = [{ by = 2018-04-30, step = "方案" }, { by = 2018-08-31, step = "开工" }, { by = 2018-12-31, step = "完工" }]
log = [
  { on = 2018-04-30, step = "方案" },
]

[[task]]
id = "A-3"
title = "征地拆迁"
due = 2018-12-31
indicators = [{ id = "zd", name = "征地", unit = "亩", target = 320 }, { id = "cq", name = "拆迁", unit = "户", target = 86 }]
log = [
  { on = 2018-04-30, done = { zd = 100, cq = 30 } },
]

[[task]]
id = "A-4"
title = "制度修订"
due = 2018-12-31
measure = "none"
log = []

[[task]]
id = "A-5"
title = "值守应急"
due = 2018-12-31
kind = "duty"
log = []

[[task]]
id = "A-6"
title = "细颗粒物"
due = 2018-12-31
measure = "rate"
baseline = 33
target = 29
unit = "微克/立方米"
log = []
"#;

const CONFIG: &str = r#"[ledger]
format = 1
title = "甲区台账"
year = 2018
cadence = "dekad"
grace = 2

[[area]]
id = "a"
name = "项目"

[[department]]
id = "dhjd"
name = "东海街道办"
"#;

/// A ledger in a folder of its own.
struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Self {
        let room = Self(tempfile::tempdir().unwrap());
        fs::create_dir(room.0.path().join("台账")).unwrap();
        fs::write(room.path("台账/duban.toml"), CONFIG).unwrap();
        fs::write(room.path("台账/tasks.toml"), TASKS).unwrap();
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn says(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_duban"))
            .env_clear()
            .envs(profile())
            .current_dir(self.0.path())
            .args(["-C", "台账", "--as-of", "2018-05-11"])
            .args(words)
            .output()
            .unwrap()
    }

    /// The form of 5月上旬.
    fn issued(&self) -> PathBuf {
        let said = self.says(&["form", "5月上旬", "-o", "发出"]);
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        self.path("发出/2018年5月上旬 东海街道办.xlsx")
    }

    fn taken(&self, form: &str) -> Result<Vec<String>, String> {
        let said = self.says(&["import", form, "--as-log", "--for", "5月上旬"]);
        let error = String::from_utf8_lossy(&said.stderr).into_owned();
        let text = fs::read_to_string(self.path("台账/tasks.toml")).unwrap();
        if !said.status.success() {
            assert_eq!(text, TASKS, "{error}");
            return Err(error);
        }
        let new = text.lines().filter(|line| !TASKS.lines().any(|own| own == *line));
        let evidence = format!(", evidence = \"../{form}\"");
        Ok(new.map(|line| line.trim().replace(&evidence, "")).collect())
    }
}

fn script(python: &Path, words: &[&str]) -> String {
    let script = root().join("tests/workbooks/form.py");
    let said = Command::new(python).arg(script).args(words).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}

fn fill(python: &Path, from: &Path, to: &Path, steps: &Value) {
    script(python, &["fill", from.to_str().unwrap(), to.to_str().unwrap(), &steps.to_string()]);
}

/// Something of each sort.
fn all() -> Value {
    json!([
        ["fill", "A-1", null, "累计完成", 72],
        ["fill", "A-1", null, "累计投资（万元）", 310.5],
        ["fill", "A-1", null, "进展情况", "新签6户"],
        ["fill", "A-1", null, "阻点", "产权纠纷"],
        ["fill", "A-1", null, "下步打算", "6月底前签完"],
        ["fill", "A-2", null, "节点、自评", "开工"],
        ["fill", "A-2", null, "申请销号", "申请"],
        ["fill", "A-3", "拆迁", "累计完成", 28],
        ["fill", "A-3", "拆迁", "更正原因", "重复计数"],
        ["fill", "A-4", null, "节点、自评", "滞后"],
        ["fill", "A-4", null, "阻点", "无"],
        ["fill", "A-5", null, "进展情况", "值守正常"],
        ["fill", "A-6", null, "累计完成", "31微克/立方米"],
    ])
}

const ENTRIES: [&str; 7] = [
    r#"{ on = 2018-05-10, done = 72, invested = 310.5, note = "新签6户", next = "6月底前签完", by = "dhjd" },"#,
    r#"{ on = 2018-05-10, blocked = "产权纠纷", by = "dhjd" },"#,
    r#"{ on = 2018-05-10, step = "开工", request = "申请销号", by = "dhjd" },"#,
    r#"{ on = 2018-05-10, done = { cq = 28 }, correction = "重复计数", by = "dhjd" },"#,
    r#"{ on = 2018-05-10, judge = "lagging", note = "滞后", by = "dhjd" },"#,
    r#"{ on = 2018-05-10, note = "值守正常", by = "dhjd" },"#,
    r#"{ on = 2018-05-10, done = 31, by = "dhjd" },"#,
];

#[test]
fn the_same_ledger_and_day_give_the_same_form() {
    let (one, other) = (Room::new(), Room::new());
    assert_eq!(fs::read(one.issued()).unwrap(), fs::read(other.issued()).unwrap());
    // An empty form is issued again without a word.
    one.issued();
}

#[test]
fn a_form_comes_back_as_exactly_what_was_filled_in() {
    let Some(python) = python() else { return };
    let room = Room::new();
    fill(&python, &room.issued(), &room.path("交回.xlsx"), &all());
    let mut entries = room.taken("交回.xlsx").unwrap();
    entries.retain(|line| line.starts_with('{'));
    assert_eq!(entries, ENTRIES);
    let again = room.says(&["import", "交回.xlsx", "--as-log", "--for", "5月上旬"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("7条已在台账里"), "{again:?}");
    // What was filled in is not replaced.
    fs::rename(room.path("交回.xlsx"), room.issued()).unwrap();
    let refused = room.says(&["form", "5月上旬", "-o", "发出"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("已经填过"), "{refused:?}");
}

#[test]
fn libreoffice_keeps_locks_rules_and_mark() {
    let Some(python) = python() else { return };
    if !installed("soffice", "--version", "forms in LibreOffice") {
        return;
    }
    let place = folder("forms");
    for (nth, format) in ["xlsx", "ods", "xls"].into_iter().enumerate() {
        let room = Room::new();
        let (issued, filled) = (room.issued(), place.join(format!("交回{nth}.xlsx")));
        fill(&python, &issued, &filled, &all());
        let out = place.join(format!("out{nth}"));
        let words = ["--convert-to", format, "--outdir", out.to_str().unwrap()];
        office(&place, &words, &[filled]);
        let back = format!("交回.{format}");
        fs::copy(out.join(format!("交回{nth}.{format}")), room.path(&back)).unwrap();
        let mut entries = room.taken(&back).unwrap();
        entries.retain(|line| line.starts_with('{'));
        assert_eq!(entries, ENTRIES, "{format}");
        if format == "xlsx" {
            let look = |path: &Path| -> Value {
                serde_json::from_str(&script(&python, &["look", path.to_str().unwrap()])).unwrap()
            };
            let (before, after) = (look(&issued), look(&room.path(&back)));
            assert_eq!(before["hidden"], json!(["duban"]));
            for key in ["hidden", "open", "rules", "paper", "repeat"] {
                assert_eq!(before[key], after[key], "{key}");
            }
            assert_ne!(after["reds"], json!(0));
            assert!(before["rules"].as_object().unwrap().len() > 10, "{before}");
        }
    }
    fs::remove_dir_all(place).unwrap();
}

#[test]
fn what_was_done_to_a_form_is_understood_or_refused_at_its_cell() {
    let Some(python) = python() else { return };
    let one = json!(["fill", "A-1", null, "累计完成", 72]);
    let entry = r#"{ on = 2018-05-10, done = 72, by = "dhjd" },"#;
    // Understood: rows moved or deleted, nothing filled in elsewhere.
    for step in [json!(["swap", "A-1", "A-4"]), json!(["delete", "A-5"])] {
        let room = Room::new();
        fill(&python, &room.issued(), &room.path("交回.xlsx"), &json!([one, step]));
        assert_eq!(room.taken("交回.xlsx").as_deref(), Ok(&[entry.to_owned()][..]), "{step}");
    }
    for (steps, words) in [
        (json!([["fill", "A-1", null, "累计完成", 60]]), "60户 比上次的 66户 退回去了"),
        (json!([["fill", "A-1", null, "累计完成", "约70"]]), "H5：`约70` 不是数"),
        (json!([["fill", "A-2", null, "节点、自评", "开丁"]]), "是不是 `开工`？"),
        (json!([["fill", "A-3", "征地", "累计完成", 90]]), "征地90亩 比上次的 征地100亩"),
        (json!([["fill", "A-4", null, "节点、自评", "受阻"]]), "没有写阻点"),
        (json!([["fill", "A-1", null, "更正原因", "误报"]]), "没有填更正后的数"),
        (json!([one, ["set", "A-1", "目标", "100户"]]), "锁定的格被改过：`100户`，原是 `120户`"),
        (json!([one, ["set", "A-2", "累计完成", 50]]), "`50`：这一项不填这一栏"),
        (json!([one, ["set", "A-2", "编号", "A-1"]]), "`A-1` 有两行"),
        (json!([one, ["add", "A-9", "累计完成", 5]]), "`A-9` 不在发出的表里"),
        (json!([one, ["add", null, "累计完成", 5]]), "`5` 不在该填的格里"),
        (json!([one, ["beside", "A-1", "请核"]]), "`请核` 不在该填的格里"),
        (json!([one, ["mark", 4, 5, "0"]]), "隐藏的记录改动过"),
        (json!([one, ["set", "A-1", "时限", "12月31日"]]), "锁定的格被改过：`12月31日`"),
        (
            json!([one, ["set", "A-1", "上次所报", "60户"]]),
            "F5：锁定的格被改过：`60户`，原是 `66户`",
        ),
        (
            json!([one, ["set", "A-1", "上次下步打算、未解决阻点", "无"]]),
            "G5：锁定的格被改过：`无`",
        ),
        (json!([["fill", "A-1", null, "累计完成", 70.5]]), "H5：70.5户 不是整数，户按整数计"),
        (json!([["fill", "A-3", "征地", "累计完成", -3]]), "H8：-3亩 小于0"),
        (json!([["fill", "A-1", null, "累计投资（万元）", -4]]), "-4万元 小于0"),
        (json!([["fill", "A-4", null, "申请销号", "好"]]), "申请的写“申请”“是”或“√”"),
        (
            json!([
                ["fill", "A-4", null, "进展情况", "两项都在办"],
                ["merge", "A-4", "A-5", "进展情况"]
            ]),
            "L11：`两项都在办` 在合并的单元格里",
        ),
        (
            json!([["fill", "A-1", null, "进展情况", "响_x0007_铃"]]),
            "格内有看不见的控制字符：东海街道办!L5",
        ),
    ] {
        let room = Room::new();
        fill(&python, &room.issued(), &room.path("交回.xlsx"), &steps);
        let refused = room.taken("交回.xlsx").unwrap_err();
        assert!(refused.contains(words), "{steps}: {refused}");
    }
}

#[test]
fn a_form_of_another_period_ledger_or_promise_is_refused() {
    let Some(python) = python() else { return };
    let steps = json!([["fill", "A-1", null, "累计完成", 72]]);
    let room = Room::new();
    fill(&python, &room.issued(), &room.path("交回.xlsx"), &steps);
    let said = |words: &[&str]| String::from_utf8(room.says(words).stderr).unwrap();
    for words in [
        &["import", "交回.xlsx", "--as-log", "--for", "4月下旬"][..],
        &["reconcile", "4月下旬", "--against", "交回.xlsx"],
    ] {
        assert!(said(words).contains("不是2018-04-D3的"), "{}", said(words));
    }
    let tasks = room.path("台账/tasks.toml");
    fs::write(&tasks, TASKS.replace("target = 120", "target = 100")).unwrap();
    let import = ["import", "交回.xlsx", "--as-log", "--for", "5月上旬"];
    assert!(said(&import).contains("A-1 的承诺在发表之后改过"), "{}", said(&import));
    let config = room.path("台账/duban.toml");
    fs::write(&config, CONFIG.replace("甲区", "乙区")).unwrap();
    assert!(said(&import).contains("不是“乙区台账”的"), "{}", said(&import));
    // A title that was only corrected is the same ledger.
    fs::write(&tasks, TASKS).unwrap();
    assert!(room.says(&import).status.success(), "{}", said(&import));
}

#[test]
fn only_what_was_not_reported_since_is_asked_for() {
    let room = Room::new();
    let count = |since: &str| {
        let said = room.says(&["form", "5月上旬", "-o", "补报.xlsx", "--since", since]);
        let words = String::from_utf8(said.stdout).unwrap();
        let _ = fs::remove_file(room.path("补报.xlsx"));
        words.lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(count("5月1日"), "5月上旬填报表：1个单位，6项");
    assert_eq!(count("4月下旬"), "5月上旬填报表：1个单位，3项");
}

#[test]
fn what_is_said_in_several_ways_is_written_once_and_apart() {
    let Some(python) = python() else { return };
    let room = Room::new();
    let steps = json!([
        ["fill", "A-1", null, "阻点", "1.产权纠纷；2.资金"],
        ["fill", "A-4", null, "进展情况", "月底前印发"],
        ["fill", "A-4", null, "下步打算", "月底前印发"],
        ["fill", "A-4", null, "申请销号", "否"],
        ["fill", "A-5", null, "下步打算", "继续值守"],
        ["sheet", "补充", "另有两户"],
    ]);
    fill(&python, &room.issued(), &room.path("交回.xlsx"), &steps);
    let said = room.says(&["import", "交回.xlsx", "--as-log", "--for", "5月上旬", "--dry-run"]);
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(told.contains("没有收：交回.xlsx 补充!B3 `另有两户`"), "{told}");
    let mut entries = room.taken("交回.xlsx").unwrap();
    entries.retain(|line| line.starts_with('{'));
    assert_eq!(
        entries,
        [
            r#"{ on = 2018-05-10, blocked = "产权纠纷", by = "dhjd" },"#,
            r#"{ on = 2018-05-10, blocked = "资金", by = "dhjd" },"#,
            r#"{ on = 2018-05-10, note = "报下步打算", next = "月底前印发", by = "dhjd" },"#,
            r#"{ on = 2018-05-10, note = "报下步打算", next = "继续值守", by = "dhjd" },"#,
        ]
    );
}

#[test]
fn a_further_copy_is_there_already_or_told_where_it_differs() {
    let Some(python) = python() else { return };
    let room = Room::new();
    let issued = room.issued();
    let fills = |figure: u32| {
        json!([["fill", "A-1", null, "累计完成", figure], ["fill", "A-1", null, "阻点", "资金"]])
    };
    fill(&python, &issued, &room.path("交回.xlsx"), &fills(72));
    fill(&python, &issued, &room.path("再交.xlsx"), &fills(72));
    fill(&python, &issued, &room.path("改过.xlsx"), &fills(74));
    room.taken("交回.xlsx").unwrap();
    let import = |file: &str| {
        let said = room.says(&["import", file, "--as-log", "--for", "5月上旬"]);
        (said.status.success(), String::from_utf8(said.stderr).unwrap())
    };
    let (is_done, told) = import("再交.xlsx");
    assert!(is_done && told.contains("2条已在台账里"), "{told}");
    let (is_done, told) = import("改过.xlsx");
    assert!(!is_done, "{told}");
    assert!(told.contains("H5：“累计完成”和已收的不同：`74`，../交回.xlsx 是 `72`"), "{told}");
    assert!(!told.contains("阻点"), "{told}");
}

#[test]
fn a_form_whose_hidden_sheet_is_gone_is_known_by_its_heads() {
    let Some(python) = python() else { return };
    // The whole sheet, and the table alone.
    for first in [1, 4] {
        let room = Room::new();
        let mut steps = all();
        steps.as_array_mut().unwrap().push(json!(["copy", first]));
        fill(&python, &room.issued(), &room.path("交回.xlsx"), &steps);
        let mut entries = room.taken("交回.xlsx").unwrap();
        entries.retain(|line| line.starts_with('{'));
        assert_eq!(entries, ENTRIES, "from row {first}");
        let out = room.says(&["export", "xlsx", "-o", "交回.xlsx"]);
        assert!(String::from_utf8_lossy(&out.stderr).contains("是填过的填报表"), "{out:?}");
    }
    let room = Room::new();
    let steps = json!([["fill", "A-1", null, "累计完成", 72], ["copy", 1]]);
    fill(&python, &room.issued(), &room.path("交回.xlsx"), &steps);
    let other = room.says(&["import", "交回.xlsx", "--as-log", "--for", "4月下旬"]);
    let told = String::from_utf8(other.stderr).unwrap();
    assert!(told.contains("不是2018-04-D3的填报表"), "{told}");
    let tasks = room.path("台账/tasks.toml");
    fs::write(&tasks, TASKS.replace("target = 120", "target = 100")).unwrap();
    let changed = room.says(&["import", "交回.xlsx", "--as-log", "--for", "5月上旬"]);
    let told = String::from_utf8(changed.stderr).unwrap();
    assert!(told.contains("D5：锁定的格被改过：`120户`，原是 `100户`"), "{told}");
}

#[test]
fn indicators_and_steps_of_one_task_are_both_asked_for() {
    let Some(python) = python() else { return };
    let room = Room::new();
    let plan = r#"plan = [{ by = 2018-06-30, step = "公告" }, { by = 2018-12-31, step = "交地" }]"#;
    let tasks = TASKS.replace("title = \"征地拆迁\"\n", &format!("title = \"征地拆迁\"\n{plan}\n"));
    fs::write(room.path("台账/tasks.toml"), tasks).unwrap();
    let steps = json!([
        ["fill", "A-3", null, "节点、自评", "公告"],
        ["fill", "A-3", "拆迁", "累计完成", 40],
    ]);
    fill(&python, &room.issued(), &room.path("交回.xlsx"), &steps);
    let said = room.says(&["import", "交回.xlsx", "--as-log", "--for", "5月上旬"]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let text = fs::read_to_string(room.path("台账/tasks.toml")).unwrap();
    let step = r#"{ on = 2018-05-10, step = "公告", by = "dhjd", evidence = "../交回.xlsx" },"#;
    let done =
        r#"{ on = 2018-05-10, done = { cq = 40 }, by = "dhjd", evidence = "../交回.xlsx" },"#;
    assert!(text.contains(step) && text.contains(done), "{text}");
}
