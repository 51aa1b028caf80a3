//! Who answers and who is above them: `Board > Complaints Team > Cards, Loans`.

use super::answer::{names, writable};
use crate::diagnostic::{Language, Words};

/// Levels at most: as many as there are sorts of parties.
const MOST: usize = 4;

/// The parties of one level.
pub type Level = Vec<Party>;

/// A party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Who is above it; None at the top, and where the answer leaves it open.
    pub above: Option<String>,
}

/// Reads the levels, the top first. Where a level has several parties, those below say theirs in brackets:
/// `Board > North, South > Desk 1 (North), Desk 2 (South)`; else it stays open.
///
/// # Errors
/// Where a level is empty, a name stands twice, or a bracket names nobody of the level above.
pub fn levels(text: &str, language: Language) -> Result<Vec<Level>, Words> {
    let mut levels: Vec<Level> = Vec::new();
    for part in text.split(['>', '＞', '》']) {
        let mut level = Level::new();
        for party in names(&part.replace('（', "(").replace('）', ")"), language)? {
            let (name, told) = match party.split_once('(') {
                Some((name, above)) => (name.trim(), Some(above.trim_end_matches(')').trim())),
                None => (party.as_str(), None),
            };
            writable(name, language)?;
            if levels.iter().flatten().chain(&level).any(|known| known.name == name) {
                return Err(Words::new(
                    format!("\"{name}\" stands twice"),
                    format!("“{name}”写了两次"),
                ));
            }
            let above = above(levels.last(), name, told)?;
            level.push(Party {
                name: name.to_string(),
                above,
            });
        }
        levels.push(level);
    }
    if levels.len() > MOST {
        return Err(Words::new(
            format!("{} levels; a first file has at most {MOST}", levels.len()),
            format!("有 {} 级；第一份文件最多 {MOST} 级", levels.len()),
        ));
    }
    Ok(levels)
}

fn above(level: Option<&Level>, name: &str, told: Option<&str>) -> Result<Option<String>, Words> {
    match (level.map(Vec::as_slice), told) {
        (None, None) => Ok(None),
        (Some([only]), None) => Ok(Some(only.name.clone())),
        (Some(_), None) => Ok(None),
        (level, Some(told)) => {
            let known = level.unwrap_or_default().iter().any(|party| party.name == told);
            known.then(|| Some(told.to_string())).ok_or_else(|| {
                Words::new(
                    format!("{name} is said to be under \"{told}\", which is not in the level above"),
                    format!("{name} 的上级“{told}”不在上一级里"),
                )
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_above_whom() {
        let told = |text: &str| {
            let levels = levels(text, Language::English).ok()?;
            let last = levels.last()?;
            Some(
                last.iter()
                    .map(|party| party.above.clone().unwrap_or_default())
                    .collect::<Vec<_>>()
                    .join("|"),
            )
        };
        assert_eq!(
            told("Board > Complaints Team > Cards, Loans").as_deref(),
            Some("Complaints Team|Complaints Team")
        );
        assert_eq!(
            told("Board ＞ North、South ＞ A（North）、B").as_deref(),
            Some("North|")
        );
        assert_eq!(told("Desk").as_deref(), Some(""));
        for wrong in ["", "A > > B", "A > A", "A > B (C)", "A > B > C > D > E", "A (B)"] {
            assert_eq!(told(wrong), None, "{wrong}");
        }
    }
}
