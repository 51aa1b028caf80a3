//! The same rules, feed and moment give the same bytes, whatever the order of rows, the number of threads, the machine's
//! zone, language, user or folder. Only row numbers and digests may tell how the rows lay.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::table::Table;
use program::{Seeded, ends_with, onus, root, scratch};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A rule set with the folder of its feeds, and the files whose rows are put in another order.
struct Main {
    rules: &'static str,
    data: &'static str,
    as_of: &'static str,
    feeds: &'static [&'static str],
}

const MAINS: [Main; 2] = [
    Main {
        rules: "power_bureau_zh",
        data: "power_bureau",
        as_of: "2014-07-03 12:00",
        feeds: &["工单.csv", "流转.csv", "监控.csv"],
    },
    Main {
        rules: "boston_311",
        data: "boston_311",
        as_of: "2011-10-15 12:00",
        feeds: &["boston_311_2011_q3.csv"],
    },
];

impl Main {
    fn data(&self) -> PathBuf {
        root().join("examples").join(self.data)
    }

    /// The folder of lists of a run, all files by name, and what it printed.
    fn run(&self, data: &Path, name: &str, args: &[&str], vars: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        let out = scratch(name).join("lists");
        let mut command = onus();
        command
            .arg("run")
            .arg(root().join("rules").join(self.rules))
            .arg("--data")
            .arg(data)
            .args(["--as-of", self.as_of, "--out"])
            .arg(&out)
            .args(args)
            .envs(vars.iter().copied());
        let output = command.output().unwrap();
        ends_with(0, &output);
        let mut files: BTreeMap<String, Vec<u8>> = std::fs::read_dir(&out)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                (
                    entry.file_name().into_string().unwrap(),
                    std::fs::read(entry.path()).unwrap(),
                )
            })
            .collect();
        // A list for machines and one for people each, but for what is on trial, of which there is none; and the run itself.
        assert_eq!(
            files.len(),
            2 * (onus::render::Report::ALL.len() - 1) + 1,
            "{:?}",
            files.keys()
        );
        files.insert("screen".into(), screen(&output));
        files
    }

    /// The feeds with their rows in a drawn order; every row is kept as it is, byte by byte.
    fn shuffled(&self, seed: u64) -> PathBuf {
        let folder = scratch(&format!("shuffled_{}_{seed}", self.data));
        let mut draw = Seeded(seed);
        for feed in self.feeds {
            let bytes = std::fs::read(self.data().join(feed)).unwrap();
            let end = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
            let (header, body) = bytes.split_at(end);
            assert!(!body.contains(&b'"'), "a quoted cell could hold a line end");
            let mut rows: Vec<&[u8]> = body.split_inclusive(|byte| *byte == b'\n').collect();
            assert!(rows.iter().all(|row| row.ends_with(b"\n")));
            draw.shuffle(&mut rows);
            std::fs::write(folder.join(feed), [header, &rows.concat()].concat()).unwrap();
        }
        folder
    }
}

/// What was printed, without the last line: it types the command again, with the paths it was given.
fn screen(output: &std::process::Output) -> Vec<u8> {
    let text = program::stdout(output);
    text.trim_end().rsplit_once('\n').unwrap().0.as_bytes().to_vec()
}

/// Row numbers blanked in lists, digests of feeds in `run.json`.
fn blanked(name: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    if name == "run.json" {
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        for feed in json["feeds"].as_array_mut().unwrap() {
            assert!(feed["blake3"].as_str().unwrap().len() == 64);
            feed["blake3"] = "".into();
        }
        return json.to_string();
    }
    if !name.ends_with(".csv") {
        return text;
    }
    let table = Table::parse(&text);
    let row = table.header.iter().position(|column| column == "row" || column == "行");
    let blank = |cells: &Vec<String>| {
        let mut cells = cells.clone();
        if let Some(row) = row {
            assert!(cells[row].parse::<u32>().is_ok(), "{name}: {cells:?}");
            cells[row].clear();
        }
        cells.join("\u{1f}") + "\n"
    };
    table.header.join("\u{1f}") + "\n" + &table.rows.iter().map(blank).collect::<String>()
}

fn equal(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in one {
        let (left, right) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[name]));
        let differ = left.lines().zip(right.lines()).find(|(one, other)| one != other);
        assert_eq!(differ, None, "{what}: {name}");
        assert!(bytes == &other[name], "{what}: {name} differs in length");
    }
}

#[test]
fn twice_the_same_and_on_any_number_of_threads() {
    for main in &MAINS {
        let first = main.run(&main.data(), "same_first", &[], &[]);
        assert!(first["obligations.csv"].len() > 10_000);
        equal(&first, &main.run(&main.data(), "same_again", &[], &[]), "again");
        for threads in ["1", "2", "7"] {
            let other = main.run(&main.data(), "same_threads", &["--threads", threads], &[]);
            equal(&first, &other, &format!("{threads} threads"));
        }
    }
}

#[test]
fn no_order_of_rows_changes_a_list() {
    for main in &MAINS {
        let first = main.run(&main.data(), "order_first", &[], &[]);
        for seed in [2014, 311, 7] {
            let data = main.shuffled(seed);
            assert_ne!(
                std::fs::read(data.join(main.feeds[0])).unwrap(),
                std::fs::read(main.data().join(main.feeds[0])).unwrap()
            );
            let other = main.run(&data, "order_other", &["--threads", "2"], &[]);
            assert_ne!(first["run.json"], other["run.json"], "the digests tell another order");
            for (name, bytes) in &first {
                let (left, right) = (blanked(name, bytes), blanked(name, &other[name]));
                let differ = left.lines().zip(right.lines()).find(|(one, other)| one != other);
                assert_eq!(differ, None, "seed {seed}: {name}");
                assert_eq!(left.len(), right.len(), "seed {seed}: {name}");
            }
        }
    }
}

#[test]
fn nothing_of_the_machine_changes_a_list() {
    let main = &MAINS[0];
    let first = main.run(&main.data(), "machine_first", &[], &[("TZ", "UTC"), ("LANG", "C")]);
    let elsewhere = scratch("machine_home");
    let home = elsewhere.to_str().unwrap();
    let vars = [
        ("TZ", "America/St_Johns"),
        ("LANG", "zh_CN.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("HOME", home),
        ("USER", "somebody"),
        ("LOGNAME", "somebody"),
        ("HOSTNAME", "elsewhere"),
        ("TMPDIR", home),
        ("RAYON_NUM_THREADS", "3"),
        ("ONUS_DATA", home),
    ];
    equal(
        &first,
        &main.run(&main.data(), "machine_other", &[], &vars),
        "variables",
    );

    // The same rules and feeds lying in another folder, run from there.
    let rules = elsewhere.join("规则 of the house");
    std::fs::create_dir_all(&rules).unwrap();
    for folder in [root().join("rules").join(main.rules), main.data()] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), rules.join(entry.file_name())).unwrap();
        }
    }
    let out = scratch("machine_folder").join("lists");
    let output = onus()
        .current_dir(&rules)
        .args(["run", "--as-of", main.as_of, "--out"])
        .arg(&out)
        .output()
        .unwrap();
    ends_with(0, &output);
    for (name, bytes) in first.iter().filter(|(name, _)| *name != "screen") {
        assert!(
            bytes == &std::fs::read(out.join(name)).unwrap(),
            "{name} knows its folder"
        );
    }
    assert!(first["screen"] == screen(&output), "the screen knows its folder");
}

#[test]
fn a_list_is_the_same_whatever_else_is_written() {
    for main in &MAINS {
        let whole = main.run(&main.data(), "whose_whole", &[], &[]);
        let of = |name: &str, args: &[&str]| {
            let out = scratch(name).join("lists");
            let mut command = onus();
            command.arg("run").arg(root().join("rules").join(main.rules));
            command.arg("--data").arg(main.data()).args(["--as-of", main.as_of]);
            let output = command.args(args).arg("--out").arg(&out).output().unwrap();
            ends_with(0, &output);
            let files = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path());
            let files: BTreeMap<String, Vec<u8>> = files
                .map(|path| {
                    (
                        path.file_name().unwrap().to_string_lossy().into_owned(),
                        std::fs::read(&path).unwrap(),
                    )
                })
                .collect();
            files
        };
        // Nothing is on trial.
        let lists = onus::render::Report::ALL.len() - 1;
        let few = "overdue,escalations,parties";
        for (at, (args, count)) in [
            (&["--for", "machines"][..], lists),
            (&["--for", "people"], lists),
            (&["--reports", few], 6),
            (&["--reports", few, "--for", "machines"], 3),
            (&["--reports", few, "--for", "people"], 3),
            (&["--reports", "watch,parties", "--for", "both"], 4),
        ]
        .into_iter()
        .enumerate()
        {
            let own = of(&format!("whose_{at}"), args);
            assert_eq!(own.len(), count + 1, "{args:?}: {:?}", own.keys());
            for (name, bytes) in &own {
                assert!(whole[name] == *bytes, "{} {args:?}: {name}", main.rules);
            }
        }
    }
}
