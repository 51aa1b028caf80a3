//! `quota N { … }`, `satisfaction N { … }`, `metric N { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{CompareOp, Dated, Decimal, Metric, Quota, QuotaTier, Satisfaction, SatisfactionLine};

impl Reader<'_> {
    pub fn quota(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Quota> {
        let name = self.one_name(node);
        let (mut every, mut tiers) = (None, Vec::new());
        for (line, _) in self.lines(body, Block::Quota) {
            if line.rule() == Rule::quota_every {
                let said = self.every(&line);
                self.once(&mut every, said, line.span());
            } else {
                tiers.extend(self.tier(&line));
            }
        }
        Some(Quota {
            name: name?,
            every,
            tiers,
            span: node.span(),
        })
    }

    fn tier(&mut self, node: &Node<'_>) -> Option<QuotaTier> {
        Some(QuotaTier {
            tier: self.one_name(node)?,
            persons: self.counted(node, Rule::persons)?,
            times: self.counted(node, Rule::times)?,
            span: node.span(),
        })
    }

    pub fn satisfaction(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Satisfaction> {
        let name = self.one_name(node);
        let lines = self.lines(body, Block::Satisfaction);
        let lines = lines
            .iter()
            .filter_map(|(line, _)| self.satisfaction_line(line))
            .collect();
        Some(Satisfaction {
            name: name?,
            lines,
            span: node.span(),
        })
    }

    fn satisfaction_line(&mut self, node: &Node<'_>) -> Option<SatisfactionLine> {
        let span = node.span();
        Some(match node.rule() {
            Rule::scale => match self.wholes(node).as_slice() {
                [from, to] => SatisfactionLine::Scale(*from, *to, span),
                _ => return None,
            },
            Rule::band => match self.wholes(node).as_slice() {
                [from, to] => SatisfactionLine::Band {
                    name: self.one_name(node)?,
                    from: *from,
                    to: *to,
                    span,
                },
                _ => return None,
            },
            Rule::dimension => SatisfactionLine::Dimension {
                name: self.one_name(node)?,
                weight: self.share(node)?,
                span,
            },
            Rule::out_of => SatisfactionLine::OutOf(self.whole(node)?, span),
            Rule::decimals => SatisfactionLine::Decimals(self.whole(node)?, span),
            Rule::target => SatisfactionLine::Target(self.target(node)?, span),
            Rule::methods => SatisfactionLine::Methods(self.names(node), span),
            Rule::recheck => SatisfactionLine::Recheck(self.share(node)?, span),
            Rule::ask => SatisfactionLine::Ask {
                every: self.every(node)?,
                times: self.counted(node, Rule::times)?,
                span,
            },
            Rule::split_by => SatisfactionLine::SplitBy(self.key_fields(node), span),
            _ => return None,
        })
    }

    /// The percentage directly below a node.
    pub fn share(&mut self, node: &Node<'_>) -> Option<Decimal> {
        let node = node.one(Rule::share)?;
        self.decimal(&node)
    }

    fn target(&mut self, node: &Node<'_>) -> Option<Dated<(CompareOp, Decimal)>> {
        self.dated(node, Rule::target_from, |reader, node| {
            let decimal = node.one(Rule::decimal)?;
            Some((reader.op(node)?, reader.decimal(&decimal)?))
        })
    }

    pub fn metric(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Metric> {
        let name = self.one_name(node);
        let mut metric = Metric {
            name: name?,
            count_each: None,
            numerator: None,
            denominator: None,
            target: None,
            span: node.span(),
        };
        for (line, _) in self.lines(body, Block::Metric) {
            let span = line.span();
            match line.rule() {
                Rule::count_each => {
                    let each = self.one_name(&line);
                    self.once(&mut metric.count_each, Some((each, span)), span);
                }
                Rule::numerator => {
                    let cond = self.one_cond(&line);
                    self.once(&mut metric.numerator, cond, span);
                }
                Rule::denominator => {
                    let cond = self.one_cond(&line);
                    let said = (cond.is_some() || line.has(Rule::kw_all)).then_some((cond, span));
                    self.once(&mut metric.denominator, said, span);
                }
                _ => {
                    let target = self.target(&line);
                    self.once(&mut metric.target, target, span);
                }
            }
        }
        Some(metric)
    }
}
