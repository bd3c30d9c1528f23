//! Runs `laws::state` over whatever the fuzzer makes.
#![no_main]

#[path = "../laws.rs"]
#[allow(dead_code, reason = "each target runs one law of the file")]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::state(bytes));
