//! `ladder N [from D] { … }` with its rungs, and `schedule N { … }`

use super::deadline::transposed;
use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::top::body;
use super::tree::{Ladder, Rung, RungLine, Schedule, ScheduleLine};

impl Reader<'_> {
    pub fn ladder(&mut self, node: &Node<'_>, statements: &[Statement]) -> Option<Ladder> {
        let name = self.one_name(node);
        let from_date = self.one_date(node);
        let until_date = node.one(Rule::until_date).map(|until| self.one_date(&until));
        let (mut calendar, mut applies_when, mut rungs) = (None, None, Vec::new());
        for (line, statement) in self.lines(statements, Block::Ladder) {
            match line.rule() {
                Rule::calendar_of => {
                    let name = self.one_name(&line);
                    self.once(&mut calendar, name, line.span());
                }
                Rule::applies_when => {
                    let cond = self.one_cond(&line);
                    self.once(&mut applies_when, cond, line.span());
                }
                _ => rungs.extend(self.rung(&line, body(statement))),
            }
        }
        Some(Ladder {
            name: name?,
            from_date,
            until_date: transposed(until_date)?,
            calendar,
            applies_when,
            rungs,
            span: node.span(),
        })
    }

    fn rung(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Rung> {
        let number = self.rung_number(node);
        let lines = self.lines(body, Block::Rung);
        let lines = lines.iter().filter_map(|(line, _)| self.rung_line(line)).collect();
        Some(Rung {
            number: number?.0,
            title: self.string(node),
            lines,
            span: node.span(),
        })
    }

    fn rung_line(&mut self, node: &Node<'_>) -> Option<RungLine> {
        let span = node.span();
        Some(match node.rule() {
            Rule::enter_when => RungLine::EnterWhen(self.one_cond(node)?, span),
            Rule::on_trial => RungLine::OnTrial(span),
            Rule::responsible => RungLine::Responsible(self.answering(node)?),
            Rule::within_as => RungLine::WithinAs {
                deadline: self.one_name(node)?,
                span,
            },
            Rule::to => RungLine::To(self.names(node), span),
            Rule::within => RungLine::Within(self.length(node)?, span),
            Rule::must => RungLine::Must {
                event: self.one_name(node)?,
                within: self.optional_length(node)?,
                span,
            },
            Rule::exit => RungLine::Exit {
                event: self.one_name(node)?,
                to_rung: self.rung_number(node),
                within: self.optional_length(node)?,
                span,
            },
            _ => return None,
        })
    }

    pub fn schedule(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Schedule> {
        let name = self.one_name(node);
        let lines = self.lines(body, Block::Schedule);
        let lines = lines.iter().filter_map(|(line, _)| self.schedule_line(line)).collect();
        Some(Schedule {
            name: name?,
            lines,
            span: node.span(),
        })
    }

    fn schedule_line(&mut self, node: &Node<'_>) -> Option<ScheduleLine> {
        let span = node.span();
        Some(match node.rule() {
            Rule::monthly_last => ScheduleLine::EveryMonthLastWorkingDay {
                at: self.one_clock(node)?,
                span,
            },
            Rule::monthly_day => ScheduleLine::EveryMonthDay {
                day: self.day_of_month(node)?,
                at: self.one_clock(node)?,
                span,
            },
            Rule::calendar_of => ScheduleLine::Calendar(self.one_name(node)?),
            Rule::collect_when => ScheduleLine::CollectWhen(self.one_cond(node)?, span),
            Rule::responsible => ScheduleLine::Responsible(self.answering(node)?),
            Rule::to => ScheduleLine::To(self.names(node), span),
            Rule::within => ScheduleLine::Within(self.length(node)?, span),
            _ => return None,
        })
    }

    /// `day n`; a month has at most 31.
    pub fn day_of_month(&mut self, node: &Node<'_>) -> Option<i64> {
        let day = node.one(Rule::kw_day)?;
        let number = self.whole(&day)?;
        if !(1..=31).contains(&number) {
            self.told.push(super::fault::no_such_date(&day));
            return None;
        }
        Some(number)
    }
}
