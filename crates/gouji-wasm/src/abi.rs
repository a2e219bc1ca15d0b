//! The border: four functions over two buffers that this module owns.
//!
//! 1. `gouji_input(n)` gives the address where the page writes the `n` bytes of its request.
//! 2. `gouji_call()` answers it: 0 for an answer, 1 for a refusal.
//! 3. `gouji_output()` and `gouji_output_length()` say where the answer, or the sentence of the refusal, stands.
//!
//! Only the names of the exports are "unsafe" here; no pointer is ever followed in Rust.
#![allow(unsafe_code, unreachable_pub)] // The page reaches them.

use crate::answer::answer;
use std::cell::RefCell;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of `length` bytes and says where.
#[unsafe(no_mangle)]
pub extern "C" fn gouji_input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Answers the request: 0 for an answer, 1 for a refusal.
#[unsafe(no_mangle)]
pub extern "C" fn gouji_call() -> u32 {
    let request = INPUT.take();
    let (status, output) = match answer(&String::from_utf8_lossy(&request)) {
        Ok(answer) => (0, answer),
        Err(refusal) => (1, refusal),
    };
    OUTPUT.set(output.into_bytes());
    status
}

/// Where the answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn gouji_output() -> *const u8 {
    OUTPUT.with_borrow(|output| output.as_ptr())
}

/// How many bytes the answer has.
#[unsafe(no_mangle)]
pub extern "C" fn gouji_output_length() -> usize {
    OUTPUT.with_borrow(Vec::len)
}
