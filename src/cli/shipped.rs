//! Rule files that ship inside the program, imported as `onus/…`.
//!
//! To add one: write it under `rules/`, and add a line here, the name it is imported by first:
//! `("onus/calendars/china.onus", include_str!("../../rules/calendars/china.onus"))`.

const SHIPPED: &[(&str, &str)] = &[(
    "onus/calendars/china.onus",
    include_str!("../../rules/calendars/china.onus"),
)];

/// The text of a shipped file.
#[must_use]
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The names of all shipped files.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}
