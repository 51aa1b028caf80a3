//! `repeat { … }`, `finding N { … }`, `wording N { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{Finding, FindingLine, Repeat, Wording};

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
        let (mut responsible, mut lines) = (None, Vec::new());
        for (line, _) in self.lines(body, Block::Finding) {
            if line.rule() == Rule::responsible {
                let party = self.answering(&line);
                self.once(&mut responsible, party, line.span());
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
