//! How a form is filled in, as its own sheet says it.

use super::columns::in_language;
use crate::ledger::Locale;
use crate::page::words::say;
use duban_words::words;

/// The title of the rules.
const TITLE: [&str; 3] = words!("填报说明", "How to fill in this form");

/// Whether a cell is the title of the rules.
pub fn is_rules(words: &str) -> bool {
    TITLE.contains(&words.trim())
}

/// The rules, a line each; the first is their title.
pub(super) fn rules(lang: Locale) -> Vec<String> {
    vec![
        in_language(TITLE, lang).to_owned(),
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
            "4. 按节点推进的事项，在“节点、自评”从下拉单选已经完成的最后一个节点；有指标又有节点的，指标的数和节点都填。",
            "4. For a task of steps, choose under “Step or own word” the last step that is done; a task with indicators may have steps too."
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
            "7. “阻点”写名称，如“产权纠纷”，细节写在“进展情况”；有几个的，每个写一行，或编号写成“1.产权纠纷；2.资金”。同一个阻点再报，用同一个名称。没有阻点就留空。",
            "7. Under “Blocker” stands its name, like “disputed title”; details go to “Progress”. Where there are several, each has a line or a number: “1. disputed title; 2. funds”. Call the same blocker by the same name. Leave it empty where there is none."
        ),
        say!(
            lang,
            "8. “下步打算”写明什么时候做到什么程度。",
            "8. Under “Next steps” say what will be reached by when."
        ),
        say!(
            lang,
            "9. 已经全部完成、请求核验销号的，在“申请销号”选“申请”（写“是”“√”也算）；不申请的留空。",
            "9. Where all is done and strike-off is asked for, choose so in the last column (“yes” will do); leave it empty otherwise."
        ),
        say!(
            lang,
            "10. 没有填的行不记账，仍算未报。整行只填了下步打算或投资的，也算报了一次，照填的记；只写了更正原因、没有填数的，收不进台账。",
            "10. A row that is left empty is not logged and stays owed. A row with nothing but next steps or an investment is a report of these; a reason for a correction without the corrected figure is not taken in."
        ),
        say!(
            lang,
            "11. 填好后用原来的文件发回，不另建新表，不合并单元格；另加的工作表和批注不收。文件里有一张隐藏的表，记着这是哪个台账、哪一期、哪些事项，不要删除。",
            "11. Send this very file back, and merge no cells; sheets and comments that are added are not taken in. A hidden sheet in it keeps ledger, period and promises; do not delete it."
        ),
    ]
}
