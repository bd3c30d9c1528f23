//! The arguments of `mail`.

use super::{OutputArgs, words};
use crate::completion;
use clap::{Args, ValueEnum};
use clap_complete::ArgValueCandidates;

#[derive(Debug, Args)]
pub(crate) struct MailArgs {
    #[arg(value_name = "WHAT", value_enum, hide_possible_values = true, help = words("发什么:notices(已登记、未答复的催办单);test(连接、登录,不发信)", "發什麼:notices(已登記、未答覆的催辦單);test(連接、登錄,不發信)", "What: notices (recorded, unanswered), test (connect and log in, send nothing)"))]
    pub(crate) what: What,
    #[arg(long, help = words("只说会发什么,不连接", "只說會發什麼,不連接", "Say what would be sent; do not connect"))]
    pub(crate) dry_run: bool,
    #[arg(long, help = words("已发过的、可能已发的也再发", "已發過的、可能已發的也再發", "Send again what was sent, or perhaps sent"))]
    pub(crate) again: bool,
    #[arg(long, value_name = "DEPT", add = ArgValueCandidates::new(completion::departments), help = words("只发给这些单位", "只發給這些單位", "To these departments only"))]
    pub(crate) dept: Vec<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    #[value(alias = "催办单", alias = "催辦單")]
    Notices,
    #[value(alias = "测试", alias = "測試")]
    Test,
}
