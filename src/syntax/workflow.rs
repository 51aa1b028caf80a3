//! `workflow N { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{Dated, Quantity, Workflow, WorkflowLine};

impl Reader<'_> {
    pub fn workflow(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Workflow> {
        let name = self.one_name(node);
        let lines = self.lines(body, Block::Workflow);
        let lines = lines.iter().filter_map(|(line, _)| self.workflow_line(line)).collect();
        Some(Workflow {
            name: name?,
            lines,
            span: node.span(),
        })
    }

    fn workflow_line(&mut self, node: &Node<'_>) -> Option<WorkflowLine> {
        let span = node.span();
        Some(match node.rule() {
            Rule::calendar_of => WorkflowLine::Calendar(self.one_name(node)?),
            Rule::in_order => WorkflowLine::InOrder(self.names(node), span),
            Rule::may_have => WorkflowLine::MayHave(self.names(node), span),
            Rule::new_round => WorkflowLine::NewRound(self.one_name(node)?, span),
            Rule::redo => WorkflowLine::Redo(self.one_name(node)?, span),
            Rule::leave_out => WorkflowLine::LeaveOut(self.names(node), span),
            Rule::hand_over => WorkflowLine::HandOver {
                on: self.one_name(node)?,
                grace: self.optional_duration(node)?,
                span,
            },
            Rule::reclassify => WorkflowLine::Reclassify {
                on: self.one_name(node)?,
                grace: self.optional_duration(node)?,
                span,
            },
            Rule::resolved_when => WorkflowLine::ResolvedWhen(self.one_cond(node)?, span),
            _ => return None,
        })
    }

    /// `Some(None)` where no length of time is said, `None` where it is at fault.
    pub fn optional_duration(&mut self, node: &Node<'_>) -> Option<Option<Quantity>> {
        match node.one(Rule::duration) {
            Some(duration) => self.quantity_of(&duration).map(Some),
            None => Some(None),
        }
    }

    /// The same, with what takes its place later.
    pub fn optional_length(&mut self, node: &Node<'_>) -> Option<Option<Dated<Quantity>>> {
        match node.has(Rule::duration) {
            true => self.length(node).map(Some),
            false => Some(None),
        }
    }
}
