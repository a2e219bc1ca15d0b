//! Two pieces of work that do not wait for each other.
//!
//! The core has no threads, since a page has none. Whoever has some may lend them.

/// Does both pieces of work, in turn or beside each other, and returns once both are done.
pub type Both = fn(&mut (dyn FnMut() + Send), &mut (dyn FnMut() + Send));

/// One after the other.
pub fn in_turn(first: &mut (dyn FnMut() + Send), second: &mut (dyn FnMut() + Send)) {
    first();
    second();
}
