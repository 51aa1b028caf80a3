//! The names of a rule set in the other language: what `also called` gives each of them.
//!
//! A name is told as it is written, unless the other language is asked for: then by the first of its other spellings
//! that is written in that language, and as it is where it has none. Nothing is translated, and no verdict changes.

use super::{Domain, EffectOn, RuleSet};
use crate::diagnostic::Language;
use std::collections::HashMap;

impl RuleSet {
    /// Tells names and printed texts in a language; the spelling in the rules then counts as another spelling, so
    /// that feeds are read as before.
    pub fn tell_in(&mut self, language: Language) {
        let mut told: HashMap<String, String> = HashMap::new();
        for (spelling, name) in &self.also_called {
            if written_in(spelling, language) && !written_in(name, language) {
                told.entry(name.clone()).or_insert_with(|| spelling.clone());
            }
        }
        self.each_name(&mut |name| {
            if let Some(other) = told.get(name) {
                name.clone_from(other);
            }
        });
        for (spelling, name) in &mut self.also_called {
            let Some(other) = told.get(name) else { continue };
            if spelling == other {
                std::mem::swap(spelling, name);
            } else {
                name.clone_from(other);
            }
        }
    }

    /// Every name and text that lists and screens print, those of calendars and examples aside.
    fn each_name(&mut self, to: &mut impl FnMut(&mut String)) {
        to(&mut self.title);
        let effects = self.expect_change.iter_mut().flat_map(|own| &mut own.effects);
        for effect in effects {
            if let EffectOn::Named(name, _) = &mut effect.what {
                to(name);
            }
        }
        for party in &mut self.parties {
            to(&mut party.name);
            party.contact.iter_mut().for_each(&mut *to);
        }
        for field in &mut self.fields {
            to(&mut field.name);
            if let Domain::OneOf(values) = &mut field.domain {
                values.iter_mut().for_each(&mut *to);
            }
        }
        self.kinds.iter_mut().for_each(|kind| to(&mut kind.name));
        self.categories.iter_mut().for_each(|category| to(&mut category.name));
        self.groups.iter_mut().for_each(|group| to(&mut group.name));
        self.events.iter_mut().for_each(|event| to(&mut event.name));
        self.workflows.iter_mut().for_each(|workflow| to(&mut workflow.name));
        for deadline in &mut self.deadlines {
            to(&mut deadline.name);
            let letters = deadline
                .reminders
                .iter_mut()
                .filter_map(|remind| remind.letter.as_mut());
            letters.for_each(&mut *to);
        }
        for ladder in &mut self.ladders {
            to(&mut ladder.name);
            ladder.rungs.iter_mut().for_each(|rung| to(&mut rung.title));
        }
        self.schedules.iter_mut().for_each(|schedule| to(&mut schedule.name));
        for finding in &mut self.findings {
            to(&mut finding.name);
            finding
                .lines
                .iter_mut()
                .filter_map(|line| line.label.as_mut())
                .for_each(&mut *to);
        }
        self.wordings.iter_mut().for_each(|wording| to(&mut wording.name));
        for quota in &mut self.quotas {
            to(&mut quota.name);
            quota.tiers.iter_mut().for_each(|tier| to(&mut tier.tier));
        }
        self.each_measure(to);
    }

    fn each_measure(&mut self, to: &mut impl FnMut(&mut String)) {
        for measure in &mut self.satisfactions {
            to(&mut measure.name);
            measure.bands.iter_mut().for_each(|band| to(&mut band.name));
            measure
                .dimensions
                .iter_mut()
                .for_each(|dimension| to(&mut dimension.name));
            measure.methods.iter_mut().for_each(&mut *to);
        }
        self.metrics.iter_mut().for_each(|metric| to(&mut metric.name));
        for notice in &mut self.notices {
            to(&mut notice.name);
            notice.title.iter_mut().for_each(&mut *to);
        }
        // Examples name bands and dimensions by their words.
        for example in &mut self.examples {
            example.surveys.iter_mut().for_each(|own| to(&mut own.question));
            for expect in &mut example.expects {
                if let super::Expected::Share(band, _) = &mut expect.what {
                    to(band);
                }
            }
        }
    }
}

/// Whether a spelling is of a language: Chinese has Chinese characters, English none.
fn written_in(spelling: &str, language: Language) -> bool {
    let chinese = spelling
        .chars()
        .any(|letter| matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'));
    chinese == (language == Language::Chinese)
}
