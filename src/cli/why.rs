//! `onus why`: the story of one ticket.

use super::args::{self, Format};
use super::messages::Trouble;
use super::{Loaded, Screen, Status, feeds, run, trials};
use crate::evaluate::{Case, Evaluator, Repeats};
use crate::feed::{Facts, Pseudonyms};
use crate::plan::Plan;
use crate::render::page_title;
use crate::render::why::{why_json, why_text};
use crate::report::{Context, Quotes, try_changes, why as trace};

/// Judges all that is needed and tells one ticket.
pub fn why(loaded: &Loaded, args: &args::Why, screen: &Screen) -> Status {
    tell(loaded, args, screen).unwrap_or_else(|status| status)
}

fn tell(loaded: &Loaded, args: &args::Why, screen: &Screen) -> Result<Status, Status> {
    let rules = loaded.rules.as_ref().ok_or(Status::WrongRules)?;
    let table = feeds::read(loaded, rules, &args.feeds, screen)?;
    let plan = Plan::new(rules);
    let (as_of, _) = run::as_of(&plan, &table, &args.feeds, screen)?;
    let Some(ticket) = table.find(&args.ticket).or_else(|| table.case_of(&args.ticket)) else {
        let aside = table.set_aside().iter().find(|row| row.ticket == args.ticket);
        match aside {
            Some(row) => screen.complain(
                &Trouble::new(
                    format!(
                        "{} was set aside: {} {}, {}",
                        args.ticket,
                        run::row_name(rules, row.row),
                        row.code,
                        page_title(row.code).0
                    ),
                    format!(
                        "{} 已搁置：{} {}，{}",
                        args.ticket,
                        run::row_name(rules, row.row),
                        row.code,
                        page_title(row.code).1
                    ),
                )
                .mend(row.cure.en.as_str(), row.cure.zh.as_str()),
            ),
            None => screen.complain(
                &Trouble::new(
                    format!("there is no ticket {} in the feeds", args.ticket),
                    format!("数据里没有工单 {}", args.ticket),
                )
                .mend(
                    "write the number as the feed does; onus run lists what is late",
                    "编号要和数据里写的一样；onus run 会列出逾期的",
                ),
            ),
        }
        return Err(Status::Unusable);
    };
    let repeats = Repeats::of(&plan, &table);
    let mut case = Case::default();
    Evaluator::new(&plan, &table, &repeats, as_of, true).judge(ticket, &mut case);
    let quotes = Quotes::new(rules, &loaded.sources);
    let context = Context::of(&plan, &table, as_of);
    let mut value = trace(&case, &context, &quotes, &plan);
    try_changes(&mut value, &case, &plan, &table, &repeats, as_of);
    value.on_trial = trials::trace(rules, (&table, &repeats), as_of, ticket, &quotes).map(Box::new);
    value.customer = table.ticket(ticket).customer.map(|customer| {
        let name = table.customer(customer);
        match args.feeds.show {
            Some(_) => name.to_owned(),
            None => pseudonyms(loaded).of(name),
        }
    });
    match args.format {
        Format::Json => match why_json(&value) {
            Ok(json) => screen.say(&json),
            Err(error) => {
                screen.complain(&Trouble::new(
                    format!("cannot write json: {error}"),
                    format!("写不出 json：{error}"),
                ));
                return Err(Status::Unusable);
            }
        },
        Format::Human | Format::Short => screen.say(&why_text(&value, screen.language, screen.width)),
    }
    Ok(Status::Done)
}

/// Pseudonyms under the house's key, the environment variable `ONUS_KEY`; without one under the digest of the rules,
/// which only keeps out those who do not have them.
fn pseudonyms(loaded: &Loaded) -> Pseudonyms {
    let key = std::env::var_os("ONUS_KEY").filter(|key| !key.is_empty());
    match key {
        Some(key) => Pseudonyms::new(key.as_encoded_bytes()),
        None => {
            let digest = blake3::Hash::from_hex(&loaded.digest);
            Pseudonyms::new(
                digest
                    .unwrap_or_else(|_| blake3::hash(loaded.digest.as_bytes()))
                    .as_bytes(),
            )
        }
    }
}
