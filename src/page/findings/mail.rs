//! What is wrong with the settings of letters, in words.

use crate::diagnostic::Mailing;
use crate::ledger::{AddressProblem, Locale};
use crate::page::words::say;

/// What is wrong, in one line.
pub(super) fn title(finding: &Mailing, lang: Locale) -> String {
    match finding {
        Mailing::Address { text, why } => {
            let why = address(*why, lang);
            say!(lang, "`{text}` 不是邮件地址：{why}", "`{text}` is no mail address: {why}")
        }
        Mailing::InClear { server } => say!(
            lang,
            "不加密只能发给本机的邮件服务，{server} 不是本机",
            "only a server on this machine may be spoken to in clear; {server} is not"
        ),
        Mailing::Ignored { keys } => {
            let keys = keys.join("、");
            let english = keys.replace('、', ", ");
            say!(
                lang,
                "[mail] 里的 {keys} 不再起作用：信怎么发，由发信人自己的 mail.toml 定",
                "{english} in [mail] is no longer obeyed: how letters leave stands in the sender's own mail.toml"
            )
        }
    }
}

/// Why something is no address.
pub fn address(why: AddressProblem, lang: Locale) -> String {
    match why {
        AddressProblem::Empty => say!(lang, "空的", "it is empty"),
        AddressProblem::NoAt => {
            say!(lang, "应有一个 @，前后都有字", "it needs one @ with something on both sides")
        }
        AddressProblem::Character(letter) => {
            let letter = if letter.is_control() || letter.is_whitespace() {
                letter.escape_unicode().to_string()
            } else {
                letter.to_string()
            };
            say!(lang, "不能有 `{letter}`", "`{letter}` cannot stand in it")
        }
        AddressProblem::Domain => say!(
            lang,
            "点或横线的位置不对，或域名不全",
            "a point or a stroke is out of place, or the domain is not whole"
        ),
        AddressProblem::TooLong => say!(lang, "太长", "it is too long"),
        AddressProblem::Brackets => {
            say!(lang, "尖括号不成对，或后面还有字", "`<` has no `>`, or words stand behind it")
        }
    }
}

/// The way out.
pub(super) fn help(finding: &Mailing, lang: Locale) -> Option<String> {
    Some(match finding {
        Mailing::Address { .. } => say!(
            lang,
            "写法如 fgj@example.gov.cn，或 区发改局 <fgj@example.gov.cn>",
            "write it like fgj@example.gov.cn, or Name <fgj@example.gov.cn>"
        ),
        Mailing::InClear { .. } => say!(
            lang,
            "security = \"starttls\"（587端口）或 \"tls\"（465端口）",
            "security = \"starttls\" (port 587) or \"tls\" (port 465)"
        ),
        Mailing::Ignored { .. } => say!(
            lang,
            "duban mail --move-settings 把它们移过去",
            "duban mail --move-settings moves them there"
        ),
    })
}
