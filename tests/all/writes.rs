//! Every command that writes one entry, with the real program on the sample: exactly one line more, nothing else.

use crate::session::place::{self, contents};
use crate::verdict::root;
use std::process::Command;

/// In an order in which each finds the state it needs.
const COMMANDS: [&[&str]; 20] = [
    &["done", "P-07", "+6", "--for", "5月上旬", "--note", "又签约\"6\"户", "--next", "过八成"],
    &["step", "I-03", "投产", "--invested", "12.5", "--request"],
    &["note", "P-07", "剩户已入户一遍", "--on", "2018-02-11", "--by", "住建局"],
    &["block", "P-07", "产权纠纷", "--note", "3户"],
    &["raise", "P-07", "产权纠纷", "解决"],
    &["clear", "P-07", "产权纠纷"],
    &["request", "P-07", "--evidence", "docs/P-01-腾空清单.txt"],
    &["reject", "P-07", "验收不全"],
    &["ask", "P-07", "7月31日", "汛期停工"],
    &["refuse", "P-07", "理由不足"],
    &["extend", "P-07", "2018-07-31", "--approval", "区政府专题会议〔2018〕12号"],
    &["adjust", "P-07", "两户划出", "--target", "118", "--weight", "2", "--approval", "文"],
    &["suspend", "P-07", "规划调整"],
    &["resume", "P-07", "规划已批"],
    &["order", "P-07", "月底前拿出方案", "--from", "区长", "--reply", "5月31日"],
    &["answer", "P-07", "方案已报"],
    &["verify", "P-07", "--note", "现场核对"],
    &["reopen", "P-07", "两户反悔"],
    &["cancel", "P-07", "项目取消", "--approval", "常务会议"],
    &["done", "U-02", "50", "--on", "今天", "--correction", "重复计数"],
];

#[test]
fn each_command_adds_the_one_line_it_means() {
    let room = tempfile::tempdir().unwrap();
    let ledger = room.path().join("ledger");
    place::copy(&root().join("data/fengze"), &ledger);
    for args in COMMANDS {
        let before = contents(&ledger);
        let output = Command::new(env!("CARGO_BIN_EXE_duban"))
            .args(args)
            .current_dir(&ledger)
            .env("XDG_STATE_HOME", room.path().join("state"))
            .env("DUBAN_AS_OF", "2018-05-15")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {said}");
        let after = contents(&ledger);
        let changed: Vec<_> = after.iter().filter(|own| before.get(own.0) != Some(own.1)).collect();
        assert_eq!((changed.len(), after.len()), (1, before.len()), "{args:?}");
        let (name, text) = changed[0];
        let (old, new) = (lines(&before[name]), lines(text));
        let at = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        assert_eq!(new.len(), old.len() + 1, "{args:?}");
        assert_eq!(old[at..], new[at + 1..], "{args:?}");
        let key = match args[0] {
            "block" => "blocked",
            "clear" => "cleared",
            other => other,
        };
        assert!(new[at].contains(&format!("{key} = ")), "{args:?}: {}", new[at]);
    }
}

fn lines(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    text.split('\n').map(str::to_owned).collect()
}
