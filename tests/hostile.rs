//! Hostile text: what feeds and rule files hold never moves a cursor, runs in a spreadsheet, leaves the folder, tells a
//! customer, or ends the program in a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "hostile/house.rs"]
mod house;
#[path = "hostile/mutations.rs"]
mod mutations;
mod program;

use house::{House, SECRETS};
use program::table::Table;
use program::{ends_with, hostile, printed, scratch, stderr, stdout};
use std::path::Path;
use std::process::Output;

/// Ticket numbers that would do harm if they reached a terminal, a spreadsheet or a path as they are.
const NUMBERS: [&str; 12] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tindented",
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "\u{202e}gnp.exe",
    "zero\u{200b}width",
    "../../etc/passwd",
    "C:\\con\\nul",
    "two\nlines",
    "＝1＋1",
];

/// Nothing that people read may hold a raw control or direction character, nor a cell that a spreadsheet would run.
fn harmless(output: &Output, lists: Option<&Path>) {
    for (stream, text) in [("stdout", stdout(output)), ("stderr", stderr(output))] {
        assert_eq!(hostile(&text), None, "{stream}:\n{}", text.escape_debug());
        assert!(!text.contains("panicked"), "{text}");
    }
    let Some(lists) = lists else { return };
    for entry in std::fs::read_dir(lists).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8(bytes).unwrap_or_else(|_| panic!("{} is no UTF-8", path.display()));
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(".csv") {
            assert_eq!(hostile(&text), None, "{name}");
            continue;
        }
        rfc_4180(name, &text);
        let people = text.starts_with('\u{feff}');
        if people {
            assert_eq!(hostile(&text), None, "{name}: {}", text.escape_debug());
            for row in Table::parse(&text).rows {
                for cell in row {
                    let first = cell.trim_start_matches([' ', '\u{a0}', '\u{3000}']).chars().next();
                    let runs = matches!(
                        first,
                        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
                    );
                    assert!(!runs, "{name}: a spreadsheet would run {cell:?}");
                }
            }
        }
    }
}

/// Every record has as many fields as the header, and quotes stand only where they may.
fn rfc_4180(name: &str, text: &str) {
    let text = text.trim_start_matches('\u{feff}');
    let (mut fields, mut wanted, mut quoted, mut begins) = (1, None, false, true);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => drop(chars.next()),
            '"' if quoted => {
                quoted = false;
                let next = chars.peek();
                assert!(
                    matches!(next, None | Some(',' | '\r' | '\n')),
                    "{name}: text behind a quote"
                );
            }
            '"' => {
                assert!(begins, "{name}: a quote inside a bare field");
                quoted = true;
            }
            ',' if !quoted => fields += 1,
            '\n' if !quoted => {
                assert_eq!(*wanted.get_or_insert(fields), fields, "{name}: a ragged record");
                fields = 1;
            }
            _ => {}
        }
        begins = !quoted && matches!(char, ',' | '\n');
    }
    assert!(!quoted, "{name}: an open quote");
}

#[test]
fn no_ticket_number_does_harm() {
    let house = House::new("hostile_numbers");
    let mut tickets = house.header();
    for number in NUMBERS {
        tickets.push_str(&house.row(number, "2026-03-02 09:00", "", "general", "C1", "text"));
    }
    house.write("tickets.csv", &tickets);
    for lang in ["en", "zh"] {
        let lists = house.folder.join(format!("lists_{lang}"));
        let output = house.onus(&[
            "--lang",
            lang,
            "run",
            "--as-of",
            "2026-03-09",
            "--out",
            lists.to_str().unwrap(),
        ]);
        ends_with(0, &output);
        harmless(&output, Some(&lists));
        // For machines the numbers stand as they were.
        let table = Table::read(&lists.join("overdue.csv"));
        let told: Vec<&str> = table.rows.iter().map(|row| table.cell(row, "ticket")).collect();
        for number in NUMBERS {
            assert!(
                told.contains(&number.trim()) || told.contains(&number),
                "{number:?} among {told:?}"
            );
        }
        for number in NUMBERS {
            for format in ["human", "json"] {
                let output = house.onus(&[
                    "--lang",
                    lang,
                    "why",
                    "--as-of",
                    "2026-03-09",
                    "--format",
                    format,
                    &format!("--ticket={number}"),
                ]);
                harmless(&output, None);
            }
        }
    }
    let missing = house.onus(&["why", "--ticket", "\u{1b}[31m\u{202e}none"]);
    ends_with(2, &missing);
    harmless(&missing, None);
}

#[test]
fn no_rule_text_does_harm() {
    let house = House::new("hostile_rules");
    let rules = std::fs::read_to_string(house.folder.join("rules.onus")).unwrap();
    for bad in [
        "\u{1b}[2J",
        "\u{202e}",
        "\u{200b}",
        "\u{0}",
        "\u{7}",
        "\u{2028}",
        "\u{85}",
        "\u{feff}",
    ] {
        for (old, new) in [
            ("\"house\"", format!("\"ho{bad}use\"")),
            ("kind complaint", format!("kind comp{bad}laint")),
            ("unit desk", format!("unit desk contact \"{bad}\"")),
            ("# the end", format!("# the {bad} end")),
            ("within", format!("{bad}within")),
            ("\"tickets.csv\"", format!("\"tick{bad}ets.csv\"")),
            ("general", format!("\"{bad}=1+1\"")),
        ] {
            house.write("rules.onus", &rules.replace(old, &new));
            for format in ["human", "short", "json"] {
                let output = house.onus(&["check", "--format", format]);
                harmless(&output, None);
                assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{}", printed(&output));
            }
            let output = house.onus(&["run", "--as-of", "2026-03-09"]);
            harmless(&output, None);
        }
    }
}

#[test]
fn no_shape_of_a_feed_does_harm() {
    let house = House::new("hostile_feeds");
    let good = house.row("T1", "2026-03-02 09:00", "", "general", "C1", "text");
    let header = house.header();
    let megabyte = "x".repeat(1 << 20);
    let shapes: Vec<(&str, String)> = vec![
        (
            "a cell of a megabyte",
            header.clone() + &house.row(&megabyte, "2026-03-02 09:00", "", "general", "C1", "x"),
        ),
        (
            "a text of a megabyte",
            header.clone() + &house.row("T2", "2026-03-02 09:00", "", "general", "C1", &megabyte),
        ),
        ("a line of ten megabytes", header.clone() + &megabyte.repeat(10)),
        (
            "a hundred thousand columns",
            header.trim_end().to_owned() + &",c".repeat(100_000) + "\n" + &good,
        ),
        (
            "a row of a hundred thousand cells",
            header.clone() + good.trim_end() + &",".repeat(100_000) + "\n",
        ),
        (
            "an open quote",
            header.clone() + &good + "\"T3,2026-03-02 09:00,,general\n" + &good,
        ),
        ("quotes everywhere", header.clone() + &"\"".repeat(10_001)),
        (
            "zero bytes",
            header.clone() + &house.row("T\u{0}4", "2026-03-02 09:00", "", "general", "C1", "\u{0}"),
        ),
        ("only a header", header.clone()),
        ("nothing", String::new()),
        ("only line ends", "\r\n\n\r\r\n".into()),
        ("two headers of one name", header.replace("note", "id") + &good),
        (
            "moments out of all years",
            header.clone() + &house.row("T5", "99999-13-41 99:99", "", "general", "C1", "x"),
        ),
        (
            "the first and the last year",
            header.clone() + &house.row("T6", "0001-01-01 00:00", "9999-12-31 23:59", "general", "C1", "x"),
        ),
    ];
    for (what, text) in shapes {
        house.write("tickets.csv", &text);
        for max in ["1%", "100%"] {
            let lists = house.folder.join("lists");
            let _ = std::fs::remove_dir_all(&lists);
            let output = house.onus(&[
                "run",
                "--as-of",
                "2026-03-09",
                "--max-rejected",
                max,
                "--out",
                lists.to_str().unwrap(),
            ]);
            assert!(
                matches!(output.status.code(), Some(0 | 2 | 4)),
                "{what}: {:?} {}",
                output.status,
                printed(&output)
            );
            assert!(
                printed(&output).len() < 20_000,
                "{what}: a flood of {} bytes",
                printed(&output).len()
            );
            harmless(&output, lists.exists().then_some(lists.as_path()));
        }
    }
}

#[test]
fn no_depth_or_size_of_rules_does_harm() {
    let house = House::new("hostile_depth");
    let deep = [
        format!(
            "deadline d {{ when {} kind = complaint {} : 1 hour }}",
            "(".repeat(20_000),
            ")".repeat(20_000)
        ),
        format!("category a {}{}", "{ category b ".repeat(20_000), "}".repeat(20_000)),
        "{".repeat(100_000),
        "}".repeat(100_000),
        format!("kind \"{}\"", "x".repeat(1 << 20)),
        "\"".repeat(100_001),
        format!("deadline d {{ otherwise : {} hours }}", "9".repeat(100_000)),
        "not ".repeat(50_000),
    ];
    for text in deep {
        house.write("rules.onus", &text);
        let output = house.onus(&["check"]);
        // Only the name of a megabyte is a rule file without a fault.
        ends_with(if text.starts_with("kind") { 0 } else { 3 }, &output);
        harmless(&output, None);
        assert!(
            printed(&output).len() < 200_000,
            "a flood of {} bytes",
            printed(&output).len()
        );
    }
}

#[test]
fn customers_are_told_to_nobody_unasked() {
    let house = House::new("hostile_customers");
    let mut tickets = house.header();
    for (at, secret) in SECRETS.iter().enumerate() {
        let number = format!("T{at}");
        tickets.push_str(&house.row(&number, "2026-03-02 09:00", "", "general", secret, "fine"));
        // Rows that are set aside, the customer in a good and in a bad place.
        tickets.push_str(&house.row(&format!("B{at}"), "yesterday", "", "general", secret, "fine"));
        tickets.push_str(&house.row(&format!("U{at}"), "2026-03-02 09:00", "", "genral", secret, "fine"));
        tickets.push_str(&house.row("", "2026-03-02 09:00", "", "general", secret, "fine"));
        tickets.push_str(&house.personal(&format!("P{at}"), secret));
    }
    house.write("tickets.csv", &tickets);
    let tells = |text: &str| SECRETS.iter().find(|secret| text.contains(*secret)).copied();
    let read = |folder: &Path| {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files
            .map(|path| String::from_utf8(std::fs::read(path).unwrap()).unwrap())
            .collect::<String>()
    };
    for lang in ["en", "zh"] {
        let refused = house.onus(&["--lang", lang, "run", "--as-of", "2026-03-09"]);
        ends_with(4, &refused);
        assert_eq!(tells(&printed(&refused)), None, "{}", printed(&refused));

        let lists = house.folder.join(format!("lists_{lang}"));
        let to = lists.to_str().unwrap();
        let output = house.onus(&[
            "--lang",
            lang,
            "run",
            "--as-of",
            "2026-03-09",
            "--max-rejected",
            "100%",
            "--out",
            to,
        ]);
        ends_with(0, &output);
        assert_eq!(tells(&(printed(&output) + &read(&lists))), None);
        assert!(read(&lists).contains("R4"), "rows were set aside");

        for format in ["human", "json"] {
            for ticket in ["T0", "B0", "U0", "P0"] {
                let why = house.onus(&[
                    "--lang",
                    lang,
                    "why",
                    "--as-of",
                    "2026-03-09",
                    "--max-rejected",
                    "100%",
                    "--ticket",
                    ticket,
                    "--format",
                    format,
                ]);
                assert_eq!(tells(&printed(&why)), None, "{ticket}: {}", printed(&why));
            }
        }

        // Asked for, what is personal is printed.
        let asked = house.onus(&["--lang", lang, "run", "--as-of", "2026-03-09", "--show", "personal"]);
        ends_with(4, &asked);
        assert!(tells(&printed(&asked)).is_some(), "nothing shown: {}", printed(&asked));
        let lists = house.folder.join(format!("shown_{lang}"));
        let to = lists.to_str().unwrap();
        let output = house.onus(&[
            "--lang",
            lang,
            "run",
            "--as-of",
            "2026-03-09",
            "--max-rejected",
            "100%",
            "--show",
            "personal",
            "--out",
            to,
        ]);
        ends_with(0, &output);
        let aside = std::fs::read_to_string(lists.join("set_aside.csv")).unwrap();
        assert!(tells(&aside).is_some(), "{aside}");
        assert!(aside.contains("genral") && aside.contains("yesterday"), "{aside}");
        harmless(&output, Some(&lists));
    }
}

#[test]
fn rules_read_nothing_outside_their_folder() {
    let outer = scratch("hostile_outside");
    std::fs::write(outer.join("secret.onus"), "kind top_secret\n").unwrap();
    std::fs::write(outer.join("secret.tsv"), "top_secret\t1\n").unwrap();
    std::fs::write(outer.join("tickets.csv"), "id\n").unwrap();
    let house = House::at(&outer.join("rules"));
    std::os::unix::fs::symlink(outer.join("secret.onus"), house.folder.join("link.onus")).unwrap();
    std::os::unix::fs::symlink(&outer, house.folder.join("up")).unwrap();
    let rules = std::fs::read_to_string(house.folder.join("rules.onus")).unwrap();
    let absolute = outer.join("secret.onus").display().to_string();
    for name in [
        "../secret.onus",
        "..\\secret.onus",
        "./../secret.onus",
        "up/secret.onus",
        "/etc/passwd",
        "/etc/passwd.onus",
        &absolute,
        "http://example.com/rules.onus",
        "https://example.com/rules.onus",
        "file:///etc/passwd",
        "onus/../../secret.onus",
        "onus/calendars/nowhere.onus",
        "~/rules.onus",
        "$HOME/rules.onus",
        "`id`.onus",
        "",
        ".",
    ] {
        house.write("rules.onus", &format!("import \"{name}\"\n{rules}"));
        // The link lies in the folder of its own accord only where the command line names that folder.
        let output = house.onus(&["check", "rules.onus"]);
        ends_with(3, &output);
        harmless(&output, None);
        assert!(!printed(&output).contains("top_secret"), "{name}: {}", printed(&output));
        assert!(printed(&output).contains("O101"), "{name}: {}", printed(&output));
    }
    house.write("rules.onus", &format!("import \"link.onus\"\n{rules}"));
    ends_with(3, &house.onus(&["check", "rules.onus"]));
    for name in ["../tickets.csv", "/etc/passwd", "up/tickets.csv", "..", ".", ""] {
        house.write("rules.onus", &rules.replace("tickets.csv", name));
        let output = house.onus(&["run", "rules.onus", "--as-of", "2026-03-09"]);
        assert!(
            matches!(output.status.code(), Some(2 | 3)),
            "{name}: {}",
            printed(&output)
        );
        harmless(&output, None);
    }
}

#[test]
fn what_unpacks_to_absurd_size_is_refused() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let house = House::new("hostile_bomb");
    std::fs::remove_file(house.folder.join("tickets.csv")).unwrap();
    let mut bomb = GzEncoder::new(
        std::fs::File::create(house.folder.join("tickets.csv.gz")).unwrap(),
        Compression::best(),
    );
    bomb.write_all(house.header().as_bytes()).unwrap();
    let line = house
        .row("T1", "2026-03-02 09:00", "", "general", "C1", &" ".repeat(4096))
        .repeat(256);
    for _ in 0..120 {
        bomb.write_all(line.as_bytes()).unwrap();
    }
    bomb.finish().unwrap();
    let output = house.onus(&["run", "--as-of", "2026-03-09", "--max-rejected", "100%"]);
    ends_with(4, &output);
    assert!(stderr(&output).contains("200"), "{}", stderr(&output));
    // A file that says it is packed and is not is read as what it is.
    house.write("tickets.csv.gz", &house.header());
    ends_with(0, &house.onus(&["run", "--as-of", "2026-03-09"]));
    // One that is, and ends too early.
    std::fs::write(house.folder.join("tickets.csv.gz"), b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc").unwrap();
    let output = house.onus(&["run", "--as-of", "2026-03-09"]);
    assert!(matches!(output.status.code(), Some(2 | 4)), "{}", printed(&output));
    harmless(&output, None);
}
