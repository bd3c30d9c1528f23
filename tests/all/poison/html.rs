//! No tag and no attribute of an HTML page comes from the ledger.

use super::{ANSWERS, answer, poisoned, run};

const POISON: &str = r#""><img src=x onerror=alert(1)>'</style></title></svg></pre><script>alert(2)</script><a href="javascript:alert(3)">&lt;b&gt;&#60;i&#62;<!--"#;

const TAGS: [&str; 42] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "h1",
    "h2",
    "p",
    "span",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "br",
    "pre",
    "mark",
    "svg",
    "rect",
    "g",
    "path",
    "text",
    "line",
    "polyline",
    "circle",
    "figure",
    "figcaption",
    "!doctype",
    "ol",
    "ul",
    "li",
    "b",
    "small",
    "i",
    "h3",
    "h4",
    "section",
];

/// Attributes that run something or fetch something; `name` and `http-equiv` stand in the head.
fn acts(name: &str) -> bool {
    name.starts_with("on")
        || ["src", "href", "srcdoc", "action", "xlink:href", "srcset"].contains(&name)
}

#[test]
fn no_tag_and_no_attribute_comes_from_the_ledger() {
    let place = poisoned(POISON);
    for command in ANSWERS.into_iter().chain(["notice --overdue"]) {
        let page = answer(&place, command, "html");
        for tag in tags(&page) {
            assert!(TAGS.contains(&tag.name.as_str()), "{command}: <{}>", tag.name);
            let odd = tag.attributes.iter().find(|name| acts(name));
            assert_eq!(odd, None, "{command}: <{}>", tag.name);
        }
        let shows_words = command != "history --chart";
        assert!(!shows_words || page.contains("&lt;script&gt;"), "{command}");
    }
}

#[test]
fn a_finding_shows_its_line_as_words() {
    let place = poisoned("");
    let tasks = place.folder().join("tasks.toml");
    let text = std::fs::read_to_string(&tasks).unwrap();
    let text = text.replace("\"e\"", "\"<script>document.write('RAN'+(41+1))</script>\"");
    std::fs::write(&tasks, text.replace("2018-05-20", "<img src=x onerror=alert(1)>")).unwrap();
    let said = run(&place, &["check", "--format", "html"]);
    assert!(said.stdout.contains("&lt;script&gt;document"), "{}", said.stdout);
    assert!(tags(&said.stdout).all(|tag| TAGS.contains(&tag.name.as_str())));
}

struct Tag {
    name: String,
    attributes: Vec<String>,
}

/// The opening tags of a page, as a browser reads them: a quoted value may hold `>`.
fn tags(page: &str) -> impl Iterator<Item = Tag> {
    page.split('<').skip(1).filter(|rest| !rest.starts_with('/')).map(|rest| {
        let name: String = rest.chars().take_while(|c| !c.is_whitespace() && *c != '>').collect();
        let mut attributes = Vec::new();
        let mut word = String::new();
        let mut quoted = false;
        for letter in rest.chars().skip(name.chars().count()) {
            match letter {
                '"' => quoted = !quoted,
                '>' if !quoted => break,
                _ if quoted => {}
                _ if letter.is_whitespace() || letter == '/' => word.clear(),
                '=' => attributes.push(std::mem::take(&mut word)),
                _ => word.push(letter),
            }
        }
        Tag { name: name.to_ascii_lowercase(), attributes }
    })
}
