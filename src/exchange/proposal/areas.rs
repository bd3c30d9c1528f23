//! The work areas of a plan, each with an id, a file and the letter of its tasks' ids.

use super::initials::initials;
use super::task_count::without_count;
use super::{Known, ProposedArea};
use crate::ledger::folded;

/// The areas that most districts have: id, the letter of their tasks, names.
const USUAL: [(&str, &str, &[&str]); 7] = [
    (
        "projects",
        "P",
        &["项目", "重点项目", "项目建设", "重点项目建设", "projects", "major projects"],
    ),
    ("investment", "I", &["招商", "招商引资", "招商项目", "investment", "investment promotion"]),
    ("industry", "C", &["产业", "产业发展", "工业", "实体经济", "industry"]),
    (
        "urban",
        "U",
        &["城市", "城市建设", "城建", "城乡建设", "城市管理", "city", "urban", "urban development"],
    ),
    ("battles", "B", &["攻坚战", "三大攻坚战", "攻坚", "battles", "three battles"]),
    (
        "livelihood",
        "L",
        &["民生", "民生实事", "社会民生", "民生事业", "livelihood", "people's livelihood"],
    ),
    ("year-end", "Y", &["岁末年初", "岁末年初值守"]),
];

/// The areas that are known and those that are proposed.
#[derive(Debug)]
pub(super) struct Areas {
    all: Vec<(ProposedArea, bool)>,
    letters: Vec<(String, String)>,
}

impl Areas {
    pub(super) fn new(known: &Known) -> Self {
        let all = known.areas.iter().map(|area| (area.clone(), false)).collect();
        let mut areas = Self { all, letters: Vec::new() };
        for area in &known.areas {
            let series = usual_series(known, &area.id);
            areas.letters.extend(series.map(|series| (area.id.clone(), series)));
        }
        areas
    }

    /// The id of the area of that name, proposed where there is none; how many tasks it has is no part of the name.
    pub(super) fn find(&mut self, name: &str) -> String {
        let whole = folded(name);
        let name = without_count(name);
        let key = folded(name);
        let is_whole =
            |area: &ProposedArea| folded(&area.name) == whole || folded(&area.id) == whole;
        let is_called = |area: &ProposedArea| {
            folded(without_count(&area.name)) == key || folded(&area.id) == key
        };
        let called = |is: &dyn Fn(&ProposedArea) -> bool| {
            self.all.iter().find(|(area, _)| is(area)).map(|(area, _)| area.id.clone())
        };
        if let Some(id) = called(&is_whole).or_else(|| called(&is_called)) {
            return id;
        }
        let usual = USUAL.iter().find(|(_, _, names)| names.iter().any(|own| folded(own) == key));
        // A usual area may go by another of its names.
        if let Some((area, _)) =
            self.all.iter().find(|(area, _)| usual.is_some_and(|(id, ..)| area.id == *id))
        {
            return area.id.clone();
        }
        let first = usual.map_or_else(|| id_of(name), |(id, ..)| (*id).to_owned());
        let taken = |id: &str| self.all.iter().any(|(area, _)| area.id == id);
        let numbered = (2..).map(|number: u32| format!("{first}{number}"));
        let id = [first.clone()].into_iter().chain(numbered).find(|id| !taken(id)).unwrap_or(first);
        self.all.push((ProposedArea { id: id.clone(), name: name.to_owned() }, true));
        id
    }

    /// What the ids of an area's tasks begin with: P-, or what they begin with already.
    pub(super) fn series(&mut self, id: &str) -> String {
        if let Some((_, series)) = self.letters.iter().find(|(own, _)| own == id) {
            return series.clone();
        }
        let usual =
            USUAL.iter().find(|(own, ..)| *own == id).map(|(_, letter, _)| (*letter).to_owned());
        let upper: Vec<char> =
            id.to_uppercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
        let single = upper.iter().map(|letter| letter.to_string());
        let first =
            upper.first().map(|letter| letter.to_string()).unwrap_or_else(|| "T".to_owned());
        let numbered = (2..).map(|number: u32| format!("{first}{number}"));
        let taken = |series: &str| self.letters.iter().any(|(_, own)| own == series);
        let all =
            usual.into_iter().chain(single).chain(numbered).map(|letters| format!("{letters}-"));
        let series = all.into_iter().find(|series| !taken(series)).unwrap_or_default();
        self.letters.push((id.to_owned(), series.clone()));
        series
    }

    /// Those that the book does not have.
    pub(super) fn proposed(self) -> Vec<ProposedArea> {
        self.all.into_iter().filter(|(_, is_new)| *is_new).map(|(area, _)| area).collect()
    }
}

/// What most ids of an area begin with, up to their number.
fn usual_series(known: &Known, area: &str) -> Option<String> {
    let mut series: Vec<(String, usize)> = Vec::new();
    for task in known.tasks.iter().filter(|task| task.area.as_deref() == Some(area)) {
        let head = task.id.trim_end_matches(|letter: char| letter.is_ascii_digit());
        match series.iter_mut().find(|(own, _)| own == head) {
            Some((_, count)) => *count += 1,
            None => series.push((head.to_owned(), 1)),
        }
    }
    series.into_iter().max_by_key(|(_, count)| *count).map(|(head, _)| head)
}

/// An id out of a name: a word of English as it is, else initials, else the letters of the name itself.
fn id_of(name: &str) -> String {
    let fits = |letter: &char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    if name.is_ascii() {
        let words = name
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty());
        let id = words.map(str::to_lowercase).collect::<Vec<String>>().join("-");
        return if id.is_empty() { "area".to_owned() } else { id };
    }
    let short = initials(name);
    let own: String = name.chars().filter(fits).collect();
    match (short.len() >= 2, own.is_empty()) {
        (true, _) => short,
        (false, false) => own,
        (false, true) => "area".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_the_same_with_and_without_its_count() {
        let written =
            ProposedArea { id: "xmjs9x".to_owned(), name: "项目落地（9项）".to_owned() };
        let mut areas = Areas::new(&Known { areas: vec![written], ..Known::default() });
        for name in ["项目落地（9项）", "项目落地（7项）", "项目落地", "项目落地 12项"]
        {
            assert_eq!(areas.find(name), "xmjs9x", "{name}");
        }
        assert_eq!(areas.find("招商引资(共12项)"), "investment");
        assert_eq!(areas.find("乡村振兴（3项）"), areas.find("乡村振兴"));
        let names: Vec<String> = areas.proposed().into_iter().map(|area| area.name).collect();
        assert_eq!(names, ["招商引资", "乡村振兴"]);
    }

    #[test]
    fn areas_have_ids_and_letters() {
        let mut areas = Areas::new(&Known::default());
        let named: Vec<(String, String)> =
            ["项目", "三大攻坚战", "民生实事", "民生", "党建", "Industry", "Green growth", "𠀀"]
                .map(|name| {
                    let id = areas.find(name);
                    let series = areas.series(&id);
                    (id, series)
                })
                .to_vec();
        let named: Vec<String> =
            named.into_iter().map(|(id, series)| format!("{id} {series}")).collect();
        assert_eq!(
            named,
            [
                "projects P-",
                "battles B-",
                "livelihood L-",
                "livelihood L-",
                "dj D-",
                "industry C-",
                "green-growth G-",
                "𠀀 𠀀-"
            ]
        );
    }
}
