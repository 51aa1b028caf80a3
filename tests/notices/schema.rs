//! The published schema against what is written: every value fits it, it knows no property that no value has, and it
//! refuses what is left out, added or of another type.

use super::{forge, house, issue, notice};
use crate::program::{ends_with, onus, root, scratch, stdout};
use crate::walk::{Walk, every_property_is_told};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The schema that is printed.
fn schema() -> Value {
    let output = onus().args(["notice", "schema"]).output().unwrap();
    ends_with(0, &output);
    serde_json::from_slice(&output.stdout).unwrap()
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// What the program writes about notices of every sort.
fn written() -> Vec<(String, Value)> {
    let mut all = Vec::new();
    let draft = |args: &[&str], house: &Path| -> Value {
        let mut command = onus();
        let args = ["notice", "draft", "--format", "json"].iter().chain(args);
        let output = command.args(args).current_dir(house).output().unwrap();
        ends_with(0, &output);
        serde_json::from_str(&stdout(&output)).unwrap()
    };
    let bureau = ["rules/power_bureau_zh", "--data", "examples/power_bureau"];
    for (language, month) in [("zh", "2014-06"), ("en", "2014-06"), ("en", "2013-01")] {
        let args = [&bureau[..], &["--lang", language, "--month", month]].concat();
        all.push((format!("the bureau, {language} {month}"), draft(&args, root())));
    }
    let asked = root().join("tests/sessions/notice_asked");
    all.push((
        "surveys".to_owned(),
        draft(&["rules.onus", "--month", "2026-02"], &asked),
    ));

    let own = house("schema_life");
    ends_with(0, &issue(&own, "2026-09", "2026-10-09"));
    let corrected = ["--month", "2026-10", "--feed", "events.csv=later.csv"];
    all.push(("corrections".to_owned(), draft(&corrected, &own)));
    ends_with(0, &issue(&own, "2026-10", "2026-11-09"));
    let withdraw = ["withdraw", "--number", "2", "--on", "2026-11-10", "--because", "x"];
    ends_with(0, &notice(&own, &withdraw));
    let notices = own.join("notices");
    for name in [
        "audit-2026-1/notice.json",
        "audit-2026-2/issue.json",
        "audit-2026-2.withdrawn/withdrawal.json",
    ] {
        all.push((name.to_owned(), read(&notices.join(name))));
    }
    // A year later.
    forge(&notices.join("audit-2026-1"), "issue.json", |text| {
        text.replacen("\"month\": \"2026-09\"", "\"month\": \"2025-10\"", 1)
    });
    all.push(("a year ago".to_owned(), draft(&["--month", "2026-10"], &own)));

    let worded = scratch("schema_worded");
    for name in ["rules.onus", "house.txt", "tickets.csv", "events.csv"] {
        fs::copy(
            root().join("tests/sessions/notice_sentences").join(name),
            worded.join(name),
        )
        .unwrap();
    }
    ends_with(0, &issue(&worded, "2026-09", "2026-10-09"));
    all.push((
        "sentences".to_owned(),
        read(&worded.join("notices/audit-2026-1/issue.json")),
    ));
    all
}

#[test]
fn what_is_written_fits_the_schema_and_the_schema_nothing_else() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let sorts = &schema["$defs"];
    let mut walk = Walk::new(&schema);
    let written = written();
    for (name, value) in &written {
        let sort = match value {
            own if own.get("lists").is_some() => "values",
            own if own.get("because").is_some() => "withdrawal",
            _ => "issue",
        };
        assert_eq!(walk.fits(value, &sorts[sort], name), Ok(()));
    }

    assert!(every_property_is_told(sorts, &walk) > 50);

    let june = &written[0].1;
    type Change = dyn Fn(&mut Value);
    let broken: [(&str, &Change); 6] = [
        ("lacks \"late\"", &|own| {
            drop(own["notice"]["parties"][0].as_object_mut().unwrap().remove("late"))
        }),
        ("more is not in the schema", &|own| {
            own["notice"]["head"]["more"] = 1.into()
        }),
        ("is not of the type", &|own| {
            own["notice"]["handling"]["mean"] = "1".into()
        }),
        ("is below", &|own| own["notice"]["left_out"]["count"] = (-1).into()),
        ("is none of", &|own| {
            own["notice"]["parties"][0]["level"] = "Chief".into()
        }),
        ("does not match", &|own| {
            own["notice"]["head"]["month"] = "2014-6".into()
        }),
    ];
    for (what, change) in broken {
        let mut own = june.clone();
        change(&mut own);
        let told = walk.fits(&own, &sorts["values"], "june").unwrap_err();
        assert!(told.contains(what), "{what}: {told}");
    }
}
