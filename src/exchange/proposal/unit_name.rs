//! What a name in a column of departments is: an office, several at once, a person, or none.

use crate::ledger::folded;

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// It reads as the name of an office: 区住建局, Finance.
    Office,
    /// No single department: 各街道, 有关单位.
    Several,
    /// 张三, 陈局长.
    Person,
    /// It names nobody: 待定, 同上.
    Nothing,
    /// Anything else: it may be a department.
    Doubtful,
}

impl NameKind {
    /// Whether it answers for a task: one office or several.
    pub(super) fn is_unit(self) -> bool {
        matches!(self, Self::Office | Self::Several)
    }

    /// Whether nobody can say.
    pub(super) fn is_doubtful(self) -> bool {
        self == Self::Doubtful
    }
}

/// What a name is, as far as its words tell.
pub(super) fn name_kind(name: &str) -> NameKind {
    let name = folded(name);
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '&' | '\'');
    let has_number = name.chars().filter(char::is_ascii_digit).count() > 2;
    let is_number = |letter: char| !letter.is_alphabetic() || matches!(letter, '年' | '月' | '日');
    if NOBODY.contains(&name.as_str()) || name.chars().all(is_number) {
        NameKind::Nothing
    } else if is_several(&name) {
        NameKind::Several
    } else if is_person(&name) {
        NameKind::Person
    } else if has_number || !name.chars().all(is_word) {
        NameKind::Doubtful
    } else if name.is_ascii() {
        let letters = name.chars().any(|letter| letter.is_ascii_alphabetic());
        if letters { NameKind::Office } else { NameKind::Doubtful }
    } else if is_office(&name) && !may_be_person(&name) {
        NameKind::Office
    } else {
        NameKind::Doubtful
    }
}

/// 区住建局张三: the office and the person.
pub(super) fn with_person(name: &str) -> Option<(String, String)> {
    if !name_kind(name).is_doubtful() {
        return None;
    }
    let cuts = name.char_indices().skip(2).map(|(at, _)| name.split_at(at));
    let mut cuts = cuts.filter(|(office, person)| {
        name_kind(office) == NameKind::Office && name_kind(person) == NameKind::Person
    });
    let (office, person) = cuts.next()?;
    Some((office.to_owned(), person.to_owned()))
}

/// What says that nobody is named.
const NOBODY: [&str; 11] =
    ["待定", "待明确", "待确定", "未定", "同上", "同前", "tbd", "tbc", "n/a", "待落实", "暂未明确"];

/// Endings of names of offices.
const ENDINGS: [&str; 60] = [
    "局",
    "办",
    "委",
    "院",
    "室",
    "会",
    "部",
    "厅",
    "所",
    "队",
    "站",
    "司",
    "处",
    "中",
    "镇",
    "乡",
    "道",
    "区",
    "社",
    "团",
    "校",
    "行",
    "府",
    "联",
    "协",
    "台",
    "馆",
    "园",
    "村",
    "场",
    "厂",
    "科",
    "股",
    "组",
    "班",
    "署",
    "网",
    "庭",
    "库",
    "矿",
    "街",
    "市",
    "县",
    "省",
    "旗",
    "盟",
    "大学",
    "学院",
    "中学",
    "小学",
    "中心",
    "医院",
    "银行",
    "公司",
    "集团",
    "人大",
    "基地",
    "指挥部",
    "专班",
    "机关",
];

fn is_office(name: &str) -> bool {
    let speaks_of_itself = ["我", "本", "该"].iter().any(|word| name.starts_with(word));
    !speaks_of_itself && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Names of several at once.
fn is_several(name: &str) -> bool {
    // 区直相关部门, 全区各镇: no office has these in its name.
    const BEGINS: [&str; 10] =
        ["各", "其他", "其它", "其余", "涉及", "沿线各", "辖区各", "全体", "所有", "属地"];
    const WITHIN: [&str; 4] = ["有关", "相关", "直各", "级各"];
    const WORDS: [&str; 12] = [
        "alldepartments",
        "allunits",
        "成员单位",
        "责任单位",
        "牵头单位",
        "配合单位",
        "责任部门",
        "下属单位",
        "所属单位",
        "直属单位",
        "职能部门",
        "主管部门",
    ];
    const WHOLE: [&str; 22] = [
        "街道",
        "镇街",
        "乡镇",
        "社区",
        "村居",
        "部门",
        "单位",
        "属地",
        "企业",
        "街镇",
        "区直部门",
        "区直单位",
        "市直部门",
        "市直单位",
        "县直部门",
        "县直单位",
        "街道社区",
        "镇村",
        "镇",
        "乡",
        "镇办",
        "乡镇街道",
    ];
    const COUNTED: [&str; 9] =
        ["家单位", "个单位", "个部门", "家部门", "个街道", "个镇", "个乡镇", "家企业", "个社区"];
    // 全区各镇, 全市各有关单位
    let of_all = name.strip_prefix('全').is_some_and(|rest| rest.contains('各'));
    of_all
        || BEGINS.iter().any(|word| name.starts_with(word))
        || WITHIN.iter().any(|word| name.contains(word))
        || WHOLE.contains(&name)
        || COUNTED.iter().any(|word| name.ends_with(word))
        || WORDS.iter().any(|word| name.ends_with(word))
}

/// Family names, the common ones.
const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤高施洪庄柯翁赖温康俞傅尤涂章";

const DOUBLE_FAMILY: [&str; 8] = ["欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟"];

/// Short forms of offices that begin like a family name.
const NO_PERSON: [&str; 14] = [
    "林业", "林水", "金融", "方志", "高新", "高铁", "武装", "武警", "石化", "温泉", "马路", "江海",
    "黄金", "万达",
];

/// 张三, 欧阳明; 陈局长, 分管副区长.
fn is_person(name: &str) -> bool {
    const TITLES: [&str; 12] = [
        "区长", "县长", "市长", "镇长", "乡长", "局长", "书记", "主任", "部长", "主席", "同志",
        "常委",
    ];
    let has_title = TITLES.iter().any(|title| name.contains(title)) || name.ends_with('长');
    !is_office(name) && (has_title || has_family_name(name))
}

/// 张建中: a name that may be both.
fn may_be_person(name: &str) -> bool {
    let loose =
        ["中", "行", "道", "团", "校", "社", "联", "协", "园", "台", "科", "网", "村", "站"];
    has_family_name(name) && loose.iter().any(|ending| name.ends_with(ending))
}

fn has_family_name(name: &str) -> bool {
    let length = name.chars().count();
    let single = name.chars().next().is_some_and(|first| FAMILY.contains(first));
    let double = DOUBLE_FAMILY.iter().any(|family| name.starts_with(family));
    let is_named = single && (2..=3).contains(&length) || double && (3..=4).contains(&length);
    is_named && !NO_PERSON.iter().any(|word| name.starts_with(word)) && !name.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_what_they_are() {
        for (kind, names) in [
            (
                NameKind::Office,
                "区住建局 區住建局 区政府办 区委 区政府 区委宣传部 东海街道 某某建设有限公司 \
                区残联 区政协 第一中学 区人大 林业局 石狮市 龙湖镇 Finance",
            ),
            (
                NameKind::Several,
                "各街道办事处 有关单位 区直各单位 区直有关部门 5家单位 街道 下属单位 各镇 各镇人民政府 \
                相关部门 有关镇街 相关镇 有关职能部门 市直相关单位 全区各镇 属地镇人民政府 镇街 其他成员单位",
            ),
            (NameKind::Person, "张三 欧阳明 陈局长 分管副区长 副区长王某 李四同志"),
            (NameKind::Nothing, "待定 同上 13800000000 2018年6月"),
            (NameKind::Doubtful, "住建 林业 金融 张建中 我局 本单位 区住建局-某某 a@b.cn"),
        ] {
            for name in names.split_whitespace() {
                assert_eq!(name_kind(name), kind, "{name}");
            }
        }
        let both = Some(("区住建局".to_owned(), "张三".to_owned()));
        assert_eq!(with_person("区住建局张三"), both);
        assert_eq!(with_person("区住建局"), None);
    }
}
