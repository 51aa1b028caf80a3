//! `onus fmt`: rule files in the one layout, or what would change in them. Each file is taken for itself: what is wrong
//! in one keeps none of the others back.

use super::args::{self, Lang, MarkWidth};
use super::decode::decode;
use super::difference::difference;
use super::messages::Trouble;
use super::{Screen, Status, folder, reach};
use crate::diagnostic::{Diagnostic, Language, Severity, Words};
use crate::format::{Done, Layout, Marks, NotFormatted, format};
use crate::render::diagnostics::human;
use crate::render::safe::terminal;
use crate::source::Sources;
use crate::syntax::LARGEST_FILE;
use std::io::{self, Read};
use std::path::Path;

/// Runs the command.
pub fn fmt(args: &args::Fmt, lang: Option<Lang>, screen: &mut Screen) -> Status {
    let layout = Layout {
        language: lang.map(Language::from),
        marks: args.marks.map(|width| match width {
            MarkWidth::Half => Marks::Half,
            MarkWidth::Full => Marks::Full,
        }),
    };
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return input(args, layout, screen);
    }
    let mut paths = Vec::new();
    for path in &args.paths {
        match reach::rules_below(path) {
            Ok(found) => paths.extend(found),
            Err(error) => {
                screen.complain(&error.0);
                return error.1;
            }
        }
    }
    paths.sort();
    paths.dedup();
    let mut tally = Tally {
        files: paths.len(),
        changed: 0,
        left: 0,
        chinese: 0,
        status: Status::Done,
    };
    for path in &paths {
        match file(path, args.check, layout, screen) {
            Ok((changed, language)) => {
                tally.changed += usize::from(changed);
                tally.chinese += usize::from(language == Language::Chinese);
            }
            Err(status) => {
                tally.left += 1;
                if status.code() > tally.status.code() {
                    tally.status = status;
                }
            }
        }
    }
    if tally.left < tally.files {
        screen.follow(tally.language());
    }
    screen.say(tally.told(args.check).get(screen.language));
    tally.status(args.check)
}

/// One file; whether it was, or would be, changed, and its language.
fn file(path: &Path, check: bool, layout: Layout, screen: &mut Screen) -> Result<(bool, Language), Status> {
    let name = path.strip_prefix(".").unwrap_or(path).display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        screen.complain(&Trouble::cannot_read(path, &error));
        Status::Unusable
    })?;
    let read = Formatted::of(&name, &bytes, layout, screen)?;
    if read.after.as_bytes() == bytes {
        return Ok((false, read.language));
    }
    if check {
        screen.say(&read.difference(&name, &bytes, screen.language));
        return Ok((true, read.language));
    }
    folder::replace(path, read.after.as_bytes()).map_err(|error| screen.cannot_write(path, &error))?;
    let shown = terminal(&name);
    let told = Words::new(format!("written: {shown}"), format!("已改写：{shown}"));
    screen.say(told.get(screen.language));
    Ok((true, read.language))
}

/// From standard input to standard output.
fn input(args: &args::Fmt, layout: Layout, screen: &mut Screen) -> Status {
    let name = screen.pick("standard input", "标准输入").to_string();
    let mut bytes = Vec::new();
    let most = LARGEST_FILE as u64 + 1;
    if let Err(error) = io::stdin().lock().take(most).read_to_end(&mut bytes) {
        screen.complain(&Trouble::cannot_read(Path::new(&name), &error));
        return Status::Unusable;
    }
    let read = match Formatted::of(&name, &bytes, layout, screen) {
        Ok(read) => read,
        Err(status) => return status,
    };
    if !args.check {
        screen.pass_on(&read.after);
    } else if read.after.as_bytes() != bytes {
        screen.say(&read.difference(&name, &bytes, screen.language));
        return Status::Findings;
    }
    Status::Done
}

/// A file before and after.
struct Formatted {
    before: String,
    /// It was read as GB18030.
    guessed: bool,
    after: String,
    language: Language,
    /// The language of most keywords before.
    was: Language,
}

impl Formatted {
    /// Formats a file, or tells why it is left as it is.
    fn of(name: &str, bytes: &[u8], layout: Layout, screen: &mut Screen) -> Result<Formatted, Status> {
        let shown = terminal(name);
        let decoded = decode(bytes).map_err(|no_text| {
            let (message, mend) = no_text.words();
            let message = Words::new(format!("{shown}: {}", message.en), format!("{shown}：{}", message.zh));
            screen.complain(&Trouble::new(message.en, message.zh).mend(mend.en, mend.zh));
            Status::Unusable
        })?;
        let (before, guessed) = (decoded.text, decoded.guessed);
        match format(&before, layout) {
            Ok(Done {
                text: after,
                language,
                was,
            }) => {
                screen.follow(language);
                Ok(Formatted {
                    before,
                    guessed,
                    after,
                    language,
                    was,
                })
            }
            Err(NotFormatted::Unsound(told, language)) => {
                screen.follow(language);
                let errors: Vec<Diagnostic> = told.into_iter().filter(|one| one.severity == Severity::Error).collect();
                let mut sources = Sources::default();
                sources.add(name, before);
                screen.warn(&human(&errors, &sources, screen.language));
                Err(Status::WrongRules)
            }
            Err(NotFormatted::ReadsDifferently { line }) => {
                screen.complain(
                    &Trouble::new(
                        format!("{shown} line {line}: with these words and marks it would be read as something else; the file is left as it is"),
                        format!("{shown} 第{line}行：换成这种语言或标点以后，读法会变，文件没有改动"),
                    )
                    .mend("put the names of this line into quotes", "请给这一行里的名称加上引号"),
                );
                Err(Status::WrongRules)
            }
        }
    }

    /// What would change, line by line, and what no line shows.
    fn difference(&self, name: &str, bytes: &[u8], language: Language) -> String {
        let mut out = difference(name, &self.before, &self.after);
        if out.is_empty() {
            out.push(format!("--- {}", terminal(name)));
        }
        let unseen = [
            (
                self.was != self.language && self.language == Language::English,
                "keywords in English instead of Chinese, as --lang asks",
                "关键词由中文改为英文（--lang）",
            ),
            (
                self.was != self.language && self.language == Language::Chinese,
                "keywords in Chinese instead of English, as --lang asks",
                "关键词由英文改为中文（--lang）",
            ),
            (self.guessed, "UTF-8 instead of GB18030", "由 GB18030 改为 UTF-8"),
            (
                !self.guessed && bytes.contains(&0),
                "UTF-8 instead of UTF-16",
                "由 UTF-16 改为 UTF-8",
            ),
            (
                bytes.starts_with(b"\xEF\xBB\xBF"),
                "no byte order mark",
                "去掉文件开头的字节序标记",
            ),
            (
                self.before.contains("\r\n"),
                "line ends of one character",
                "换行改为单个字符",
            ),
        ];
        let unseen = unseen.into_iter().filter(|(so, ..)| *so);
        out.extend(unseen.map(|(_, en, zh)| {
            let told = Words::new(en, zh);
            format!("+ ({})", told.get(language))
        }));
        out.join("\n")
    }
}

/// How many files came out how.
struct Tally {
    files: usize,
    changed: usize,
    /// Left as they are, since they cannot be read or written.
    left: usize,
    /// Written in Chinese.
    chinese: usize,
    status: Status,
}

impl Tally {
    /// The language of most files.
    fn language(&self) -> Language {
        if self.chinese * 2 > self.files - self.left {
            Language::Chinese
        } else {
            Language::English
        }
    }

    fn told(&self, check: bool) -> Words {
        let (files, changed, left) = (self.files, self.changed, self.left);
        let sound = files - changed - left;
        let s = if files == 1 { "" } else { "s" };
        let mut told = if check {
            Words::new(
                format!("{files} file{s}: {changed} would change, {sound} would not"),
                format!("{files} 个文件：要改 {changed} 个，不用改 {sound} 个"),
            )
        } else {
            Words::new(
                format!("{files} file{s}: {changed} written, {sound} unchanged"),
                format!("{files} 个文件：改写 {changed} 个，未变 {sound} 个"),
            )
        };
        if left > 0 {
            told.en.push_str(&format!(", {left} with errors"));
            told.zh.push_str(&format!("，有错 {left} 个"));
        }
        told
    }

    fn status(&self, check: bool) -> Status {
        match self.status {
            Status::Done if check && self.changed > 0 => Status::Findings,
            status => status,
        }
    }
}
