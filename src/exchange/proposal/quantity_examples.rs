//! Words of goals and what is read out of them, by kind.

use super::indicators::indicators;
use super::quantity::quantities;
use crate::ledger::{Better, Term};

/// The figures of words as `number unit (from baseline) better rate`, `*` where another figure was set aside.
fn read(words: &str) -> String {
    let each = quantities(words, Term::year(2018)).into_iter().map(|own| {
        let mut shown = format!("{}{}", own.number, own.unit.unwrap_or_default());
        if let Some(from) = own.baseline {
            shown.push_str(&format!(" from {from}"));
        }
        if let Some(better) = own.better.map(Better::name) {
            shown.push_str(&format!(" {better}"));
        }
        shown.push_str(if own.rate { " rate" } else { "" });
        shown.push_str(if own.several { " *" } else { "" });
        shown
    });
    each.collect::<Vec<String>>().join("; ")
}

fn assert_read(examples: &[(&str, &str)]) {
    let wrong = examples.iter().filter(|(words, meant)| read(words) != *meant);
    let wrong: Vec<String> =
        wrong.map(|(words, meant)| format!("{words}: {} for {meant}", read(words))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn amounts_in_running_words() {
    assert_read(&[
        ("完成3公里", "3公里"),
        ("120户", "120户"),
        ("120户全部签约腾空", "120户"),
        ("１２０ 户", "120户"),
        ("不低于8%", "8% higher rate"),
        ("增长8%以上", "8% higher rate"),
        ("增长8.5%", "8.5% higher rate"),
        ("4.5%以内", "4.5% lower rate"),
        ("不良贷款率控制在4.5%以内", "4.5% lower rate"),
        ("PM2.5降至29", "29 lower rate"),
        ("PM2.5降至29微克/立方米", "29微克/立方米 lower rate"),
        ("2.5亿元", "2.5亿元"),
        ("化解隐性债务2.5亿元", "2.5亿元"),
        ("新增50家以上", "50家 higher"),
        ("达到95%", "95% rate"),
        ("优良天数比例达到96%以上", "96% higher rate"),
        ("完成95%", "95%"),
        ("完成率达到95%", "95%"),
        ("建成2个、改造3个", "2个; 3个"),
        ("征地320亩、拆迁86户", "320亩; 86户"),
        ("确保新增就业16000人", "16000人"),
        ("城镇新增就业1.6万人", "1.6万人"),
        ("完成投资12,000万元", "12000万元"),
        ("三十家", "30家"),
        ("建成五个、改造十二个", "5个; 12个"),
        ("改造老旧小区不少于8个", "8个 higher"),
        ("不超过3起", "3起 lower rate"),
        ("3-5个", "3个 higher *"),
        ("拆除“两违”12.5万平方米", "12.5万平方米"),
        ("新一轮技改项目80个", "80个"),
        ("at least 8%", "8% higher rate"),
        ("3 km", "3km"),
        ("80 projects", "80projects"),
        ("36个班", "36个"),
        ("亿元产值企业达到50家", "50家"),
        ("建成5G基站300个", "300个"),
    ]);
}

#[test]
fn names_and_times_are_no_amounts() {
    for words in [
        "",
        "第三产业",
        "三大攻坚战",
        "“1+3”体系",
        "1+3体系",
        "5G网络",
        "PM2.5",
        "〔2018〕12号",
        "丰政办〔2018〕12号文",
        "2018年",
        "2018年12月底前",
        "6月30日",
        "第2项",
        "已并入第2项",
        "每月抽检一次",
        "河长每旬巡河一次",
        "每街道至少1个",
        "24小时值守",
        "30日内",
        "3个月内",
        "含临时泊位300个",
        "十三五规划",
        "一期工程",
        "“十三五”",
        "建成一批",
        "1号线",
        "2#楼",
        "5A景区",
        "十九大精神",
        "零违纪",
        "全国第1",
        "3.0版",
        "两不愁",
        "《2018条例》",
        "基本消除黑臭水体",
    ] {
        assert_eq!(read(words), "", "{words}");
    }
}

#[test]
fn numbers_in_any_spelling() {
    assert_read(&[
        ("完成投资一亿二千万元", "12000万元"),
        ("完成投资1亿2000万元", "12000万元"),
        ("3亿5千万元", "35000万元"),
        ("12万5千元", "125000元"),
        ("五千万元", "5000万元"),
        ("总投资2.5亿", "2.5亿元"),
        ("三点五公里", "3.5公里"),
        ("达到百分之八十五", "85% rate"),
        ("合格率达百分之百", "100% rate"),
        ("控制在百分之三以内", "3% lower rate"),
        ("三分之二的街道", ""),
        ("完成三分之二", ""),
        ("两个半", "2.5个 *"),
        ("2个半月", ""),
        ("1 200户", "1200户"),
        ("1\u{2009}200户", "1200户"),
        ("1,200户", "1200户"),
        ("1\u{a0}200 户", "1200户"),
        ("12 345.5万元", "12345.5万元"),
        ("20余户", "20户"),
        ("三百多户", "300户"),
        ("两三个", ""),
        ("十几户", ""),
        ("数百户", ""),
        ("上千户", ""),
        ("三成以上", ""),
        ("2倍", ""),
        ("万亩良田", ""),
        ("三个一批", ""),
        ("二期工程", ""),
        ("四套班子", ""),
        ("二次供水改造12个", "12个"),
    ]);
}

#[test]
fn from_one_level_to_another() {
    assert_read(&[
        ("由38%提高到42%", "42% from 38 higher rate"),
        ("38%提高到42%", "42% from 38 higher rate"),
        ("由38提高到42%", "42% from 38 higher rate"),
        ("占比由2017年的38%，提高到42%", "42% from 38 higher rate"),
        ("从60户增加到200户", "200户 from 60 higher"),
        ("由60户扩大至200户", "200户 from 60 higher"),
        ("从目前的60户发展到200户", "200户 from 60"),
        ("现有60户增加到200户", "200户 from 60 higher"),
        ("在60户基础上增加到200户", "200户 from 60 higher"),
        ("在2017年60户的基础上再增加500户", "500户 *"),
        ("由12.5%降至10%", "10% from 12.5 lower rate"),
        ("办理时限由20个工作日压缩到5个工作日", ""),
        ("提高5个百分点、达到90%", "90% rate *"),
        ("提高5个百分点", "5个百分点 higher rate"),
        ("from 38% to 42%", "42% from 38 rate"),
        ("比2017年增长8%", "8% higher rate"),
        ("较上年增加20户", "20户"),
    ]);
}

#[test]
fn what_is_promised_among_other_figures() {
    assert_read(&[
        ("3个街道完成1500户", "1500户 *"),
        ("8个村中完成5个", "5个 *"),
        ("全区12个项目开工8个", "8个 *"),
        ("改造120户，涉及3个街道、8个村", "120户 *"),
        ("涉及120户，全部签约", "120户"),
        ("完成120户（2017年已完成200户）", "120户 *"),
        ("2017年已完成200户", ""),
        ("2017年完成200户，2018年完成300户", "300户 *"),
        ("已完成120户，剩余80户全部签约", "80户 *"),
        ("去年建成5公里，今年再建3公里", "3公里 *"),
        ("2018年50%，2019年100%", "50% rate *"),
        ("2017年30%，2018年50%，2019年100%", "50% rate *"),
        ("到2020年达到95%", "95% rate"),
        ("至少3个，最多5个", "3个 higher *"),
        ("2000-3000万元", "2000万元 higher *"),
        ("2000万元-3000万元", "2000万元 higher *"),
        ("80%至90%", "80% higher rate *"),
        ("控制在3%-5%以内", "5% lower rate *"),
        ("三到五个", "3个 higher *"),
        ("进入全市前3名", ""),
        ("前十名", ""),
        ("6月底前120户", "120户"),
        ("新建学校3所，其中小学1所、中学2所", "3所 *"),
        ("新建学校3所（小学1所、中学2所）", "3所 *"),
        ("新建学校3所。另建公园2个", "3所; 2个"),
        ("18年完成120户", "120户"),
        ("17年完成120户，18年完成80户", "80户 *"),
        ("建设期20年", ""),
    ]);
}

#[test]
fn several_figures_are_named_by_their_nouns() {
    let read = |words: &str| {
        let Some(value) = indicators(&quantities(words, Term::year(2018))) else {
            return "-".to_owned();
        };
        let value = value.toml();
        let lines = value.lines().filter_map(|line| line.trim().strip_prefix("{ id = "));
        let named = lines.filter_map(|line| line.split_once("name = ")).map(|(_, rest)| rest);
        let plain = |line: &str| {
            let line = line.trim_end_matches([' ', ',', '}']);
            line.replace(", unit = ", " ").replace(", target = ", " ").replace('"', "")
        };
        named.map(plain).collect::<Vec<String>>().join("; ")
    };
    for (words, meant) in [
        ("征地320亩、拆迁86户", "征地 亩 320; 拆迁 户 86"),
        ("征地320亩拆迁86户", "征地 亩 320; 拆迁 户 86"),
        ("完成道路3公里，建成桥梁2座", "道路 公里 3; 桥梁 座 2"),
        ("改造道路3.5公里、12条", "道路 公里 3.5; 道路（条） 条 12"),
        ("3.5公里、12条", "公里数 公里 3.5; 条数 条 12"),
        ("建成2个、改造3个", "建成数 个 2; 改造数 个 3"),
        ("建成安置房1200套、交付500套", "建成安置房 套 1200; 交付安置房 套 500"),
        ("6月底前完成征地320亩，12月底前拆迁86户", "征地 亩 320; 拆迁 户 86"),
        ("新建5个公园、8处绿地", "公园 个 5; 绿地 处 8"),
        ("合格率98%以上、投诉率2%以下", "合格率 % 98, better = higher; 投诉率 % 2, better = lower"),
        ("增长8%，建成3个", "增长数 % 8, better = higher; 建成数 个 3"),
        ("建成公园由2个增加到5个、绿地3处", "公园 个, baseline = 2 5; 绿地 处 3"),
        (
            "PM2.5降至29、优良天数比例达到96%以上",
            "PM2.5 微克/立方米 29, better = lower; 优良天数比例 % 96, better = higher",
        ),
        ("涉及3个街道、1500户", "街道 个 3; 户数 户 1500"),
        ("120户全部签约，签约率100%", "户数 户 120; 签约率 % 100"),
        ("新增就业1.6万人、培训2000人次", "就业 万人 1.6; 培训 人次 2000"),
        ("交付500套、开工300套", "交付数 套 500; 开工数 套 300"),
        ("完成任务120户、投资3000万元", "完成数 户 120; 投资 万元 3000"),
        ("征地320亩", "-"),
        ("0个、3家", "-"),
        ("新建学校3所，其中小学1所、中学2所", "-"),
        ("", "-"),
    ] {
        assert_eq!(read(words), meant, "{words}");
    }
}
