//! Reports by mail: one letter for all its readers, its files, each period once.

use super::server::{Manner, Server};
use super::{Office, addressees, parsed};
use crate::verdict::root;
use mail_parser::MimeHeaders;
use std::fs;

/// The sample, sending to a server of this machine.
fn sample(server: &Server, more: &str) -> Office {
    let office = Office::empty();
    crate::session::place::copy(&root().join("data/fengze"), office.room.path());
    let book = fs::read_to_string(office.path("duban.toml")).unwrap();
    let (before, rest) = book.split_once("[mail]").unwrap();
    let (_, after) = rest.split_once("\n# 催").unwrap();
    let port = server.port;
    let mail = format!(
        "[mail]\nfrom = \"督查室 <dcs@example.gov.cn>\"\nto = [\"区长 <qz@example.gov.cn>\", \"zfb@example.gov.cn\"]\ncc = \"分管副区长 <fqz@example.gov.cn>\"\n{more}\n# 催"
    );
    office.put("duban.toml", &format!("{before}{mail}{after}"));
    let route = format!("server = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\n");
    office.put_own("mail.toml", &route);
    office
}

#[test]
fn a_report_is_one_letter_with_its_files_to_each_of_its_readers() {
    let server = Server::start(Manner::default());
    let office = sample(&server, "attach = [\"docx\", \"csv\", \"xlsx\"]\n");
    let said = office.run(&["mail", "weekly", "--lang", "zh-Hans"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let readers = ["qz@example.gov.cn", "zfb@example.gov.cn", "fqz@example.gov.cn"];
    assert_eq!(addressees(&server), readers);
    let taken = server.taken();
    assert!(taken.iter().all(|own| own.bytes == taken[0].bytes));
    let letter = parsed(&taken[0]);
    let name = "丰泽区2018年重点工作督查通报（周报2018年第19期）";
    assert_eq!(letter.subject(), Some(name));
    let names = |own: Option<&mail_parser::Address<'_>>| -> Vec<String> {
        let boxes = own.unwrap().iter();
        boxes.map(|own| own.address.clone().unwrap().into_owned()).collect()
    };
    assert_eq!(
        (names(letter.to()), names(letter.cc())),
        (readers[..2].iter().copied().map(String::from).collect(), vec![readers[2].to_owned()])
    );

    let report = |format: &str| {
        let mut command =
            office.command(&["report", "weekly", "--lang", "zh-Hans", "--format", format]);
        command.output().unwrap().stdout
    };
    let files: Vec<_> = letter.attachments().collect();
    let kept: Vec<(&str, &[u8])> =
        files.iter().map(|own| (own.attachment_name().unwrap(), own.contents())).collect();
    assert_eq!(kept.len(), 4);
    assert_eq!(kept[3].0, format!("{name}附件.xlsx"), "what the paper has in annexes");
    assert_eq!(kept[0].0, format!("{name}.docx"));
    assert_eq!(kept[0].1, report("docx"), "the document is that of `report`");
    assert_eq!(kept[1].0, "丰泽区2018年重点工作台账（截至2018年5月11日）.csv");
    let mut list = office.command(&[
        "--as-of",
        "2018-05-11",
        "list",
        "--sort",
        "book",
        "--format",
        "csv",
        "--bom",
        "--lang",
        "zh-Hans",
    ]);
    assert_eq!(
        kept[1].1,
        list.output().unwrap().stdout,
        "the table is that of `list` on the day of the cut-off"
    );
    assert_eq!(kept[2].0, "丰泽区2018年重点工作台账（截至2018年5月11日）.xlsx");
    let sheets = duban::exchange::workbook(kept[2].1).unwrap();
    let words = format!("{:?}", sheets[0]);
    assert!(words.contains("东海片区征迁扫尾") && words.contains("牵头单位"));
    // As an old program looks for the name.
    let kind = files[0].content_type().unwrap();
    assert_eq!(kind.attribute("name"), Some(kept[0].0));

    let text = letter.body_text(0).unwrap();
    assert!(text.contains("一、总体情况") && text.lines().all(|line| !line.contains('\u{1b}')));
    let html = letter.body_html(0).unwrap();
    // What Outlook alone reads is no style sheet that others drop.
    let (before, rest) = html.split_once("<!--[if mso]>").unwrap();
    let (of_outlook, after) = rest.split_once("<![endif]-->").unwrap();
    for strange in ["src=", "url(", "<script", "<link", "http"] {
        assert!(!of_outlook.contains(strange), "{strange}");
    }
    let html = format!("{before}{after}");
    for strange in ["<style", "<svg", "http:", "https:", "src=", "url(", "<script", "<link"] {
        assert!(!html.contains(strange), "{strange}");
    }
}

#[test]
fn a_month_of_mornings_sends_each_report_once() {
    let server = Server::start(Manner::default());
    let office = sample(&server, "");
    let morning = |as_of: &str| {
        for kind in ["weekly", "dekad", "monthly"] {
            let said = office.run(&["--as-of", as_of, "mail", kind, "--to", "qz@example.gov.cn"]);
            assert_eq!(said.code, Some(0), "{as_of} {kind}: {said:?}");
        }
    };
    morning("2018-04-30");
    let before = server.taken().len();
    for day in 1..=31 {
        morning(&format!("2018-05-{day:02}"));
    }
    let taken = server.taken();
    let subjects: Vec<String> =
        taken[before..].iter().map(|own| parsed(own).subject().unwrap().to_owned()).collect();
    let count = |kind: &str| {
        let mut own: Vec<&String> = subjects.iter().filter(|own| own.contains(kind)).collect();
        let all = own.len();
        own.sort();
        own.dedup();
        assert_eq!(own.len(), all, "none twice: {own:?}");
        all
    };
    // The weeks on Monday 7, 14, 21 and 28 May; ten days on the 1st, the 11th and the 21st; April on the 1st.
    let counts = (count("(weekly,"), count("(ten-day,"), count("(monthly,"));
    assert_eq!(counts, (4, 3, 1), "{subjects:?}");
    let last =
        office.run(&["--as-of", "2018-05-31", "mail", "weekly", "--to", "QZ@example.gov.cn"]);
    assert!(last.out.contains("sent on 2018-05-28, not sent again"), "{last:?}");
    assert_eq!(server.taken().len(), taken.len());
}

#[test]
fn a_report_that_has_changed_since_is_told_and_not_sent_again() {
    let server = Server::start(Manner::default());
    let office = sample(&server, "");
    let send = || office.run(&["mail", "weekly", "--to", "qz@example.gov.cn"]);
    assert_eq!(send().code, Some(0));
    let late = office.run(&["done", "P-07", "66", "--on", "2018-05-11", "--note", "补报"]);
    assert_eq!(late.code, Some(0), "{late:?}");
    let said = send();
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("changed since; not sent again"), "{}", said.out);
    assert_eq!(server.taken().len(), 1);
}
