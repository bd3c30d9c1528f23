//! Each shape of a table that offices send.

use super::*;

#[test]
fn a_head_of_four_rows_and_sections_over_the_whole_width() {
    let sheet = sheet(
        "分解表",
        "附件1
2018年重点工作任务分解表
填报单位：区政府督查室|||||||单位：万元
序号|重点任务|责 任 分 工||投资||2018年节点目标||备注
||责任\\n单位|配合\\n单位|总投资|年度计划|上半年|下半年|
||||||方案、开工|竣工、投产|
||||||（底前）|（底前）|
1|2|3|4|5|6|7|8|9
一、项目（2项）||||300|50
1|甲项目|区住建局|区财政局|100|20|开工|竣工|
2|乙项目|区发改局||200|30|方案|开工|跨年度
二、民生
（一）教育
1|扩建小学|区教育局||50|50||交付|
合  计||||350|100
注：1.以批准的为准；
2.每旬末报送。
填表人：|王某||审核人：|李某|联系电话：|22500000",
        &[
            "A1:I1", "A2:I2", "A3:C3", "A4:A7", "B4:B7", "C4:D4", "E4:F4", "G4:H4", "I4:I7",
            "C5:C7", "D5:D7", "E5:E7", "F5:F6", "A12:I12", "A13:I13", "A15:D15", "A16:I16",
            "A17:I17",
        ],
    );
    same(&read(&[sheet]), "
        area 一: title=项目（2项）
          task 1: no=1 title=甲项目 units=区住建局 with=区财政局 total=100[万元] invest=20[万元] node=开工 node=竣工
          task 2: no=2 title=乙项目 units=区发改局 total=200[万元] invest=30[万元] node=方案 node=开工 remark=跨年度
        area 二: title=民生
          heading （一）: title=教育
            task 1: no=1 title=扩建小学 units=区教育局 total=50[万元] invest=50[万元] node=交付
        分解表!A1 Above: 附件1
        分解表!A2 Above: 2018年重点工作任务分解表
        分解表!A3 UnitLine: 填报单位：区政府督查室
        分解表!H3 UnitLine: 单位：万元
        分解表!A8 ColumnNumbers: 1
        分解表!B8 ColumnNumbers: 2
        分解表!C8 ColumnNumbers: 3
        分解表!D8 ColumnNumbers: 4
        分解表!E8 ColumnNumbers: 5
        分解表!F8 ColumnNumbers: 6
        分解表!G8 ColumnNumbers: 7
        分解表!H8 ColumnNumbers: 8
        分解表!I8 ColumnNumbers: 9
        分解表!A15 Total: 合  计
        分解表!E15 Total: 350
        分解表!F15 Total: 100
        分解表!A16 Footer: 注：1.以批准的为准；
        分解表!A17 Footer: 2.每旬末报送。
        分解表!A18 Footer: 填表人：
        分解表!B18 Footer: 王某
        分解表!D18 Footer: 审核人：
        分解表!E18 Footer: 李某
        分解表!F18 Footer: 联系电话：
        分解表!G18 Footer: 22500000
        分解表!E9 Total: 300
        分解表!F9 Total: 50",
    );
}

#[test]
fn a_title_over_several_rows_heads_parts_or_goes_on() {
    let parts = sheet(
        "甲",
        "序号|目标任务|工作措施|责任单位|完成时限|总投资
1|城市更新|老旧小区改造|区住建局|6月底|300
||背街小巷整治|区城市管理局|9月底|
2|营商环境|一次办|区审批局|年底|
3|污水治理|截污|区农林水局|年底|80
||清淤|||
||补水|||",
        &["A2:A3", "B2:B3", "F2:F3", "A5:A7", "B5:B7", "D5:D7", "E5:E7"],
    );
    same(&read(&[parts]), "
        heading 1: no=1 title=城市更新 total=300
          task: title=老旧小区改造 units=区住建局 due=6月底
          task: title=背街小巷整治 units=区城市管理局 due=9月底
        task 2: no=2 title=营商环境 measures=一次办 units=区审批局 due=年底
        task 3: no=3 title=污水治理 measures=截污 units=区农林水局 due=年底 total=80 measures=清淤 measures=补水",
    );
    let same_title = sheet(
        "乙",
        "序号|任务|责任单位|目标值|单位|完成时限
1|新增就业|东海街道|300|人|年底
||城东街道|400|人|
||丰泽街道|500|人|
2|植树|区林业局|20|亩|3月底",
        &["A2:A4", "B2:B4", "F2:F4"],
    );
    same(
        &read(&[same_title]),
        "
        task 1: no=1 title=新增就业 units=东海街道 target=300[人] unit=人 due=年底
        task: title=新增就业 units=城东街道 target=400[人] unit=人 due=年底
        task: title=新增就业 units=丰泽街道 target=500[人] unit=人 due=年底
        task 2: no=2 title=植树 units=区林业局 target=20[亩] unit=亩 due=3月底",
    );
}

#[test]
fn numbers_make_areas_headings_and_parts() {
    let sheet = sheet(
        "要点",
        "序号|工作任务|牵头单位|完成时限
一|经济发展||
（一）|工业||
1|技改项目|区经信局|年底
1.1|机器换工|区经信局|6月
1.2|智能工厂|区经信局|年底
2|规上增加值|区统计局|年底
（二）|农业||
1|高标准农田|区农林水局|年底
二|社会治理|区委政法委|年底
三|其他||",
        &[],
    );
    same(
        &read(&[sheet]),
        "
        area 一: no=一 title=经济发展
          heading （一）: no=（一） title=工业
            heading 1: no=1 title=技改项目 owner=区经信局 due=年底
              task 1.1: no=1.1 title=机器换工 owner=区经信局 due=6月
              task 1.2: no=1.2 title=智能工厂 owner=区经信局 due=年底
            task 2: no=2 title=规上增加值 owner=区统计局 due=年底
          heading （二）: no=（二） title=农业
            task 1: no=1 title=高标准农田 owner=区农林水局 due=年底
        task 二: no=二 title=社会治理 owner=区委政法委 due=年底
        area 三: no=三 title=其他",
    );
}

#[test]
fn an_area_column_is_filled_down_with_and_without_merged_cells() {
    let text = "类别|序号|项目名称|责任单位|竣工时间
产业|1|甲|区经信局|年底
|2|乙|区商务局|年底
小计||2个||
民生|3|丙|区教育局|8月底";
    same(
        &read(&[sheet("甲", text, &["A2:A3"])]),
        "
        task 1: area=产业 no=1 title=甲 units=区经信局 due=年底
        task 2: area=产业 no=2 title=乙 units=区商务局 due=年底
        task 3: area=民生 no=3 title=丙 units=区教育局 due=8月底
        甲!A4 Total: 小计
        甲!C4 Total: 2个",
    );
    let mut lost = sheet("乙", text, &[]);
    lost.name = None;
    same(
        &read(&[lost]),
        "
        task 1: area=产业 no=1 title=甲 units=区经信局 due=年底
        task 2: area=产业 no=2 title=乙 units=区商务局 due=年底
        task 3: area=民生 no=3 title=丙 units=区教育局 due=8月底
        R4C1 Total: 小计
        R4C3 Total: 2个",
    );
}

#[test]
fn the_same_head_on_each_page_and_another_table_below() {
    let sheet = sheet(
        "清单",
        "2018年督办事项
序号|督办事项|责任单位|办结时限
1|甲|区住建局|年底
2018年督办事项
序号|督办事项|责任单位|办结时限
2|乙|区财政局|年底
一、会议议定
3|丙|区教育局|年底

2018年批示件
序号|批示事项|承办单位|批示领导|期限
1|丁|区发改局|区长|5月22日
区政府督查室
2018年1月5日",
        &["A1:D1", "A4:D4", "A7:D7", "A10:E10"],
    );
    let table = plan_table(&[sheet], &PlanMap::default());
    assert_eq!(table.sheets[0].fate, duban::exchange::SheetFate::Read(2));
    same(
        &told(&table),
        "
        task 1: no=1 title=甲 units=区住建局 due=年底
        task 2: no=2 title=乙 units=区财政局 due=年底
        area 一: title=会议议定
          task 3: no=3 title=丙 units=区教育局 due=年底
        task 1: no=1 title=丁 units=区发改局 leader=区长 due=5月22日
        清单!A1 Above: 2018年督办事项
        清单!A10 Above: 2018年批示件
        清单!A4 HeadAgain: 2018年督办事项
        清单!A5 HeadAgain: 序号
        清单!B5 HeadAgain: 督办事项
        清单!C5 HeadAgain: 责任单位
        清单!D5 HeadAgain: 办结时限
        清单!A13 Footer: 区政府督查室
        清单!A14 Footer: 2018年1月5日",
    );
}

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
