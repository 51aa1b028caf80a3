//! `onus check` and `onus test` in the forms that other programs read, as they are called; and the script, the hooks and the
//! action by which a build server calls them.

use crate::program::{ends_with, onus, root, scratch, stdout};
use crate::walk::{Walk, every_property_is_told};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

const HEAD: &str = "ruleset \"A\" version 1\neffective from 2026-01-01, by accepted\ntimezone UTC\n\
organisation { department office; unit city under office }\ncategory supply { owner office }\nkind complaint\n\
workflow case { in order accepted, answered }\n\
deadline answer { from accepted to answered; responsible handler; otherwise : 48 hours }\n";

/// An example whose title tries to leave its place; what it expects comes out at 10:00.
fn example(due: &str) -> String {
    format!(
        "example \"a]]> <b> & ::error %0A, 工单\" {{\n  ticket handler = city\n  event accepted 2026-03-02 10:00\n  \
as of 2026-03-03 10:00\n  expect answer due 2026-03-04 {due}\n  expect answer not overdue\n}}\n"
    )
}

/// A folder with rule sets, each in a folder of its own: one is sound, of one an example fails, one does not parse.
fn house(name: &str) -> PathBuf {
    let house = scratch(name);
    let faulty = "# 工单\ncategory supply { owner marketting }\ncategory supply { owner office }\nkind en\u{200b}quiry\nkind {\n";
    for (set, text) in [
        ("sound", HEAD.to_owned() + &example("10:00")),
        ("failing", HEAD.to_owned() + &example("11:00")),
        ("faulty", HEAD.to_owned() + faulty),
    ] {
        std::fs::create_dir_all(house.join(set)).unwrap();
        std::fs::write(house.join(set).join("rules.onus"), text).unwrap();
    }
    house
}

fn call(house: &Path, args: &[&str]) -> Output {
    onus().args(args).current_dir(house).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn json_fits_its_schema_and_the_schema_nothing_else() {
    let house = house("forms_json");
    for verb in ["check", "test"] {
        let schema = json(&call(&house, &[verb, "--schema"]));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let mut walk = Walk::new(&schema);
        for (set, status) in [("sound", 0), ("failing", 1), ("faulty", 3)] {
            for lang in ["en", "zh"] {
                let output = call(&house, &[verb, set, "--format", "json", "--lang", lang]);
                ends_with(status, &output);
                let mut value = json(&output);
                assert_eq!(walk.fits(&value, &schema, set), Ok(()));
                value["more"] = 1.into();
                assert!(walk.fits(&value, &schema, set).is_err());
            }
        }
        assert!(every_property_is_told(&schema, &walk) > 2);
    }
}

/// The byte of a line and column, both from 1, the column in characters.
fn byte(text: &str, line: &Value, column: &Value) -> usize {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let start: usize = text.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
    let chars = text[start..].char_indices().nth(number(column) - 1);
    start + chars.map_or(text.len() - start, |(at, _)| at)
}

#[test]
fn a_certain_mend_is_the_same_in_json_in_sarif_and_when_it_is_made() {
    let house = house("forms_fixes");
    let path = house.join("sound/rules.onus");
    let sound = std::fs::read_to_string(&path).unwrap();
    let wrong = sound
        .replacen("timezone UTC", "工单\u{200b}timezone UTC", 1)
        .replacen("工单", "1. ", 1);
    std::fs::write(&path, &wrong).unwrap();
    let value = json(&call(&house, &["check", "sound", "--format", "json"]));
    let edits: Vec<&Value> = value["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["edits"][0])
        .collect();
    let places = ["line", "column", "end_line", "end_column"];
    let of_json: Vec<(Vec<&Value>, &Value)> = edits
        .iter()
        .map(|edit| (places.iter().map(|place| &edit[*place]).collect(), &edit["text"]))
        .collect();
    let log = json(&call(&house, &["check", "sound", "--format", "sarif"]));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let places = ["startLine", "startColumn", "endLine", "endColumn"];
    let of_sarif: Vec<(Vec<&Value>, &Value)> = results
        .iter()
        .map(|result| {
            let change = &result["fixes"][0]["artifactChanges"][0];
            assert_eq!(change["artifactLocation"]["uri"], "sound/rules.onus");
            let replacement = &change["replacements"][0];
            let region = places.iter().map(|place| &replacement["deletedRegion"][*place]);
            (region.collect(), &replacement["insertedContent"]["text"])
        })
        .collect();
    assert!(!of_json.is_empty());
    assert_eq!(of_json, of_sarif);
    // Another program that makes the first edit comes to the same file.
    let (place, text) = &of_json[0];
    let (from, to) = (byte(&wrong, place[0], place[1]), byte(&wrong, place[2], place[3]));
    let other = format!("{}{}{}", &wrong[..from], text.as_str().unwrap(), &wrong[to..]);
    std::fs::write(&path, other).unwrap();
    ends_with(0, &call(&house, &["check", "sound", "--fix"]));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), sound);
    std::fs::write(&path, wrong).unwrap();
    ends_with(0, &call(&house, &["check", "sound", "--fix"]));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), sound);
}

#[test]
fn what_is_not_mended_keeps_its_bytes() {
    let house = house("forms_bytes");
    let path = house.join("sound/rules.onus");
    let sound = HEAD.replace('\n', "\r\n") + "# 工单  \t\r\n\n#";
    let wrong = sound.replacen("otherwise", "otherwse", 1);
    let utf16 = |text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        let words = text.encode_utf16().flat_map(bytes);
        mark.iter().copied().chain(words).collect::<Vec<u8>>()
    };
    let encodings: [fn(&str) -> Vec<u8>; 3] = [
        |text| text.as_bytes().to_vec(),
        |text| [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        |text| encoding_rs::GB18030.encode(text).0.into_owned(),
    ];
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = encodings.iter().map(|of| (of(&wrong), of(&sound))).collect();
    for (mark, bytes) in [
        (b"\xFF\xFE", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        (b"\xFE\xFF", u16::to_be_bytes),
    ] {
        pairs.push((utf16(&wrong, mark, bytes), utf16(&sound, mark, bytes)));
    }
    for (wrong, sound) in pairs {
        std::fs::write(&path, &wrong).unwrap();
        let output = call(&house, &["check", "sound", "--fix", "--dry-run"]);
        ends_with(3, &output);
        assert!(stdout(&output).contains("\n+deadline answer"), "{}", stdout(&output));
        assert_eq!(std::fs::read(&path).unwrap(), wrong);
        ends_with(0, &call(&house, &["check", "sound", "--fix"]));
        assert_eq!(std::fs::read(&path).unwrap(), sound);
    }
    // A euro sign in the spelling of older files: it would come back as two bytes.
    let mut bytes = encoding_rs::GB18030.encode(&wrong).0.into_owned();
    bytes.extend(b"\x80");
    std::fs::write(&path, &bytes).unwrap();
    ends_with(2, &call(&house, &["check", "sound", "--fix"]));
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_failing_example_is_told_in_every_form_with_its_line() {
    let house = house("forms_failing");
    for verb in ["check", "test"] {
        let told = |format: &str| {
            let output = call(&house, &[verb, "failing", "--format", format]);
            ends_with(1, &output);
            stdout(&output)
        };
        assert!(
            told("short").starts_with("failing/rules.onus:13:3: error O1390: "),
            "{verb}"
        );
        let command = told("github");
        assert!(command.starts_with("::error file=failing/rules.onus,line=13,col=3,title=onus O1390::"));
        assert_eq!(command.lines().count(), 1, "{command}");
        assert!(
            command.contains("%250A") && command.contains("got due 2026-03-04"),
            "{command}"
        );
        let log: Value = serde_json::from_str(&told("sarif")).unwrap();
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "failing/rules.onus");
        assert_eq!(place["region"]["startLine"], 13);
        let suite = told("junit");
        assert!(
            suite.contains("failures=\"1\"") && suite.contains("a]]&gt; &lt;b&gt; &amp; ::error %0A, 工单"),
            "{suite}"
        );
        assert!(told("plain").contains("got       "), "{verb}");
    }
    let suite = stdout(&call(&house, &["test", "sound", "--format", "junit"]));
    assert!(
        suite.contains("<testcase classname=\"sound/rules.onus\" name=\"a]]&gt; &lt;b&gt; &amp; ::error %0A, 工单\"")
    );
    assert!(
        suite.contains("line=\"9\"/>") && suite.contains("tests=\"1\" failures=\"0\""),
        "{suite}"
    );
}

#[test]
fn what_does_not_parse_is_told_in_every_form() {
    let house = house("forms_faulty");
    for verb in ["check", "test"] {
        for lang in ["en", "zh"] {
            let told = |format: &str| {
                let output = call(&house, &[verb, "faulty", "--format", format, "--lang", lang]);
                ends_with(3, &output);
                stdout(&output)
            };
            let log: Value = serde_json::from_str(&told("sarif")).unwrap();
            let run = &log["runs"][0];
            let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
            let results = run["results"].as_array().unwrap();
            assert!(results.len() > 1, "{log}");
            for result in results {
                let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
                assert_eq!(rules[index]["id"], result["ruleId"]);
                let region = &result["locations"][0]["physicalLocation"]["region"];
                let place = |word: &str| region[word].as_u64().unwrap();
                assert!(place("startLine") > 0 && place("startColumn") > 0, "{region}");
                assert!(
                    (place("startLine"), place("startColumn")) <= (place("endLine"), place("endColumn")),
                    "{region}"
                );
            }
            assert_eq!(told("github").lines().count(), results.len());
            assert_eq!(told("short").lines().count(), results.len());
            assert!(told("junit").contains("tests=\"1\" failures=\"1\""));
        }
    }
    // A warning fails a file where it fails the check.
    let text = HEAD.to_owned() + "calendar unused { covers 2020-01-01 to 2020-12-31; monday to friday 09:00-17:00 }\n";
    std::fs::write(
        house.join("sound/rules.onus"),
        text.replace("otherwise : 48 hours", "calendar unused; otherwise : 4 working hours"),
    )
    .unwrap();
    let suite = |more: &[&str]| {
        stdout(&call(
            &house,
            &[&["check", "sound", "--format", "junit"], more].concat(),
        ))
    };
    assert!(
        suite(&[]).contains("failures=\"0\"") && suite(&[]).contains("<system-out>"),
        "{}",
        suite(&[])
    );
}

#[test]
fn what_cannot_be_read_is_told_in_a_document_all_the_same() {
    let house = house("forms_unread");
    std::fs::create_dir_all(house.join("empty")).unwrap();
    std::fs::write(house.join("changed.ron"), "(").unwrap();
    let fed = root().join("rules/uk_disp").display().to_string();
    let calls: [(&[&str], i32); 8] = [
        (&["check", "nowhere"], 2),
        (&["test", "nowhere"], 2),
        (&["check", "empty"], 2),
        (&["test", "changed.ron"], 3),
        (&["check", "sound", "--deny", "O9999"], 2),
        (&["check", &fed, "--data", "nowhere"], 2),
        (&["check", "changed.ron", "--fix"], 2),
        (&["check", "a <b>,::\u{202e}\"%0A"], 2),
    ];
    for (args, status) in calls {
        let told = |format: &str| {
            let output = call(&house, &[args, &["--format", format]].concat());
            ends_with(status, &output);
            assert!(!output.stderr.is_empty());
            stdout(&output)
        };
        let schema = json(&call(&house, &[args[0], "--schema"]));
        let value: Value = serde_json::from_str(&told("json")).unwrap();
        assert_eq!(Walk::new(&schema).fits(&value, &schema, args[1]), Ok(()));
        let all = value["diagnostics"].as_array().unwrap();
        assert!(
            !all.is_empty() && all.iter().all(|one| one["code"] == "O1018"),
            "{value}"
        );
        let log: Value = serde_json::from_str(&told("sarif")).unwrap();
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), all.len());
        assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
        let suite = told("junit");
        assert!(
            suite.contains("tests=\"1\" failures=\"1\"") && suite.ends_with("</testsuites>\n"),
            "{suite}"
        );
        let lines = told("short");
        assert!(lines.lines().all(|line| line.contains(": error O1018: ")) && lines.lines().count() == all.len());
        let commands = told("github");
        assert!(
            commands.lines().all(|line| line.starts_with("::error file=")),
            "{commands}"
        );
        assert_eq!(commands.lines().count(), all.len());
        assert!(told("human").is_empty());
    }
    let log = json(&call(&house, &["check", "sound", "--format", "sarif"]));
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn a_code_is_as_grave_as_the_command_line_says() {
    let house = house("forms_levels");
    // A warning: `=` leaves out the category below; and a note: the calendar ends.
    let below = "category loans { owner office; subcategory car }\nkind big { when category = loans }\n\
calendar desk { covers 2020-01-01 to 2020-12-31; monday to friday 09:00-17:00 }\n\
deadline call { from accepted to answered; responsible handler; calendar desk; otherwise : 4 working hours }\n";
    std::fs::write(house.join("sound/rules.onus"), HEAD.to_owned() + below).unwrap();
    let told = |more: &[&str], status: i32| {
        let output = call(&house, &[&["check", "sound", "--format", "short"], more].concat());
        ends_with(status, &output);
        stdout(&output)
    };
    assert!(told(&[], 0).contains("warning O2104:") && told(&[], 0).contains("note O2103:"));
    assert!(told(&["--warn", "o2103"], 0).contains("warning O2103:"));
    told(&["--deny", "warnings"], 1);
    told(&["--deny", "warnings", "--allow", "O2104"], 0);
    let warned = told(&["--allow", "O2104", "--warn", "O2103", "--deny", "warnings"], 1);
    assert!(
        warned.starts_with("sound/rules.onus:") && warned.contains(": warning O2103:"),
        "{warned}"
    );
    assert!(told(&["--deny", "O2103,O1201"], 1).contains("error O2103:"));
    assert_eq!(told(&["--allow", "O2104,O2103"], 0), "");
    for wrong in [
        &["--allow", "O9999"][..],
        &["--deny", "R4001"],
        &["--allow", "O2104", "--warn", "O2104"],
    ] {
        told(wrong, 2);
    }
    // What refuses the rules is told whatever is allowed.
    let output = call(&house, &["check", "faulty", "--format", "short", "--allow", "O1201"]);
    ends_with(3, &output);
    assert!(stdout(&output).contains("error O1201:"));
}

#[test]
fn plain_draws_nothing() {
    let house = house("forms_plain");
    for set in ["sound", "failing", "faulty"] {
        for verb in ["check", "test"] {
            let output = call(&house, &[verb, set, "--format", "plain", "--lang", "en"]);
            let text = stdout(&output) + &String::from_utf8_lossy(&output.stderr);
            let drawn = |char: char| matches!(char, '\u{1b}' | '…' | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{259f}');
            assert!(!text.is_empty() && !text.contains(drawn), "{text}");
        }
    }
}

#[test]
fn a_build_server_is_told_of_every_rule_set() {
    let house = house("forms_ci");
    let output = std::process::Command::new("bash")
        .arg(root().join("examples/ci/check_rules.sh"))
        .env("ONUS", env!("CARGO_BIN_EXE_onus"))
        .env("ONUS_RULES", "sound\n\nfaulty\nfailing\n")
        .env("ONUS_DENY", "warnings")
        .env("ONUS_REPORT", "report")
        .current_dir(&house)
        .output()
        .unwrap();
    ends_with(3, &output);
    let text = stdout(&output);
    let order = [
        "onus: sound",
        "onus: faulty",
        "::error file=faulty/rules.onus,",
        "onus: failing",
        "::error file=failing/rules.onus,",
    ];
    let mut rest = text.as_str();
    for part in order {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} in {text}"));
        rest = &rest[at..];
    }
    for number in 1..=3 {
        let log = std::fs::read_to_string(house.join(format!("report/onus-{number}.sarif"))).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&log).unwrap()["version"], "2.1.0");
        let suite = std::fs::read_to_string(house.join(format!("report/junit-{number}.xml"))).unwrap();
        assert!(suite.ends_with("</testsuites>\n"), "{suite}");
    }
}

/// The values behind a word in a YAML file, a line each.
fn lines_of(file: &str, word: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(file)).unwrap();
    let told = text
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix(word));
    told.map(|value| value.trim().to_owned()).collect()
}

#[test]
fn hooks_and_action_call_what_there_is() {
    let house = house("forms_hooks");
    let entries = lines_of(".pre-commit-hooks.yaml", "entry:");
    assert_eq!(entries.len(), lines_of(".pre-commit-hooks.yaml", "id:").len());
    for entry in entries {
        let words: Vec<&str> = entry.split(' ').skip(1).collect();
        let sound = "rules/uk_disp";
        ends_with(0, &call(root(), &[&words[..], &[sound]].concat()));
        let status = call(&house, &[&words[..], &["faulty"]].concat()).status.code();
        assert!(status != Some(0) && status != Some(2), "{entry}: {status:?}");
    }
    let runs = lines_of("action.yml", "run:");
    let script = runs
        .last()
        .unwrap()
        .strip_prefix("bash \"$GITHUB_ACTION_PATH/")
        .unwrap();
    assert!(root().join(script.trim_end_matches('"')).is_file(), "{script}");
    // What a caller writes stands in no command.
    assert!(runs.iter().all(|run| !run.contains("${{")), "{runs:?}");
}
