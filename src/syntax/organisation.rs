//! `organisation { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{Level, Organisation, Party};

impl Reader<'_> {
    pub fn organisation(&mut self, node: &Node<'_>, body: &[Statement]) -> Organisation {
        let lines = self.lines(body, Block::Organisation);
        Organisation {
            parties: lines
                .iter()
                .filter_map(|(line, _)| self.organisation_party(line))
                .collect(),
            span: node.span(),
        }
    }

    fn organisation_party(&mut self, node: &Node<'_>) -> Option<Party> {
        let level = match node.first()?.rule() {
            Rule::kw_leadership => Level::Leadership,
            Rule::kw_department => Level::Department,
            Rule::kw_unit => Level::Unit,
            _ => Level::Team,
        };
        let mut party = Party {
            level,
            name: self.one_name(node)?,
            under: None,
            calendar: None,
            from: None,
            until: None,
            replaces: None,
            contact: None,
            span: node.span(),
        };
        for part in node.kids() {
            let span = part.span();
            match part.rule() {
                Rule::under => {
                    let name = self.one_name(&part);
                    self.once(&mut party.under, name, span);
                }
                Rule::own_calendar => {
                    let name = self.one_name(&part);
                    self.once(&mut party.calendar, name, span);
                }
                Rule::party_from => {
                    let date = self.one_date(&part);
                    self.once(&mut party.from, date, span);
                }
                Rule::party_until => {
                    let date = self.one_date(&part);
                    self.once(&mut party.until, date, span);
                }
                Rule::replaces => {
                    let name = self.one_name(&part);
                    self.once(&mut party.replaces, name, span);
                }
                Rule::contact => {
                    let post = self.string(&part);
                    self.once(&mut party.contact, post, span);
                }
                _ => {}
            }
        }
        Some(party)
    }
}
