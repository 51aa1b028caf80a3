//! Conditions: one grammar everywhere, no precedence.

use super::fault;
use super::grammar::{Node, Rule};
use super::reader::Reader;
use super::tree::{Assign, Cond, Subject, Target, Test, Value};

impl Reader<'_> {
    /// The condition directly below a node.
    pub fn one_cond(&mut self, node: &Node<'_>) -> Option<Cond> {
        let node = node.one(Rule::cond)?;
        self.cond_of(&node)
    }

    pub fn cond_of(&mut self, node: &Node<'_>) -> Option<Cond> {
        if node.has(Rule::kw_and) && node.has(Rule::kw_or) {
            let mut joined = Vec::new();
            let mut and = false;
            let kids: Vec<Node<'_>> = node.kids().collect();
            for kid in &kids {
                match kid.rule() {
                    Rule::kw_and => and = true,
                    Rule::kw_or => and = false,
                    _ => joined.push((and, kid.text())),
                }
            }
            self.told.push(fault::and_or_mixed(node, &joined));
            return None;
        }
        let any = node.has(Rule::kw_or);
        let tests: Vec<Node<'_>> = node
            .kids()
            .filter(|kid| !matches!(kid.rule(), Rule::kw_and | Rule::kw_or))
            .collect();
        let mut conds: Vec<Cond> = tests.iter().filter_map(|test| self.test(test)).collect();
        if conds.len() < tests.len() {
            return None;
        }
        if conds.len() == 1 {
            return conds.pop();
        }
        let test = if any { Test::Or(conds) } else { Test::And(conds) };
        Some(Cond {
            test,
            span: node.span(),
        })
    }

    fn test(&mut self, node: &Node<'_>) -> Option<Cond> {
        let test = match node.rule() {
            Rule::bracket => return self.one_cond(node),
            Rule::has => Test::Has {
                event: self.one_name(node)?,
                negated: node.has(Rule::kw_has_not),
            },
            Rule::recurs => Test::Recurs {
                after: self.one_name(node)?,
                within: self.duration(node)?,
                negated: node.has(Rule::kw_not_recurs),
            },
            Rule::at_rung => Test::AtRung(self.rung_number(node)?.0),
            Rule::state if node.has(Rule::kw_resolved) => Test::Resolved,
            Rule::state => Test::Unresolved,
            Rule::occurrence => Test::Occurrence {
                op: self.op(node)?,
                number: self.whole(node)?,
            },
            Rule::sample => Test::Sample {
                op: self.op(node)?,
                number: self.whole(node)?,
            },
            Rule::not_raised => {
                let tail = node.one(Rule::counted)?;
                Test::NotRaised {
                    op: self.op(&tail)?,
                    number: self.whole(&tail)?,
                }
            }
            Rule::rung_test => {
                let (number, span) = self.rung_number(node)?;
                self.lateness(&node.one(Rule::lateness)?, Target::Rung(number, span))?
            }
            Rule::built_in_test => {
                let subject = subject_of(&node.one(Rule::built_in)?)?;
                self.about(node, subject)?
            }
            _ => self.name_test(node)?,
        };
        Some(Cond {
            test,
            span: node.span(),
        })
    }

    fn name_test(&mut self, node: &Node<'_>) -> Option<Test> {
        let name = self.one_name(node)?;
        let tail = node.kids().nth(1)?;
        Some(match tail.rule() {
            Rule::lateness => self.lateness(&tail, Target::Named(name))?,
            Rule::counted => Test::Count {
                name,
                op: self.op(&tail)?,
                number: self.whole(&tail)?,
            },
            Rule::told => Test::Told {
                field: name,
                given: tail.has(Rule::kw_given),
            },
            Rule::earlier => Test::Before {
                first: name,
                second: self.one_name(&tail)?,
            },
            _ => self.about(node, Subject::Named(name))?,
        })
    }

    /// `in …` and `= …` after a subject.
    fn about(&mut self, node: &Node<'_>, subject: Subject) -> Option<Test> {
        if let Some(tail) = node.one(Rule::membership) {
            return Some(Test::In {
                subject,
                values: self.paths(&tail),
                negated: tail.has(Rule::kw_not_in),
            });
        }
        let tail = node.one(Rule::comparison)?;
        Some(Test::Compare {
            subject,
            op: self.op(&tail)?,
            value: self.value(&tail)?,
        })
    }

    fn lateness(&mut self, tail: &Node<'_>, target: Target) -> Option<Test> {
        if tail.has(Rule::kw_not_overdue) {
            return Some(Test::NotOverdue { target });
        }
        if tail.has(Rule::kw_on_time) {
            return Some(Test::OnTime { target });
        }
        let for_ = match tail.one(Rule::duration) {
            Some(duration) => Some(self.quantity_of(&duration)?),
            None => None,
        };
        Some(Test::Overdue { target, for_ })
    }

    fn value(&mut self, node: &Node<'_>) -> Option<Value> {
        let value = node.one(Rule::value)?.first()?;
        Some(match value.rule() {
            Rule::kw_yes => Value::Yes(value.span()),
            Rule::kw_no => Value::No(value.span()),
            Rule::moment => Value::Moment(self.moment(&value)?),
            Rule::decimal => Value::Number(self.decimal(&value)?),
            _ => Value::Path(self.path(&value)),
        })
    }

    /// The `F = V` directly below a node.
    pub fn assigns(&mut self, node: &Node<'_>) -> Vec<Assign> {
        let list: Vec<Node<'_>> = node.all(Rule::assign).collect();
        list.iter().filter_map(|assign| self.assign(assign)).collect()
    }

    fn assign(&mut self, node: &Node<'_>) -> Option<Assign> {
        let subject = match node.one(Rule::built_in) {
            Some(built_in) => subject_of(&built_in)?,
            None => Subject::Named(self.one_name(node)?),
        };
        Some(Assign {
            subject,
            value: self.value(node)?,
            span: node.span(),
        })
    }
}

fn subject_of(node: &Node<'_>) -> Option<Subject> {
    let span = node.span();
    Some(match node.first()?.rule() {
        Rule::kw_kind => Subject::Kind(span),
        Rule::kw_category => Subject::Category(span),
        Rule::kw_handler => Subject::Handler(span),
        _ => Subject::Customer(span),
    })
}
