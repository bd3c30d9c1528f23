//! How offices shorten their names: 区发展和改革局, 区发改局 and 发改局 are one.

use crate::ledger::folded;

/// Full words with the short ones; longer words first.
const SHORT: [(&str, &str); 42] = [
    ("市场监督管理", "市场监管"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("经济和信息化", "经信"),
    ("工业和信息化", "工信"),
    ("科学技术", "科技"),
    ("自然资源和规划", "资规"),
    ("自然资源与规划", "资规"),
    ("国土资源", "国土"),
    ("环境保护", "环保"),
    ("农林水务", "农林水"),
    ("卫生和计划生育", "卫计"),
    ("卫生计生", "卫计"),
    ("卫生健康", "卫健"),
    ("文化体育新闻出版", "文体"),
    ("文化体育和旅游", "文体旅"),
    ("文化和旅游", "文旅"),
    ("文化体育", "文体"),
    ("安全生产监督管理", "安监"),
    ("应急管理", "应急"),
    ("城市管理", "城管"),
    ("行政执法", "执法"),
    ("投资促进", "投促"),
    ("退役军人事务", "退役军人"),
    ("医疗保障", "医保"),
    ("国有资产监督管理", "国资"),
    ("金融工作", "金融"),
    ("征迁工作", "征迁"),
    ("交通运输", "交通"),
    ("数据管理", "数据"),
    ("行政审批", "审批"),
    ("信访工作", "信访"),
    ("人民政府办公室", "政府办"),
    ("政府办公室", "政府办"),
    ("街道办事处", "街道办"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("办公室", "办"),
];

/// A name cut to what offices have in common: its level (区, 市), and its short form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OfficeName {
    /// 区, 县, 市 or 省, where the name begins so.
    pub level: Option<char>,
    /// The rest in its short form.
    pub short: String,
}

/// The name of an office.
pub(super) fn office_name(name: &str) -> OfficeName {
    let mut rest = folded(name);
    for (full, short) in SHORT {
        rest = rest.replace(full, short);
    }
    if rest.ends_with("街道") {
        rest.push('办');
    }
    let level = rest.chars().next().filter(|first| matches!(first, '区' | '县' | '市' | '省'));
    // 市场监管局 begins with no level, 区委办 and 市委办 are names as a whole.
    let is_word = rest.starts_with("市场")
        || rest.starts_with("市政")
        || rest.starts_with("县域")
        || rest.starts_with("区域");
    let inner = level.filter(|_| !is_word).and_then(|level| rest.strip_prefix(level));
    match inner.filter(|inner| inner.chars().count() >= 2) {
        Some(inner) => OfficeName { level, short: inner.to_owned() },
        None => OfficeName { level: None, short: rest },
    }
}

impl OfficeName {
    /// Whether both may be one office: the same short form, and no two levels.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        self.short == other.short
            && (self.level == other.level || self.level.is_none() || other.level.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::office_name;

    #[test]
    fn one_office_by_several_names() {
        let same = |name, other| office_name(name).may_be(&office_name(other));
        for (name, other) in [
            ("区发展和改革局", "区发改局"),
            ("发改局", "区发改局"),
            ("区住房和城乡建设局", "住建局"),
            ("东海街道办事处", "东海街道办"),
            ("东海街道", "东海街道办"),
            ("区城管局", "区城市管理局"),
            ("市场监管局", "区市场监督管理局"),
        ] {
            assert!(same(name, other), "{name} {other}");
        }
        for (name, other) in [
            ("市发改局", "区发改局"),
            ("区委", "区政府"),
            ("东海街道办", "城东街道办"),
            ("区教育局", "区财政局"),
        ] {
            assert!(!same(name, other), "{name} {other}");
        }
    }
}
