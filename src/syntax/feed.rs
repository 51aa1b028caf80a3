//! `feed ROLE "file" { … }` with its mappings, and `also called { … }`

use super::fault;
use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::{Reader, plain_name};
use super::statement::Block;
use super::top::body;
use super::tree::{Feed, FeedColumn, FeedField, FeedRole, Mapping, MappingTarget, OtherSpelling};

impl Reader<'_> {
    pub fn feed(&mut self, node: &Node<'_>, statements: &[Statement]) -> Option<Feed> {
        let role = match node.one(Rule::feed_role)?.first()?.rule() {
            Rule::kw_tickets => FeedRole::Tickets,
            Rule::kw_events => FeedRole::Events,
            Rule::kw_surveys => FeedRole::Surveys,
            _ => FeedRole::Monitoring,
        };
        let head = [
            Rule::feed_encoding,
            Rule::feed_format,
            Rule::feed_separator,
            Rule::feed_sheet,
        ];
        for said in head {
            if let Some(second) = node.all(said).nth(1) {
                self.told.push(fault::said_twice(second.span(), self));
            }
        }
        let encoding = node.one(Rule::feed_encoding);
        let encoding = encoding.and_then(|said| said.one(Rule::name).or_else(|| said.one(Rule::whole)));
        let encoding = encoding.map(|encoding| plain_name(&encoding));
        let [format, separator, sheet] = [Rule::feed_format, Rule::feed_separator, Rule::feed_sheet]
            .map(|said| node.one(said).and_then(|said| self.string(&said)));
        let (mut workflow, mut columns) = (None, Vec::new());
        for (line, statement) in self.lines(statements, Block::Feed) {
            if line.rule() == Rule::workflow_of {
                let name = self.one_name(&line);
                self.once(&mut workflow, name, line.span());
            } else {
                columns.extend(self.column(&line, body(statement)));
            }
        }
        Some(Feed {
            role,
            file: self.string(node)?,
            encoding,
            format,
            separator,
            sheet,
            workflow,
            columns,
            span: node.span(),
        })
    }

    fn column(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<FeedColumn> {
        let mut column = FeedColumn {
            field: self.feed_field(&node.first()?)?,
            column: self.string(node)?,
            format: node.one(Rule::column_format).and_then(|format| self.string(&format)),
            optional: node.has(Rule::kw_optional),
            personal: node.has(Rule::kw_personal),
            mapping: Vec::new(),
            mapping_otherwise: None,
            span: node.span(),
        };
        for said in [
            Rule::column_format,
            Rule::kw_optional,
            Rule::kw_personal,
            Rule::kw_mapping,
        ] {
            if let Some(second) = node.all(said).nth(1) {
                self.told.push(fault::said_twice(second.span(), self));
            }
        }
        for (line, _) in self.lines(body, Block::Mapping) {
            let to = self.mapping_target(&line)?;
            if line.rule() == Rule::mapping {
                column.mapping.push(Mapping {
                    spellings: self.strings(&line),
                    to,
                });
            } else {
                let name = match to {
                    MappingTarget::Path(path) => path.parts.into_iter().next_back(),
                    MappingTarget::Yes(_) | MappingTarget::No(_) => {
                        line.one(Rule::mapping_value).map(|value| plain_name(&value))
                    }
                };
                self.once(&mut column.mapping_otherwise, name, line.span());
            }
        }
        Some(column)
    }

    fn mapping_target(&mut self, node: &Node<'_>) -> Option<MappingTarget> {
        let value = node.one(Rule::mapping_value)?.first()?;
        Some(match value.rule() {
            Rule::kw_yes => MappingTarget::Yes(value.span()),
            Rule::kw_no => MappingTarget::No(value.span()),
            _ => MappingTarget::Path(self.path(&value)),
        })
    }

    fn feed_field(&mut self, node: &Node<'_>) -> Option<FeedField> {
        if node.rule() == Rule::name {
            return Some(FeedField::Named(self.name(node)));
        }
        let span = node.span();
        Some(match node.first()?.rule() {
            Rule::kw_ticket_id => FeedField::TicketId(span),
            Rule::kw_customer => FeedField::Customer(span),
            Rule::kw_kind => FeedField::Kind(span),
            Rule::kw_category => FeedField::Category(span),
            Rule::kw_handler => FeedField::Handler(span),
            Rule::kw_event => FeedField::Event(span),
            Rule::kw_moment => FeedField::Moment(span),
            Rule::kw_recorded => FeedField::Recorded(span),
            Rule::kw_party => FeedField::Party(span),
            Rule::kw_tier => FeedField::Tier(span),
            Rule::kw_dimension => FeedField::Dimension(span),
            _ => FeedField::Score(span),
        })
    }

    pub fn also_called(&mut self, body: &[Statement]) -> Vec<OtherSpelling> {
        let lines = self.lines(body, Block::AlsoCalled);
        lines
            .iter()
            .filter_map(|(line, _)| {
                Some(OtherSpelling {
                    name: self.one_name(line)?,
                    spellings: self.strings(line),
                    span: line.span(),
                })
            })
            .collect()
    }
}
