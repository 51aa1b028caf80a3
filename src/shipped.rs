//! Rule files that ship inside the program, imported as `onus/…`.
//!
//! To add one: write it under `rules/`, and add its name to the list below.

/// The texts of `rules/calendars/NAME.onus`, each under the name it is imported by.
macro_rules! calendars {
    ($($name:literal),* $(,)?) => {
        &[$((
            concat!("onus/calendars/", $name, ".onus"),
            include_str!(concat!("../rules/calendars/", $name, ".onus")),
        )),*]
    };
}

const SHIPPED: &[(&str, &str)] = calendars![
    "china",
    "england",
    "hong_kong",
    "massachusetts",
    "new_south_wales",
    "scotland",
    "us_federal",
];

/// The text of a shipped file.
#[must_use]
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The names of all shipped files.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// All shipped files: name and text.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().copied()
}
