//! What `doctor` says of letters: how they leave, and which may have left.

use crate::commands::mail::{mail_file, place_of_marks};
use crate::edge::files;
use crate::edge::mail_settings::MailSettings;
use crate::edge::sent::{self, Sent};
use crate::settings::Settings;
use duban::diagnostic::{Ailment, Sign, Subject};
use duban::ledger::{MailRoute, MailRules};
use std::path::Path;

/// The settings of this machine for a ledger, and the letters in doubt.
pub(super) fn signs(settings: &Settings, folder: &Path, rules: &MailRules) -> Vec<Sign> {
    let mut ailments = Vec::new();
    if !rules.ignored.is_empty() {
        let keys = rules.ignored.iter().map(|key| (*key).to_owned()).collect();
        ailments.push(Ailment::MailInLedger { keys });
    }
    let route = route(settings, folder).unwrap_or_else(|why| {
        ailments.push(Ailment::MailBroken { why });
        MailRoute::default()
    });
    let leaves = route.server.is_some() || route.sendmail.is_some();
    let writes = rules.from.is_some();
    if writes && !leaves && ailments.is_empty() {
        ailments.push(Ailment::MailNotSet);
    }
    let absent = !writes && !leaves && ailments.is_empty();
    vec![
        Sign { subject: Subject::Mail, ailments, absent },
        Sign::of(Subject::PerhapsSent, in_doubt(settings, &route, folder)),
    ]
}

/// How letters of a ledger leave; or what is wrong with the user's own settings.
fn route(settings: &Settings, folder: &Path) -> Result<MailRoute, String> {
    let read = mail_file(settings).as_deref().map(MailSettings::read).transpose();
    let Some(read) = read.map_err(|error| error.to_string())?.flatten() else {
        return Ok(MailRoute::default());
    };
    match read.found.first() {
        Some(wrong) => {
            let file = read.sources.file(wrong.place.file);
            let (line, column) = file.line_column(wrong.place.span.start);
            Err(format!("{}:{line}:{column}", file.name))
        }
        None => Ok(read.route(folder).clone()),
    }
}

/// Letters that may have left or not, and marks that are not trusted.
fn in_doubt(settings: &Settings, route: &MailRoute, folder: &Path) -> Vec<Ailment> {
    let mut ailments = Vec::new();
    if let Some(marks) =
        place_of_marks(settings, route, folder).filter(|marks| files::exists(marks))
    {
        match Sent::seen(&marks) {
            Ok(sent) => ailments.extend(
                sent.perhaps()
                    .into_iter()
                    .map(|mark| Ailment::Undecided { key: mark.key(), to: mark.to.clone() }),
            ),
            Err(error) => ailments.push(Ailment::MarksNotRead { why: error.to_string() }),
        }
    }
    let left = sent::left_in_ledger(folder);
    ailments.extend(left.map(|file| Ailment::OldMarks { file: file.display().to_string() }));
    ailments
}
