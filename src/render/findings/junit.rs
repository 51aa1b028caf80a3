//! JUnit's XML, which most build servers read: a test case a rule file, or a test case an example.
//!
//! XML has no place for most control characters, however they are written: they are shown as `\u{…}`.

use crate::render::safe::terminal;

/// One test case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// The path of its file.
    pub file: String,
    /// Its line in the file, where it is not the whole file.
    pub line: Option<u32>,
    /// What it is called.
    pub name: String,
    /// What is wrong, a short text each; empty: nothing.
    pub failures: Vec<String>,
    /// More on what is wrong, or what is told though nothing is.
    pub more: String,
}

/// A suite of test cases as a document.
#[must_use]
pub fn junit(suite: &str, cases: &[Case]) -> String {
    let failing = cases.iter().filter(|case| !case.failures.is_empty()).count();
    let counts = format!(
        "name=\"{}\" tests=\"{}\" failures=\"{failing}\" errors=\"0\"",
        attribute(suite),
        cases.len()
    );
    let mut out =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  <testsuite {counts}>\n");
    for case in cases {
        let file = attribute(&case.file);
        let line = case.line.map_or(String::new(), |line| format!(" line=\"{line}\""));
        let name = attribute(&case.name);
        out.push_str(&format!(
            "    <testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\"{line}"
        ));
        out.push_str(&match (case.failures.first(), case.more.is_empty()) {
            (None, true) => "/>\n".to_owned(),
            (None, false) => format!(
                ">\n      <system-out>{}</system-out>\n    </testcase>\n",
                text(&case.more)
            ),
            (Some(first), _) => {
                let all = [&case.failures[..], std::slice::from_ref(&case.more)]
                    .concat()
                    .join("\n");
                let (first, all) = (attribute(first), text(all.trim_end()));
                format!(">\n      <failure message=\"{first}\">{all}</failure>\n    </testcase>\n")
            }
        });
    }
    out + "  </testsuite>\n</testsuites>\n"
}

/// Text between tags; its line ends stay.
fn text(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| escaped(&terminal(line))).collect();
    lines.join("\n")
}

/// The value of an attribute, on one line.
fn attribute(text: &str) -> String {
    escaped(&terminal(text)).replace('"', "&quot;")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // The two that no document may hold and no terminal minds.
            '\u{fffe}' | '\u{ffff}' => out.extend(char.escape_unicode()),
            other => out.push(other),
        }
    }
    out
}
