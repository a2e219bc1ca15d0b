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

/// What `make` gives for each of these, in their order; half of it is made beside the other.
pub(crate) fn halves<T: Sync, V: Send>(both: Both, of: &[T], make: &(dyn Fn(&T) -> V + Sync)) -> Vec<V> {
    let (front, back) = of.split_at(of.len() / 2);
    let (mut made, mut behind) = (Vec::new(), Vec::new());
    both(&mut || made = front.iter().map(make).collect(), &mut || behind = back.iter().map(make).collect());
    made.append(&mut behind);
    made
}
