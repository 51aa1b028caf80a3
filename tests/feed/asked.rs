//! Answers of surveys and rounds of monitoring: each row is a record, a data finding, or set aside.

use onus::feed::{Answer, Input, Options, Table, read};
use onus::model::{FieldId, RuleSet};
use std::path::PathBuf;

fn table() -> (RuleSet, Table) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/feed/asked");
    let loaded = onus::cli::load(&[folder.join("rules.onus")]).unwrap();
    let rules = loaded.rules.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let input = |(feed, declared): (usize, &onus::model::Feed)| Input {
        feed,
        name: declared.file.clone(),
        found: String::new(),
        bytes: Box::new(std::fs::File::open(folder.join(&declared.file)).unwrap()),
    };
    let inputs = rules.feeds.iter().enumerate().map(input).collect();
    let table = read(&rules, inputs, &Options::default()).unwrap();
    (rules, table)
}

#[test]
fn answers_and_rounds_are_kept_and_none_is_lost() {
    let (rules, table) = table();
    let answers: Vec<Answer<'_>> = table.answers(&rules).collect();
    let told: Vec<String> = answers
        .iter()
        .map(|one| {
            let customer = one.customer.map_or("-", |own| table.customer(own));
            let score = format!("{}e-{}", one.score.mantissa, one.score.scale);
            let method = table.answer_field(one, FieldId::from(0));
            format!(
                "{} [{}] {customer} {} {score} {} {method:?}",
                one.row.line,
                one.ticket,
                one.dimension.unwrap_or("-"),
                one.at.is_some()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "2 [CRM-T1] K1 skill 8e-0 true Some(Choice(1))",
            "3 [CRM-T1] K1 manner 10e-0 true Some(Choice(1))",
            "6 [] K1 price 0e-0 true None",
            "13 [] - skill 9e-0 true Some(Choice(1))",
            "14 [] - skill 9e-0 true Some(Choice(1))",
            "15 [CRM-T3] K3 - 7e-0 true Some(Choice(0))",
        ]
    );
    let odd: Vec<_> = table
        .data_findings()
        .iter()
        .map(|one| (one.row.line, one.code.0))
        .collect();
    let scores = [(4, "F5006"), (5, "F5006"), (7, "F5006"), (8, "F5006")];
    let others = [(12, "F5005"), (15, "F5011"), (5, "F5005"), (8, "F5010")];
    let expected = [scores.as_slice(), &others].concat();
    assert_eq!(odd, expected, "told twice, of no satisfaction, of no tier");
    let aside: Vec<_> = table
        .set_aside()
        .iter()
        .map(|one| (one.row.feed, one.row.line, one.code.0))
        .collect();
    assert_eq!(aside, [(0, 9, "R4011"), (0, 11, "R4011"), (1, 4, "R4011")]);
    let rounds: Vec<_> = table
        .monitored(&rules)
        .map(|one| (one.tier, one.party.is_some(), one.monitor))
        .collect();
    assert_eq!(
        rounds,
        [
            ("team_leader", true, Some("Li")),
            ("director", false, None),
            ("team_leader", true, Some("Wu")),
            ("director", false, None),
        ]
    );
    let counts: Vec<_> = table
        .counts()
        .iter()
        .map(|one| (one.read, one.left_aside, one.set_aside, one.repeats))
        .collect();
    assert_eq!(counts, [(14, 1, 2, 1), (7, 0, 1, 1)]);
    assert_eq!(answers.len() + 4 + 1 + 2 + 1, 14);
    assert_eq!(
        table.rows_by_feed(&[]),
        [(10, 0), (5, 0)],
        "read, less left aside, set aside and repeated"
    );
}
