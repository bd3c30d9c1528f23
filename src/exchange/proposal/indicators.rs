//! Several quantities of one goal as the indicators of its task: 征地320亩、拆迁86户.

use super::initials::initials;
use super::quantity::Counted;
use crate::edit::Value;

/// The value of `indicators`; `None` where there are not several, or not each with a name and a unit of its own.
pub(super) fn indicators(all: &[Counted]) -> Option<Value> {
    let sound = |counted: &Counted| {
        let name = counted.name.chars().count();
        counted.unit.is_some()
            && !counted.rate
            && (1..=8).contains(&name)
            && counted.number.millionths() > 0
    };
    let is_several = (2..=6).contains(&all.len()) && all.iter().all(sound);
    let twice = all
        .iter()
        .enumerate()
        .any(|(at, one)| all.iter().take(at).any(|other| other.name == one.name));
    if !is_several || twice {
        return None;
    }
    let mut ids: Vec<String> = Vec::new();
    let mut lines = String::from("[\n");
    for counted in all {
        let id = new_id(&counted.name, &ids);
        let text = |text: &str| Value::Text(text.to_owned()).toml();
        let unit = counted.unit.as_deref().unwrap_or_default();
        lines.push_str(&format!(
            "  {{ id = {}, name = {}, unit = {}, target = {} }},\n",
            text(&id),
            text(&counted.name),
            text(unit),
            counted.number
        ));
        ids.push(id);
    }
    lines.push(']');
    Some(Value::Raw(lines))
}

fn new_id(name: &str, taken: &[String]) -> String {
    let short = initials(name);
    let first = if short.is_empty() { "q".to_owned() } else { short };
    let numbered = (2..).map(|number: u32| format!("{first}{number}"));
    let mut all = [first.clone()].into_iter().chain(numbered);
    all.find(|id| !taken.contains(id)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::super::quantity::quantities;
    use super::indicators;

    #[test]
    fn several_quantities_are_indicators() {
        let read = |words| indicators(&quantities(words)).map(|value| value.toml());
        assert_eq!(
            read("征地320亩、拆迁86户").as_deref(),
            Some(
                "[\n  { id = \"zd\", name = \"征地\", unit = \"亩\", target = 320 },\n  { id = \"cq\", name = \"拆迁\", unit = \"户\", target = 86 },\n]"
            )
        );
        for words in ["征地320亩", "增长8%，建成3个", "0个、3家", ""] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
