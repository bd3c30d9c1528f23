//! Papers as LibreOffice lays them out: 22 lines of 28 characters, the imprint at the foot of the last page, a long list in an annex
//! across. Where a program is not installed (`.ci/install` does that), its test says on standard error that it was passed over.

use crate::dresses::{folder, installed};
use crate::report::printed;
use duban::exchange::docx;
use duban::page::{Block, Page, Paper};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

fn can_look(what: &str) -> bool {
    installed("soffice", "--version", what) && installed("pdftotext", "-v", what)
}

/// A document as lines of a PDF: the page they stand on, its width and height, and for each line its words and its place.
fn laid_out(name: &str, document: &[u8]) -> Vec<Sheet> {
    let folder = folder(name);
    fs::write(folder.join("paper.docx"), document).unwrap();
    run(
        Command::new("soffice")
            .arg("--headless")
            .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
            .args(["--convert-to", "pdf", "paper.docx"]),
        &folder,
    );
    run(Command::new("pdftotext").args(["-bbox-layout", "paper.pdf", "paper.html"]), &folder);
    let text = fs::read_to_string(folder.join("paper.html")).unwrap();
    let _ = fs::remove_dir_all(folder);
    text.split("<page ").skip(1).map(Sheet::read).collect()
}

fn run(command: &mut Command, folder: &Path) {
    let done = command.current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

struct Sheet {
    width: f64,
    height: f64,
    lines: Vec<Line>,
}

struct Line {
    x: f64,
    y: f64,
    words: String,
}

impl Sheet {
    fn read(page: &str) -> Self {
        let lines = page.split("<line ").skip(1).map(|line| Line {
            x: number(line, "xMin"),
            y: number(line, "yMin"),
            words: line
                .split("<word ")
                .skip(1)
                .filter_map(|word| Some(word.split_once('>')?.1.split_once('<')?.0))
                .collect(),
        });
        Self {
            width: number(page, "width"),
            height: number(page, "height"),
            lines: lines.collect(),
        }
    }

    fn is_across(&self) -> bool {
        self.width > self.height
    }

    fn line(&self, words: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.words.contains(words))
    }
}

fn number(tag: &str, key: &str) -> f64 {
    let rest = tag.split_once(&format!("{key}=\"")).unwrap().1;
    rest.split_once('"').unwrap().0.parse().unwrap()
}

fn paper(blocks: Vec<Block>) -> Vec<u8> {
    let page = Page { title: "通报".to_owned(), lang: "zh-Hans", blocks, ..Page::default() };
    docx(&page, "2018-05-14".parse().unwrap()).unwrap()
}

fn part(document: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_page_holds_22_lines_of_28_characters() {
    if !can_look("lines and characters of a page") {
        return;
    }
    let text = "各".repeat(28 * 30);
    let sheets = laid_out("grid", &paper(vec![Block::Paper(Paper::Addressee(text))]));
    let count = |line: &Line| line.words.chars().filter(|letter| *letter == '各').count();
    let counts: Vec<usize> = sheets[0].lines.iter().map(count).filter(|count| *count > 0).collect();
    assert_eq!(counts, [28; 22]);
    let counts: Vec<usize> = sheets[1].lines.iter().map(count).filter(|count| *count > 0).collect();
    assert_eq!(counts, [28; 8]);
    // 37 mm from the upper edge and 28 mm from the left one, in points.
    let first = &sheets[0].lines[0];
    assert!((first.x - 79.4).abs() < 3.0 && (98.0..118.0).contains(&first.y), "{}", first.y);
}

#[test]
fn a_document_names_its_fonts_and_what_stands_in_for_them() {
    let document = paper(vec![Block::Line("各".into())]);
    let fonts = part(&document, "word/fontTable.xml");
    for (name, other) in [
        ("仿宋_GB2312", "仿宋,FangSong"),
        ("楷体_GB2312", "楷体,KaiTi"),
        ("黑体", "SimHei"),
        ("方正小标宋简体", "宋体"),
    ] {
        let entry = fonts.split("<w:font ").find(|entry| entry.contains(&format!("\"{name}\"")));
        assert!(entry.is_some_and(|entry| entry.contains(other)), "{name}");
        assert!(part(&document, "word/styles.xml").contains(&format!("w:eastAsia=\"{name}\"")));
    }
    assert!(part(&document, "word/document.xml").contains("w:type=\"linesAndChars\""));
    assert!(part(&document, "[Content_Types].xml").contains("fontTable"));
}

#[test]
fn the_parts_of_a_paper_stand_at_their_places() {
    if !can_look("the places of a paper's parts") {
        return;
    }
    let line = |words: &str| Block::Line(words.into());
    let sheets = laid_out(
        "places",
        &paper(vec![
            Block::Paper(Paper::Masthead {
                agency: "丰泽区督查通报".to_owned(),
                number: "第19期".to_owned(),
                office: "区政府督查室".to_owned(),
                date: "2018年5月14日".to_owned(),
            }),
            Block::Title(vec!["关于进展情况的通报".to_owned()]),
            Block::Paper(Paper::Addressee("各街道办事处：".to_owned())),
            line("现将情况通报如下："),
            Block::Paper(Paper::Annexes {
                label: "附件".to_owned(),
                titles: vec!["甲清单".to_owned(), "乙清单".to_owned()],
            }),
            Block::Paper(Paper::Signature {
                office: "区政府督查室".to_owned(),
                date: "2018年5月14日".to_owned(),
            }),
            Block::Paper(Paper::Annex {
                label: "附件1".to_owned(), title: "甲清单".to_owned()
            }),
            line("甲"),
            Block::Paper(Paper::Annex {
                label: "附件2".to_owned(), title: "乙清单".to_owned()
            }),
            line("乙"),
            Block::Paper(Paper::Imprint {
                copies: Some("抄送：区效能办。".to_owned()),
                office: "区政府办公室".to_owned(),
                date: "2018年5月14日印发".to_owned(),
            }),
        ]),
    );
    let across: Vec<bool> = sheets.iter().map(Sheet::is_across).collect();
    assert_eq!(across, [false, true, true]);
    let at = |words: &str| sheets[0].line(words).unwrap_or_else(|| panic!("{words}"));
    let (agency, office) = (at("丰泽区督查通报"), at("区政府督查室"));
    // 35 mm below the upper edge of the text.
    assert!((190.0..250.0).contains(&agency.y), "{}", agency.y);
    assert!(office.y < at("关于进展").y && office.x < 85.0, "{}", office.x);
    // Flush left; the text two characters in.
    assert!((at("各街道").x - 79.4).abs() < 3.0 && (at("现将情况").x - 111.0).abs() < 4.0);
    assert!((at("附件：1.").x - 111.0).abs() < 4.0 && (at("2.乙清单").x - 159.0).abs() < 8.0);
    // The date begins two characters behind the office.
    let signed: Vec<&Line> =
        sheets[0].lines.iter().filter(|line| line.y > at("附件：1.").y + 30.0).collect();
    let (office, date) = (signed[0], signed[1]);
    assert!((date.x - office.x - 32.0).abs() < 8.0, "{} {}", office.x, date.x);
    let foot = sheets[2].line("抄送：区效能办").unwrap();
    assert!(foot.y > sheets[2].height * 0.8, "{}", foot.y);
    assert!(sheets[2].line("印发").unwrap().y > foot.y);
}

/// A ledger in which most tasks are late or blocked.
fn long_ledger(folder: &Path, count: usize) {
    let mut tasks = "area = \"a\"\nstart = 2018-01-01\n".to_owned();
    for nth in 0..count {
        let (due, done) = match nth % 3 {
            0 => ("2018-04-30", 40),
            1 => ("2018-12-31", 3),
            _ => ("2018-05-16", 30),
        };
        tasks.push_str(&format!(
            "\n[[task]]\nid = \"T-{nth}\"\ntitle = \"第{nth}段道路改造和沿线环境整治\"\nowner = \"d{}\"\ndue = {due}\nlog = [\n  {{ on = 2018-04-10, done = {done}, note = \"正在施工\" }},\n  {{ on = 2018-04-10, blocked = \"用地未批\" }},\n]\n",
            nth % 30
        ));
    }
    let mut book = "[ledger]\nformat = 1\ntitle = \"区2018年重点工作台账\"\noffice = \"督查室\"\nyear = 2018\ncadence = \"week\"\n\n[[area]]\nid = \"a\"\nname = \"项目\"\n".to_owned();
    for nth in 0..30 {
        book.push_str(&format!("\n[[department]]\nid = \"d{nth}\"\nname = \"第{nth}街道办\"\n"));
    }
    fs::write(folder.join("duban.toml"), book).unwrap();
    fs::write(folder.join("tasks.toml"), tasks).unwrap();
}

#[test]
fn a_long_list_goes_into_annexes() {
    if !can_look("a bulletin of hundreds of tasks") {
        return;
    }
    let folder = folder("long");
    long_ledger(&folder, 600);
    let said = Command::new(env!("CARGO_BIN_EXE_duban"))
        .env_clear()
        .envs(crate::session::place::profile())
        .arg("-C")
        .arg(&folder)
        .args(["--as-of", "2018-05-15", "report", "weekly", "--rank", "--format", "docx"])
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let sheets = laid_out("long-paper", &said.stdout);
    let text = sheets.iter().filter(|sheet| !sheet.is_across()).count();
    assert!((4..12).contains(&text), "{text} pages of text");
    let named = |words: &str, across: bool| {
        let some = sheets.iter().filter(|sheet| sheet.is_across() == across);
        some.flat_map(|sheet| &sheet.lines).filter(|line| line.words.contains(words)).count()
    };
    assert!(named("环境整治", false) < 80 && named("T-597", true) >= 1);
    let last = sheets.last().unwrap();
    assert!(last.line("印发").unwrap().y > last.height * 0.8);
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn the_sample_s_ranking_fits_its_page() {
    if !can_look("the ranking of the sample") {
        return;
    }
    let document = printed(&["report", "weekly", "--rank", "--format", "docx"], "UTC");
    let sheets = laid_out("rank", &document);
    let text = sheets.iter().filter(|sheet| !sheet.is_across()).count();
    assert!(text <= 9, "{text} pages of text");
    // A score stands on one line: nothing in the annex is a figure alone below another.
    let scores = sheets.iter().filter(|sheet| sheet.is_across()).flat_map(|sheet| &sheet.lines);
    let broken: Vec<&str> =
        scores.map(|line| line.words.as_str()).filter(|words| words.ends_with('.')).collect();
    assert!(broken.is_empty(), "{broken:?}");
}
