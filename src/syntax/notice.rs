//! `notice N { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{Addressee, Notice, NoticeLine};

impl Reader<'_> {
    pub fn notice(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Notice> {
        let name = self.one_name(node);
        let lines = self.lines(body, Block::Notice);
        let lines = lines.iter().filter_map(|(line, _)| self.notice_line(line)).collect();
        Some(Notice {
            name: name?,
            lines,
            span: node.span(),
        })
    }

    fn notice_line(&mut self, node: &Node<'_>) -> Option<NoticeLine> {
        let span = node.span();
        Some(match node.rule() {
            Rule::period => NoticeLine::Period(self.every(node)?, span),
            Rule::data_until => NoticeLine::DataUntil {
                day: self.day_of_month(node)?,
                at: self.one_clock(node)?,
                span,
            },
            Rule::objections_until => NoticeLine::ObjectionsUntil {
                day: self.day_of_month(node)?,
                at: self.one_clock(node)?,
                span,
            },
            Rule::replies_until => NoticeLine::RepliesUntil {
                day: self.day_of_month(node)?,
                at: self.one_clock(node)?,
                span,
            },
            Rule::belongs => NoticeLine::BelongsByDue(span),
            Rule::title => NoticeLine::Title(self.string(node)?),
            Rule::issuer => NoticeLine::Issuer(self.one_name(node)?),
            Rule::addressees => NoticeLine::Addressees(self.addressees(node), span),
            Rule::copies => NoticeLine::Copies(self.addressees(node), span),
            Rule::name_when => NoticeLine::NameWhen {
                on_trial: node.has(Rule::kw_on_trial),
                when: self.one_cond(node)?,
                span,
            },
            Rule::deduct => NoticeLine::Deduct {
                finding: match node.has(Rule::kw_not_raised) {
                    true => None,
                    false => Some(self.one_name(node)?),
                },
                points: self.points(node)?,
                every: self.every(node),
                span,
            },
            Rule::deduct_cap => NoticeLine::DeductAtMost(self.points(node)?, span),
            Rule::split_by => NoticeLine::SplitBy(self.key_fields(node), span),
            Rule::sections => NoticeLine::Sections(node.all(Rule::section).filter_map(section).collect(), span),
            Rule::signed => NoticeLine::Signed(self.one_name(node)?),
            Rule::sentences_from => NoticeLine::SentencesFrom(self.string(node)?),
            _ => return None,
        })
    }

    fn addressees(&mut self, node: &Node<'_>) -> Vec<Addressee> {
        node.all(Rule::addressee)
            .filter_map(|kid| kid.first())
            .map(|kid| match kid.rule() {
                Rule::kw_all_units => Addressee::AllUnits(kid.span()),
                Rule::kw_all_departments => Addressee::AllDepartments(kid.span()),
                _ => Addressee::Party(self.name(&kid)),
            })
            .collect()
    }
}

fn section(node: Node<'_>) -> Option<(u8, crate::source::Span)> {
    let number = match node.first()?.rule() {
        Rule::kw_overview => 1,
        Rule::kw_categories => 2,
        Rule::kw_departments => 3,
        Rule::kw_named => 4,
        Rule::kw_escalations => 5,
        Rule::kw_repeats => 6,
        Rule::kw_quotas => 7,
        Rule::kw_requirements => 8,
        Rule::kw_annex => 9,
        _ => 0,
    };
    Some((number, node.span()))
}
