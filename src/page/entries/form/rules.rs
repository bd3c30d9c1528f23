//! How a form is filled in, as its own sheet says it.

use crate::ledger::Locale;
use crate::page::words::say;

/// The rules, a line each; the first is their title.
pub(super) fn rules(lang: Locale) -> Vec<String> {
    vec![
        say!(lang, "填报说明", "How to fill in this form"),
        say!(
            lang,
            "1. 只填浅黄色的格。其余各格已锁定，不改动，不插入、删除行和列；表可以打印，可以用 Excel、WPS 或 LibreOffice 填。",
            "1. Fill in the yellow cells only. All others are locked; do not insert or delete rows or columns. Excel, WPS and LibreOffice all do."
        ),
        say!(
            lang,
            "2. “累计完成”填到本期末为止的累计数，不是本期新增数。只填数字，单位见右边一列。有几个指标的事项，逐行填各指标的累计数。",
            "2. “Done so far” is the figure at the end of the period, not what was added in it. A number only: its unit stands beside it. Where a task has several indicators, each has a row."
        ),
        say!(
            lang,
            "3. 累计数退回去的（一般是比上次少），先在“更正原因”写明原因，再填数。没有写明原因的，格子显红，收不进台账。",
            "3. Before a figure that goes back, write under “Why corrected” why. Without a reason the cell turns red, and the form is not taken in."
        ),
        say!(
            lang,
            "4. 按节点推进的事项，在“节点、自评”从下拉单选已经完成的最后一个节点。",
            "4. For a task of steps, choose under “Step or own word” the last step that is done."
        ),
        say!(
            lang,
            "5. 没有量化目标的事项，在“节点、自评”选：正常、滞后、受阻。选受阻的，在“阻点”写明受阻于什么。",
            "5. For a task without a measure, choose: on schedule, lagging, blocked. Where it is blocked, say under “Blocker” by what."
        ),
        say!(
            lang,
            "6. “累计投资”填本年度累计完成投资，单位万元。",
            "6. “Invested so far” is the investment of this year so far, in 10,000 yuan."
        ),
        say!(
            lang,
            "7. “阻点”写名称，如“产权纠纷”，细节写在“进展情况”。同一个阻点再报，用同一个名称。没有阻点就留空。",
            "7. Under “Blocker” stands its name, like “disputed title”; details go to “Progress”. Call the same blocker by the same name. Leave it empty where there is none."
        ),
        say!(
            lang,
            "8. “下步打算”写明什么时候做到什么程度。",
            "8. Under “Next steps” say what will be reached by when."
        ),
        say!(
            lang,
            "9. 已经全部完成、请求核验销号的，在“申请销号”选“申请”。",
            "9. Where all is done and strike-off is asked for, choose so in the last column."
        ),
        say!(
            lang,
            "10. 没有填的行不记账，仍算未报。只填了下步打算或投资的，以这些话作为进展；只写了更正原因、没有填更正后的数的，收不进台账。",
            "10. A row that is left empty is not logged and stays owed. Of a row with nothing but next steps or an investment these are the report; a reason without the corrected figure is not taken in."
        ),
        say!(
            lang,
            "11. 填好后用原来的文件发回，不另建新表。文件里有一张隐藏的表，记着这是哪个台账、哪一期、哪些事项，不要删除。",
            "11. Send this very file back. A hidden sheet in it keeps ledger, period and promises; do not delete it."
        ),
    ]
}
