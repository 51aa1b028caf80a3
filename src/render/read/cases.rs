//! What a case is and what happens to it, in sentences: kinds, fields, categories, workflows, repeats.

use super::Entry;
use super::speaker::{Speaker, say};
use crate::model::{Category, Domain, Field, Grace, Group, GroupId, Kind, Repeat, Workflow};

impl Speaker<'_> {
    pub fn kind(self, kind: &Kind) -> String {
        let Kind { name, when, place: _ } = kind;
        let name = self.name(name);
        match when {
            Some(cond) => {
                let test = self.test(cond);
                say!(
                    self,
                    "A case may be stated to be of the kind {name} where {test}.",
                    "{test}的，性质为{name}。"
                )
            }
            None => say!(self, "A case may be of the kind {name}.", "性质可以是{name}。"),
        }
    }

    pub fn own_field(self, field: &Field) -> String {
        let Field {
            name,
            domain,
            with,
            place: _,
        } = field;
        let name = self.name(name);
        let domain = match domain {
            Domain::YesOrNo => self.pick("yes or no", "是或否").to_owned(),
            Domain::OneOf(values) => self.one_of(&values.iter().map(|value| self.name(value)).collect::<Vec<_>>()),
            Domain::Text => self.pick("a text", "文字").to_owned(),
            Domain::Number => self.pick("a number", "数值").to_owned(),
            Domain::PointInTime => self.pick("a moment", "时刻").to_owned(),
        };
        let with = with.map_or(String::new(), |event| {
            let event = self.event(event);
            say!(self, ", known with {event}", "，随{event}填写")
        });
        let told = say!(self, "{name}: {domain}{with}", "{name}：{domain}{with}");
        self.sentence(told)
    }

    /// Categories by their owner, then the groups that reports add them up in.
    pub fn categories(self, categories: &[Category], groups: &[Group]) -> Vec<Entry> {
        let owned = categories.iter().enumerate().map(|(at, category)| {
            let Category {
                name: _,
                parent: _,
                owner,
                group: _,
                place: _,
            } = category;
            let (path, owner) = (self.category(at.into()), self.dated(owner, |owner| self.party(*owner)));
            say!(self, "{path} is owned by {owner}.", "{path}由{owner}归口。")
        });
        let grouped = groups.iter().enumerate().map(|(at, group)| {
            let Group { name, place: _ } = group;
            let at = GroupId::from(at);
            let inside = categories.iter().enumerate().filter(|(_, category)| {
                // A category below one of the same group is told with that one.
                let above = category.parent.and_then(|parent| categories.get(parent.index()));
                category.group == Some(at) && above.is_none_or(|above| above.group != Some(at))
            });
            let inside: Vec<String> = inside.map(|(at, _)| self.category(at.into())).collect();
            let (name, inside) = (self.name(name), self.all_of(&inside));
            say!(
                self,
                "In reports, {name} stands for {inside}, with all below.",
                "报表口径“{name}”含{inside}（连同下级）。"
            )
        });
        vec![Entry::of(owned.chain(grouped).collect())]
    }

    pub fn workflow(self, workflow: &Workflow) -> Entry {
        let Workflow {
            name,
            calendar,
            in_order,
            may_have,
            new_round,
            redo,
            leave_out,
            hand_over,
            reclassify,
            resolved_when,
            place,
        } = workflow;
        let steps = in_order
            .iter()
            .map(|step| self.step(*step))
            .collect::<Vec<_>>()
            .join(self.pick(", ", "、"));
        let mut sentences = vec![say!(self, "The steps in their order: {steps}.", "依次是{steps}。")];
        if !may_have.is_empty() {
            let events = self.all_of(&may_have.iter().map(|step| self.step(*step)).collect::<Vec<_>>());
            sentences.push(say!(
                self,
                "At any point there may also be {events}.",
                "随时可有{events}。"
            ));
        }
        let named = [
            (new_round, "opens the case again: a new round begins", "后重新开始一轮"),
            (
                redo,
                "takes the answer back: it has to be done again",
                "后须返工，原来的答复不算",
            ),
            (leave_out, "takes the case out of all figures", "的工单不计入任何统计"),
        ];
        for (events, en, zh) in named {
            if !events.is_empty() {
                let (events, what) = (self.one_of(&self.events(events)), self.pick(en, zh));
                sentences.push(self.sentence(say!(self, "{events} {what}", "{events}{what}")));
            }
        }
        let moved = [
            (hand_over, "moves the case to another unit", "后由新的承办单位办理"),
            (reclassify, "moves the case to another category", "后按新的类别办理"),
        ];
        for (graces, en, zh) in moved {
            for Grace { on, grace, place: _ } in graces {
                let (event, what) = (self.event(*on), self.pick(en, zh));
                let grace = grace.map_or(String::new(), |grace| {
                    let grace = self.quantity(grace);
                    say!(self, ", which then has at least {grace} left", "，至少还有{grace}")
                });
                sentences.push(self.sentence(say!(self, "{event} {what}{grace}", "{event}{what}{grace}")));
            }
        }
        sentences.extend(self.working_time(*calendar));
        if let Some(cond) = resolved_when {
            let test = self.test(cond);
            sentences.push(say!(self, "A case is resolved where {test}.", "{test}，才算解决。"));
        }
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }

    pub fn repeat(self, repeat: &Repeat) -> Entry {
        let Repeat {
            same_customer,
            same_category,
            same_fields,
            looking_back,
            place,
        } = repeat;
        let mut same = Vec::new();
        if *same_customer {
            same.push(self.pick("the customer", "客户").to_owned());
        }
        if *same_category {
            same.push(self.pick("the category", "类别").to_owned());
        }
        same.extend(same_fields.iter().map(|field| self.field(*field)));
        let (same, back) = (self.all_of(&same), self.quantity(*looking_back));
        Entry {
            place: self.place(*place),
            sentences: vec![say!(
                self,
                "Cases are the same matter where {same} are the same, looking back {back}.",
                "{back}内{same}都相同的，是同一诉求。"
            )],
            ..Entry::default()
        }
    }
}
