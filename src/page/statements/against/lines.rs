//! Below the tables of a comparison: what agrees, what is to be checked, what was skipped, and how to take theirs over.

use super::why::{Wording, cell, file_name, skip};
use crate::account::{Against, AgainstRow, Compared, MatchedBy, RowReason, Skip};
use crate::page::Block;
use crate::page::words::{self, say};

/// At most this many tasks or cells are named in a line.
const NAMED: usize = 12;

impl Wording<'_, '_> {
    /// What agrees, what was matched by its title alone, what was skipped, and how to take theirs over.
    pub(super) fn lines(&self, against: &Against) -> Vec<Block> {
        let lang = self.lang;
        let mut lines = Vec::new();
        let agreeing: Vec<&AgainstRow> = against.of(Compared::Agrees).collect();
        let (count, ids) = (agreeing.len(), self.tasks(&agreeing));
        if count > 0 {
            lines.push(say!(lang, "一致{count}项：{ids}", "agree {count}: {ids}"));
        }
        let named = against.rows.iter();
        let named: Vec<&AgainstRow> =
            named.filter(|row| row.matched_by == Some(MatchedBy::Title)).collect();
        let (count, ids) = (named.len(), self.tasks(&named));
        if count > 0 {
            lines.push(say!(
                lang,
                "没有编号或编号不在台账，按事项名对上{count}项，请核对：{ids}",
                "matched by the title alone {count}, please check: {ids}"
            ));
        }
        lines.extend(self.renamed(against));
        lines.extend(self.skipped(against));
        lines.extend(self.not_read(against));
        if let Some(id) = against.of(Compared::Differs).find_map(|row| row.task.as_ref()) {
            lines.push(say!(
                lang,
                "核实后采用报送数：加 --accept {id}（全部：--accept all），记入台账，以来表为佐证",
                "To take theirs over: --accept {id} (or --accept all) writes it with the file as evidence"
            ));
        }
        lines.into_iter().map(|line| Block::Line(line.into())).collect()
    }

    /// Rows whose id is a task's and whose title is not.
    fn renamed(&self, against: &Against) -> Option<String> {
        let rows: Vec<&AgainstRow> = against.other_titles().collect();
        let count = rows.len();
        let names = rows.iter().take(NAMED).map(|row| {
            let (id, title) = (row.task.as_deref(), row.their_title.as_deref());
            format!("{}“{}”", id.unwrap_or(""), title.unwrap_or(""))
        });
        let names = self.shortened(names.collect(), count);
        (count > 0).then(|| {
            say!(
                self.lang,
                "编号对上而事项名不同{count}项，请核对：{names}",
                "same id, another title {count}, please check: {names}"
            )
        })
    }

    fn tasks(&self, rows: &[&AgainstRow]) -> String {
        let mut ids: Vec<String> = Vec::new();
        for id in rows.iter().filter_map(|row| row.task.as_ref()) {
            // Several rows may be of one task.
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        let all = ids.len();
        ids.truncate(NAMED);
        self.shortened(ids, all)
    }

    fn shortened(&self, named: Vec<String>, all: usize) -> String {
        let more = all > NAMED;
        let list = words::list(&named, self.lang);
        if more { say!(self.lang, "{list}等", "{list}, …") } else { list }
    }

    /// What lies among their files and was not read.
    pub(super) fn not_read(&self, against: &Against) -> Option<String> {
        let (others, lang) = (&against.not_read, self.lang);
        let (count, english) = (others.len(), words::counted(others.len(), "file"));
        let names = others.iter().take(NAMED).map(|other| {
            let (file, why) = (file_name(&other.file), words::not_read(other.why, lang));
            say!(lang, "{file}（{why}）", "{file} ({why})")
        });
        let names = self.shortened(names.collect(), count);
        (count > 0).then(|| say!(lang, "没有读{count}个：{names}", "not read, {english}: {names}"))
    }

    pub(super) fn skipped(&self, against: &Against) -> Option<String> {
        let kinds = Skip::ALL.iter().filter_map(|(_, kind)| {
            let rows = against.of(Compared::Skipped);
            let rows: Vec<&AgainstRow> =
                rows.filter(|row| row.reason == Some(RowReason::Skip(*kind))).collect();
            let (name, count) = (skip(*kind, self.lang), rows.len());
            let cells = rows.iter().take(NAMED);
            let cells = cells.map(|row| cell(row, self.several, self.lang)).collect();
            let cells = self.shortened(cells, count);
            // Where a head stands is seen at once.
            let cells = match kind {
                Skip::Above | Skip::Heading => String::new(),
                _ => say!(self.lang, "（{cells}）", " ({cells})"),
            };
            (count > 0).then(|| say!(self.lang, "{name}{count}{cells}", "{name} {count}{cells}"))
        });
        let kinds: Vec<String> = kinds.collect();
        let (count, kinds) =
            (against.count(Compared::Skipped), kinds.join(&say!(self.lang, "，", ", ")));
        (count > 0).then(|| say!(self.lang, "跳过{count}行：{kinds}", "skipped {count}: {kinds}"))
    }
}
