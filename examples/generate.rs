//! Writes a ledger of any size, the same for the same seed:
//! `cargo run --release --example generate -- 100000 DIR [SEED]`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own, for measuring"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

const AREAS: [(&str, &str); 6] = [
    ("projects", "项目"),
    ("investment", "招商"),
    ("industry", "产业"),
    ("urban", "城市"),
    ("battles", "三大攻坚战"),
    ("livelihood", "民生"),
];
const WORKS: [&str; 8] = [
    "片区征迁扫尾",
    "标准厂房建设",
    "支路改造",
    "老旧小区改造",
    "河道清淤",
    "学校扩建",
    "企业技改",
    "养老服务站",
];
const PLACES: [&str; 6] = ["东海", "城东", "北峰", "华大", "泉秀", "清源"];
const LEADERS: [&str; 4] = ["区长", "常务副区长", "分管副区长", "区委副书记"];

/// A linear congruential generator: enough to spread figures, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len() as u64) as usize).copied().unwrap_or("")
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (Some(count), Some(folder)) =
        (words.first().and_then(|own| own.parse().ok()), words.get(1))
    else {
        eprintln!("usage: generate COUNT DIR [SEED]");
        return ExitCode::from(2);
    };
    let seed = words.get(2).and_then(|own| own.parse().ok()).unwrap_or(1);
    match generate(count, Path::new(folder), seed) {
        Ok(bytes) => {
            println!("{count} tasks, {bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(count: u64, folder: &Path, seed: u64) -> std::io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let mut dice = Dice(seed);
    let mut book = String::from(
        "[ledger]\nformat = 1\ntitle = \"测速台账\"\noffice = \"区政府督查室\"\nyear = 2018\ncadence = \"month\"\n",
    );
    for (id, name) in AREAS {
        let _ = write!(book, "\n[[area]]\nid = \"{id}\"\nname = \"{name}\"\n");
    }
    for number in 0..40 {
        let _ = write!(book, "\n[[department]]\nid = \"d{number}\"\nname = \"第{number}街道办\"\n");
    }
    std::fs::write(folder.join("duban.toml"), &book)?;
    let mut bytes = book.len();
    for (nth, (area, _)) in (0..).zip(AREAS) {
        let mut text = format!("area = \"{area}\"\n");
        for number in (nth..count).step_by(AREAS.len()) {
            task(number, &mut dice, &mut text);
        }
        bytes += text.len();
        std::fs::write(folder.join(format!("{area}.toml")), text)?;
    }
    Ok(bytes)
}

fn task(number: u64, dice: &mut Dice, text: &mut String) {
    let (place, work, leader) = (dice.pick(&PLACES), dice.pick(&WORKS), dice.pick(&LEADERS));
    let (owner, target) = (dice.below(40), 20 + dice.below(180));
    let (month, pace) = (3 + dice.below(10), dice.below(100));
    let done = |month: u64| target * month * pace / 600;
    let _ = write!(
        text,
        "\n[[task]]\nid = \"T-{number:06}\"\ntitle = \"{place}{work}第{number}项\"\nowner = \"d{owner}\"\n\
         leader = \"{leader}\"\nstart = 2018-01-05\ndue = 2018-{month:02}-28\nkind = \"project\"\n\
         goal = \"{target}户全部签约腾空\"\nunit = \"户\"\nbaseline = 0\ntarget = {target}\n\
         measures = [\"逐户会商\", \"货币化安置\"]\nlevers = [\"效能督查\"]\nlog = [\n  \
         {{ on = 2018-01-31, done = {}, by = \"d{owner}\", next = \"2月底前再签15户\" }},\n  \
         {{ on = 2018-02-28, done = {}, note = \"节后集中签约\" }},\n  \
         {{ on = 2018-03-30, done = {} }},\n]\n",
        done(1),
        done(2),
        done(3),
    );
}
