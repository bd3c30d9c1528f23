//! A path in a record: as text, or byte by byte in hexadecimal digits where its name is no UTF-8.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::path::{Path, PathBuf};

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Bytes { bytes: String },
}

pub(super) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    let written = match path.to_str() {
        Some(text) => Written::Text(text.to_owned()),
        None => {
            let bytes = path.as_os_str().as_encoded_bytes().iter();
            Written::Bytes { bytes: bytes.map(|byte| format!("{byte:02x}")).collect() }
        }
    };
    written.serialize(to)
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<PathBuf, D::Error> {
    match Written::deserialize(from)? {
        Written::Text(text) => Ok(PathBuf::from(text)),
        Written::Bytes { bytes } => {
            let digit = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
            let pairs: Option<Vec<u8>> = bytes.as_bytes().chunks(2).map(digit).collect();
            let path = pairs.and_then(of_bytes);
            path.ok_or_else(|| de::Error::custom("no bytes of a path"))
        }
    }
}

/// The path of these bytes; `None` where the system has no such names.
#[cfg(unix)]
pub(super) fn of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
pub(super) fn of_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}
