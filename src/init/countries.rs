//! The calendars that ship, as answers to "which country?". A calendar that is added to the program appears here by
//! itself; what is known beside its days is its zone and what people call it.

use crate::diagnostic::Language;
use crate::source::FileId;
use crate::syntax::parse;
use crate::syntax::tree::{CalendarLine, Item};

/// A calendar that ships.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// The name of its calendar in rules of the language.
    pub calendar: String,
    /// The file it is imported by.
    pub import: String,
    /// What people call it, English and Chinese.
    pub label: (String, String),
    /// Its zone; None: not known, so UTC is written and told.
    pub zone: Option<&'static str>,
    /// The last year that its calendar covers whole.
    pub last_year: Option<i32>,
}

/// Label, Chinese label, zone, by the English name of the calendar.
const KNOWN: &[(&str, &str, &str, &str)] = &[
    ("mainland_china", "China", "中国大陆", "Asia/Shanghai"),
    ("hong_kong", "Hong Kong", "香港", "Asia/Hong_Kong"),
    ("england", "England", "英格兰", "Europe/London"),
    ("wales", "Wales", "威尔士", "Europe/London"),
    ("scotland", "Scotland", "苏格兰", "Europe/London"),
    ("us_federal", "US federal", "美国联邦", "America/New_York"),
    ("massachusetts", "Massachusetts", "马萨诸塞", "America/New_York"),
    ("new_south_wales", "New South Wales", "新南威尔士", "Australia/Sydney"),
];

impl Country {
    /// What people call it.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::English => &self.label.0,
            Language::Chinese => &self.label.1,
        }
    }

    /// Whether an answer means it: one of its names in either language, capital letters and blanks aside.
    #[must_use]
    pub fn is_called(&self, answer: &str) -> bool {
        let plain = |text: &str| text.to_lowercase().replace([' ', '_'], "");
        [&self.calendar, &self.label.0, &self.label.1]
            .into_iter()
            .any(|name| plain(name) == plain(answer.trim()))
    }
}

/// The countries of the files that ship (name and text), under their names in a language.
pub fn countries<'a>(shipped: impl Iterator<Item = (&'a str, &'a str)>, language: Language) -> Vec<Country> {
    let mut all: Vec<Country> = Vec::new();
    for (import, text) in shipped {
        let (tree, _) = parse(FileId(0), text);
        let calendars: Vec<_> = tree
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Calendar(calendar) => Some(calendar),
                _ => None,
            })
            .collect();
        let last_year = calendars
            .iter()
            .flat_map(|calendar| &calendar.lines)
            .find_map(|line| match line {
                CalendarLine::Covers(_, to, _) => Some(chrono::Datelike::year(&to.date)),
                _ => None,
            });
        let latin = |name: &str| name.is_ascii();
        // A calendar under a second name in the other language stands once.
        let both = calendars.iter().any(|calendar| latin(&calendar.name.text))
            && calendars.iter().any(|calendar| !latin(&calendar.name.text));
        let english = calendars
            .iter()
            .map(|calendar| calendar.name.text.as_str())
            .find(|name| latin(name));
        for calendar in &calendars {
            let name = calendar.name.text.as_str();
            if both && latin(name) != (language == Language::English) {
                continue;
            }
            let key = if both { english.unwrap_or(name) } else { name };
            let known = KNOWN.iter().find(|(known, ..)| *known == key);
            let plain = name.replace('_', " ");
            all.push(Country {
                calendar: name.to_string(),
                import: import.to_string(),
                label: known.map_or((plain.clone(), plain), |(_, en, zh, _)| {
                    ((*en).to_string(), (*zh).to_string())
                }),
                zone: known.map(|(.., zone)| *zone),
                last_year,
            });
        }
    }
    let place = |country: &Country| {
        KNOWN
            .iter()
            .position(|(_, en, ..)| *en == country.label.0)
            .unwrap_or(KNOWN.len())
    };
    all.sort_by_key(place);
    all
}
