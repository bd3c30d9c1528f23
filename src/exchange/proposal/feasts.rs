//! The day before a feast of a fixed day: 国庆节前, “五一”前, 元旦前. 春节 and 中秋 go by the moon, so that words of them name no day.

/// The feasts with the month and the day of the day before each; the longer name first.
const FEASTS: [(&str, (u32, u32)); 27] = [
    ("国庆黄金周", (9, 30)),
    ("国庆假期", (9, 30)),
    ("国庆长假", (9, 30)),
    ("十一国庆节", (9, 30)),
    ("国庆节", (9, 30)),
    ("国庆", (9, 30)),
    ("十一", (9, 30)),
    ("五一国际劳动节", (4, 30)),
    ("五一劳动节", (4, 30)),
    ("五一节", (4, 30)),
    ("五一", (4, 30)),
    ("劳动节", (4, 30)),
    ("元旦节", (12, 31)),
    ("元旦", (12, 31)),
    ("七一建党节", (6, 30)),
    ("建党节", (6, 30)),
    ("七一", (6, 30)),
    ("八一建军节", (7, 31)),
    ("建军节", (7, 31)),
    ("八一", (7, 31)),
    ("六一儿童节", (5, 31)),
    ("儿童节", (5, 31)),
    ("六一", (5, 31)),
    ("三八妇女节", (3, 7)),
    ("妇女节", (3, 7)),
    ("教师节", (9, 9)),
    ("植树节", (3, 11)),
];

/// The month and the day before a feast: of 国庆节前 30 September. The year is that of the feast, but for 元旦, whose eve is in
/// the year before.
pub(super) fn eve(text: &str) -> Option<(u32, u32)> {
    let name = ["之前", "以前", "前夕", "前"].iter().find_map(|word| text.strip_suffix(word))?;
    let name: String = name.chars().filter(|letter| !is_quote(*letter)).collect();
    FEASTS.iter().find(|(feast, _)| *feast == name).map(|(_, day)| *day)
}

/// What stands behind the day in 国庆节前完成征地; the whole where no feast is named.
pub(super) fn behind_eve(words: &str) -> &str {
    let Some((head, behind)) = words.split_once('前') else { return words };
    let is_named = FEASTS.iter().any(|(feast, _)| head.ends_with(feast));
    if is_named { behind.trim_start_matches('夕') } else { words }
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」' | '·' | '.')
}
