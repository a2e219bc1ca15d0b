//! Words that differ by a slip: what may have been meant. A hint only, never taken for the word itself.

/// The number of characters by which two words differ, if it is at most `limit`; else `limit + 1`.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
        if row.iter().all(|distance| *distance > limit) {
            return limit + 1;
        }
    }
    row.last().copied().unwrap_or(0).min(limit + 1)
}

/// The word that differs least, if it differs by no more than a third of its characters.
pub(crate) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let length = word.chars().count();
    if !(2..=40).contains(&length) {
        return None;
    }
    let limit = (length / 3).clamp(1, 4);
    words
        .map(|other| (distance(word, other, limit), other))
        .filter(|(far, _)| *far <= limit)
        .min()
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_others_are_not() {
        let words = || ["报告", "填报单位", "年度", "规程"].into_iter();
        assert_eq!(nearest("填报单元", words()), Some("填报单位"));
        assert_eq!(nearest("年份", words()), Some("年度"));
        assert_eq!(nearest("联系电话", words()), None);
        assert_eq!(distance("三公经费", "公务接待费", 2), 3);
    }
}
