//! Each shape of a table that offices send: heads, sections, levels, pages.

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
