//! Short keyed pseudonyms for what is a customer's own.

/// Makes pseudonyms with one key: the same text always gets the same one, and without the key none can be
/// found out by trying.
#[derive(Clone)]
pub struct Pseudonyms {
    key: [u8; 32],
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Pseudonyms")
    }
}

impl Pseudonyms {
    /// Pseudonyms under a secret that the command line chooses.
    #[must_use]
    pub fn new(secret: &[u8]) -> Pseudonyms {
        Pseudonyms {
            key: blake3::derive_key("onus 2026-11 pseudonyms of personal fields", secret),
        }
    }

    /// The pseudonym of a text: `~` and ten letters and digits (fifty bits); empty for an empty text.
    #[must_use]
    pub fn of(&self, text: &str) -> String {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        if text.is_empty() {
            return String::new();
        }
        let hash = blake3::keyed_hash(&self.key, text.as_bytes());
        let letters = hash
            .as_bytes()
            .iter()
            .take(10)
            .filter_map(|byte| LETTERS.get(usize::from(byte % 32)));
        std::iter::once('~')
            .chain(letters.map(|letter| char::from(*letter)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyed_and_stable() {
        let (one, other) = (Pseudonyms::new(b"one"), Pseudonyms::new(b"other"));
        assert_eq!(one.of("H00001"), one.of("H00001"));
        assert_ne!(one.of("H00001"), other.of("H00001"));
        assert_ne!(one.of("H00001"), one.of("H00002"));
        assert_eq!(one.of("H00001").len(), 11);
        assert_eq!(one.of(""), "");
    }
}
