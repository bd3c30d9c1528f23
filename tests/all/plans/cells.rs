//! What cells and columns of a table say: hidden and merged ones, steps, columns by their cells, mappings, other languages.

use super::*;

#[test]
fn what_is_hidden_struck_or_without_value_is_named() {
    let mut plan = sheet(
        "表",
        "序号|任务|责任单位|时限|联系电话|批注
1|甲|区住建局|年底|1|
2|~乙|区财政局|年底|2|
3|丙|~区教育局|=|#N/A|旁
4|丁|区发改局|年底|4||无头",
        &["D5:D6"],
    );
    plan.hidden_rows.insert(4);
    plan.hidden_columns.extend([4, 9]);
    let mut hidden = sheet("底稿", "任务|责任单位|时限\n戊|区住建局|年底", &[]);
    hidden.hidden = true;
    let cover = sheet("封面", "2018年工作要点\n区政府", &[]);
    let sheets = [cover, plan, hidden, Sheet::default()];
    let table = plan_table(&sheets, &PlanMap::default());
    assert_eq!(table.title.as_deref(), Some("2018年工作要点"));
    assert_eq!(table.year, Some(2018));
    assert_eq!(table.sheets[1].hidden_rows, [4]);
    assert_eq!(table.sheets[1].hidden_columns, [4]);
    assert!(table.columns[4].hidden && !table.columns[3].hidden);
    same(
        &told(&table),
        "
        task 1: no=1 title=甲 units=区住建局 due=年底 phone=1
        task 3: no=3 title=丙 other=旁
        task 4 hidden: no=4 title=丁 units=区发改局 due=年底 phone=4
        封面!A1 NoTable: 2018年工作要点
        封面!A2 NoTable: 区政府
        表!D4 Unvalued: =
        表!E4 Error: #N/A
        表!G5 NoHeading: 无头
        表!A3 Struck: 2
        表!B3 Struck: 乙
        表!C3 Struck: 区财政局
        表!D3 Struck: 年底
        表!E3 Struck: 2
        表!C4 Struck: 区教育局
        底稿!A1 HiddenSheet: 任务
        底稿!B1 HiddenSheet: 责任单位
        底稿!C1 HiddenSheet: 时限
        底稿!A2 HiddenSheet: 戊
        底稿!B2 HiddenSheet: 区住建局
        底稿!C2 HiddenSheet: 年底",
    );
    // Asked for by its name, a hidden sheet is read.
    let asked = PlanMap { sheets: vec!["底稿".to_owned()], ..PlanMap::default() };
    let table = plan_table(&sheets, &asked);
    assert_eq!(table.rows.len(), 1);
}

#[test]
fn figures_and_steps_that_are_merged() {
    let sheet = sheet(
        "表",
        "序号|项目|责任单位|年度投资（亿元）|一季度|二季度|三季度
1|甲|区住建局|3|方案||开工
2|乙|区住建局||开工|竣工|",
        &["D2:D3", "E2:F2", "C2:C3"],
    );
    let table = plan_table(&[sheet], &PlanMap::default());
    let step = &table.rows[0].cells[3];
    assert_eq!(table.columns[step.heading].words, ["二季度"], "what is merged is due at the end");
    same(
        &told(&table),
        "
        task 1: no=1 title=甲 units=区住建局 node=方案 node=开工
        task 2: no=2 title=乙 units=区住建局 node=开工 node=竣工
        表!C3 Covered: 区住建局
        表!D2 Shared: 3",
    );
}

#[test]
fn columns_that_their_cells_tell() {
    let sheet = sheet(
        "表",
        "编号|事项|目标|单位|责任部门|牵头单位|审批|开工|开工时间|填报时间
1|甲|120|户|区住建局|区发改局|3月|6月|2018-06-30|3月
2|乙|80|个|区住建局|区发改局|4月底|7月|2018-07-31|3月",
        &[],
    );
    let table = plan_table(&[sheet], &PlanMap::default());
    let columns: Vec<&str> = table.columns.iter().map(|column| column.column.name()).collect();
    let expected =
        ["no", "title", "target", "unit", "with", "owner", "node", "node", "start", "other"];
    assert_eq!(columns, expected);
}

#[test]
fn a_chapter_above_its_own_head_is_an_area() {
    let sheet = sheet(
        "表",
        "2018年工作台账
一、项目类
序号|项目名称|责任单位|时限
1|甲|区住建局|年底
二、民生类
序号|项目名称|责任单位|时限
1|乙|区教育局|8月
三、作风类
序号|工作任务|牵头单位|时限|备注
1|丙|区纪委|长期坚持|",
        &["A1:D1", "A2:D2", "A5:D5", "A8:E8"],
    );
    same(
        &read(&[sheet]),
        "
        area 一: title=项目类
          task 1: no=1 title=甲 units=区住建局 due=年底
        area 二: title=民生类
          task 1: no=1 title=乙 units=区教育局 due=8月
        area 三: title=作风类
          task 1: no=1 title=丙 owner=区纪委 due=长期坚持
        表!A1 Above: 2018年工作台账
        表!A6 HeadAgain: 序号
        表!B6 HeadAgain: 项目名称
        表!C6 HeadAgain: 责任单位
        表!D6 HeadAgain: 时限",
    );
}

#[test]
fn english_tables() {
    let sheet = sheet(
        "Plan",
        "City plan 2018
Ref|Action|Lead department|Supported by|Deadline|Q1|Q2|Budget (RMB million)|Notes
A. Industry||||||||
1|Robots|Economy|Finance|2018-12-31|Tender|Start|12|
2|Labs|Science||Q3|||3|joint
Total|||||||15|
Note: as approved",
        &["A1:I1", "A3:I3", "A7:I7"],
    );
    same(&read(&[sheet]), "
        area A: title=Industry
          task: id=1 title=Robots owner=Economy with=Finance due=2018-12-31 node=Tender node=Start total=12[百万元]
          task: id=2 title=Labs owner=Science due=Q3 total=3[百万元] remark=joint
        Plan!A1 Above: City plan 2018
        Plan!A6 Total: Total
        Plan!H6 Total: 15
        Plan!A7 Footer: Note: as approved",
    );
}

#[test]
fn a_list_of_titles_alone_and_sections_of_a_text_table() {
    let titles = sheet("表", "序号|任务\n|甲任务\n|乙任务\n3|丙任务", &[]);
    same(
        &read(&[titles]),
        "
        task: title=甲任务
        task: title=乙任务
        task 3: no=3 title=丙任务",
    );
    let mut text = sheet(
        "",
        "工作任务|牵头单位|时限
项目建设||
甲|区住建局|年底
乙|区发改局|年底
民生保障||
丙|区教育局|年底",
        &[],
    );
    text.name = None;
    same(
        &read(&[text]),
        "
        area: title=项目建设
          task: title=甲 owner=区住建局 due=年底
          task: title=乙 owner=区发改局 due=年底
        area: title=民生保障
          task: title=丙 owner=区教育局 due=年底",
    );
}

#[test]
fn a_mapping_goes_before_the_words() {
    let plan = sheet(
        "表",
        "说明行|x|y
甲列|乙列|丙列|丁列|戊列
征迁|区住建局|年底|300|不读",
        &[],
    );
    let text = "[[table]]\nsheet = \"表\"\nhead = 2\ncolumns = [
  { heading = \"甲列\", is = \"title\" },
  { column = \"B\", is = \"牵头单位\" },
  { column = \"C\", is = \"due\" },
  { heading = \"丁列\", is = \"total\", unit = \"亿元\" },
  { column = \"E\", is = \"skip\" },
]\n";
    let map = PlanMap::read(text).unwrap();
    let table = plan_table(std::slice::from_ref(&plan), &map);
    same(
        &told(&table),
        "
        task: title=征迁 owner=区住建局 due=年底 total=300[亿元]
        表!A1 Above: 说明行
        表!B1 Above: x
        表!C1 Above: y
        表!E3 Skipped: 不读",
    );
    let wrong = text.replace("甲列", "子列").replace("\"E\"", "\"K\"");
    let wrong = wrong.replace("sheet = \"表\"", "sheet = \"另表\"");
    let table = plan_table(std::slice::from_ref(&plan), &PlanMap::read(&wrong).unwrap());
    assert_eq!(table.missed, [MapMiss::Sheet("另表".to_owned(), vec!["表".to_owned()])]);
    let wrong = wrong.replace("sheet = \"另表\"\n", "");
    let table = plan_table(std::slice::from_ref(&plan), &PlanMap::read(&wrong).unwrap());
    let missed: Vec<String> = table
        .missed
        .iter()
        .map(|miss| match miss {
            MapMiss::Column(column) => column.to_string(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(missed, ["子列", "K"]);
    let head = PlanMap::read("[[table]]\nhead = 90\ncolumns = []").unwrap();
    let table = plan_table(&[plan], &head);
    assert_eq!(table.missed, [MapMiss::Head(Some("表".to_owned()), 89)]);
}

#[test]
fn a_table_of_many_rows_takes_no_long() {
    let mut text = String::from("序号|任务|牵头单位|配合单位|完成时限|总投资|一季度|备注\n");
    for row in 0..20_000 {
        let section = if row % 50 == 0 { "一、项目\n" } else { "" };
        writeln!(text, "{section}{row}|任务{row}|区住建局|区财政局|年底|{row}|开工|无").unwrap();
    }
    let sheet = sheet("表", &text, &[]);
    let table = plan_table(&[sheet], &PlanMap::default());
    assert_eq!(table.rows.len(), 20_400);
    assert!(table.left.is_empty());
}
