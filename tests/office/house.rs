//! A house that words every sentence its own way: its words stand in every form, whatever they are made of.

use super::{parts, program, xml};
use onus::diagnostic::Language;
use onus::sentences::{LANGUAGE, lines, shipped};
use program::{ends_with, hostile, onus, printed, root, scratch, stderr};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What stands before each sentence, in turn.
const TEXTS: [&str; 10] = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "]]>&amp;&#0;<w:p/>",
    "\" onload=\"x",
    "\u{202e}txt.exe\u{2066}",
    "_x000D_",
    "../../x",
    "| a | b |",
    "# **b** [l](javascript:x)",
    "[a]:b*c?d/e",
];

/// The rules of the bureau with a file of sentences.
fn house(name: &str, sentences: &str) -> PathBuf {
    let folder = scratch(name);
    for entry in std::fs::read_dir(root().join("rules/power_bureau_zh")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace("  落款 监察审计部\n", "  落款 监察审计部\n  文句 取自 “文句.txt”\n");
        std::fs::write(folder.join(path.file_name().unwrap()), text).unwrap();
    }
    std::fs::write(folder.join("文句.txt"), sentences).unwrap();
    folder
}

fn draft(rules: &Path, to: &Path) {
    let data = root().join("examples/power_bureau");
    let mut command = onus();
    command
        .args(["notice", "draft", "--month", "2014-06"])
        .arg(rules)
        .arg("--data")
        .arg(data);
    ends_with(0, &command.arg("--out").arg(to).output().unwrap());
}

/// The names of elements of an HTML page, with those of their attributes.
fn tags(page: &str) -> BTreeSet<String> {
    let of = |piece: &str| {
        let tag = piece.split('>').next().unwrap_or_default();
        let values = tag.split('"').step_by(2);
        values.collect::<Vec<_>>().join("\"\"")
    };
    page.split('<').skip(1).map(of).collect()
}

#[test]
fn every_sentence_can_be_the_houses_own_and_none_does_harm() {
    let mut sentences = String::new();
    let mut texts = TEXTS.iter().cycle();
    for line in lines(shipped(Language::Chinese)) {
        let before = match line.key {
            Some(LANGUAGE) => "",
            _ => texts.next().unwrap(),
        };
        sentences += &format!("{} = {before}{}\n", line.key.unwrap(), line.text);
    }
    let folder = house("house_hostile", &sentences);
    let (plain, own) = (folder.join("plain"), folder.join("own"));
    draft(&root().join("rules/power_bureau_zh"), &plain);
    draft(&folder, &own);
    let dumped = folder.join("rules.ron");
    ends_with(
        0,
        &onus()
            .arg("dump")
            .arg(&folder)
            .arg("--out")
            .arg(&dumped)
            .output()
            .unwrap(),
    );
    let of_dump = folder.join("of_dump");
    draft(&dumped, &of_dump);
    let read = |at: &Path, name: &str| std::fs::read(at.join(name)).unwrap();
    let text = |at: &Path, name: &str| String::from_utf8(read(at, name)).unwrap();

    assert!(
        text(&own, "notice.md") == text(&of_dump, "notice.md"),
        "a dump holds them too"
    );
    let page = text(&own, "notice.html");
    assert_eq!(tags(&page), tags(&text(&plain, "notice.html")));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("txt.exe"));
    assert_eq!(hostile(&page), None);
    let markdown = text(&own, "notice.md");
    assert_eq!(hostile(&markdown), None);
    assert_eq!(markdown.matches("\n# ").count(), 1, "one title");
    assert!(markdown.contains("\\<script\\>") && !markdown.contains("[l]("));
    for form in ["notice.docx", "notice.xlsx"] {
        let elements = |bytes: &[u8]| -> BTreeSet<_> {
            let parts = parts(bytes);
            parts
                .values()
                .flat_map(|part| xml::elements(&xml::read(part)))
                .collect()
        };
        let (calm, house) = (read(&plain, form), read(&own, form));
        assert!(elements(&house).is_subset(&elements(&calm)), "{form}");
        let parts = parts(&house);
        assert!(parts.values().any(|part| part.contains("alert(1)")), "{form}");
        assert!(parts.values().all(|part| hostile(part).is_none()), "{form}");
    }
    let mut tables = 0;
    for entry in std::fs::read_dir(&own).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            !name.contains(['/', '\\', '<', '*', '?']) && hostile(&name).is_none(),
            "{name}"
        );
        if name.ends_with(".csv") {
            let told = text(&own, &name);
            assert_eq!(hostile(&told), None, "{name}");
            for cell in told.lines().flat_map(|line| line.split(',')) {
                let cell = cell.trim_start_matches(['\u{feff}', '"']);
                assert!(!cell.starts_with(['=', '+', '@']), "{name}: {cell}");
            }
            tables += 1;
        }
    }
    assert!(tables > 8, "{tables}");
    let beside: Vec<_> = std::fs::read_dir(folder.parent().unwrap()).unwrap().flatten().collect();
    assert!(
        beside.iter().all(|entry| entry.file_name() != "x"),
        "nothing is written elsewhere"
    );
}

#[test]
fn what_ships_is_a_file_that_a_house_can_begin_with() {
    for (language, word) in [(Language::English, "en"), (Language::Chinese, "zh")] {
        let output = onus().args(["--lang", word, "notice", "sentences"]).output().unwrap();
        ends_with(0, &output);
        assert_eq!(String::from_utf8(output.stdout.clone()).unwrap(), shipped(language));
        let folder = house(
            &format!("house_as_shipped_{word}"),
            &String::from_utf8(output.stdout).unwrap(),
        );
        let output = onus()
            .arg("check")
            .arg(&folder)
            .args(["--deny", "warnings"])
            .output()
            .unwrap();
        assert!(!stderr(&output).contains("文句.txt"), "{}", printed(&output));
        assert_ne!(output.status.code(), Some(3), "{}", printed(&output));
    }
}
