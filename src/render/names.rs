//! Names of a rule set as csv fields, escaped once a run, so that writing a row copies bytes and nothing else.

use super::field::{Line, field};
use crate::evaluate::{Case, Duty};
use crate::model::{CategoryId, EventId, KindId, LadderId, PartyId, Place, RuleSet};
use crate::report::{category_path, duty_name, push_number};

/// Ready fields for every name that a list prints.
pub(crate) struct Names {
    kinds: Vec<Vec<u8>>,
    categories: Vec<Vec<u8>>,
    parties: Vec<Vec<u8>>,
    deadlines: Vec<Vec<u8>>,
    schedules: Vec<Vec<u8>>,
    files: Vec<FileField>,
    /// What `LADDER/2` looks like: by ladder, then by rung.
    rungs: Vec<Vec<Vec<u8>>>,
    musts: Vec<((LadderId, Duty), Vec<u8>)>,
    events: Vec<Vec<u8>>,
}

/// A file's name as the head of a place: `rules.onus:`, quoted as a whole where it must be.
struct FileField {
    head: Vec<u8>,
    quoted: bool,
}

impl Names {
    pub(crate) fn new(rules: &RuleSet) -> Names {
        let ladder_field =
            |ladder: usize, duty: Duty| field(&duty_name(rules, Some(LadderId::from(ladder)), duty).to_string());
        Names {
            kinds: rules.kinds.iter().map(|kind| field(&kind.name)).collect(),
            categories: (0..rules.categories.len())
                .map(|at| field(&category_path(rules, CategoryId::from(at))))
                .collect(),
            parties: rules.parties.iter().map(|party| field(&party.name)).collect(),
            deadlines: rules.deadlines.iter().map(|deadline| field(&deadline.name)).collect(),
            schedules: rules.schedules.iter().map(|schedule| field(&schedule.name)).collect(),
            files: rules.files.iter().map(|file| FileField::new(&file.name)).collect(),
            rungs: (0..rules.ladders.len())
                .map(|ladder| {
                    let count = rules.ladders[ladder].rungs.len();
                    (0..=count)
                        .map(|rung| ladder_field(ladder, Duty::Rung(rung as u8)))
                        .collect()
                })
                .collect(),
            musts: rules
                .ladders
                .iter()
                .enumerate()
                .flat_map(|(ladder, it)| {
                    it.rungs.iter().enumerate().flat_map(move |(rung, it)| {
                        it.must
                            .iter()
                            .map(move |must| (ladder, Duty::Must(rung as u8 + 1, must.event)))
                    })
                })
                .map(|(ladder, duty)| ((LadderId::from(ladder), duty), ladder_field(ladder, duty)))
                .collect(),
            events: rules.events.iter().map(|event| field(&event.name)).collect(),
        }
    }

    pub(crate) fn kind(&self, kind: Option<KindId>) -> &[u8] {
        ready(&self.kinds, kind.map(KindId::index))
    }

    pub(crate) fn category(&self, category: Option<CategoryId>) -> &[u8] {
        ready(&self.categories, category.map(CategoryId::index))
    }

    pub(crate) fn party(&self, party: Option<PartyId>) -> &[u8] {
        ready(&self.parties, party.map(PartyId::index))
    }

    pub(crate) fn event(&self, event: Option<EventId>) -> &[u8] {
        ready(&self.events, event.map(EventId::index))
    }

    pub(crate) fn duty(&self, case: &Case, duty: Duty) -> &[u8] {
        match duty {
            Duty::Deadline(id) => ready(&self.deadlines, Some(id.index())),
            Duty::Schedule(id) => ready(&self.schedules, Some(id.index())),
            Duty::Rung(rung) | Duty::WayBack(rung) => case
                .ladder
                .and_then(|ladder| self.rungs.get(ladder.index()))
                .map_or(&[], |rungs| ready(rungs, Some(usize::from(rung)))),
            Duty::Must(..) => case.ladder.map_or(&[], |ladder| {
                self.musts
                    .iter()
                    .find(|(key, _)| *key == (ladder, duty))
                    .map_or(&[], |(_, ready)| ready.as_slice())
            }),
        }
    }
}

impl Line<'_> {
    /// A line of a rule file, `file:line`.
    pub(crate) fn place(&mut self, names: &Names, place: Place) -> &mut Self {
        let Some(file) = names.files.get(place.file as usize) else {
            return self.ready(b"");
        };
        let out = self.next();
        out.extend_from_slice(&file.head);
        push_number(out, i64::from(place.line));
        if file.quoted {
            out.push(b'"');
        }
        self
    }
}

impl FileField {
    fn new(name: &str) -> FileField {
        let mut head = field(&format!("{name}:"));
        let quoted = head.first() == Some(&b'"');
        if quoted {
            head.pop();
        }
        FileField { head, quoted }
    }
}

fn ready(list: &[Vec<u8>], at: Option<usize>) -> &[u8] {
    at.and_then(|at| list.get(at)).map_or(&[], Vec::as_slice)
}
