//! Questions on the terminal. What flags or a file of answers tell is not asked; where there is no terminal nothing is
//! asked, and what was taken instead is told.

use super::messages::Trouble;
use super::{Screen, Status};
use crate::diagnostic::{Language, Words};
use crate::render::safe::terminal;
use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, Write};
use unicode_width::UnicodeWidthStr;

/// A question.
pub struct Question {
    /// Its number on the screen.
    pub number: u8,
    /// The key by which a file of answers tells it.
    pub key: (&'static str, &'static str),
    /// What is asked.
    pub asks: (&'static str, &'static str),
}

/// The answers so far.
pub struct Interview<'s> {
    screen: &'s Screen,
    asking: bool,
    told: BTreeMap<&'static str, String>,
    /// What was taken without asking, as `key: answer`.
    pub taken: Vec<String>,
    wrong: Vec<Trouble>,
    stopped: bool,
}

impl<'s> Interview<'s> {
    /// Begins with what is told already, by the English keys of the questions.
    pub fn new(screen: &'s Screen, told: BTreeMap<&'static str, String>) -> Interview<'s> {
        Interview {
            screen,
            asking: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
            told,
            taken: Vec::new(),
            wrong: Vec::new(),
            stopped: false,
        }
    }

    /// Whether somebody is there to answer.
    pub fn is_asking(&self) -> bool {
        self.asking
    }

    /// The answer to a question; `usual` is taken where Enter is pressed or nobody is there. None: what was told is
    /// wrong (which [`Interview::finish`] tells), or the questions were broken off.
    pub fn answer<T>(
        &mut self,
        question: &Question,
        usual: &str,
        choices: &[String],
        read: impl Fn(&str) -> Result<T, Words>,
    ) -> Option<T> {
        let key = self.screen.pick(question.key.0, question.key.1);
        if let Some(told) = self.told.get(question.key.0) {
            return match read(told) {
                Ok(answer) => Some(answer),
                Err(words) => {
                    let (en, zh) = question.key;
                    self.wrong.push(Trouble::new(
                        format!("{en}: {}", words.en),
                        format!("{zh}：{}", words.zh),
                    ));
                    None
                }
            };
        }
        if !self.asking {
            if !usual.is_empty() {
                self.taken.push(format!("{key}{}{usual}", self.screen.pick(": ", "：")));
            }
            return read(usual).ok();
        }
        while !self.stopped {
            self.prompt(question, usual, choices);
            let mut line = String::new();
            match std::io::stdin().lock().read_line(&mut line) {
                Ok(0) | Err(_) => {
                    self.stopped = true;
                    break;
                }
                Ok(_) => {}
            }
            let line = line.trim();
            match read(if line.is_empty() { usual } else { line }) {
                Ok(answer) => return Some(answer),
                Err(words) => self
                    .screen
                    .say(&format!("  {}", terminal(words.get(self.screen.language)))),
            }
        }
        None
    }

    fn prompt(&self, question: &Question, usual: &str, choices: &[String]) {
        let asks = self.screen.pick(question.asks.0, question.asks.1);
        let gap = " ".repeat(52usize.saturating_sub(asks.width()));
        let shown = if choices.is_empty() {
            match usual {
                "" => String::new(),
                usual => format!("[{usual}]"),
            }
        } else {
            let mark = |choice: &String| {
                if choice == usual {
                    format!("[{choice}]")
                } else {
                    choice.clone()
                }
            };
            choices.iter().map(mark).collect::<Vec<_>>().join(" · ")
        };
        let number = match question.number {
            0 => " ".to_string(),
            number => number.to_string(),
        };
        let mut out = std::io::stdout().lock();
        let _ = write!(out, "{number} {asks}{gap}{}  ", terminal(&shown));
        let _ = out.flush();
    }

    /// All that was told wrongly, at once.
    ///
    /// # Errors
    /// The status to end with where something was wrong, or the questions were broken off.
    pub fn finish(self) -> Result<Vec<String>, Status> {
        for trouble in &self.wrong {
            self.screen.complain(trouble);
        }
        if self.stopped {
            self.screen.complain(&Trouble::new(
                "the questions were broken off; nothing was written",
                "问答中断，什么也没有写",
            ));
        }
        if self.stopped || !self.wrong.is_empty() {
            return Err(Status::Unusable);
        }
        Ok(self.taken)
    }
}

/// A file of answers: a line `key = answer` each, in either language; `#` begins a comment.
///
/// # Errors
/// Every line that is not understood.
pub fn answers_of(text: &str, questions: &[&Question]) -> Result<BTreeMap<&'static str, String>, Vec<Trouble>> {
    let mut told = BTreeMap::new();
    let mut wrong = Vec::new();
    let text = text.trim_start_matches('\u{feff}');
    for (at, line) in text.lines().enumerate() {
        let (line, number) = (line.trim(), at + 1);
        if line.is_empty() || line.starts_with(['#', '＃']) {
            continue;
        }
        let known: Vec<String> = [Language::English, Language::Chinese]
            .iter()
            .map(|language| {
                let keys = questions.iter().map(|question| match language {
                    Language::English => question.key.0,
                    Language::Chinese => question.key.1,
                });
                keys.collect::<Vec<_>>().join(", ")
            })
            .collect();
        let parts = line.split_once(['=', '＝']);
        let question = parts.and_then(|(key, _)| {
            let key = key.trim().to_lowercase();
            questions
                .iter()
                .find(|question| question.key.0 == key || question.key.1 == key)
        });
        match (question, parts) {
            (Some(question), Some((_, answer))) => {
                if told.insert(question.key.0, answer.trim().to_string()).is_some() {
                    wrong.push(Trouble::new(
                        format!("line {number} of the answers: {} is told twice", question.key.0),
                        format!("答案文件第{number}行：{} 写了两次", question.key.1),
                    ));
                }
            }
            _ => wrong.push(
                Trouble::new(
                    format!("line {number} of the answers is not understood: write KEY = ANSWER"),
                    format!("看不懂答案文件第{number}行：写成 项目 = 答案"),
                )
                .mend(
                    format!("the keys: {}", known.first().map_or("", String::as_str)),
                    format!("项目有：{}", known.last().map_or("", String::as_str)),
                ),
            ),
        }
    }
    if wrong.is_empty() { Ok(told) } else { Err(wrong) }
}
