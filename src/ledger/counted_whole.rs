//! Units of things that are counted whole: there is no half household.

/// Such units, folded.
const WHOLE: [&str; 44] = [
    "个",
    "项",
    "户",
    "套",
    "家",
    "件",
    "人",
    "人次",
    "次",
    "处",
    "座",
    "条",
    "台",
    "所",
    "批",
    "场",
    "期",
    "辆",
    "株",
    "份",
    "轮",
    "栋",
    "幢",
    "宗",
    "起",
    "天",
    "篇",
    "名",
    "对",
    "块",
    "间",
    "村",
    "社区",
    "栋次",
    "只",
    "头",
    "艘",
    "架",
    "班",
    "门",
    "户次",
    "家次",
    "pcs",
    "households",
];

/// Whether what a unit counts comes in whole numbers only.
pub fn is_counted_whole(unit: &str) -> bool {
    WHOLE.contains(&super::folded(unit).as_str())
}
