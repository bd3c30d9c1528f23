//! The machine's own program that takes letters. It has the time limit of a server: after that it is ended, with all that it
//! started.
#![expect(clippy::disallowed_methods, reason = "a time limit needs a clock")]

use super::failure::SendFailure;
use duban::page::notices::mail::Trouble;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// So much of what a program complains of is kept.
const MOST: u64 = 4096;
/// How long the last words of a program that has ended are waited for: what it left running may keep its voice open.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// Hands a letter to the program for one addressee.
pub(super) fn send(
    program: &Path,
    (from, to): (&str, &str),
    letter: &[u8],
    timeout: Duration,
) -> Result<(), SendFailure> {
    let failed = |error: std::io::Error| {
        SendFailure::of_transport(Trouble::Program(error.to_string()), false)
    };
    let mut command = Command::new(program);
    command.args(["-i", "-f", from, "--", to]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    // It has no business with the password of a server.
    command.env_remove("DUBAN_MAIL_PASSWORD");
    in_own_group(&mut command);
    let mut child = command.spawn().map_err(failed)?;
    let whole = fed(&mut child, letter.to_vec());
    let complaints = heard(&mut child);
    let Some(status) = waited(&mut child, timeout).map_err(failed)? else {
        end(&mut child);
        // Whoever has the whole letter may have passed it on.
        let perhaps_sent = whole.try_recv() == Ok(true);
        return Err(SendFailure { perhaps_sent, ..SendFailure::of_mail(Trouble::Silent) });
    };
    if status.success() {
        return Ok(());
    }
    // EX_TEMPFAIL of sysexits.h.
    let may_retry = status.code() == Some(75);
    let said = complaints.recv_timeout(LAST_WORDS).unwrap_or_default();
    let said = said.split_whitespace().collect::<Vec<&str>>().join(" ");
    let code = status.code().map_or_else(String::new, |code| code.to_string());
    let why = Trouble::Program(format!("{code} {said}").trim().to_owned());
    Err(SendFailure { may_retry, ..SendFailure::of_mail(why) })
}

/// Feeds a program from beside, since it may not read; says whether it was given all.
fn fed(child: &mut Child, letter: Vec<u8>) -> Receiver<bool> {
    let (tell, told) = mpsc::channel();
    if let Some(mut stdin) = child.stdin.take() {
        std::thread::spawn(move || {
            // A program that stops reading says why by its exit code.
            let all = stdin.write_all(&letter).is_ok();
            drop(stdin);
            // Nobody may be listening any more.
            let _ = tell.send(all);
        });
    }
    told
}

fn heard(child: &mut Child) -> Receiver<String> {
    let (tell, told) = mpsc::channel();
    if let Some(mut stderr) = child.stderr.take() {
        std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = stderr.by_ref().take(MOST).read_to_end(&mut said);
            let _ = tell.send(String::from_utf8_lossy(&said).into_owned());
            // A program must not be stopped by a full pipe.
            let _ = std::io::copy(&mut stderr, &mut std::io::sink());
        });
    }
    told
}

/// Waits for a program; `None` where its time is over.
fn waited(child: &mut Child, timeout: Duration) -> std::io::Result<Option<ExitStatus>> {
    let until = Instant::now() + timeout;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= until {
            return Ok(None);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

#[cfg(unix)]
fn in_own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn in_own_group(_: &mut Command) {}

/// Ends a program with all that it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // It may have ended by itself meanwhile.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}
