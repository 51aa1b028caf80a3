//! `repeat { … }`, `finding N { … }`, `wording N { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{Finding, FindingLine, Repeat, Wording};
use crate::terms::Incomplete;

impl Reader<'_> {
    pub fn repeat(&mut self, node: &Node<'_>, body: &[Statement]) -> Repeat {
        let (mut same, mut looking_back) = (None, None);
        for (line, _) in self.lines(body, Block::Repeat) {
            if line.rule() == Rule::same {
                let fields = self.key_fields(&line);
                self.once(&mut same, Some(fields), line.span());
            } else {
                let window = self.duration(&line);
                self.once(&mut looking_back, window, line.span());
            }
        }
        Repeat {
            same: same.unwrap_or_default(),
            looking_back,
            span: node.span(),
        }
    }

    pub fn finding(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Finding> {
        let name = self.one_name(node);
        let (mut responsible, mut counts_as, mut lines) = (None, None, Vec::new());
        for (line, _) in self.lines(body, Block::Finding) {
            if line.rule() == Rule::responsible {
                let party = self.answering(&line);
                self.once(&mut responsible, party, line.span());
            } else if line.rule() == Rule::finding_kind {
                let kind = line.one(Rule::incomplete).and_then(|kind| incomplete(&kind));
                self.once(&mut counts_as, kind, line.span());
            } else if let Some(when) = self.one_cond(&line) {
                lines.push(FindingLine {
                    when,
                    label: self.string(&line),
                    span: line.span(),
                });
            }
        }
        Some(Finding {
            name: name?,
            responsible,
            counts_as,
            lines,
            span: node.span(),
        })
    }

    pub fn wording(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Wording> {
        let name = self.one_name(node);
        let (mut check, mut contains) = (None, Vec::new());
        for (line, _) in self.lines(body, Block::Wording) {
            if line.rule() == Rule::check {
                let field = self.one_name(&line);
                self.once(&mut check, field, line.span());
            } else {
                contains.extend(self.strings(&line));
            }
        }
        Some(Wording {
            name: name?,
            check,
            contains,
            span: node.span(),
        })
    }
}

fn incomplete(node: &Node<'_>) -> Option<Incomplete> {
    Some(match node.first()?.rule() {
        Rule::kw_incomplete_form => Incomplete::Form,
        Rule::kw_incomplete_review => Incomplete::Review,
        Rule::kw_incomplete_effect => Incomplete::Effect,
        Rule::kw_incomplete_durability => Incomplete::Durability,
        _ => Incomplete::Promise,
    })
}
