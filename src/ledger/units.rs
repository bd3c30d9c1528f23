//! The units that every office uses, and which of them are of things that are counted whole: there is no half household.

/// Usual units of what is counted whole, folded; tables and words know them too.
pub const USUAL_WHOLE: &[&str] = &[
    "个", "项", "户", "套", "家", "件", "人", "人次", "次", "处", "座", "条", "台", "所", "批",
    "场", "期", "辆", "株", "份", "轮", "栋", "幢", "宗", "起", "篇", "名", "对", "块", "间", "村",
    "社区",
];

/// Usual units of what is measured, folded.
pub const USUAL_MEASURED: &[&str] = &[
    "亩",
    "公里",
    "千米",
    "米",
    "平方米",
    "立方米",
    "吨",
    "元",
    "公顷",
    "千瓦时",
    "度",
    "百分点",
    "个百分点",
];

/// Further units of what is counted whole.
const WHOLE: &[&str] =
    &["天", "栋次", "只", "头", "艘", "架", "班", "门", "户次", "家次", "pcs", "households"];

/// Whether what a unit counts comes in whole numbers only.
pub fn is_counted_whole(unit: &str) -> bool {
    let unit = super::folded(unit);
    [USUAL_WHOLE, WHOLE].iter().any(|units| units.contains(&unit.as_str()))
}
