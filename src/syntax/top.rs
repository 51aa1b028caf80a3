//! What stands at the top level: the file head, and the way to the builder of every block.

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{Arrival, ArrivalRule, Counting, Effective, ExpectChange, Item, RuleSetHead, Text};

/// The braces of a statement, empty where it has none.
pub(super) fn body(statement: &Statement) -> &[Statement] {
    statement.body.as_ref().map_or(&[], |body| body.statements.as_slice())
}

impl Reader<'_> {
    /// The whole file.
    pub fn items(&mut self, statements: &[Statement]) -> Vec<Item> {
        let lines = self.lines(statements, Block::Top);
        lines
            .iter()
            .filter_map(|(node, statement)| {
                let item = self.item(node, body(statement));
                if item.is_none() {
                    self.leave_out(statement);
                }
                item
            })
            .collect()
    }

    fn item(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Item> {
        Some(match node.rule() {
            Rule::ruleset => Item::RuleSet(RuleSetHead {
                title: self.string(node)?,
                version: self.whole(node)?,
                span: node.span(),
            }),
            Rule::effective => Item::Effective(Effective {
                from: self.one_date(node)?,
                until: match node.one(Rule::until_date) {
                    Some(until) => Some(self.one_date(&until)?),
                    None => None,
                },
                by: self.one_name(node)?,
                span: node.span(),
            }),
            Rule::timezone => Item::TimeZone(self.zone(node)?),
            Rule::import => Item::Import(self.string(node)?),
            Rule::counting => Item::Counting(self.counting(node)),
            Rule::arrival => Item::Arrival(self.arrival(node)?),
            Rule::calendar => Item::Calendar(self.calendar(node, body)?),
            Rule::organisation => Item::Organisation(self.organisation(node, body)),
            Rule::field => Item::Field(self.field(node)?),
            Rule::kind => Item::Kind(self.kind(node, body)?),
            Rule::category => Item::Category(self.category(node, body)?),
            Rule::group => Item::Group(self.group(node)?),
            Rule::workflow => Item::Workflow(self.workflow(node, body)?),
            Rule::table => Item::Table(self.table(node, body)?),
            Rule::deadline => Item::Deadline(self.deadline(node, body)?),
            Rule::ladder => Item::Ladder(self.ladder(node, body)?),
            Rule::schedule => Item::Schedule(self.schedule(node, body)?),
            Rule::repeat => Item::Repeat(self.repeat(node, body)),
            Rule::finding => Item::Finding(self.finding(node, body)?),
            Rule::wording => Item::Wording(self.wording(node, body)?),
            Rule::quota => Item::Quota(self.quota(node, body)?),
            Rule::satisfaction => Item::Satisfaction(self.satisfaction(node, body)?),
            Rule::metric => Item::Metric(self.metric(node, body)?),
            Rule::notice => Item::Notice(self.notice(node, body)?),
            Rule::feed => Item::Feed(self.feed(node, body)?),
            Rule::also_called => Item::AlsoCalled(self.also_called(body)),
            Rule::expect_change => Item::ExpectChange(self.expect_change(node, body)),
            Rule::expect_no_change => Item::ExpectChange(ExpectChange {
                effects: Vec::new(),
                span: node.span(),
            }),
            Rule::example => Item::Example(self.example(node, body)?),
            _ => return None,
        })
    }

    /// `timezone Z`, bare or quoted.
    pub fn zone(&mut self, node: &Node<'_>) -> Option<Text> {
        self.string(node).or_else(|| {
            node.one(Rule::zone).map(|zone| Text {
                text: zone.text().to_string(),
                span: zone.span(),
            })
        })
    }

    /// `working days count …`, `calendar days count …`
    pub fn counting(&mut self, node: &Node<'_>) -> Counting {
        Counting {
            working: node.has(Rule::kw_working_days),
            from_next_day: !node.has(Rule::from_the_moment),
            span: node.span(),
        }
    }

    /// `arrival … counts as …`
    pub fn arrival(&mut self, node: &Node<'_>) -> Option<Arrival> {
        let rule = if node.has(Rule::arrival_outside) {
            ArrivalRule::OutsideToNextOpening
        } else if node.has(Rule::arrival_day_off) {
            ArrivalRule::DayOffToNextWorkingDay
        } else {
            let clocks: Vec<Node<'_>> = node.one(Rule::arrival_past)?.all(Rule::clock).collect();
            let [past, at] = clocks.as_slice() else { return None };
            ArrivalRule::PastToNextWorkingDay {
                past: self.clock(past)?,
                at: self.clock(at)?,
            }
        };
        Some(Arrival {
            rule,
            span: node.span(),
        })
    }
}
