//! `table N "file" { … }` and `deadline N [from D] { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{CountedLimit, Deadline, DeadlineLine, Limit, Pause, Remind, Row, Table};
use crate::source::Span;

impl Reader<'_> {
    pub fn table(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Table> {
        let name = self.one_name(node);
        let mut table = Table {
            name: name?,
            file: self.string(node)?,
            category: None,
            owner: None,
            within: None,
            span: node.span(),
        };
        for (line, _) in self.lines(body, Block::Table) {
            let place = if line.has(Rule::kw_category) {
                &mut table.category
            } else if line.has(Rule::kw_owner) {
                &mut table.owner
            } else {
                &mut table.within
            };
            let column = self.string(&line);
            self.once(place, column, line.span());
        }
        Some(table)
    }

    pub fn deadline(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Deadline> {
        let name = self.one_name(node);
        let from_date = self.one_date(node);
        let until_date = node.one(Rule::until_date).map(|until| self.one_date(&until));
        let lines = self.lines(body, Block::Deadline);
        let lines = lines.iter().filter_map(|(line, _)| self.deadline_line(line)).collect();
        Some(Deadline {
            name: name?,
            from_date,
            until_date: transposed(until_date)?,
            lines,
            span: node.span(),
        })
    }

    fn deadline_line(&mut self, node: &Node<'_>) -> Option<DeadlineLine> {
        let span = node.span();
        Some(match node.rule() {
            Rule::workflow_of => DeadlineLine::Workflow(self.one_name(node)?),
            Rule::calendar_of => DeadlineLine::Calendar(self.one_name(node)?),
            Rule::responsible => DeadlineLine::Responsible(self.answering(node)?),
            Rule::responsible_each => DeadlineLine::ResponsibleEach(span),
            Rule::from_to => self.between(node, None, span)?,
            Rule::every_turn => {
                // Both halves are read before either is judged: each may hold its own fault.
                let every = self.limit_of(node);
                let between = self.between(&node.one(Rule::from_to)?, every.clone(), span);
                every.and(between)?
            }
            Rule::row => {
                // Both halves are read before either is judged: each may hold its own fault.
                let when = node.one(Rule::cond).map(|_| self.one_cond(node));
                let limit = self.dated(node, Rule::limit_from, Self::limit);
                let when = match when {
                    Some(cond) => Some(cond?),
                    None => None,
                };
                DeadlineLine::Row(Row {
                    when,
                    limit: limit?,
                    span,
                })
            }
            Rule::rows_from => DeadlineLine::RowsFrom(self.one_name(node)?, span),
            Rule::not_needed => DeadlineLine::NotNeeded(self.one_cond(node)?, span),
            Rule::no_breach => DeadlineLine::NoBreach(span),
            Rule::on_trial => DeadlineLine::OnTrial(span),
            Rule::warn => DeadlineLine::Warn(self.length(node)?, span),
            Rule::remind => DeadlineLine::Remind(self.remind(node)?),
            Rule::pause => DeadlineLine::Pause(self.pause(node)?),
            Rule::extend => {
                let mut names = self.names(node).into_iter();
                DeadlineLine::Extend {
                    from: names.next()?,
                    to: names.next()?,
                    at_most: Some(self.counted(node, Rule::times)?),
                    each: Some(self.duration(node)?),
                    approver: Some(self.party(node)?),
                    span,
                }
            }
            Rule::continue_on => DeadlineLine::Continue(self.one_name(node)?, span),
            Rule::counting => DeadlineLine::Counting(self.counting(node)),
            Rule::arrival => DeadlineLine::Arrival(self.arrival(node)?),
            _ => return None,
        })
    }

    fn between(&mut self, node: &Node<'_>, every: Option<Limit>, span: Span) -> Option<DeadlineLine> {
        let mut names = self.names(node).into_iter();
        let else_from = node.all(Rule::else_from).map(|other| self.one_name(&other));
        let else_from = else_from.collect::<Option<_>>();
        let when = node.one(Rule::cond).map(|cond| self.cond_of(&cond));
        Some(DeadlineLine::FromTo {
            every,
            from: names.next()?,
            else_from: else_from?,
            to: names.collect(),
            when: transposed(when)?,
            span,
        })
    }

    fn pause(&mut self, node: &Node<'_>) -> Option<Pause> {
        // Every clause is read before any is judged: each may hold its own fault.
        let at_most = self.optional_duration(node);
        let when = node.one(Rule::cond).map(|cond| self.cond_of(&cond));
        let mut names = self.names(node).into_iter();
        Some(Pause {
            from: names.next()?,
            to: names.next()?,
            at_most: at_most?,
            even_late: node.one(Rule::even_late).is_some(),
            reason: self.string(node),
            when: transposed(when)?,
            span: node.span(),
        })
    }

    fn remind(&mut self, node: &Node<'_>) -> Option<Remind> {
        // Every clause is read before any is judged: each may hold its own fault.
        let (by, send_to) = (self.duration(node), self.party(node));
        let at = node.one(Rule::clock).map(|clock| self.clock(&clock));
        let copies: Vec<_> = node.all(Rule::copy_to).map(|copies| self.party(&copies)).collect();
        let unless = node.one(Rule::cond).map(|cond| self.cond_of(&cond));
        Some(Remind {
            before: node.has(Rule::kw_remind_before_due),
            by: by?,
            at: transposed(at)?,
            send_to: send_to?,
            copies: copies.into_iter().collect::<Option<_>>()?,
            letter: self.string(node),
            unless: transposed(unless)?,
            span: node.span(),
        })
    }

    fn limit(&mut self, node: &Node<'_>) -> Option<Limit> {
        self.limit_of(&node.one(Rule::limit)?)
    }

    /// The limit that stands in a piece.
    pub fn limit_of(&mut self, limit: &Node<'_>) -> Option<Limit> {
        Some(if limit.has(Rule::kw_no_deadline) {
            Limit::NoDeadline(limit.span())
        } else if let Some(two) = limit.one(Rule::two_limits) {
            let both: Vec<Option<CountedLimit>> = two
                .all(Rule::counted_limit)
                .map(|one| self.counted_limit(&one))
                .collect();
            Limit::Two {
                later: two.has(Rule::kw_later_of),
                both: both.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok()?,
                span: two.span(),
            }
        } else if let Some(before) = limit.one(Rule::before_told) {
            let (by, name) = (self.duration(&before), self.one_name(&before));
            Limit::Before(by?, name?)
        } else if let Some(counted) = limit.one(Rule::counted_limit) {
            Limit::Counted(self.counted_limit(&counted)?)
        } else {
            Limit::Field(self.one_name(limit)?)
        })
    }

    fn counted_limit(&mut self, node: &Node<'_>) -> Option<CountedLimit> {
        let Some(day) = node.one(Rule::kw_nth_working_day) else {
            return self.duration(node).map(CountedLimit::Quantity);
        };
        let days = self.whole(&day);
        let at = node.one(Rule::clock).map(|clock| self.clock(&clock));
        Some(CountedLimit::WorkingDay {
            days: days?,
            at: transposed(at)?,
            span: node.span(),
        })
    }
}

/// A clause that may be left out, where it is not at fault.
pub(super) fn transposed<T>(clause: Option<Option<T>>) -> Option<Option<T>> {
    match clause {
        Some(None) => None,
        read => Some(read.flatten()),
    }
}
