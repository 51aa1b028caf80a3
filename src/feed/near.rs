//! The name that was probably meant. It is only ever shown as a cure, never used in place of what was written.

use super::cell::half_width;

/// The nearest of some names, if one is near: an abbreviation (`城区局` of `城区供电局`), or at most a third of
/// the letters off; of two letters, none (`退单` is not `派单`). Of equally near ones the first.
pub(super) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| half_width(text).to_lowercase().replace(' ', "");
    let word = plain(word);
    let length = word.chars().count();
    if length > 200 {
        return None;
    }
    names
        .into_iter()
        .filter_map(|name| {
            let other = plain(name);
            let count = other.chars().count();
            let (short, long) = if length <= count {
                (&word, &other)
            } else {
                (&other, &word)
            };
            let apart = if word != other
                && length.min(count) >= 2
                && length.max(count) <= 2 * length.min(count)
                && is_within(short, long)
            {
                1
            } else {
                strsim::osa_distance(&word, &other)
            };
            (apart <= length.max(count) / 3 && (length.min(count) > 1 || apart == 0)).then_some((apart, name))
        })
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, name)| name)
}

/// Whether the letters of one text stand in another in the same order.
fn is_within(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().all(|letter| letters.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_only() {
        let names = ["城区供电局", "江北县供电局", "city_bureau", "outage", "投诉"];
        assert_eq!(nearest("城区局", names), Some("城区供电局"));
        assert_eq!(nearest("城区 供电局", names), Some("城区供电局"));
        assert_eq!(nearest("City_Bureau", names), Some("city_bureau"));
        assert_eq!(nearest("outgae", names), Some("outage"));
        assert_eq!(nearest("大客户中心", names), None);
        assert_eq!(nearest("表扬", names), None);
        assert_eq!(nearest("退单", ["派单"]), None);
        assert_eq!(nearest("ＯＫ", ["ok"]), Some("ok"));
        assert_eq!(nearest("供电", ["供电局"]), Some("供电局"));
        assert_eq!(nearest("", names), None);
    }
}
