//! Which encoding bytes are in: proved where they are UTF-8 or bear a mark, else the likeliest by what the text
//! would hold.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, WINDOWS_1252};

/// The likeliest encoding of a file, and whether it is certain.
pub(super) fn encoding_of(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return (marked, true);
    }
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return (UTF_8, true);
    }
    // The first half megabyte says enough; a letter cut at its end does no harm.
    let some = bytes.get(..1 << 19).unwrap_or(bytes);
    let (chinese, taiwan) = (likeness(some, GB18030, &common_gb), likeness(some, BIG5, &common_big5));
    if chinese >= 0.7 && chinese >= taiwan {
        (GB18030, false)
    } else if taiwan >= 0.7 {
        (BIG5, false)
    } else {
        (WINDOWS_1252, false)
    }
}

/// The share of two-byte letters that are common ones, none where many bytes are no letters at all.
fn likeness(bytes: &[u8], encoding: &'static Encoding, common: &dyn Fn(u8, u8) -> bool) -> f64 {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let wide = text.chars().filter(|letter| !letter.is_ascii()).count();
    let wrong = text.chars().filter(|letter| *letter == '\u{fffd}').count();
    if wide == 0 || wrong * 20 > wide {
        return 0.0;
    }
    let (mut pairs, mut good, mut at) = (0u32, 0u32, 0);
    while let (Some(&first), Some(&second)) = (bytes.get(at), bytes.get(at + 1)) {
        if first < 0x80 {
            at += 1;
            continue;
        }
        pairs += 1;
        good += u32::from(common(first, second));
        at += 2;
    }
    f64::from(good) / f64::from(pairs.max(1))
}

/// Letters and marks of the two levels of GB 2312.
fn common_gb(first: u8, second: u8) -> bool {
    (0xa1..=0xf7).contains(&first) && second >= 0xa1
}

/// Letters of the first level of Big5, and its marks.
fn common_big5(first: u8, second: u8) -> bool {
    (0xa1..=0xc6).contains(&first) && (0x40..=0xfe).contains(&second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_is_told() {
        let in_it = |encoding: &'static Encoding, text: &str| encoding_of(&encoding.encode(text).0).0;
        assert_eq!(in_it(UTF_8, "投诉"), UTF_8);
        assert_eq!(in_it(GB18030, "工单编号,受理时间,处理单位\n1,2026,城区供电局"), GB18030);
        assert_eq!(in_it(BIG5, "個案編號,受理時間,處理單位\n1,2026,香港島電力部"), BIG5);
        assert_eq!(in_it(WINDOWS_1252, "Case,Équipe\n1,Montréal\n2,Château"), WINDOWS_1252);
        assert_eq!(encoding_of(b"\xff\xfea\0").0.name(), "UTF-16LE");
    }
}
