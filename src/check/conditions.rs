//! Conditions: every test resolved, held to its place and to the sort of its subject.
//!
//! What may be asked where is said in `asked`.

use super::asked::Needs;
pub(super) use super::asked::{Asked, At};
use super::context::{Check, error};
use super::names::Sort;
use super::suggest;
use crate::diagnostic::Words;
use crate::model::{Cond, DeadlineId, FieldId, FindingId, Found, ScheduleId, Target, WordingId};
use crate::source::Span;
use crate::syntax::tree::{self, Test};

impl<'a> Check<'a> {
    /// Resolves a condition; all its faults are told.
    pub fn cond(&mut self, cond: &'a tree::Cond, asked: &Asked) -> Option<Cond> {
        let span = cond.span;
        let all = |check: &mut Self, parts: &'a [tree::Cond]| -> Option<Vec<Cond>> {
            let parts: Vec<Option<Cond>> = parts.iter().map(|part| check.cond(part, asked)).collect();
            parts.into_iter().collect()
        };
        match &cond.test {
            Test::And(parts) => all(self, parts).map(Cond::And),
            Test::Or(parts) => all(self, parts).map(Cond::Or),
            Test::Compare { subject, op, value } => {
                let needs = if asked.at == At::Notice {
                    Needs::Figures
                } else {
                    Needs::Facts
                };
                self.allowed(asked, needs, span)?;
                self.comparison(subject, *op, value, asked.at == At::Notice)
            }
            Test::In {
                subject,
                values,
                negated,
            } => {
                self.allowed(asked, Needs::Facts, span)?;
                self.membership(subject, values, *negated)
            }
            Test::Told { field, given } => {
                self.allowed(asked, Needs::Facts, span)?;
                let field = FieldId::from(self.find(Sort::Field, field)?);
                Some(Cond::Told { field, given: *given })
            }
            Test::Has { event, negated } => {
                self.allowed(asked, Needs::Events, span)?;
                let event = self.event(event, asked.workflow)?;
                Some(Cond::Has {
                    event,
                    negated: *negated,
                })
            }
            Test::Before { first, second } => {
                self.allowed(asked, Needs::Events, span)?;
                let (first, second) = (self.event(first, asked.workflow), self.event(second, asked.workflow));
                Some(Cond::Before {
                    first: first?,
                    second: second?,
                })
            }
            Test::Count { name, op, number } => self.count(name, *op, *number, asked, span),
            Test::NotRaised { op, number } => {
                self.allowed(asked, Needs::Findings, span)?;
                Some(Cond::FindingCount {
                    finding: Found::NotRaised,
                    op: *op,
                    number: *number,
                })
            }
            Test::Overdue { target, for_ } => {
                self.allowed(asked, Needs::Obligations, span)?;
                let target = self.target(target, asked);
                let by = match for_ {
                    Some(quantity) => Some(self.late_for(quantity)?),
                    None => None,
                };
                let target = target?;
                self.lateness_asked.push((target, span));
                if by.is_some_and(|by| by.unit.is_working()) {
                    self.late_in_working_time.push((target, span));
                }
                Some(Cond::Overdue { target, by })
            }
            Test::NotOverdue { target } => {
                self.allowed(asked, Needs::Obligations, span)?;
                let target = self.target(target, asked)?;
                self.lateness_asked.push((target, span));
                Some(Cond::NotOverdue { target })
            }
            Test::OnTime { target } => {
                self.allowed(asked, Needs::Obligations, span)?;
                self.target(target, asked).map(|target| Cond::OnTime { target })
            }
            Test::Occurrence { op, number } => {
                self.allowed(asked, Needs::Repeats, span)?;
                self.needs_repeat(span)?;
                Some(Cond::Occurrence {
                    op: *op,
                    number: *number,
                })
            }
            Test::Recurs { after, within, negated } => {
                self.allowed(asked, Needs::Outcome, span)?;
                self.needs_repeat(span)?;
                let after = self.event(after, asked.workflow);
                let within = self.length(within)?;
                if within.unit.is_working() {
                    return self.window_in_working_time(span);
                }
                Some(Cond::Recurs {
                    after: after?,
                    within,
                    negated: *negated,
                })
            }
            Test::Resolved => self.resolved(asked, false, span),
            Test::Unresolved => self.resolved(asked, true, span),
            Test::AtRung(number) => {
                self.allowed(asked, Needs::Obligations, span)?;
                let rung = self.rung(*number, asked, span)?;
                self.asks_for(Target::Rung(rung), asked, span);
                Some(Cond::AtRung(rung))
            }
            Test::Sample { op, number } => {
                self.allowed(asked, Needs::Figures, span)?;
                // What it is of is known where the whole line is.
                Some(Cond::Sample {
                    of: Vec::new(),
                    op: *op,
                    number: *number,
                })
            }
        }
    }

    /// A window that looks back or ahead is counted in elapsed time or by the calendar of days.
    pub fn window_in_working_time<T>(&mut self, span: Span) -> Option<T> {
        self.refuse(
            error(
                "O1324",
                span,
                Words::new(
                    "a window that looks back or ahead is not counted in working time",
                    "往前看或往后看的期间不按工作时间计",
                ),
            )
            .mend(Words::new("write for example: 30 calendar days", "例如写：30个自然日")),
        )
    }

    fn allowed(&mut self, asked: &Asked, needs: Needs, span: Span) -> Option<()> {
        if asked.at.answers(needs) {
            return Some(());
        }
        let (en, zh) = asked.at.words();
        let text = self.sources.text(span).trim();
        self.refuse(
            error(
                "O1321",
                span,
                Words::new(
                    format!("\"{text}\" cannot be asked here"),
                    format!("这里不能问“{text}”"),
                ),
            )
            .mend(Words::new(en, zh)),
        )
    }

    fn count(
        &mut self,
        name: &'a tree::Name,
        op: crate::terms::CompareOp,
        number: i64,
        asked: &Asked,
        span: Span,
    ) -> Option<Cond> {
        let sorts = [Sort::Event, Sort::Finding, Sort::Wording];
        let found: Vec<(Sort, usize)> = sorts
            .into_iter()
            .filter_map(|sort| self.names.get(sort, &name.text).map(|known| (sort, known.id)))
            .collect();
        match found.as_slice() {
            [] => {
                let called = ("event, finding or wording", "事件、认定或用语");
                self.unknown(&sorts, called, name.into());
                None
            }
            [(Sort::Event, _)] => {
                self.allowed(asked, Needs::Events, span)?;
                let event = self.event(name, asked.workflow)?;
                Some(Cond::EventCount { event, op, number })
            }
            [(Sort::Finding, id)] => {
                self.allowed(asked, Needs::Findings, span)?;
                let finding = Found::Stated(FindingId::from(*id));
                match asked.at {
                    At::Finding(own) if own <= *id => self.later_finding(&name.text, span),
                    _ => Some(Cond::FindingCount { finding, op, number }),
                }
            }
            [(_, id)] => {
                self.allowed(asked, Needs::Facts, span)?;
                let wording = WordingId::from(*id);
                Some(Cond::WordingCount { wording, op, number })
            }
            several => {
                let (one, other) = (several[0].0.words(), several[1].0.words());
                self.two_meanings(name, one, other)
            }
        }
    }

    /// Tells a name that means two things where either could stand.
    pub fn two_meanings<T>(&mut self, name: &tree::Name, one: (&str, &str), other: (&str, &str)) -> Option<T> {
        let text = &name.text;
        self.refuse(
            error(
                "O1205",
                name.span,
                Words::new(
                    format!(
                        "\"{text}\" is the name of {} {} and of {} {}; here it could be either",
                        suggest::article(one.0),
                        one.0,
                        suggest::article(other.0),
                        other.0
                    ),
                    format!("“{text}”既是{}又是{}，这里两种都说得通", one.1, other.1),
                ),
            )
            .mend(Words::new("give one of the two another name", "给其中一个改名")),
        )
    }

    fn later_finding<T>(&mut self, name: &str, span: Span) -> Option<T> {
        self.refuse(
            error(
                "O1326",
                span,
                Words::new(
                    format!("a finding can count only findings above it; \"{name}\" is not"),
                    format!("认定只能数它前面的认定，“{name}”不在前面"),
                ),
            )
            .mend(Words::new(
                format!("move {name} above this finding"),
                format!("把 {name} 移到这一条认定之前"),
            )),
        )
    }

    fn needs_repeat(&mut self, span: Span) -> Option<()> {
        if self.repeats || self.any_unread() {
            return Some(());
        }
        self.repeats = true;
        self.refuse(
            error(
                "O1323",
                span,
                Words::new(
                    "the rules do not say what makes a ticket a repeat",
                    "规则没有写明怎样算重复诉求",
                ),
            )
            .mend(Words::new(
                "add: repeat { same customer, category; looking back 90 calendar days }",
                "加上：重复 { 同一 客户编号、类别；回溯 90个自然日 }",
            )),
        )
    }

    fn resolved(&mut self, asked: &Asked, negated: bool, span: Span) -> Option<Cond> {
        self.allowed(asked, Needs::Outcome, span)?;
        let defined = self.set.workflows.iter().any(|flow| flow.resolved_when.is_some());
        if !defined && !self.any_unread() && !self.told_resolved {
            self.told_resolved = true;
            return self.refuse(
                error(
                    "O1322",
                    span,
                    Words::new(
                        "the workflow does not say when a ticket is resolved",
                        "流程没有写明怎样算已解决",
                    ),
                )
                .mend(Words::new(
                    "add to the workflow a line such as: resolved when has archived",
                    "在流程里加一行，例如：解决 当 已 归档",
                )),
            );
        }
        Some(Cond::Resolved { negated })
    }

    /// How late, for `overdue for`.
    fn late_for(&mut self, quantity: &tree::Quantity) -> Option<crate::calendar::Quantity> {
        // The calendar is that of the obligation; whether it has one is judged when all are known.
        let mut clock = super::quantities::Clock::new(self, quantity.span, (None, true), None);
        clock.limit(self, quantity)
    }

    /// An obligation by its name, or a rung.
    pub fn target(&mut self, target: &'a tree::Target, asked: &Asked) -> Option<Target> {
        let (found, span) = match target {
            tree::Target::Rung(number, span) => (self.rung(*number, asked, *span).map(Target::Rung), *span),
            tree::Target::Named(name) => (self.obligation(name), name.span),
        };
        self.asks_for(found?, asked, span);
        found
    }

    /// Remembers what is asked for by what is in force: it must not be on trial.
    fn asks_for(&mut self, target: Target, asked: &Asked, span: Span) {
        if !asked.on_trial && asked.at != At::Expect {
            self.asked_in_force.push((target, span));
        }
    }

    /// A deadline or schedule.
    pub fn obligation(&mut self, name: &'a tree::Name) -> Option<Target> {
        let deadline = self.names.get(Sort::Deadline, &name.text);
        let schedule = self.names.get(Sort::Schedule, &name.text);
        match (deadline, schedule) {
            (Some(_), Some(_)) => self.two_meanings(name, Sort::Deadline.words(), Sort::Schedule.words()),
            (Some(known), None) => Some(Target::Deadline(DeadlineId::from(known.id))),
            (None, Some(known)) => Some(Target::Schedule(ScheduleId::from(known.id))),
            (None, None) => {
                self.unknown(
                    &[Sort::Deadline, Sort::Schedule],
                    ("deadline or schedule", "时限或定期"),
                    name.into(),
                );
                None
            }
        }
    }

    fn rung(&mut self, number: i64, asked: &Asked, span: Span) -> Option<u8> {
        if let At::Enter(own) = asked.at
            && number >= own
        {
            return self.refuse(
                error(
                    "O1345",
                    span,
                    Words::new(
                        format!("rung {own} cannot wait for rung {number}: a rung is entered only from below"),
                        format!("第{own}级不能等第{number}级：一级只能从下面进入"),
                    ),
                )
                .mend(Words::new(
                    format!("name a rung below {own}"),
                    format!("改为第{own}级以下的一级"),
                )),
            );
        }
        self.rung_number(number, asked.rungs, span)
    }

    /// A rung that some ladder has.
    pub fn rung_number(&mut self, number: i64, rungs: Option<i64>, span: Span) -> Option<u8> {
        let top = rungs.unwrap_or(self.top_rung);
        let found = u8::try_from(number).ok().filter(|_| (1..=top).contains(&number));
        if found.is_none() && !self.any_unread() {
            let told = error(
                "O1325",
                span,
                Words::new(format!("there is no rung {number}"), format!("没有第{number}级")),
            );
            let told = if top == 0 {
                told.mend(Words::new("the rules have no ladder", "规则里没有阶梯"))
            } else {
                told.mend(Words::new(
                    format!("the ladder has the rungs 1 to {top}"),
                    format!("阶梯只有第1级至第{top}级"),
                ))
            };
            self.tell(told);
        }
        found
    }
}
