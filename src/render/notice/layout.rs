//! From the values of a notice to its document: head, sections in the order of the rules, annexes, foot.

use super::document::{Annex, Block, Document, Run};
use super::phrases::Phrases;
use super::words::capital;
use super::{climbed, definitions, named, overview, quotas, record, satisfaction, tables};
use crate::diagnostic::Language;
use crate::notice::{Addressee, Figure, Head, Lists, Notice, Only};
use crate::render::words::month_name;

/// What every section asks.
pub(super) struct Layout<'a> {
    pub notice: &'a Notice,
    pub lists: &'a Lists,
    pub phrases: &'a Phrases,
    /// The annexes that have rows; none where the notice has no annexes.
    pub annexes: Vec<Annex>,
}

/// Lays a notice out.
#[must_use]
pub fn layout(notice: &Notice, lists: &Lists, phrases: &Phrases) -> Document {
    let mut of = Layout {
        notice,
        lists,
        phrases,
        annexes: Vec::new(),
    };
    let head = &notice.head;
    let annexed = head.sections.iter().any(|section| section == "annex");
    if annexed {
        of.annexes = of.annexes();
    }
    let of = of;
    let mut blocks = vec![
        Block::Paragraph(phrases.fill("opening", &of.opening())),
        Block::Paragraph(overview::one_line(&of)),
    ];
    blocks.extend(record::beside(&of));
    let mut number = 0;
    for section in head.sections.iter().map(String::as_str).chain(["corrections"]) {
        let body = of.body(section);
        if body.is_empty() {
            continue;
        }
        number += 1;
        let title = phrases.text(&format!("{section}.title"), &[]);
        let number = numeral(number, phrases.language());
        blocks.push(Block::Heading(
            phrases.text("heading", &[("number", &number), ("title", &title)]),
        ));
        blocks.extend(body);
    }
    if phrases.language() == Language::English {
        blocks.iter_mut().for_each(begin_large);
    }
    let named = |name: &str| phrases.begun(name);
    let issuer = head.issuer.as_deref().map(named).unwrap_or_default();
    let to = of.addressees(&head.addressees);
    let copies = of.addressees(&head.copies);
    let mut foot = Vec::new();
    if !copies.is_empty() {
        foot.push(phrases.fill("copies", &[("list", Run::text(copies))]));
    }
    foot.push(phrases.fill("compiled", &[]));
    foot.extend(record::origin(&of));
    let dated = record::dated(&of);
    Document {
        banner: if issuer.is_empty() {
            String::new()
        } else {
            phrases.text("banner", &[("issuer", &issuer)])
        },
        number: record::number(&of),
        title: phrases.text("title", &[("title", &title(head))]),
        addressees: if to.is_empty() {
            String::new()
        } else {
            phrases.text("addressees", &[("list", &to)])
        },
        blocks,
        annexed: phrases.text("annexes", &[]),
        definitions: annexed
            .then(|| definitions::definitions(&of, of.annexes.len() + 1))
            .flatten(),
        annexes: of.annexes,
        signature: head
            .signed
            .as_deref()
            .map(named)
            .into_iter()
            .chain([dated.clone()])
            .collect(),
        foot,
        mark: match notice.record.issued {
            Some(_) => String::new(),
            None => phrases.text("mark.draft", &[]),
        },
        printed: [issuer, phrases.text("printed", &[("date", &dated)])],
    }
}

/// The title with its placeholders filled in, in either spelling.
fn title(head: &Head) -> String {
    let (year, month) = (head.month.year.to_string(), head.month.month);
    head.title
        .replace("{年}", &year)
        .replace("{year}", &year)
        .replace("{月}", &month.to_string())
        .replace("{month}", month_name(month))
}

/// `一`, `1`.
pub(super) fn numeral(number: usize, language: Language) -> String {
    const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    match language {
        Language::Chinese => number
            .checked_sub(1)
            .and_then(|at| DIGITS.get(at))
            .map_or_else(|| number.to_string(), |digit| (*digit).to_owned()),
        Language::English => number.to_string(),
    }
}

/// Sentences, and names in tables, begin with a capital.
fn begin_large(block: &mut Block) {
    let large = |run: Option<&mut Run>| {
        if let Some(Run::Text(text)) = run {
            *text = capital(text);
        }
    };
    match block {
        Block::Heading(_) | Block::Part(_) => {}
        Block::Paragraph(runs) => large(runs.first_mut()),
        Block::Table(table) => table.rows.iter_mut().flatten().for_each(|cell| large(Some(cell))),
    }
}

impl Layout<'_> {
    /// What stands in a section; nothing where it has nothing to say.
    fn body(&self, section: &str) -> Vec<Block> {
        match section {
            "overview" => overview::overview(self),
            "categories" => tables::categories(self),
            "departments" => tables::departments(self),
            "named" => named::named(self),
            "escalations" => climbed::escalations(self),
            "repeats" => climbed::repeats(self),
            "satisfaction" => satisfaction::satisfactions(self),
            "quotas" => quotas::quotas(self),
            "requirements" => named::requirements(self),
            "corrections" => record::corrections(self),
            _ => Vec::new(),
        }
    }

    /// The number of the section in which parties are named; those that say nothing have none.
    pub(super) fn number_of_named(&self) -> String {
        let before = self.notice.head.sections.iter().map(String::as_str);
        let before = before.take_while(|section| *section != "named");
        // Requirements refer to it, and are never empty.
        let told = before.filter(|section| *section == "requirements" || !self.body(section).is_empty());
        numeral(told.count() + 1, self.phrases.language())
    }

    fn opening(&self) -> Vec<(&'static str, Run)> {
        let head = &self.notice.head;
        vec![
            ("month", Run::text(self.phrases.month(head.month))),
            ("period", Run::text(self.phrases.days(head.month))),
            ("until", Run::text(self.phrases.moment(&head.data_until))),
            ("version", Run::text(head.version.to_string())),
        ]
    }

    fn addressees(&self, all: &[Addressee]) -> String {
        let name = |own: &Addressee| match own {
            Addressee::AllUnits => vec![Run::text(self.phrases.text("addressees.all_units", &[]))],
            Addressee::AllDepartments => vec![Run::text(self.phrases.text("addressees.all_departments", &[]))],
            Addressee::Party(party) => vec![self.phrases.name(party)],
        };
        self.phrases.list(all.iter().map(name)).iter().map(Run::read).collect()
    }

    /// What was late of every deadline, where no rate counts answers.
    fn late_by_deadline(&self) -> Figure {
        let others = &self.notice.others;
        let late = others.iter().flat_map(|table| &table.rows).map(|row| row.late.count);
        Figure {
            count: late.sum(),
            list: "due".to_owned(),
            only: vec![
                Only::any("deadline", others.iter().map(|table| table.duty.as_str())),
                Only::is("verdict", "late"),
            ],
        }
    }

    /// The annexes that have rows.
    fn annexes(&self) -> Vec<Annex> {
        let notice = self.notice;
        let late = notice.late_answers().unwrap_or_else(|| self.late_by_deadline());
        let climbed = Figure {
            count: notice.climbed.rungs.iter().map(|rung| rung.entered.count).sum(),
            list: "climbed".to_owned(),
            only: Vec::new(),
        };
        let objected = Figure {
            count: notice.objections.parties.iter().map(|own| own.made.count).sum(),
            list: "objections".to_owned(),
            only: Vec::new(),
        };
        let all = [
            ("annex.late", Some(late)),
            ("annex.incomplete", Some(notice.incomplete())),
            ("annex.climbed", Some(climbed)),
            (
                "annex.leftover",
                notice.leftovers.as_ref().map(|own| own.standing.clone()),
            ),
            ("annex.repeats", Some(notice.repeats.tickets.clone())),
            ("annex.objections", Some(objected)),
            ("annex.left_out", Some(notice.left_out.clone())),
            ("annex.set_aside", Some(notice.set_aside.clone())),
        ];
        let told = notice.head.sections.iter().any(|section| section == "satisfaction");
        let asked = notice.satisfactions.iter().filter(|_| told).flat_map(|own| {
            let drawn = own.recheck.as_ref().map(|recheck| recheck.drawn.clone());
            [
                ("annex.recheck", drawn),
                ("annex.unasked", Some(own.asked.unasked.clone())),
            ]
        });
        let some = all
            .into_iter()
            .chain(asked)
            .filter_map(|(key, figure)| Some((key, figure.filter(|own| own.count > 0)?)));
        some.enumerate()
            .map(|(at, (key, figure))| Annex {
                number: at + 1,
                title: self.phrases.text(key, &[]),
                figure,
            })
            .collect()
    }
}

/// `2014-07-03 12:00` of RFC 3339.
pub(super) fn wall(moment: &str) -> String {
    moment.get(..16).unwrap_or(moment).replace('T', " ")
}
