//! The server as an editor meets it.

#[cfg(test)]
mod client;
#[cfg(test)]
mod edits;
#[cfg(test)]
mod features;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod life;
#[cfg(test)]
mod settings;
