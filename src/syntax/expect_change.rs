//! `expect change { … }`

use super::deadline::transposed;
use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{ExpectChange, ExpectedEffect, LimitBecomes};
use crate::terms::{Change, Whole};

impl Reader<'_> {
    pub fn expect_change(&mut self, node: &Node<'_>, body: &[Statement]) -> ExpectChange {
        let lines = self.lines(body, Block::ExpectChange);
        ExpectChange {
            effects: lines
                .iter()
                .filter_map(|(line, _)| self.expected_effect(line))
                .collect(),
            span: node.span(),
        }
    }

    fn expected_effect(&mut self, node: &Node<'_>) -> Option<ExpectedEffect> {
        let span = node.span();
        if node.rule() == Rule::limit_becomes {
            // All parts are read before any is judged: each may hold its own fault.
            let limits: Vec<Node<'_>> = node.all(Rule::limit).collect();
            let limits: Vec<_> = limits.iter().map(|limit| self.limit_of(limit)).collect();
            let when = node.one(Rule::cond).map(|cond| self.cond_of(&cond));
            let from = node.one(Rule::date).map(|_| self.one_date(node));
            let mut limits = limits.into_iter();
            return Some(ExpectedEffect::Limit(Box::new(LimitBecomes {
                deadline: self.one_name(node)?,
                old: limits.next()??,
                new: limits.next()??,
                from: transposed(from)?,
                when: transposed(when)?,
                span,
            })));
        }
        if let Some(whole) = node.first().and_then(|first| whole(first.rule())) {
            return Some(ExpectedEffect::Whole(whole, span));
        }
        let how = if node.has(Rule::kw_changes) {
            Change::Changed
        } else if node.has(Rule::kw_is_added) {
            Change::Added
        } else {
            Change::Removed
        };
        Some(ExpectedEffect::Named {
            name: self.one_name(node)?,
            how,
            span,
        })
    }
}

/// What has no name of its own.
fn whole(rule: Rule) -> Option<Whole> {
    Some(match rule {
        Rule::kw_effective => Whole::Effective,
        Rule::kw_timezone => Whole::TimeZone,
        Rule::kw_working_days | Rule::kw_calendar_days | Rule::kw_arrival => Whole::Counting,
        Rule::kw_repeat => Whole::Repeat,
        Rule::kw_feed => Whole::Feed,
        Rule::kw_also_called => Whole::AlsoCalled,
        Rule::kw_ladder => Whole::Ladder,
        Rule::kw_workflow => Whole::Workflow,
        _ => return None,
    })
}
