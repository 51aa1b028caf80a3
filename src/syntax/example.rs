//! `example "…" { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{Absent, EventTold, Example, ExampleLine, Expect, Expected, Target};

impl Reader<'_> {
    pub fn example(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Example> {
        let lines = self.lines(body, Block::Example);
        let lines = lines.iter().filter_map(|(line, _)| self.example_line(line)).collect();
        Some(Example {
            title: self.string(node)?,
            unreviewed: node.has(Rule::kw_unreviewed),
            lines,
            span: node.span(),
        })
    }

    fn example_line(&mut self, node: &Node<'_>) -> Option<ExampleLine> {
        let span = node.span();
        Some(match node.rule() {
            Rule::ticket => {
                let number = node.one(Rule::ticket_named);
                let number = number.and_then(|number| self.one_name(&number));
                let co_handlers = node.one(Rule::co_handlers_told);
                ExampleLine::Ticket {
                    number,
                    assigns: self.assigns(node),
                    co_handlers: co_handlers.map_or(Vec::new(), |told| self.names(&told)),
                    span,
                }
            }
            Rule::event => {
                let told: Vec<Node<'_>> = node.all(Rule::event_told).collect();
                let told = told
                    .iter()
                    .map(|told| self.event_told(told))
                    .collect::<Option<Vec<_>>>();
                ExampleLine::Event(told?, span)
            }
            Rule::survey => {
                let scores: Vec<Node<'_>> = node.all(Rule::survey_score).collect();
                let mut counts = Vec::with_capacity(scores.len());
                for score in &scores {
                    counts.push((self.counted(score, Rule::points)?, self.counted(score, Rule::persons)?));
                }
                ExampleLine::Survey {
                    dimension: self.one_name(node)?,
                    scores: counts,
                    span,
                }
            }
            Rule::as_of => ExampleLine::AsOf(self.moment(node)?),
            Rule::expect => ExampleLine::Expect(Expect {
                what: self.expected(&node.kids().nth(1)?)?,
                responsible: self.party(node),
                span,
            }),
            _ => return None,
        })
    }

    fn event_told(&mut self, node: &Node<'_>) -> Option<EventTold> {
        Some(EventTold {
            event: self.one_name(node)?,
            at: self.moment(node)?,
            assigns: self.assigns(node),
            span: node.span(),
        })
    }

    /// A rung, or what has a name.
    fn target_of(&mut self, node: &Node<'_>) -> Option<Target> {
        Some(match self.one_name(node) {
            Some(name) => Target::Named(name),
            None => {
                let (number, span) = self.rung_number(node)?;
                Target::Rung(number, span)
            }
        })
    }

    fn absent(&mut self, node: &Node<'_>) -> Option<Absent> {
        if node.has(Rule::kw_not_raised) {
            return Some(Absent::NotRaised);
        }
        Some(match self.target_of(node)? {
            Target::Named(finding) => Absent::Finding(finding),
            Target::Rung(number, _) => Absent::Rung(number),
        })
    }

    fn expected(&mut self, node: &Node<'_>) -> Option<Expected> {
        Some(match node.rule() {
            Rule::expect_due => {
                let target = self.target_of(node)?;
                Expected::Due(target, self.moment(node)?)
            }
            Rule::expect_entered => Expected::Entered(self.rung_number(node)?.0, self.moment(node)?),
            Rule::expect_not_entered => Expected::NotEntered(self.rung_number(node)?.0),
            Rule::expect_named => Expected::Named(self.one_name(node)?, true),
            Rule::expect_not_named => Expected::Named(self.one_name(node)?, false),
            Rule::expect_none => {
                let none: Vec<Node<'_>> = node.all(Rule::none_of).collect();
                let none = none.iter().map(|one| self.absent(one)).collect::<Option<Vec<_>>>();
                Expected::NoneOf(none?)
            }
            Rule::expect_count => Expected::Count(self.op(node)?, self.whole(node)?, self.one_cond(node)?),
            Rule::expect_sum => {
                let moments: Vec<Node<'_>> = node.all(Rule::moment).collect();
                let [from, until] = moments.as_slice() else { return None };
                Expected::Sum {
                    calendar: self.one_name(node)?,
                    quantity: self.duration(node)?,
                    from: self.moment(from)?,
                    until: self.moment(until)?,
                }
            }
            Rule::expect_sample => Expected::Sample(self.whole(node)?),
            Rule::expect_score => {
                let score = node.one(Rule::decimal)?;
                Expected::Score(self.decimal(&score)?)
            }
            Rule::expect_share => Expected::Share(self.one_name(node)?, self.share(node)?),
            Rule::expect_persons => match self.wholes(node).as_slice() {
                [from, to, persons] => Expected::PersonsNeeded {
                    from: *from,
                    to: *to,
                    persons: *persons,
                },
                _ => return None,
            },
            _ => Expected::Holds(self.cond_of(node)?),
        })
    }
}
