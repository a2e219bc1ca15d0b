//! The border: four functions over two buffers that this module owns.
//!
//! 1. `gouji_input(n)` gives the address where the page writes the `n` bytes of its request.
//! 2. `gouji_call()` answers it: 0 for an answer, 1 for a refusal.
//! 3. `gouji_output()` and `gouji_output_length()` say where the answer, or the sentence of the refusal, stands.
//!
//! Nothing but numbers crosses it, so what wasm-bindgen makes of it needs no glue and runs in every engine, also as
//! JavaScript (wasm2js). No pointer is ever followed in Rust.
#![allow(unsafe_code, unreachable_pub)] // What wasm-bindgen writes counts as unsafe; the page reaches the functions.

use crate::answer::answer;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of `length` bytes and says where.
#[wasm_bindgen]
pub fn gouji_input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Answers the request: 0 for an answer, 1 for a refusal.
#[wasm_bindgen]
pub fn gouji_call() -> u32 {
    let request = INPUT.take();
    let (status, output) = match answer(&String::from_utf8_lossy(&request)) {
        Ok(answer) => (0, answer),
        Err(refusal) => (1, refusal),
    };
    OUTPUT.set(output.into_bytes());
    status
}

/// Where the answer begins.
#[wasm_bindgen]
pub fn gouji_output() -> *const u8 {
    OUTPUT.with_borrow(|output| output.as_ptr())
}

/// How many bytes the answer has.
#[wasm_bindgen]
pub fn gouji_output_length() -> usize {
    OUTPUT.with_borrow(Vec::len)
}
