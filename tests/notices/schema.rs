//! The published schema against what is written: every value fits it, it knows no property that no value has, and it
//! refuses what is left out, added or of another type. The part of JSON Schema that it is written in is walked here;
//! a word that is not known here fails.

use super::{forge, house, issue, notice};
use crate::program::{ends_with, onus, root, scratch, stdout};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The schema that is printed.
fn schema() -> Value {
    let output = onus().args(["notice", "schema"]).output().unwrap();
    ends_with(0, &output);
    serde_json::from_slice(&output.stdout).unwrap()
}

struct Walk<'s> {
    schema: &'s Value,
    /// Properties met, by the text of the object that states them.
    met: BTreeSet<(String, String)>,
}

impl<'s> Walk<'s> {
    /// What does not fit, and where.
    fn fits(&mut self, value: &Value, schema: &'s Value, at: &str) -> Result<(), String> {
        for (word, told) in schema.as_object().unwrap() {
            let fault = |what: &str| Err(format!("{at}: {what}: {told}"));
            match word.as_str() {
                "description" | "format" | "required" | "minItems" => {}
                "$ref" => {
                    let pointer = told.as_str().unwrap().strip_prefix('#').unwrap();
                    let target = self.schema.pointer(pointer).ok_or(format!("{at}: no {pointer}"))?;
                    self.fits(value, target, at)?;
                }
                "anyOf" => {
                    let all = told.as_array().unwrap().iter();
                    let all: Vec<_> = all.map(|own| self.fits(value, own, at)).collect();
                    if all.iter().all(Result::is_err) {
                        return Err(all
                            .into_iter()
                            .map(Result::unwrap_err)
                            .collect::<Vec<_>>()
                            .join("; or "));
                    }
                }
                "type" => {
                    let of = |name: &str| match value {
                        Value::Null => name == "null",
                        Value::Bool(_) => name == "boolean",
                        Value::Number(number) => name == "integer" && number.as_f64().unwrap().fract() == 0.0,
                        Value::String(_) => name == "string",
                        Value::Array(_) => name == "array",
                        Value::Object(_) => name == "object",
                    };
                    let names = told.as_array().cloned().unwrap_or_else(|| vec![told.clone()]);
                    if !names.iter().any(|name| of(name.as_str().unwrap())) {
                        return fault("is not of the type");
                    }
                }
                "enum" if !told.as_array().unwrap().contains(value) => return fault("is none of"),
                "const" if told != value => return fault("is not"),
                "minimum" if value.as_i64().is_some_and(|own| own < told.as_i64().unwrap()) => {
                    return fault("is below");
                }
                "maximum" if value.as_i64().is_some_and(|own| own > told.as_i64().unwrap()) => {
                    return fault("is above");
                }
                "pattern" if value.as_str().is_some_and(|own| !matches(own, told.as_str().unwrap())) => {
                    return fault("does not match");
                }
                "enum" | "const" | "minimum" | "maximum" | "pattern" => {}
                "properties" => self.object(value, schema, at)?,
                "additionalProperties" => assert!(*told == false && schema.get("properties").is_some(), "{at}"),
                "items" | "prefixItems" => self.array(value, schema, at)?,
                other => panic!("{at}: the walk does not know {other}"),
            }
        }
        Ok(())
    }

    fn object(&mut self, value: &Value, schema: &'s Value, at: &str) -> Result<(), String> {
        let Some(own) = value.as_object() else { return Ok(()) };
        let known = schema["properties"].as_object().unwrap();
        assert_eq!(schema["additionalProperties"], false, "{at}");
        for name in schema["required"].as_array().unwrap() {
            if !own.contains_key(name.as_str().unwrap()) {
                return Err(format!("{at}: lacks {name}"));
            }
        }
        for (name, inside) in own {
            let told = known.get(name).ok_or(format!("{at}: {name} is not in the schema"))?;
            self.met.insert((schema.to_string(), name.clone()));
            self.fits(inside, told, &format!("{at}.{name}"))?;
        }
        Ok(())
    }

    fn array(&mut self, value: &Value, schema: &'s Value, at: &str) -> Result<(), String> {
        let Some(own) = value.as_array() else { return Ok(()) };
        let first = schema
            .get("prefixItems")
            .map_or(&[][..], |first| first.as_array().unwrap());
        if own.len() < first.len() || (schema["items"] == false && own.len() > first.len()) {
            return Err(format!("{at}: has {} entries", own.len()));
        }
        for (number, inside) in own.iter().enumerate() {
            let told = first.get(number).unwrap_or(&schema["items"]);
            self.fits(inside, told, &format!("{at}.{number}"))?;
        }
        Ok(())
    }
}

/// Whether a text matches a pattern of digits, classes, `?`, `+` and `{n}` from end to end.
fn matches(text: &str, pattern: &str) -> bool {
    fn rest(text: &[u8], pattern: &str) -> bool {
        if pattern.is_empty() {
            return text.is_empty();
        }
        let (class, behind) = match pattern.strip_prefix('[') {
            Some(inside) => inside.split_once(']').unwrap(),
            None => pattern.split_at(1),
        };
        let takes = |byte: u8| {
            let mut class = class.as_bytes();
            loop {
                match class {
                    [from, b'-', to, more @ ..] => {
                        if (*from..=*to).contains(&byte) {
                            return true;
                        }
                        class = more;
                    }
                    [own, more @ ..] => {
                        if *own == byte {
                            return true;
                        }
                        class = more;
                    }
                    [] => return false,
                }
            }
        };
        let (least, most, behind) = match behind.as_bytes().first() {
            Some(b'?') => (0, 1, &behind[1..]),
            Some(b'+') => (1, text.len(), &behind[1..]),
            Some(b'{') => {
                let (times, behind) = behind[1..].split_once('}').unwrap();
                let times = times.parse().unwrap();
                (times, times, behind)
            }
            _ => (1, 1, behind),
        };
        let run = text.iter().take_while(|byte| takes(**byte)).count();
        (least..=most.min(run)).rev().any(|taken| rest(&text[taken..], behind))
    }
    let pattern = pattern.strip_prefix('^').and_then(|own| own.strip_suffix('$')).unwrap();
    rest(text.as_bytes(), pattern)
}

/// Every object of the schema that states properties, by its text.
fn objects<'s>(schema: &'s Value, into: &mut Vec<&'s Value>) {
    match schema {
        Value::Object(own) => {
            if own.contains_key("properties") {
                into.push(schema);
            }
            own.values().for_each(|inside| objects(inside, into));
        }
        Value::Array(all) => all.iter().for_each(|inside| objects(inside, into)),
        _ => {}
    }
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
    let mut walk = Walk {
        schema: &schema,
        met: BTreeSet::new(),
    };
    let written = written();
    for (name, value) in &written {
        let sort = match value {
            own if own.get("lists").is_some() => "values",
            own if own.get("because").is_some() => "withdrawal",
            _ => "issue",
        };
        assert_eq!(walk.fits(value, &sorts[sort], name), Ok(()));
    }

    let mut all = Vec::new();
    objects(sorts, &mut all);
    assert!(all.len() > 50, "{}", all.len());
    for own in all {
        let names = own["properties"].as_object().unwrap();
        let required: BTreeSet<&str> = own["required"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        for (name, told) in names {
            let place = format!("{name} of: {}", own["description"]);
            assert!(
                told["description"].as_str().is_some_and(|words| words.ends_with('.')),
                "{place} says nothing"
            );
            assert!(required.contains(name.as_str()), "{place} is always written");
            assert!(
                walk.met.contains(&(own.to_string(), name.clone())),
                "{place} is in no value"
            );
        }
        assert_eq!(required.len(), names.len());
    }

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
