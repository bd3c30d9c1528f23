//! What a figure counts: the noun beside it and the verb that is done to it.

use super::feasts::behind_eve;
use super::limit::limits;

/// Verbs, which name nothing by themselves.
const VERBS: &[&str] = &[
    "完成",
    "实现",
    "新增",
    "新建",
    "改建",
    "扩建",
    "改扩建",
    "续建",
    "建成",
    "改造",
    "建设",
    "交付",
    "开工",
    "竣工",
    "整治",
    "推进",
    "开展",
    "建立",
    "设立",
    "组织",
    "打造",
    "培育",
    "引进",
    "引导",
    "提供",
    "发放",
    "安排",
    "落实",
    "解决",
    "启动",
    "实施",
    "投用",
    "投放",
    "投产",
    "新开工",
    "新签约",
    "签约",
    "腾空",
    "销号",
    "验收",
    "增加",
    "减少",
    "提高",
    "提升",
    "降低",
    "下降",
    "压减",
    "压降",
    "削减",
    "缩减",
    "下调",
    "创建",
    "认定",
    "办结",
    "增长",
    "新办",
    "更新",
    "补充",
    "安装",
    "铺设",
    "通过",
];

/// Words before a noun that say nothing of it.
const BEFORE: &[&str] = &[
    "基本",
    "全面",
    "涉及",
    "覆盖",
    "惠及",
    "确保",
    "力争",
    "争取",
    "冲刺",
    "挑战",
    "力保",
    "必保",
    "保底",
    "奋斗",
    "努力",
    "全年",
    "年内",
    "年底前",
    "累计",
    "计划",
    "全部",
    "今年",
    "本年",
    "总计",
    "合计",
    "其中",
    "率先",
    "达到",
    "突破",
    "约",
    "共",
    "各",
    "再",
    "拟",
];

/// Words between a noun and its figure.
const BEHIND: &[&str] = &[
    "超",
    "逾",
    "涉及",
    "覆盖",
    "惠及",
    "任务",
    "目标",
    "达到",
    "达",
    "到",
    "至",
    "为",
    "约",
    "共",
    "计划",
    "突破",
    "保持在",
    "稳定在",
    "保持",
    "稳定",
    "累计",
    "全部",
    "各",
    "再",
    "拟",
    "的",
    "近",
    "不",
    "总计",
    "合计",
    "由",
    "从",
    "自",
    "在",
    "以上",
    "同比",
    "环比",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "年均",
    "平均",
    "确保",
    "力争",
    "争取",
    "冲刺",
    "力保",
    "必保",
];

/// Verbs that also stand between a noun and its figure.
const LEADING: &[&str] = &[
    "完成", "实现", "新增", "增加", "减少", "增长", "提高", "提升", "降低", "下降", "压减", "压降",
    "削减", "缩减", "下调", "建成",
];

/// Verbs whose figure is the change itself: 投资增长12%.
const OF_CHANGE: &[&str] = &[
    "增加", "减少", "增长", "提高", "提升", "降低", "下降", "压减", "压降", "削减", "缩减", "下调",
];

/// Whether the figure of a verb is the change itself.
pub(super) fn is_of_change(verb: &str) -> bool {
    OF_CHANGE.contains(&verb)
}

/// Whether a verb tells one thing from another: 建成 from 交付; 完成 does not.
pub(super) fn tells_apart(verb: &str) -> bool {
    !verb.is_empty() && !is_of_change(verb) && !matches!(verb, "完成" | "实现" | "新增")
}

/// A noun with another verb: 交付 of 安置房 is 交付安置房, 腾空 of 征收签约 is 征收腾空.
pub(super) fn with_verb(noun: &str, verb: &str) -> String {
    let bare =
        VERBS.iter().find_map(|other| noun.strip_suffix(other)).filter(|bare| !bare.is_empty());
    match bare {
        _ if is_of_change(verb) => format!("{noun}{verb}"),
        Some(bare) => format!("{bare}{verb}"),
        None => format!("{verb}{noun}"),
    }
}

/// What makes a noun of the verb before it: 签约率, 开工面积.
const OF_VERBS: &[&str] = &[
    "率", "额", "量", "数", "值", "面", "度", "面积", "进度", "比例", "户数", "个数", "总额",
    "总量",
];

/// Words that end like 约, which is “about” alone.
const COMPOUND: [&str; 4] = ["签约", "预约", "节约", "集约"];

/// The noun and the verb of a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub noun: String,
    pub verb: String,
    /// Whether the noun stands behind the figure: 3个街道.
    pub is_behind: bool,
}

/// Whether words say that something is done.
pub(super) fn acts(words: &str) -> bool {
    VERBS.iter().any(|word| words.contains(word))
}

/// The noun before a figure, else the one behind it; the verb of either.
pub(super) fn named(lead: &str, behind: &str) -> Named {
    let mut named = Named::default();
    let mut noun = bare(without_time(lead));
    while let Some((shorter, verb)) = shortened(noun) {
        if named.verb.is_empty() {
            verb.unwrap_or_default().clone_into(&mut named.verb);
        }
        noun = bare(shorter);
    }
    if noun.is_empty() {
        let (behind, verb) = noun_behind(behind);
        if named.verb.is_empty() {
            verb.clone_into(&mut named.verb);
        }
        noun = behind;
        named.is_behind = !noun.is_empty();
    }
    named.noun = in_capitals(noun);
    named
}

fn bare(words: &str) -> &str {
    words.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// Words without one filler or verb at one of their ends, and that verb.
fn shortened(words: &str) -> Option<(&str, Option<&'static str>)> {
    // 征收签约 and 小区改造 are nouns; in 投资完成 the verb leads to the figure.
    let leads = |word: &str| LEADING.contains(&word).then(|| words.strip_suffix(word)).flatten();
    let ends = |word: &str| leads(word).or_else(|| words.strip_prefix(word));
    let is_noun = |rest: &str| OF_VERBS.contains(&rest);
    let verb = VERBS.iter().filter_map(|word| Some((ends(word)?, *word)));
    let verb = verb.filter(|(rest, _)| !is_noun(rest));
    let verb = verb.min_by_key(|(rest, _)| rest.len());
    // 覆盖率 is a noun.
    let before = BEFORE.iter().filter_map(|word| words.strip_prefix(word));
    let before = before.filter(|rest| !is_noun(rest) && !rest.starts_with('率'));
    let behind = BEHIND
        .iter()
        .copied()
        .chain(limits())
        .filter(|word| *word != "约" || !COMPOUND.iter().any(|own| words.ends_with(own)))
        .filter_map(|word| words.strip_suffix(word));
    let filler = before.chain(behind).min_by_key(|rest| rest.len());
    match (verb, filler) {
        (Some((rest, verb)), filler) if filler.is_none_or(|other| rest.len() <= other.len()) => {
            Some((rest, Some(verb)))
        }
        (_, filler) => filler.map(|rest| (rest, None)),
    }
}

/// What stands behind the day in 6月底前完成征地 and 国庆节前完成征地.
fn without_time(lead: &str) -> &str {
    let lead = behind_eve(lead);
    let is_time = |letter: char| "年月日季旬".contains(letter);
    let day = lead.char_indices().rev().find(|(at, letter)| {
        let before = lead.get(..*at).unwrap_or("");
        is_time(*letter) && before.ends_with(|letter: char| letter.is_ascii_digit())
    });
    let behind = day.and_then(|(at, letter)| lead.get(at + letter.len_utf8()..));
    behind.map_or(lead, |rest| {
        rest.trim_start_matches(|letter| "度底末前内份中上下旬日起间之以".contains(letter))
    })
}

/// The noun right behind a unit, up to a verb or a further figure.
fn noun_behind(behind: &str) -> (&str, &'static str) {
    let mut rest = behind.trim_start();
    while let Some(shorter) = ["及以上", "及以下", "以上", "以内", "以下", "左右", "的"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
    {
        rest = shorter;
    }
    let end = rest.find(|letter: char| !letter.is_alphanumeric() || letter.is_ascii_digit());
    let words = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
    let all = VERBS.iter().chain(&["全部", "全面", "并", "要", "率", "由"]);
    let verb = all.filter_map(|word| Some((words.find(word)?, *word))).min_by_key(|(at, _)| *at);
    match verb {
        Some((at, verb)) => {
            (bare(words.get(..at).unwrap_or("")), if VERBS.contains(&verb) { verb } else { "" })
        }
        None => (bare(words), ""),
    }
}

/// Letters among Chinese characters as offices write them: PM2.5.
fn in_capitals(noun: &str) -> String {
    let is_mixed = !noun.is_ascii() || noun.starts_with("pm");
    if is_mixed { noun.to_uppercase() } else { noun.to_owned() }
}
