//! The questions of `add`, `done`, `enter` and `edit`, each until it is answered or given up.

use super::Desk;
use super::screen::{CTRL_C, CTRL_D, Screen, TAB};
use std::fs;

const HOW: &str = "怎么衡量（数量、百分比、节点、比率、办结；回车为百分比）：";

#[test]
fn add_asks_for_what_is_missing_until_it_can_be_used() {
    let desk = Desk::new();
    let mut screen = desk.at(&["add"]);
    screen.answer("事项：", "");
    screen.answer("事项：", "东湖步行桥");
    screen.answer("领域：", "城墙");
    screen.until("没有领域 `城墙`");
    screen.until("是不是 `城市`？");
    screen.answer("领域：", "城市");
    screen.answer("牵头单位：", "住建局");
    screen.answer("时限：", "不知道");
    screen.until("不认识的日期：不知道");
    screen.answer("时限：", "9月30日");
    screen.answer(HOW, "称重");
    screen.until("没有衡量方式 `称重`");
    screen.answer(HOW, "数量");
    screen.answer("目标数：", "很多");
    screen.until("很多");
    screen.answer("目标数：", "240");
    screen.answer("单位（默认%）：", "米");
    let (code, said) = screen.end();
    assert_eq!(code, Some(0), "{said}");
    let text = desk.read("urban.toml");
    let (_, added) = text.rsplit_once("[[task]]\n").unwrap();
    for line in [
        "title = \"东湖步行桥\"",
        "owner = \"zjj\"",
        "due = 2018-09-30",
        "target = 240",
        "unit = \"米\"",
    ] {
        assert!(added.lines().any(|own| own == line), "{line}:\n{added}");
    }
}

#[test]
fn add_asks_for_nothing_that_was_said() {
    let desk = Desk::new();
    let said =
        ["add", "--title", "步行桥", "--area", "城市", "--owner", "住建局", "--due", "9月30日"];
    let mut screen = desk.at(&said);
    screen.answer(HOW, "");
    assert_eq!(screen.end().0, Some(0));
    let text = desk.read("urban.toml");
    let (_, added) = text
        .rsplit_once(
            "[[task]]
",
        )
        .unwrap();
    assert!(added.contains("步行桥") && !added.contains("target"), "{added}");

    // In another ledger: the same task twice a day is refused.
    let desk = Desk::new();
    let mut screen = desk.at(&[&said[..], &["--target", "240", "--unit", "米"]].concat());
    let shown = screen.until("0/240米");
    assert!(!shown.contains("目标数"), "{shown}");
    assert_eq!(screen.end().0, Some(0));
}

/// A question and its answer.
type Asked = (&'static str, &'static str);

#[test]
fn add_asks_how_a_task_is_measured() {
    let answers: [(&str, &[Asked], &str); 5] = [
        ("办结", &[], "measure = \"none\""),
        (
            "比率",
            &[("目标数：", "4.5"), ("目标是以上还是以内（回车为以上）：", "以内")],
            "measure = \"rate\"\nbetter = \"lower\"",
        ),
        (
            "比率",
            &[("目标数：", "8"), ("目标是以上还是以内（回车为以上）：", "")],
            "measure = \"rate\"\nbetter = \"higher\"",
        ),
        (
            "节点",
            &[
                ("节点（如 `3月31日:方案`，一次一个，回车结束）：", "6月底:方案"),
                ("节点（如 `3月31日:方案`，一次一个，回车结束）：", ""),
            ],
            "step = \"方案\"",
        ),
        ("百分比", &[], "due = 2018-09-30"),
    ];
    for (how, more, written) in answers {
        let desk = Desk::new();
        let said =
            ["add", "--title", "步行桥", "--area", "城市", "--owner", "住建局", "--due", "9月30日"];
        let mut screen = desk.at(&said);
        screen.answer(HOW, how);
        for (question, answer) in more {
            screen.answer(question, answer);
        }
        let (code, shown) = screen.end();
        assert_eq!(code, Some(0), "{how}: {shown}");
        let text = desk.read("urban.toml");
        let (_, added) = text.rsplit_once("[[task]]\n").unwrap();
        assert!(added.contains(written), "{how}:\n{added}");
        assert_eq!(how == "百分比", !added.contains("measure") && !added.contains("plan"), "{how}");
    }
}

#[test]
fn the_end_of_the_input_ends_the_questions_and_nothing_is_written() {
    for (key, lang, missing) in [
        (CTRL_D, "zh-Hans", "还缺 --title"),
        (CTRL_C, "zh-Hant", "還缺 --title"),
        (CTRL_D, "en", "still missing: --title"),
    ] {
        let desk = Desk::new();
        let mut screen = desk.at(&["--lang", lang, "add"]);
        let questions = match lang {
            "en" => [
                "Title: ",
                "Area: ",
                "Owner: ",
                "Deadline: ",
                "Measured how (quantity, percent, steps, rate, done; Enter for percent): ",
            ],
            "zh-Hant" => [
                "事項：",
                "領域：",
                "牽頭單位：",
                "時限：",
                "怎麼衡量（數量、百分比、節點、比率、辦結；回車為百分比）：",
            ],
            _ => ["事项：", "领域：", "牵头单位：", "时限：", HOW],
        };
        for question in questions {
            screen.until(question);
            screen.types(key);
        }
        screen.until(missing);
        assert_eq!(screen.end().0, Some(2), "{lang}");
        assert!(desk.is_untouched(), "{lang}");
    }
}

#[test]
fn tab_completes_the_only_name_and_lists_several() {
    let desk = Desk::new();
    let mut screen = desk.at(&["add", "--title", "步行桥", "--due", "9月30日", "--target", "5"]);
    screen.until("领域：");
    screen.types(&format!("城{TAB}"));
    screen.until("城市");
    screen.types("\r");
    screen.until("牵头单位：");
    screen.types(&format!("街道办{TAB}{TAB}"));
    // In the list two spaces stand between them, in the hint beside the line one.
    screen.until("东海街道办  城东街道办");
    let erase = "\u{7f}".repeat("街道办".chars().count());
    screen.types(&format!("{erase}住建{TAB}"));
    screen.until("区住建局");
    screen.types("\r");
    assert_eq!(screen.end().0, Some(0));
    let text = desk.read("urban.toml");
    let (_, added) = text
        .rsplit_once(
            "[[task]]
",
        )
        .unwrap();
    assert!(added.contains("owner = \"zjj\""), "{added}");
}

#[test]
fn names_are_offered_while_one_types() {
    let desk = Desk::new();
    let mut screen = desk.at(&["add", "--title", "步行桥"]);
    screen.until("领域：");
    screen.types("产");
    screen.until("产业");
    screen.types("\r");
    screen.until("没有领域 `产`");
    screen.until("领域：");
    screen.types("产业\r");
    screen.until("牵头单位：");
    screen.types("街道");
    screen.until("  [");
    let offered = screen.until("]");
    assert!(offered.split(' ').count() <= 5 && offered.contains("东海街道办"), "{offered}");
    screen.types("没有");
    screen.until("街道没有");
    screen.types(CTRL_C);
    screen.until("时限：");
    screen.types(CTRL_C);
    screen.until(HOW);
    screen.types(CTRL_C);
    screen.until("还缺 --owner");
    assert_eq!(screen.end().0, Some(2));
    assert!(desk.is_untouched());
}

/// What a figure of P-07 is asked in the grace of a dekad without a report.
fn asked_for_a_period(desk: &Desk, answer: &str) -> (Option<i32>, String) {
    let mut screen = desk.at(&["done", "P-07", "+6"]);
    screen.until("这是哪一期的？");
    screen.until("1) 5月上旬（5月10日）");
    screen.until("2) 5月12日");
    screen.until("> ");
    screen.types(answer);
    screen.end()
}

#[test]
fn done_asks_which_period_is_meant() {
    for (answer, line) in
        [("1\r", "  { on = 2018-05-10, done = 66 },"), ("2\r", "  { on = 2018-05-12, done = 66 },")]
    {
        let desk = Desk::new();
        let (code, said) = asked_for_a_period(&desk, answer);
        assert_eq!(code, Some(0), "{said}");
        let text = desk.read("projects.toml");
        assert!(text.lines().any(|own| own == line), "{line}: {said}");
    }
}

#[test]
fn an_answer_that_is_none_of_the_choices_writes_nothing_and_says_what_to_add() {
    for answer in ["3\r", "0\r", "上旬\r", "\r", CTRL_D] {
        let desk = Desk::new();
        let (code, said) = asked_for_a_period(&desk, answer);
        assert_eq!(code, Some(2), "{answer:?}: {said}");
        assert!(said.contains("--for 5月上旬 或 --on 2018-05-12"), "{answer:?}: {said}");
        assert!(desk.is_untouched(), "{answer:?}");
    }
}

/// `enter` of the first dekad of May, at the first of its two questions.
fn entering(desk: &Desk) -> Screen {
    let mut screen = desk.at(&["enter"]);
    screen.until("5月上旬应报未报2项");
    screen.until("1/2 P-07");
    screen.until("> ");
    screen
}

#[test]
fn enter_asks_for_each_report_in_turn_and_again_where_it_cannot_be_read() {
    let desk = Desk::new();
    let mut screen = entering(&desk);
    screen.types("6x\r");
    screen.until("不是数：`6x`");
    screen.until("1/2 P-07");
    screen.answer("> ", "66 | 又签约6户 | 5月底前过八成");
    screen.until("2/2 U-06");
    screen.answer("> ", "已改到第三稿 | 月内再送");
    let (code, said) = screen.end();
    assert_eq!(code, Some(0), "{said}");
    let entry = "{ on = 2018-05-10, done = 66, note = \"又签约6户\", next = \"5月底前过八成\" },";
    assert!(desk.read("projects.toml").contains(entry), "{said}");
    let entry = "{ on = 2018-05-10, note = \"已改到第三稿\", next = \"月内再送\" },";
    assert!(desk.read("urban.toml").contains(entry), "{said}");
}

#[test]
fn enter_saves_what_was_said_before_s_and_nothing_before_q() {
    let desk = Desk::new();
    let mut screen = entering(&desk);
    screen.types("66\r");
    screen.until("2/2 U-06");
    screen.answer("> ", "q");
    screen.until("没有要改的");
    assert_eq!(screen.end().0, Some(0));
    assert!(desk.is_untouched());

    let mut screen = entering(&desk);
    screen.types("\r");
    screen.until("2/2 U-06");
    screen.answer("> ", "s");
    screen.until("没有要改的");
    assert_eq!(screen.end().0, Some(0));
    assert!(desk.is_untouched());

    let mut screen = entering(&desk);
    screen.types("66\r");
    screen.until("2/2 U-06");
    screen.until("> ");
    screen.types(CTRL_D);
    assert_eq!(screen.end().0, Some(0));
    assert!(desk.read("projects.toml").contains("{ on = 2018-05-10, done = 66 },"));
}

#[test]
fn enter_judges_each_line_as_it_is_typed() {
    let desk = Desk::new();
    let mut screen = entering(&desk);
    screen.types("?\r");
    screen.until("记到写明的那一项");
    screen.until("> ");
    screen.types("50\r");
    screen.until("比上次的60户小");
    screen.until("> ");
    screen.types("\r");
    screen.until("1/2 P-07");
    screen.answer("> ", "660");
    screen.until("660户远超目标120户");
    screen.until("> ");
    screen.types("\r");
    screen.until("1/2 P-07");
    screen.answer("> ", "66 ｜ 又签约6户");
    screen.until("记：P-07 完成66户");
    screen.until("2/2 U-06");
    screen.answer("> ", "<");
    screen.until("1/2 P-07");
    screen.answer("> ", "67");
    screen.until("记：P-07 完成67户");
    screen.until("2/2 U-06");
    screen.answer("> ", "已改到第三稿");
    let (code, said) = screen.end();
    assert_eq!(code, Some(0), "{said}");
    assert!(desk.read("projects.toml").contains("{ on = 2018-05-10, done = 67 },"), "{said}");
    assert!(!desk.read("projects.toml").contains("done = 66"), "{said}");
}

#[test]
fn a_piece_of_a_name_is_asked_about_before_a_write() {
    let desk = Desk::new();
    let words = ["done", "东海片区征迁", "66", "--on", "2018-05-12"];
    let mut screen = desk.at(&words);
    screen.until("是 P-07 东海片区征迁扫尾 吗？");
    screen.types("\r");
    screen.until("不是完整的编号或事项名");
    assert_eq!(screen.end().0, Some(2));
    assert!(desk.is_untouched());

    let mut screen = desk.at(&words);
    screen.until("是 P-07 东海片区征迁扫尾 吗？");
    screen.types("y\r");
    let (code, said) = screen.end();
    assert_eq!(code, Some(0), "{said}");
    assert!(desk.read("projects.toml").contains("{ on = 2018-05-12, done = 66 },"), "{said}");
}

#[test]
fn enter_that_is_interrupted_writes_nothing() {
    let desk = Desk::new();
    let mut screen = entering(&desk);
    screen.types("66\r");
    screen.until("2/2 U-06");
    screen.until("> ");
    screen.types(CTRL_C);
    assert_eq!(screen.end().0, None, "killed by the signal");
    assert!(desk.is_untouched());
}

/// An editor that gives the task another deadline: a wrong one the first time, as long as its mark stands.
fn editing(desk: &Desk) -> Screen {
    let editor = "f() { if [ -e wrong ]; then rm wrong; to=9999-99-99; else to=2018-07-31; fi; \
                  sed -i \"s/^due = .*/due = $to/\" \"$1\"; }; f";
    fs::write(desk.place.folder().join("wrong"), "").unwrap();
    let mut command = desk.command(&["edit", "P-07"]);
    command.env("EDITOR", editor);
    let mut screen = Screen::open(command, 24, 80);
    screen.until("9999-99-99");
    screen.until("回车再改，n 放弃：");
    screen
}

#[test]
fn edit_asks_to_mend_what_was_refused() {
    let desk = Desk::new();
    let mut screen = editing(&desk);
    screen.types("\r");
    let (code, said) = screen.end();
    assert_eq!(code, Some(0), "{said}");
    assert!(desk.read("projects.toml").contains("due = 2018-07-31"), "{said}");
}

#[test]
fn edit_that_is_given_up_keeps_the_text() {
    let desk = Desk::new();
    let mut screen = editing(&desk);
    screen.types("n\r");
    screen.until("改过的文本在：");
    let (code, said) = screen.end();
    assert_eq!(code, Some(4), "{said}");
    assert!(desk.is_untouched());
    let kept = said.lines().next().unwrap();
    assert!(fs::read_to_string(kept).unwrap().contains("9999-99-99"));
    fs::remove_dir_all(std::path::Path::new(kept).parent().unwrap()).unwrap();
}

#[test]
fn a_figure_far_beyond_its_target_is_asked_about() {
    let desk = Desk::new();
    let words = ["done", "P-07", "6600", "--on", "2018-05-12"];
    let mut screen = desk.at(&words);
    screen.until("P-07：6600户远超目标120户");
    screen.until("照写吗？");
    screen.types("\r");
    screen.until("没有写入");
    assert_eq!(screen.end().0, Some(4));
    assert!(desk.is_untouched());

    let mut screen = desk.at(&words);
    screen.until("照写吗？");
    screen.types("y\r");
    let (code, said) = screen.end();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("figure-far-beyond"), "{said}");
    assert!(desk.read("projects.toml").contains("{ on = 2018-05-12, done = 6600 },"), "{said}");
}

#[test]
fn a_table_with_figures_far_beyond_their_targets_is_asked_about_once() {
    let desk = Desk::new();
    let table = "编号,日期,完成数\nP-07,2018-05-11,6600\nP-07,2018-05-12,66000\n";
    let path = desk.place.folder().join("table.csv");
    fs::write(&path, table).unwrap();
    let words = ["done", "--from", path.to_str().unwrap()];
    let mut screen = desk.at(&words);
    screen.until("P-07：6600户远超目标120户");
    screen.until("P-07：66000户远超目标120户");
    screen.until("照写吗？");
    screen.types("n\r");
    screen.until("没有写入");
    assert_eq!(screen.end().0, Some(4));

    let mut screen = desk.at(&words);
    screen.until("照写吗？");
    screen.types("y\r");
    let (code, said) = screen.end();
    assert_eq!(code, Some(0), "{said}");
    assert!(desk.read("projects.toml").contains("done = 66000"), "{said}");
}
