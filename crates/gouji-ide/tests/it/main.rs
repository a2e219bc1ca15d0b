//! What gouji-ide promises, feature by feature and for any text.

#[cfg(test)]
mod actions;
#[cfg(test)]
mod common;
#[cfg(test)]
mod completion;
#[cfg(test)]
mod items;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod seed;
#[cfg(test)]
mod typing;
