//! The departments of a plan: those that the book has, by every name, and new ones with an id each.

use super::initials::initials;
use super::office_names::{OfficeName, office_name};
use super::{Known, ProposedDepartment};
use crate::ledger::folded;
use std::collections::HashMap;

/// The departments that are known and those that are proposed.
#[derive(Debug)]
pub(super) struct Departments {
    all: Vec<Office>,
    by_name: HashMap<String, usize>,
}

#[derive(Debug)]
struct Office {
    department: ProposedDepartment,
    names: Vec<OfficeName>,
    is_new: bool,
}

/// What became of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The id of its department.
    pub id: String,
    /// Whether the book does not have it.
    pub is_new: bool,
    /// Whether it is another spelling, taken for the same by its short form.
    pub by_short_form: bool,
}

impl Departments {
    pub(super) fn new(known: &Known) -> Self {
        let mut departments = Self { all: Vec::new(), by_name: HashMap::new() };
        for department in &known.departments {
            departments.push(department.clone(), false);
        }
        departments
    }

    /// The department of a name, proposed where there is none.
    pub(super) fn find(&mut self, name: &str) -> Found {
        let key = folded(name);
        if let Some(office) = self.by_name.get(&key).and_then(|at| self.all.get(*at)) {
            return Found {
                id: office.department.id.clone(),
                is_new: office.is_new,
                by_short_form: false,
            };
        }
        let short = office_name(name);
        let fits = |office: &Office| office.names.iter().all(|other| other.may_be(&short));
        let mut fitting = (0..self.all.len()).filter(|at| self.all.get(*at).is_some_and(fits));
        if let (Some(at), None) = (fitting.next(), fitting.next())
            && let Some(office) = self.all.get_mut(at)
        {
            office.names.push(short);
            let department = &mut office.department;
            if office.is_new {
                department.alias.push(name.to_owned());
                // The fullest name is the name.
                if let Some(last) = department
                    .alias
                    .last_mut()
                    .filter(|last| last.chars().count() > department.name.chars().count())
                {
                    std::mem::swap(last, &mut department.name);
                }
            }
            self.by_name.insert(key, at);
            return Found { id: department.id.clone(), is_new: office.is_new, by_short_form: true };
        }
        let id = self.new_id(&short, name);
        let department =
            ProposedDepartment { id: id.clone(), name: name.to_owned(), alias: Vec::new() };
        self.push(department, true);
        Found { id, is_new: true, by_short_form: false }
    }

    /// Whether a department goes by this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.by_name.contains_key(&folded(name))
    }

    /// Those that the book does not have.
    pub(super) fn proposed(self) -> Vec<ProposedDepartment> {
        self.all
            .into_iter()
            .filter(|office| office.is_new)
            .map(|office| office.department)
            .collect()
    }

    fn push(&mut self, department: ProposedDepartment, is_new: bool) {
        let at = self.all.len();
        let all_names = || department.alias.iter().chain([&department.name]);
        for name in all_names().chain([&department.id]) {
            self.by_name.entry(folded(name)).or_insert(at);
        }
        // Of a known one each name counts by itself; only its own name says what else it may be called.
        let names = vec![office_name(&department.name)];
        self.all.push(Office { department, names, is_new });
    }

    /// An id as an office would choose it: the initials of the short name, with the level where that is taken, then a number.
    fn new_id(&self, short: &OfficeName, name: &str) -> String {
        let bare = short.short.strip_suffix('办').filter(|rest| rest.ends_with("街道"));
        let first = initials(&spoken(bare.unwrap_or(&short.short), name));
        let first = if first.is_empty() { "dw".to_owned() } else { first };
        let taken = |id: &str| self.all.iter().any(|office| office.department.id == id);
        let with_level = short.level.map(|level| initials(&level.to_string()) + &first);
        let numbered = (2..).map(|number: u32| format!("{first}{number}"));
        let mut all = [first.clone()].into_iter().chain(with_level).chain(numbered);
        all.find(|id| !taken(id)).unwrap_or(first)
    }
}

/// English names keep the blanks between their words, without the small ones.
fn spoken(short: &str, name: &str) -> String {
    if !name.is_ascii() {
        return short.to_owned();
    }
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_small = |word: &&str| matches!(*word, "" | "and" | "of" | "the" | "for");
    words.filter(|word| !is_small(word)).collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_office_is_proposed_once() {
        let mut departments = Departments::new(&Known::default());
        let ids: Vec<String> = [
            "发改局",
            "区发展和改革局",
            "区住建局",
            "东海街道办",
            "东海街道办事处",
            "市发改局",
            "City Management",
            "区农业局",
            "区内业局",
        ]
        .map(|name| departments.find(name).id)
        .to_vec();
        assert_eq!(ids, ["fgj", "fgj", "zjj", "dhjd", "dhjd", "sfgj", "cm", "nyj", "qnyj"]);
        let proposed = departments.proposed();
        let [first, ..] = &proposed[..] else { panic!("{proposed:?}") };
        assert_eq!(
            (first.name.as_str(), first.alias.join(" ").as_str()),
            ("区发展和改革局", "发改局")
        );
    }

    #[test]
    fn a_known_office_goes_by_all_its_names() {
        let office = ProposedDepartment {
            id: "jxj".into(),
            name: "区经济和信息化局".into(),
            alias: vec!["工信局".into()],
        };
        let known = Known { departments: vec![office], ..Known::default() };
        let mut departments = Departments::new(&known);
        for name in ["区经济和信息化局", "工信局", "区经信局", "经信局", "jxj"] {
            assert_eq!(departments.find(name).id, "jxj", "{name}");
        }
        assert!(departments.find("区财政局").is_new);
    }
}
