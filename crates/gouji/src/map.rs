//! A map and a set for what is looked up by name, span or figure.
//!
//! The maps of the standard library are written out once for every type they hold, and in a module that a page loads all
//! of them together are a twentieth of what goes over the wire. Here only what touches keys and values is: finding a
//! place among the hashes is one function for all. What was put in first also comes out first, on every machine.

use serde::{Serialize, Serializer};
use std::{
    borrow::Borrow,
    hash::{BuildHasher, Hash},
};

/// Natively the hashes differ in every process, so that no report can be written to make them meet.
#[cfg(not(target_arch = "wasm32"))]
type State = foldhash::quality::RandomState;
/// A page has no randomness to offer; what meets there slows down the one who reads the report and nobody else.
#[cfg(target_arch = "wasm32")]
type State = std::hash::BuildHasherDefault<small::Small>;

/// Values by key, in the order in which the keys came.
#[derive(Clone, Debug)]
pub struct Map<K, V> {
    entries: Vec<(K, V)>,
    index: Index,
}

/// Where the entry of a hash is.
#[derive(Clone, Debug, Default)]
struct Index {
    state: State,
    /// The hash of every entry.
    hashes: Vec<u32>,
    /// A power of two of slots, each zero or one more than the number of an entry; an entry whose slot is taken has the
    /// next free one.
    slots: Vec<usize>,
}

impl Index {
    #[allow(clippy::cast_possible_truncation)] // Half of the hash tells as much as is asked of it.
    fn hash(&self, key: &(impl Hash + ?Sized)) -> u32 {
        self.state.hash_one(key) as u32
    }

    /// The entry of this hash that `is` the one sought.
    fn find(&self, hash: u32, is: &dyn Fn(usize) -> bool) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut slot = hash as usize & last;
        loop {
            let entry = self.slots[slot].checked_sub(1)?;
            if self.hashes[entry] == hash && is(entry) {
                return Some(entry);
            }
            slot = (slot + 1) & last;
        }
    }

    /// One more entry, behind all others.
    fn push(&mut self, hash: u32) {
        self.hashes.push(hash);
        if self.hashes.len() * 4 > self.slots.len() * 3 {
            self.rebuild();
        } else {
            self.place(self.hashes.len() - 1);
        }
    }

    /// At least a quarter of the slots stays free.
    fn rebuild(&mut self) {
        self.slots.clear();
        self.slots.resize((self.hashes.len() * 2).next_power_of_two().max(8), 0);
        for entry in 0..self.hashes.len() {
            self.place(entry);
        }
    }

    fn place(&mut self, entry: usize) {
        let last = self.slots.len() - 1;
        let mut slot = self.hashes[entry] as usize & last;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & last;
        }
        self.slots[slot] = entry + 1;
    }
}

impl<K, V> Map<K, V> {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { entries: Vec::new(), index: Index::default() }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keys with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Keeps what `keeps` says.
    pub fn retain(&mut self, mut keeps: impl FnMut(&K, &mut V) -> bool) {
        let mut hashes = std::mem::take(&mut self.index.hashes).into_iter();
        self.entries.retain_mut(|(key, value)| {
            let hash = hashes.next();
            let kept = keeps(key, value);
            if kept {
                self.index.hashes.extend(hash);
            }
            kept
        });
        self.index.rebuild();
    }
}

impl<K: Hash + Eq, V> Map<K, V> {
    fn find<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        if self.entries.is_empty() {
            return None;
        }
        self.index.find(self.index.hash(key), &|entry| self.entries[entry].0.borrow() == key)
    }

    /// The value of a key.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(key).map(|entry| &self.entries[entry].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.find(key).map(|entry| &mut self.entries[entry].1)
    }

    /// The key as it was put in, and its value.
    pub fn get_key_value<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        self.find(key).map(|entry| (&self.entries[entry].0, &self.entries[entry].1))
    }

    /// Whether the key is there.
    pub fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_some()
    }

    /// The value of a key, which is put in where it is missing.
    pub fn entry_or_insert_with(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let entry = self.find(&key).unwrap_or_else(|| self.push(key, value()));
        &mut self.entries[entry].1
    }

    /// The value of a key, empty at first.
    pub fn entry_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.entry_or_insert_with(key, V::default)
    }

    /// Puts a value in, and gives the one that was there before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some(entry) = self.find(&key) {
            return Some(std::mem::replace(&mut self.entries[entry].1, value));
        }
        self.push(key, value);
        None
    }

    /// Puts in what is not there yet.
    fn push(&mut self, key: K, value: V) -> usize {
        self.index.push(self.index.hash(&key));
        self.entries.push((key, value));
        self.entries.len() - 1
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Hash + Eq, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

/// An object, its members in the order in which they came.
impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

/// Keys alone.
#[derive(Clone, Debug)]
pub(crate) struct Set<K>(Map<K, ()>);

impl<K: Hash + Eq> Set<K> {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self(Map::new())
    }

    /// Puts a key in, and says whether it is new.
    pub(crate) fn insert(&mut self, key: K) -> bool {
        self.0.insert(key, ()).is_none()
    }

    /// Whether the key is there.
    pub(crate) fn contains<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }
}

#[cfg(any(target_arch = "wasm32", test))]
mod small {
    //! The hash of a page: few instructions, none on 64 bits, which are two each where the module runs as JavaScript.

    /// Every four bytes are mixed in by a turn and a product.
    #[derive(Clone, Copy, Debug, Default)]
    pub(super) struct Small(u32);

    impl std::hash::Hasher for Small {
        fn write(&mut self, bytes: &[u8]) {
            for part in bytes.chunks(4) {
                let part = part.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
                self.write_u32(part);
            }
        }

        fn write_u8(&mut self, value: u8) {
            self.write_u32(value.into());
        }

        fn write_u32(&mut self, value: u32) {
            self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1);
        }

        #[allow(clippy::cast_possible_truncation)] // Where this is used, no address is longer.
        fn write_usize(&mut self, value: usize) {
            self.write_u32(value as u32);
        }

        fn finish(&self) -> u64 {
            // A product moves what tells keys apart upwards, and the slot is read off the lower end.
            (self.0 ^ self.0 >> 15).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::{collections::HashMap, hash::Hasher};

    proptest! {
        #[test]
        fn it_holds_what_the_map_of_the_standard_library_holds(steps in prop::collection::vec((0_u8..40, any::<u16>(), 0_u8..4), 0..200)) {
            let (mut own, mut other) = (Map::new(), HashMap::new());
            for (key, value, step) in steps {
                let key = key.to_string();
                match step {
                    0 => prop_assert_eq!(own.insert(key.clone(), value), other.insert(key, value)),
                    1 => prop_assert_eq!(own.entry_or_insert_with(key.clone(), || value), other.entry(key).or_insert(value)),
                    2 => prop_assert_eq!(own.get(key.as_str()), other.get(key.as_str())),
                    _ => {
                        own.retain(|k, v| *k != key && *v % 5 != 0);
                        other.retain(|k, v| *k != key && *v % 5 != 0);
                    }
                }
            }
            let mut entries: Vec<_> = own.into_iter().collect();
            entries.sort_unstable();
            let mut others: Vec<_> = other.into_iter().collect();
            others.sort_unstable();
            prop_assert_eq!(entries, others);
        }
    }

    #[test]
    fn keys_come_out_in_the_order_in_which_they_came() {
        let map: Map<_, _> = [("丙", 1), ("甲", 2), ("乙", 3), ("甲", 4)].into_iter().collect();
        assert_eq!(map.keys().copied().collect::<Vec<_>>(), ["丙", "甲", "乙"]);
        assert_eq!(map.values().copied().collect::<Vec<_>>(), [1, 4, 3]);
    }

    #[test]
    fn the_hash_of_a_page_spreads_names_over_the_slots() {
        let mut taken = vec![0; 1024];
        for number in 0..512 {
            let mut hasher = small::Small::default();
            format!("第{number}项支出").hash(&mut hasher);
            taken[usize::try_from(hasher.finish()).unwrap() % 1024] += 1;
        }
        assert!(taken.into_iter().max() < Some(8));
    }
}
