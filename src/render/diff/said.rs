//! The sentences of the rules that are different, entry by entry.

use super::told::Words;
use super::value::Said;
use crate::render::read::{Entry, Reading, read};
use crate::render::words::said;

impl Words<'_> {
    /// The sentences that are different, entry by entry.
    pub(super) fn said(&self) -> Vec<Said> {
        let mut out = Vec::new();
        let was = read(&self.meaning.was, self.language);
        let is = read(&self.meaning.is, self.language);
        let conditions = self.conditions();
        for (list, names) in &self.meaning.said {
            let of = |reading: &Reading| -> Vec<Entry> {
                let sections = reading.sections.iter().filter(|own| own.of.contains(list));
                let named = |name: &str| {
                    let own = |known: &String| known == name || said(known).trim() == name;
                    name.is_empty() || names.iter().any(own) || names.iter().any(String::is_empty)
                };
                sections
                    .flat_map(|own| &own.entries)
                    .filter(|own| named(&own.name))
                    .cloned()
                    .collect()
            };
            let (before, after) = (of(&was), of(&is));
            let mut entries: Vec<&str> = Vec::new();
            for own in after.iter().chain(&before) {
                if !entries.contains(&own.name.as_str()) {
                    entries.push(&own.name);
                }
            }
            let mut any = false;
            for name in entries {
                let sentences = |all: &[Entry]| -> Vec<String> {
                    let own = all.iter().filter(|own| own.name == name);
                    own.flat_map(|own| own.sentences.clone()).collect()
                };
                let place = |all: &[Entry]| all.iter().find(|own| own.name == name).map(|own| own.place.clone());
                let (one, other) = (sentences(&before), sentences(&after));
                let gone: Vec<String> = one.iter().filter(|own| !other.contains(own)).cloned().collect();
                let come: Vec<String> = other.iter().filter(|own| !one.contains(own)).cloned().collect();
                if gone.is_empty() && come.is_empty() {
                    continue;
                }
                any = true;
                out.push(Said {
                    list,
                    section: title(&is, &was, list),
                    name: name.to_owned(),
                    old_line: place(&before).filter(|place| !place.is_empty()),
                    new_line: place(&after).filter(|place| !place.is_empty()),
                    before: gone,
                    now: come,
                    shifts: Vec::new(),
                });
            }
            let shifts = |name: &&str| !conditions.iter().any(|own| own.0 == *list && own.1 == *name);
            if !any && names.iter().map(String::as_str).any(|name| shifts(&name)) {
                let names: Vec<&str> = names
                    .iter()
                    .map(String::as_str)
                    .filter(|name| !name.is_empty() && shifts(name))
                    .collect();
                out.push(Said {
                    list,
                    section: title(&is, &was, list),
                    name: names.join(self.pick(", ", "、")),
                    old_line: None,
                    new_line: None,
                    before: Vec::new(),
                    now: vec![
                        self.pick(
                            "Something else than before, in a way that no sentence tells.",
                            "与原来不同，但没有一句话能说出来。",
                        )
                        .to_owned(),
                    ],
                    shifts: Vec::new(),
                });
            }
        }
        for (list, name, shifts) in conditions {
            let is_it = |own: &&mut Said| own.list == list && (own.name == name || own.name == said(&name).trim());
            if let Some(own) = out.iter_mut().find(is_it) {
                own.shifts.extend(shifts);
                continue;
            }
            out.push(Said {
                list,
                section: title(&is, &was, list),
                name: said(&name),
                old_line: None,
                new_line: None,
                before: Vec::new(),
                now: Vec::new(),
                shifts,
            });
        }
        out
    }

    /// The section in which a list of the rules is read aloud.
    pub(super) fn section(&self, list: &'static str) -> &'static str {
        let sections = [&self.meaning.is, &self.meaning.was].map(|rules| read(rules, self.language).sections);
        let mut sections = sections.into_iter().flatten();
        sections
            .find(|own| own.of.contains(&list))
            .map_or(list, |own| own.title)
    }
}

fn title(one: &Reading, other: &Reading, list: &str) -> String {
    let sections = one.sections.iter().chain(&other.sections);
    let found = sections.into_iter().find(|own| own.of.contains(&list));
    found.map_or(list, |own| own.title).to_owned()
}
