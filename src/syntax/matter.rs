//! What a ticket is about: `field`, `kind`, `category`, `group`.

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::top::body;
use super::tree::{Category, Domain, Field, Group, Kind};

impl Reader<'_> {
    pub fn field(&mut self, node: &Node<'_>) -> Option<Field> {
        let mut names = node.all(Rule::name);
        let name = self.name(&names.next()?);
        let domain = node.one(Rule::domain)?.first()?;
        let domain = match domain.rule() {
            Rule::kw_yes_or_no => Domain::YesOrNo,
            Rule::kw_text => Domain::Text,
            Rule::kw_number => Domain::Number,
            Rule::kw_point_in_time => Domain::PointInTime,
            _ => Domain::OneOf(self.names(&domain)),
        };
        Some(Field {
            name,
            domain,
            with: names.next().map(|with| self.name(&with)),
            span: node.span(),
        })
    }

    pub fn kind(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Kind> {
        let name = self.one_name(node);
        let mut when = None;
        for (line, _) in self.lines(body, Block::Kind) {
            let cond = self.one_cond(&line);
            self.once(&mut when, cond, line.span());
        }
        Some(Kind {
            name: name?,
            when,
            span: node.span(),
        })
    }

    /// A category or subcategory with those below it; the outline limits how deep they go.
    pub fn category(&mut self, node: &Node<'_>, statements: &[Statement]) -> Option<Category> {
        let name = self.one_name(node);
        let (mut owner, mut subcategories) = (None, Vec::new());
        for (line, statement) in self.lines(statements, Block::Category) {
            if line.rule() == Rule::owner {
                let named = self.dated(&line, Rule::owner_from, Self::one_name);
                self.once(&mut owner, named, line.span());
            } else {
                subcategories.extend(self.category(&line, body(statement)));
            }
        }
        Some(Category {
            name: name?,
            owner,
            subcategories,
            span: node.span(),
        })
    }

    pub fn group(&mut self, node: &Node<'_>) -> Option<Group> {
        Some(Group {
            name: self.one_name(node)?,
            of: self.paths(node),
            span: node.span(),
        })
    }
}
