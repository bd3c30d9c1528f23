//! `.ci/install` leaves a machine alone that has everything: with stand-ins for what it looks for, and for apt-get.

use crate::session::place::Place;
use crate::verdict::root;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

/// Runs `.ci/install` where Chromium, LibreOffice and openpyxl are there, and fc-list says this.
fn install(fonts: &str) -> Output {
    let place = Place::new();
    let bin = place.folder();
    fs::create_dir_all(bin.join("openpyxl/bin")).unwrap();
    fs::create_dir_all(bin.join("engines/bin")).unwrap();
    for (name, script) in [
        ("openpyxl/bin/python", "true"),
        ("engines/bin/python", "true"),
        ("java", "true"),
        ("node", "true"),
        ("npm", "true"),
        ("dpkg", "true"),
        ("chromium", "true"),
        ("soffice", "true"),
        ("strace", "true"),
        ("khal", "true"),
        ("pdftotext", "true"),
        ("man", "true"),
        ("zsh", "true"),
        ("fish", "true"),
        ("sudo", "exec \"$@\""),
        ("apt-get", "echo \"$@\""),
        ("fc-list", fonts),
    ] {
        let file = bin.join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = std::env::var("PATH").unwrap();
    let mut command = place.command(&root().join(".ci/install"));
    command.env("PATH", format!("{}:{path}", bin.display())).env("CARGO_TARGET_DIR", bin);
    command.output().unwrap()
}

#[test]
fn nothing_is_installed_where_all_is_there() {
    // More than a pipe holds: a reader that closed it at the first hit would bring the writer down.
    let output = install("yes 'NotoSansCJK-Regular.ttc: Noto Sans CJK SC' | head -n 100000");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert!(output.status.success());
}

#[test]
fn fonts_for_chinese_are_installed_where_there_are_none() {
    for fonts in ["echo 'DejaVuSans.ttf: DejaVu Sans'", "exit 127"] {
        let output = install(fonts);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}");
        assert!(said.contains("install -y") && said.contains("fonts-noto-cjk"), "{said}");
        assert!(!said.contains("chromium"), "{said}");
    }
}
