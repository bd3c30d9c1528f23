//! What the figures under a heading count: all of the year so far, one period, all since the work began, or a share of the target.

use super::head_period::{Span, span};
use super::heading_words::{OTHER_FIGURES, VERBS};
use super::named_period::{Named, named};
use crate::calendar::{Period, PeriodUnit};
use crate::ledger::folded;
use chrono::NaiveDate;

/// What a column of figures counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FigureKind {
    /// Everything so far.
    SoFar,
    /// Everything since the work began.
    SinceWorkBegan,
    /// What one period added.
    Added(Stretch),
    /// 完成率.
    Completion,
    /// 占年度计划.
    OfTarget,
}

impl FigureKind {
    /// Whether its figures are those of the ledger as they stand; a share of the target is for a task counted in percent.
    pub(super) fn is_the_ledgers(self) -> bool {
        match self {
            Self::SoFar | Self::Completion => true,
            Self::OfTarget | Self::SinceWorkBegan | Self::Added(_) => false,
        }
    }
}

/// The time in which something was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// 本旬, 本月; none for the period that is asked for: 本期.
    unit: Option<PeriodUnit>,
    /// Whether it is the sum so far of a longer period: 本月累计 in a table of ten days.
    summed: bool,
    /// The period that the heading names besides: 5月 over 本月.
    named: Option<Named>,
}

impl Stretch {
    /// The first day of it, where it is the period asked for or a longer one around it.
    pub(super) fn begins(self, asked: Period) -> Option<NaiveDate> {
        let whole = self.unit.map_or(asked, |unit| Period::containing(unit, asked.last));
        let longer = whole.first < asked.first;
        let is_named = self.named.is_none_or(|named| named.around(asked.last));
        let fits = whole.first <= asked.first && (longer || !self.summed) && is_named;
        fits.then_some(whole.first)
    }
}

/// The words for one period.
const STRETCHES: [(&str, Option<PeriodUnit>); 21] = [
    ("本旬", Some(PeriodUnit::Dekad)),
    ("当旬", Some(PeriodUnit::Dekad)),
    ("thisdekad", Some(PeriodUnit::Dekad)),
    ("本周", Some(PeriodUnit::Week)),
    ("当周", Some(PeriodUnit::Week)),
    ("thisweek", Some(PeriodUnit::Week)),
    ("本月", Some(PeriodUnit::Month)),
    ("当月", Some(PeriodUnit::Month)),
    ("thismonth", Some(PeriodUnit::Month)),
    ("inthemonth", Some(PeriodUnit::Month)),
    ("本季度", Some(PeriodUnit::Quarter)),
    ("当季度", Some(PeriodUnit::Quarter)),
    ("本季", Some(PeriodUnit::Quarter)),
    ("当季", Some(PeriodUnit::Quarter)),
    ("thisquarter", Some(PeriodUnit::Quarter)),
    ("本半年", Some(PeriodUnit::Half)),
    ("本期", None),
    ("当期", None),
    ("本次", None),
    ("thisperiod", None),
    ("新增", None),
];

/// Words behind or before which a period is only the end of the time that is meant.
const UNTIL: [&str; 13] = [
    "截至",
    "截止",
    "至本",
    "到本",
    "至当",
    "本月止",
    "本月底",
    "本月末",
    "本旬末",
    "本旬止",
    "本期末",
    "年初",
    "今年以来",
];

/// The one period that a heading is of. `Err` where it says one and may mean more.
pub(super) fn stretch(rows: &[String]) -> Option<Result<Stretch, ()>> {
    let text = folded(&rows.concat());
    if UNTIL.iter().any(|word| text.contains(word)) {
        return None;
    }
    let (word, unit) = STRETCHES.iter().find(|(word, _)| text.contains(word))?;
    let summed = ["累计", "cumulative", "todate"].iter().any(|word| text.contains(word));
    if summed && unit.is_none() {
        return Some(Err(()));
    }
    let named = named(&text.replacen(word, "", 1));
    Some(Ok(Stretch { unit: *unit, summed, named }))
}

/// Whether what a heading says beside its period is that something was done.
pub(super) fn is_of_what_was_added(whole: &str, is_figure: impl Fn(&str) -> bool) -> bool {
    let words = STRETCHES.iter().map(|(word, _)| *word);
    let rest = words.fold(whole.to_owned(), |text, word| text.replace(word, ""));
    let rest = rest.replace("净增", "").replace("累计", "");
    let another = OTHER_FIGURES.iter().any(|word| rest.contains(word));
    let done = VERBS.iter().chain(&["实际", "投资", "资金"]).any(|word| rest.contains(word));
    !another && (rest.is_empty() || done || is_figure(&rest))
}

/// Whether a heading is of the share of the target or plan: 占年度计划, % of target.
pub(super) fn is_of_target(text: &str) -> bool {
    let chinese = text.split_once('占').is_some_and(|(_, behind)| {
        ["年度", "全年", "年", "总", ""].iter().any(|begin| {
            let rest = behind.strip_prefix(begin).unwrap_or("");
            ["计划", "目标", "任务"].iter().any(|word| rest.starts_with(word))
        })
    });
    let fulfilled = ["完成年度", "完成全年", "完成年"].iter().any(|word| {
        text.split_once(word).is_some_and(|(_, rest)| {
            ["计划", "目标", "任务"].iter().any(|word| rest.starts_with(word))
                && ["%", "百分比", "比例", "率"].iter().any(|word| rest.contains(word))
        })
    });
    let english = ["%", "percent", "percentage", "share"].iter().any(|word| {
        text.split_once(word).is_some_and(|(_, rest)| {
            ["oftarget", "ofplan", "ofannual", "oftheannual", "ofthetarget", "oftheplan"]
                .iter()
                .any(|word| rest.starts_with(word))
        })
    });
    chinese || fulfilled || english
}

/// The words for the time since the work began.
const SINCE: [&str; 23] = [
    "自开工以来",
    "自开工建设以来",
    "开工建设以来",
    "开工以来",
    "开工至今",
    "自开工",
    "开工累计",
    "项目实施以来",
    "实施以来",
    "实施至今",
    "项目启动以来",
    "启动以来",
    "启动至今",
    "立项以来",
    "立项至今",
    "建设以来",
    "建设至今",
    "开建以来",
    "开建至今",
    "sinceinception",
    "sincestart",
    "inceptiontodate",
    "projecttodate",
];

/// Whether a heading counts since the work began.
pub(super) fn is_since_work_began(text: &str) -> bool {
    SINCE.iter().any(|word| text.contains(word))
}

/// What such a heading says about time besides.
pub(super) fn span_of_rest(rows: &[String]) -> Span {
    let plain =
        rows.iter().map(|row| SINCE.iter().fold(folded(row), |text, word| text.replace(word, "")));
    span(&plain.collect::<Vec<String>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(heading: &str, asked: Period) -> Option<String> {
        let stretch = stretch(&[heading.to_owned()])?.ok()?;
        stretch.begins(asked).map(|day| day.to_string())
    }

    #[test]
    fn a_period_is_the_one_asked_for_or_a_longer_one_around_it() {
        let day = NaiveDate::from_ymd_opt(2018, 5, 20).unwrap();
        let dekad = Period::containing(PeriodUnit::Dekad, day);
        let month = Period::containing(PeriodUnit::Month, day);
        for (heading, first) in [
            ("本旬完成", Some("2018-05-11")),
            ("本月完成", Some("2018-05-01")),
            ("本月累计", Some("2018-05-01")),
            ("本季度完成(户)", Some("2018-04-01")),
            ("本期新增", Some("2018-05-11")),
            ("新增", Some("2018-05-11")),
            ("Done this month", Some("2018-05-01")),
            ("5月本月完成", Some("2018-05-01")),
            ("4月当月完成", None),
            ("本旬累计", None),
            ("本期累计", None),
            ("截至本月累计", None),
            ("年初至本月止累计", None),
            ("累计完成", None),
        ] {
            assert_eq!(begins(heading, dekad).as_deref(), first, "{heading}");
        }
        // Ten days are no month, and its own sum may be the year's.
        assert_eq!(begins("本旬完成", month), None);
        assert_eq!(begins("本月累计", month), None);
        assert_eq!(begins("本月完成", month).as_deref(), Some("2018-05-01"));
    }

    #[test]
    fn shares_of_the_target() {
        for heading in
            ["占年度计划(%)", "占全年目标", "占计划%", "占年计划比例", "完成年度计划%", "%oftarget"]
        {
            assert!(is_of_target(heading), "{heading}");
        }
        for heading in ["年度计划", "占地面积", "完成率", "完成年度计划", "占比"]
        {
            assert!(!is_of_target(heading), "{heading}");
        }
    }
}
