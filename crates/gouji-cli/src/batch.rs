//! Batches of reports: results wait for the slowest of a batch, so that they come out in order and memory is bounded.

use crate::read::Input;

/// Reports that are held at a time: results wait for the slowest of a batch so that they come out in order.
const BATCH_FILES: usize = 256;

/// Bytes of reports that are held at a time.
const BATCH_BYTES: u64 = 64 << 20;

/// Cuts `inputs` into batches by number and size.
pub(crate) fn batches(inputs: &[Input]) -> Batches<'_> {
    Batches { rest: inputs }
}

/// What is left to cut.
pub(crate) struct Batches<'i> {
    rest: &'i [Input],
}

impl<'i> Iterator for Batches<'i> {
    type Item = &'i [Input];

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = 0;
        let overfull = |input: &Input| {
            bytes += size(input);
            bytes > BATCH_BYTES
        };
        let most = self.rest.len().min(BATCH_FILES);
        // A batch holds at least one report, however large it is.
        let fitting = self.rest[..most].iter().position(overfull).unwrap_or(most).max(1);
        let (batch, rest) = self.rest.split_at_checked(fitting)?;
        self.rest = rest;
        Some(batch)
    }
}

fn size(input: &Input) -> u64 {
    match input {
        Input::Stdin => 0,
        Input::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_hold_every_report_once() {
        for count in [0, 1, BATCH_FILES, BATCH_FILES + 1, 3 * BATCH_FILES] {
            let inputs = vec![Input::Stdin; count];
            let sizes: Vec<usize> = batches(&inputs).map(<[Input]>::len).collect();
            assert_eq!(sizes.iter().sum::<usize>(), count);
            assert!(sizes.iter().all(|size| (1..=BATCH_FILES).contains(size)));
        }
    }
}
