//! `feed ROLE "file" { … }` with its mappings, and `also called { … }`

use super::fault;
use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::{Reader, plain_name};
use super::statement::Block;
use super::top::body;
use super::tree::{
    Feed, FeedColumn, FeedField, FeedRole, Leaving, Mapping, MappingTarget, OtherSpelling, RowsLeast, SameCase, Text,
};

impl Reader<'_> {
    pub fn feed(&mut self, node: &Node<'_>, statements: &[Statement]) -> Option<Feed> {
        let role = match node.one(Rule::feed_role)?.first()?.rule() {
            Rule::kw_tickets => FeedRole::Tickets,
            Rule::kw_events => FeedRole::Events,
            Rule::kw_surveys => FeedRole::Surveys,
            Rule::kw_decisions => FeedRole::Decisions,
            Rule::kw_objections => FeedRole::Objections,
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
        let mut feed = Feed {
            role,
            file: self.string(node)?,
            encoding,
            format,
            separator,
            sheet,
            workflow: None,
            zone: None,
            prefix: None,
            same_case: Vec::new(),
            empty: Vec::new(),
            fresh_within: None,
            rows_least: None,
            leaving: Vec::new(),
            columns: Vec::new(),
            span: node.span(),
        };
        for (line, statement) in self.lines(statements, Block::Feed) {
            self.feed_line(&mut feed, &line, body(statement));
        }
        Some(feed)
    }

    fn feed_line(&mut self, feed: &mut Feed, line: &Node<'_>, body: &[Statement]) {
        let span = line.span();
        match line.rule() {
            Rule::workflow_of => {
                let name = self.one_name(line);
                self.once(&mut feed.workflow, name, span);
            }
            Rule::timezone => {
                let zone = self.zone(line);
                self.once(&mut feed.zone, zone, span);
            }
            Rule::feed_prefix => {
                let prefix = self.string(line);
                self.once(&mut feed.prefix, prefix, span);
            }
            Rule::same_case => {
                let same = line.one(Rule::same).map(|same| self.key_fields(&same));
                feed.same_case.push(SameCase {
                    within: self.duration(line),
                    same: same.unwrap_or_default(),
                    span,
                });
            }
            Rule::empty_is => feed.empty.extend(self.strings(line)),
            Rule::fresh_within => {
                let length = self.duration(line);
                self.once(&mut feed.fresh_within, length, span);
            }
            Rule::rows_least => {
                let least = self.op(line).zip(self.whole(line));
                let least = least.map(|(op, count)| RowsLeast { op, count, span });
                self.once(&mut feed.rows_least, least, span);
            }
            Rule::leaving => {
                let names = self.names(line);
                if let [state, counts_as] = names.as_slice() {
                    feed.leaving.push(Leaving {
                        state: state.clone(),
                        counts_as: counts_as.clone(),
                        span,
                    });
                }
            }
            _ => feed.columns.extend(self.column(line, body)),
        }
    }

    fn column(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<FeedColumn> {
        let number = node.one(Rule::kw_column_number);
        let mut column = FeedColumn {
            field: self.feed_field(&node.first()?)?,
            column: match &number {
                Some(number) => Text {
                    text: number.text().trim().to_string(),
                    span: number.span(),
                },
                None => self.string(node)?,
            },
            number: number.and_then(|number| self.whole(&number)),
            formats: node
                .one(Rule::column_format)
                .map_or(Vec::new(), |format| self.strings(&format)),
            separator: node
                .one(Rule::column_separator)
                .and_then(|separator| self.string(&separator)),
            optional: node.has(Rule::kw_optional),
            personal: node.has(Rule::kw_personal),
            on_change: node.one(Rule::kw_on_change).map(|said| said.span()),
            as_of_export: node.one(Rule::kw_as_of_export).map(|said| said.span()),
            mapping: Vec::new(),
            mapping_otherwise: None,
            span: node.span(),
        };
        for said in [
            Rule::column_format,
            Rule::column_separator,
            Rule::kw_optional,
            Rule::kw_personal,
            Rule::kw_on_change,
            Rule::kw_as_of_export,
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
                self.once(&mut column.mapping_otherwise, Some(to), line.span());
            }
        }
        Some(column)
    }

    fn mapping_target(&mut self, node: &Node<'_>) -> Option<MappingTarget> {
        let value = node.one(Rule::mapping_value)?.first()?;
        Some(match value.rule() {
            Rule::kw_yes => MappingTarget::Yes(value.span()),
            Rule::kw_no => MappingTarget::No(value.span()),
            Rule::kw_ignore => MappingTarget::Ignore(value.span()),
            Rule::kw_excuse => MappingTarget::Excuse(value.span()),
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
            Rule::kw_co_handlers => FeedField::CoHandlers(span),
            Rule::kw_event => FeedField::Event(span),
            Rule::kw_moment => FeedField::Moment(span),
            Rule::kw_recorded => FeedField::Recorded(span),
            Rule::kw_party => FeedField::Party(span),
            Rule::kw_tier => FeedField::Tier(span),
            Rule::kw_monitor => FeedField::Monitor(span),
            Rule::kw_dimension => FeedField::Dimension(span),
            Rule::kw_about => FeedField::About(span),
            Rule::kw_reference => FeedField::Reference(span),
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
