//! What of every case belongs to a month, as rows of lists. A fold: parts of tickets in order, put one behind another.

use super::alike;
use super::answers;
use super::behind::Served;
use super::cell::Cell;
use super::handling::TOOK;
use super::list::{Kind, List, Lists};
use super::lists::{ACCEPTED, CLIMBED, DUE, FOUND, Head, LEFT_OUT, Names, OBJECTIONS, REPEATS, SET_ASIDE, row_told};
use super::month::Month;
use super::objections::{self, charges};
use super::origin::Seen;
use super::punctual::Counting;
use super::splits;
use super::visits::visits;
use crate::calendar::Moment;
use crate::diagnostic::Code;
use crate::diagnostic::feed::{IN_GAP, NOT_GOVERNED};
use crate::evaluate::{AskedOf, Case, Entry, Hit, Measured, Obligation, Outside, Punctual, State};
use crate::feed::{RowId, Table};
use crate::model::{CountEach, FieldId, Found, MetricId, Notice};
use crate::report::{Context, counts_as, found_words};
use std::collections::HashMap;

/// Keeps the rows of one month.
pub struct Gather<'a> {
    names: &'a Names,
    context: &'a Context<'a>,
    notice: &'a Notice,
    month: Month,
    begin: Moment,
    end: Moment,
    accepted: List,
    due: List,
    found: List,
    climbed: List,
    repeats: List,
    objections: List,
    left_out: List,
    set_aside: List,
    seen: Seen,
    /// Tickets, where customers are asked.
    served: Vec<Served>,
    surveyed: bool,
    /// Fields by which what is received is split.
    splits: Vec<FieldId>,
    /// Objections recorded up to this moment count.
    objections_until: Moment,
    /// Where rows are never opened.
    counting: Option<Counting>,
    /// The metric by which answers are told.
    answers: Option<MetricId>,
}

impl<'a> Gather<'a> {
    /// Nothing gathered yet.
    #[must_use]
    pub fn new(names: &'a Names, context: &'a Context<'a>, notice: &'a Notice, month: Month) -> Gather<'a> {
        let metrics = |of_ticket: bool| {
            let metrics = context.rules.metrics.iter();
            metrics
                .filter(move |metric| (metric.count_each == CountEach::Ticket) == of_ticket)
                .map(|metric| (metric.name.as_str(), Kind::Word))
        };
        let list = |name: &str, own: &[(&str, Kind)], more: Vec<(&str, Kind)>| {
            List::new(name, &own.iter().copied().chain(more).collect::<Vec<_>>())
        };
        let (splits, _) = splits::fields(context.rules, notice);
        let columns = splits::columns(context.rules, &splits);
        let columns = columns.iter().map(|(key, kind)| (key.as_str(), *kind));
        Gather {
            names,
            context,
            notice,
            month,
            begin: month.begin(context.zone),
            end: month.plus(1).begin(context.zone),
            accepted: list(ACCEPTED.0, ACCEPTED.1, metrics(true).chain(columns).collect()),
            splits,
            due: list(DUE.0, DUE.1, metrics(false).collect()),
            found: List::new(FOUND.0, FOUND.1),
            climbed: List::new(CLIMBED.0, CLIMBED.1),
            repeats: List::new(REPEATS.0, REPEATS.1),
            objections: List::new(OBJECTIONS.0, OBJECTIONS.1),
            left_out: List::new(LEFT_OUT.0, LEFT_OUT.1),
            set_aside: List::new(SET_ASIDE.0, SET_ASIDE.1),
            seen: Seen::default(),
            served: Vec::new(),
            surveyed: answers::is_surveyed(context.rules),
            objections_until: context.as_of,
            counting: None,
            answers: context.rules.metrics_of_answers().next(),
        }
    }

    /// Objections count up to a moment of their own: they are raised when the data is complete.
    #[must_use]
    pub fn objections_until(mut self, until: Moment) -> Gather<'a> {
        self.objections_until = until;
        self
    }

    /// Keeps of its tickets no more than figures count: their rows are never opened.
    #[must_use]
    pub fn counting(mut self) -> Gather<'a> {
        self.counting = Some(Counting::default());
        self.accepted.hold_only(&[]);
        self.due.hold_only(&TOOK);
        self.climbed.hold_only(&["rung"]);
        self.repeats.hold_only(&["customer", "occurrence", "chain"]);
        self
    }

    /// Takes a ticket of which nothing falls into the month.
    pub fn pass_over(&mut self) {
        self.seen.elsewhere += 1;
    }

    /// Takes a punctual ticket; false: its case is needed.
    pub fn push_punctual(&mut self, own: &Punctual<'_>) -> bool {
        let is_new = own.accepted.is_some_and(|at| self.holds(at));
        let (begin, end) = (self.begin, self.end);
        let holds = |at| begin <= at && at < end;
        let Some(counting) = self
            .counting
            .as_mut()
            .filter(|_| self.splits.is_empty() && !self.surveyed)
        else {
            return false;
        };
        let lists = (&mut self.accepted, &mut self.due);
        let put = counting.put(own, holds, is_new, lists, self.context.working).is_some();
        self.seen.elsewhere += u64::from(put && !is_new);
        put
    }

    /// Takes one case, judged with its metrics.
    pub fn push(&mut self, case: &Case) {
        self.push_asked(case, None);
    }

    /// The same; where it is that of a punctual ticket, the next that is decided by the same is known without its case.
    pub fn push_asked(&mut self, case: &Case, asked: Option<AskedOf>) {
        let ungoverned = match case.outside {
            Some(Outside::NotGoverned) => Some(NOT_GOVERNED),
            Some(Outside::InGap) => Some(IN_GAP),
            Some(Outside::Later) | None => None,
        };
        if let Some(code) = ungoverned {
            let facts = self.context.facts;
            self.aside(facts.number(case.ticket), facts.row(case.ticket), None, code);
            self.seen.not_governed.push(case.ticket);
            return;
        }
        if case.left_out.is_some() {
            self.seen.void.push(case.ticket);
        }
        if case.outside.is_some() {
            self.seen.elsewhere += 1;
            return;
        }
        let is_new = case.accepted.is_some_and(|at| self.holds(at));
        self.seen.elsewhere += u64::from(!is_new);
        let head = self.names.ticket(self.context, case);
        if let Some(since) = case.left_out {
            if is_new {
                let since = Cell::Moment(since, self.context.zone);
                head.begin(self.left_out.begin()).tell(since).end();
            }
            return;
        }
        if self.surveyed {
            self.served.push(Served {
                ticket: case.ticket,
                party: case.handler,
                accepted: case.accepted,
            });
        }
        if is_new {
            self.accept(case, head, asked);
        }
        let (due, found) = (self.due.len(), self.found.len());
        for (index, own) in case.obligations.iter().enumerate() {
            let mut measured = case.measured.iter().filter_map(|own| own.obligation);
            let judged = own.state.is_late() || own.state == State::DoneOnTime || measured.any(|own| own == index);
            if judged && own.due.is_some_and(|due| self.holds(due)) {
                self.judge(case, head, (index, own), (is_new, asked));
            }
        }
        for hit in case.hits.iter().filter(|hit| !hit.provisional) {
            self.find(head, hit);
        }
        for (index, entry) in case.entries.iter().enumerate() {
            if self.holds(entry.at) {
                self.climb(case, head, (index, entry));
            }
        }
        if !self.context.facts.decisions(case.ticket).is_empty() {
            let mut charged = charges(&self.due, due, true);
            charged.extend(charges(&self.found, found, false));
            let (list, until) = (&mut self.objections, self.objections_until);
            objections::put(list, (self.names, self.context), case, head, until, &charged);
        }
    }

    /// Puts the rows of the tickets that follow behind.
    pub fn merge(&mut self, other: Gather<'_>) {
        let pairs = [
            (&mut self.accepted, other.accepted),
            (&mut self.due, other.due),
            (&mut self.found, other.found),
            (&mut self.climbed, other.climbed),
            (&mut self.repeats, other.repeats),
            (&mut self.objections, other.objections),
            (&mut self.left_out, other.left_out),
            (&mut self.set_aside, other.set_aside),
        ];
        for (own, more) in pairs {
            own.append(more);
        }
        self.served.extend(other.served);
        self.seen.merge(other.seen);
    }

    /// All that was gathered, with what the feeds tell beside the tickets; and where the other tickets are.
    #[must_use]
    pub fn lists(mut self, table: &Table) -> (Lists, Seen) {
        for own in table.set_aside() {
            self.aside(&own.ticket, own.row, own.column, own.code);
        }
        let mut beside: Vec<List> = visits(self.names, self.context, table, self.month)
            .into_iter()
            .collect();
        beside.extend(answers::lists(
            self.names,
            self.context,
            table,
            self.month,
            &self.served,
        ));
        let (mut lists, seen) = self.of_tickets();
        lists.all.extend(beside);
        (lists, seen)
    }

    /// All that was gathered, where no feed tells more than the tickets.
    #[must_use]
    pub fn of_tickets(mut self) -> (Lists, Seen) {
        // Where rows are never opened it is only counted how many they are.
        if self.counting.is_none() {
            number_customers(&mut self.repeats);
        }
        let all = vec![
            self.accepted,
            self.due,
            self.found,
            self.climbed,
            self.repeats,
            self.objections,
            self.left_out,
            self.set_aside,
        ];
        (Lists { all }, self.seen)
    }

    /// A row of a feed that does not count.
    fn aside(&mut self, ticket: &str, row: RowId, column: Option<u16>, code: Code) {
        let rules = self.context.rules;
        let feed = rules.feeds.get(usize::from(row.feed));
        let column = column.and_then(|at| feed?.columns.get(usize::from(at)));
        self.set_aside.push([
            Cell::text(ticket),
            Cell::text(&row_told(rules, row)),
            Cell::text(column.map_or("", |own| own.column.as_str())),
            Cell::text(code.0),
        ]);
    }

    fn holds(&self, at: Moment) -> bool {
        self.begin <= at && at < self.end
    }

    fn accept(&mut self, case: &Case, head: Head<'a>, asked: Option<AskedOf>) {
        let names = self.names;
        let provisional = case.hits.iter().any(|hit| hit.provisional);
        let key = alike::of_accepted(case, head, provisional).filter(|_| self.splits.is_empty());
        match key.and_then(|key| self.told_again(&self.accepted, &key)) {
            Some(told) => self.accepted.again(told, []),
            None => self.put_accepted(case, head, provisional, key.as_ref()),
        }
        if let (Some(counting), Some(asked)) = (&mut self.counting, asked) {
            counting.note_accepted(case, asked, &self.accepted);
        }
        if case.occurrence > 1 {
            // A chain that figures do not tell is not asked for where rows are never opened.
            let told = self
                .counting
                .as_mut()
                .is_none_or(|own| own.often.takes(case.occurrence));
            let chain = if told { self.chain(case) } else { String::new() };
            let customer = self.context.facts.ticket(case.ticket).customer;
            let own = [
                Cell::number(customer.map(i64::from)),
                Cell::Number(i64::from(case.occurrence)),
                Cell::text(&chain),
            ];
            let key = alike::of_matter(case.kind, case.category, case.handler);
            match self.told_again(&self.repeats, &key) {
                Some(told) => self.repeats.again(told, own),
                None => head
                    .begin(self.repeats.begin_like(Some(&key)))
                    .tell_by(|| names.party(case.handler))
                    .tell_all(own)
                    .end(),
            }
        }
    }

    /// What an earlier row of a key told, where rows are never opened.
    #[inline]
    fn told_again<const WIDTH: usize>(&self, list: &List, key: &[u32; WIDTH]) -> Option<u32> {
        let again = self.counting.is_some() && list.tells_again();
        list.alike(key).filter(|_| again)
    }

    fn put_accepted(&mut self, case: &Case, head: Head<'a>, provisional: bool, key: Option<&[u32; 4]>) {
        let (names, context) = (self.names, self.context);
        let mut row = head
            .begin(self.accepted.begin_like(key))
            .tell_by(|| names.party(case.handler))
            .tell_by(|| Cell::moment(case.accepted, context.zone))
            .tell_by(|| Cell::Number(i64::from(case.occurrence)))
            .tell_by(|| names.yes(provisional));
        for (at, metric) in context.rules.metrics.iter().enumerate() {
            if metric.count_each == CountEach::Ticket {
                let of_it = |own: &&Measured| own.metric.index() == at;
                row = row.tell_by(|| names.met(case.measured.iter().find(of_it).map(|own| own.met)));
            }
        }
        for field in &self.splits {
            row = row.tell(splits::cell(
                context.rules,
                context.facts,
                case.ticket,
                *field,
                context.as_of,
            ));
        }
        row.end();
    }

    /// The tickets of a matter, the oldest first.
    fn chain(&self, case: &Case) -> String {
        let facts = self.context.facts;
        let mut chain = String::new();
        for earlier in &case.chain {
            chain.push_str(facts.number(*earlier));
            chain.push_str(" > ");
        }
        chain.push_str(facts.number(case.ticket));
        chain
    }

    fn judge(
        &mut self,
        case: &Case,
        head: Head<'a>,
        (index, own): (usize, &Obligation),
        (is_new, asked): (bool, Option<AskedOf>),
    ) {
        let key = alike::of_due(case, head, (index, own), is_new);
        // Figures count of answers alone how long they took.
        let is_answer = |told: &Measured| Some(told.metric) == self.answers && told.obligation == Some(index);
        let timed = self.counting.is_none() || case.measured.iter().any(is_answer);
        let took = own.start.zip(own.done).filter(|_| timed);
        let working = |(from, to)| self.context.working.between(case, own, from, to);
        let took = [
            Cell::number(took.and_then(working)),
            Cell::number(took.map(|(from, to)| to.0 - from.0)),
        ];
        match key.and_then(|key| self.told_again(&self.due, &key)) {
            Some(told) => self.due.again(told, took),
            None => self.put_due(case, head, (index, own), (is_new, took), key.as_ref()),
        }
        if let (Some(counting), Some(asked)) = (&mut self.counting, asked) {
            counting.note_due(case, asked, own, (is_new, timed), &self.due);
        }
    }

    fn put_due(
        &mut self,
        case: &Case,
        head: Head<'a>,
        (index, own): (usize, &Obligation),
        (is_new, [working, elapsed]): (bool, [Cell<'_>; 2]),
        key: Option<&[u32; 7]>,
    ) {
        let (names, context) = (self.names, self.context);
        let moment = |at: Option<Moment>| Cell::moment(at, context.zone);
        let number = Cell::number;
        let (mut duty, mut line) = (String::new(), String::new());
        let mut row = head
            .begin(self.due.begin_like(key))
            .tell_by(|| names.duty(context, case, own.duty, &mut duty))
            .tell_by(|| number((own.rung > 0).then(|| i64::from(own.rung))))
            .tell_by(|| names.party(own.party))
            .tell_by(|| moment(own.start))
            .tell_by(|| moment(own.due))
            .tell_by(|| moment(own.done))
            .tell_by(|| names.verdict(own.state))
            .tell_by(|| names.state(own.state))
            .tell_by(|| number(own.late_working))
            .tell_by(|| number(own.late_elapsed))
            .tell_by(|| names.yes(own.excused.is_some()))
            .tell(working)
            .tell(elapsed)
            .tell_by(|| names.accepted_in(is_new))
            .tell_by(|| names.place(context.rules, own.rule, &mut line));
        for (at, metric) in context.rules.metrics.iter().enumerate() {
            if metric.count_each != CountEach::Ticket {
                let of_it = |own: &&Measured| own.metric.index() == at && own.obligation == Some(index);
                row = row.tell_by(|| names.met(case.measured.iter().find(of_it).map(|own| own.met)));
            }
        }
        row.end();
    }

    /// A finding belongs to the month in which it was proved; one whose points are deducted every month to every month
    /// at whose cut-off it stands.
    fn find(&mut self, head: Head<'a>, hit: &Hit) {
        let Some(at) = hit.at.filter(|at| *at < self.end) else {
            return;
        };
        let stands = self.stands(hit.finding);
        if at < self.begin && !stands {
            return;
        }
        let (names, context) = (self.names, self.context);
        let Some(words) = found_words(context.rules, hit) else {
            return;
        };
        let since = Month::of(context.zone, at);
        let lines: Vec<String> = words.lines.iter().map(|line| context.rules.place(*line)).collect();
        let (labels, lines, told) = (words.labels.join("; "), lines.join(" "), since.to_string());
        let counts_as = counts_as(context.rules, hit).map(|kind| names.incomplete(kind));
        let row = [
            Cell::text(words.name).into(),
            names.party(hit.party),
            Cell::Moment(at, context.zone).into(),
            Cell::text(&labels).into(),
            counts_as.unwrap_or(Cell::Empty.into()),
            Cell::text(&lines).into(),
            names.stands(stands.then(|| at >= self.begin)),
            Cell::text(&told).into(),
            Cell::Number(self.month.number() - since.number() + 1).into(),
        ];
        head.begin(self.found.begin()).tell_all(row).end();
    }

    fn stands(&self, finding: Found) -> bool {
        let monthly = |own: &&crate::model::Deduction| own.finding == finding && own.every.is_some();
        self.notice.deductions.iter().any(|own| monthly(&own))
    }

    fn climb(&mut self, case: &Case, head: Head<'a>, (index, entry): (usize, &Entry)) {
        let own = case.obligations.get(entry.obligation);
        let above = case.entries[index + 1..].iter();
        let raised = above
            .clone()
            .any(|later| later.round == entry.round && later.rung > entry.rung);
        let key = alike::of_climbed(case, entry, own, raised);
        let rung = Cell::Number(i64::from(entry.rung));
        if let Some(told) = self.told_again(&self.climbed, &key) {
            return self.climbed.again(told, [rung]);
        }
        let (names, context) = (self.names, self.context);
        let moment = |at: Option<Moment>| Cell::moment(at, context.zone);
        let mut line = String::new();
        head.begin(self.climbed.begin_like(Some(&key)))
            .tell(rung)
            .tell_by(|| Cell::Number(i64::from(entry.from_rung)))
            .tell_by(|| names.party(entry.from_party))
            .tell_by(|| names.party(entry.party))
            .tell_by(|| moment(Some(entry.at)))
            .tell_by(|| names.fate(raised, own.map(|own| own.state)))
            .tell_by(|| moment(own.and_then(|own| own.due)))
            .tell_by(|| moment(own.and_then(|own| own.done)))
            .tell_by(|| own.map_or(Cell::Empty.into(), |own| names.state(own.state)))
            .tell_by(|| names.place(context.rules, entry.trigger, &mut line))
            .end();
    }
}

/// Customers are numbered as they first appear: their numbers in the facts hang on how the feed was read.
fn number_customers(list: &mut List) {
    let Some(at) = list.column("customer") else { return };
    let mut known = HashMap::new();
    let numbers: Vec<Option<i64>> = list
        .cells(at)
        .map(|cell| match cell {
            Cell::Number(customer) => {
                let next = known.len() as i64 + 1;
                Some(*known.entry(customer).or_insert(next))
            }
            _ => None,
        })
        .collect();
    list.replace(at, numbers.into_iter().map(Cell::number));
}
