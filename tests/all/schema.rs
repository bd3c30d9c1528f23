//! The schema that the program prints, judged by an independent validator.

use crate::verdict::root;
use boon::{Compiler, Schemas};
use serde_json::Value;
use std::fs;
use std::process::Command;

fn printed(args: &[&str]) -> Value {
    let output =
        Command::new(env!("CARGO_BIN_EXE_duban")).args(args).current_dir(root()).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// TOML as an editor hands it to its validator: days as words.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(day) => Value::String(day.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            let fields = table.iter().map(|(key, value)| (key.clone(), as_json(value)));
            Value::Object(fields.collect())
        }
        other => serde_json::to_value(other).unwrap(),
    }
}

/// What is wrong with a text by a schema; `None` if nothing is.
fn judged(schema: &Value, text: &str) -> Option<String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", schema.clone()).unwrap();
    let schema = compiler.compile("schema.json", &mut schemas).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let value = as_json(&toml::Value::Table(table));
    schemas.validate(&value, schema).err().map(|error| format!("{error:#}"))
}

#[test]
fn the_sample_fits_the_schema() {
    let (tasks, book) = (printed(&["-C", "data/fengze", "schema"]), printed(&["schema", "--book"]));
    for entry in fs::read_dir(root().join("data/fengze")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|own| own != "toml") {
            continue;
        }
        let is_book = path.ends_with("duban.toml");
        let schema = if is_book { &book } else { &tasks };
        let wrong = judged(schema, &fs::read_to_string(&path).unwrap());
        assert_eq!(wrong, None, "{}", path.display());
    }
}

#[test]
fn what_the_reader_refuses_does_not_fit() {
    let schema = printed(&["-C", "data/fengze", "schema"]);
    let sample = fs::read_to_string(root().join("data/fengze/projects.toml")).unwrap();
    for (right, wrong) in [
        ("owner = \"qxjd\"", "owner = \"泉秀\""),
        ("due = 2018-03-31", "duee = 2018-03-31"),
        ("target = 48", "target = \"48\""),
        ("kind = \"project\"", "kind = \"projekt\""),
        ("{ on = 2018-01-10, done = 6,", "{ done = 6,"),
        ("id = \"P-01\"", "id = \"P 01\""),
    ] {
        let broken = sample.replacen(right, wrong, 1);
        assert_ne!(broken, sample, "{right}");
        assert!(judged(&schema, &broken).is_some(), "{wrong}");
    }
    let free = printed(&["schema"]);
    assert!(
        judged(&free, "[[task]]\nid = \"A\"\ntitle = \"t\"\narea = \"any\"\nx-own = [1]\n")
            .is_none()
    );
}
