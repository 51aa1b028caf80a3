//! Where a long title breaks: where its sense does, so that both lines say something whole.

use unicode_width::UnicodeWidthStr;

/// Behind these a title may break.
const ENDS: [char; 6] = ['月', '的', '、', '，', '》', '）'];

/// A title as one line, or as two that are at most so many half characters wide each; one where none of its places is
/// good, then the page breaks it.
pub(super) fn lines(title: &str, most: usize) -> Vec<&str> {
    if title.width() <= most {
        return vec![title];
    }
    let places = title.char_indices().filter(|(_, char)| ENDS.contains(char));
    places
        .map(|(at, char)| title.split_at(at + char.len_utf8()))
        .map(|(first, second)| (first.width(), second.width(), [first, second]))
        .filter(|(first, second, _)| first.max(second) <= &most && first.min(second) * 4 >= most)
        .min_by_key(|(first, second, _)| first.abs_diff(*second))
        .map_or_else(|| vec![title], |(_, _, both)| both.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_breaks_where_its_sense_does() {
        let long = "关于2014年6月客户抱怨类问题处理情况的通报";
        assert_eq!(lines(long, 38), ["关于2014年6月", "客户抱怨类问题处理情况的通报"]);
        assert_eq!(lines(long, 60), [long]);
        assert_eq!(lines("客户抱怨类问题处理情况客户抱怨类问题处理情况", 38).len(), 1);
    }
}
