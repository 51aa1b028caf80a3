//! What a change is to do, held against what it does, in words.

use super::report::{Block, Words};
use super::told::Words as Tongue;
use super::value::{EffectTold, Granting, StatedTold, UnstatedTold};
use crate::diagnostic::Language;
use crate::diagnostic::change::{NOT_STATED, STATED_IN_VAIN};
use crate::diff::{Come, Stated, Unstated};
use crate::model::ExpectedEffect;
use crate::render::read::expected_effect;
use crate::terms::Change;

impl Tongue<'_> {
    /// What the new rules state of the change, and what comes of it.
    pub(super) fn stated(&self, stated: &Stated) -> Option<StatedTold> {
        let block = self.new.expect_change.as_ref()?;
        let effects = block.effects.iter().zip(&stated.come);
        Some(StatedTold {
            line: self.new.place(block.place),
            earlier: stated.earlier,
            effects: effects
                .map(|(effect, come)| self.effect(effect, come.as_ref()))
                .collect(),
            unstated: stated.unstated.iter().map(|own| self.unstated(own)).collect(),
        })
    }

    fn effect(&self, effect: &ExpectedEffect, come: Option<&Come>) -> EffectTold {
        let name = match &effect.what {
            crate::model::EffectOn::Limit { deadline, .. } => self.new.deadlines.get(deadline.index()),
            _ => None,
        };
        let name = name.map_or("", |own| &own.name);
        let misses = come.iter().flat_map(|own| &own.misses);
        EffectTold {
            line: self.new.place(effect.place),
            text: expected_effect(self.new, effect, self.language),
            code: come.filter(|own| !own.is_as_stated()).map(|_| STATED_IN_VAIN.0),
            happens: come.map(|own| own.happens),
            instead: misses.map(|change| self.granting(name, change)).collect(),
        }
    }

    fn unstated(&self, own: &Unstated) -> UnstatedTold {
        let (what, limit) = match own {
            Unstated::Limit(name, change) => (name.clone(), Some(self.granting(name, change))),
            Unstated::Part(list, name, how) => {
                let what = match name.as_str() {
                    "" => self.section(list).to_owned(),
                    name => name.to_owned(),
                };
                let what = match (how, self.language) {
                    (Change::Changed, _) => what,
                    (Change::Added, Language::English) => format!("{what} (new)"),
                    (Change::Removed, Language::English) => format!("{what} (gone)"),
                    (Change::Added, Language::Chinese) => format!("{what}（新增）"),
                    (Change::Removed, Language::Chinese) => format!("{what}（删去）"),
                };
                (what, None)
            }
        };
        UnstatedTold {
            code: NOT_STATED.0,
            what,
            limit,
        }
    }
}

impl StatedTold {
    /// Whether the change does what is stated and nothing else.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.unstated.is_empty() && self.effects.iter().all(|own| own.code.is_none())
    }
}

impl Words {
    pub(super) fn stated(&self, own: &StatedTold, out: &mut Vec<Block>) {
        let line = &own.line;
        out.push(Block::Heading(match self.0 {
            Language::English => format!("What the change is to do ({line})"),
            Language::Chinese => format!("预期的变更（{line}）"),
        }));
        if own.earlier {
            let text = self.pick(
                "The old rules state the same: it is of an earlier change and may go. Nothing is held against it.",
                "旧规则里也有这一段：是上一次变更的，可以删去。这次没有对照。",
            );
            out.push(Block::Paragraph(text.to_owned()));
            return;
        }
        for effect in &own.effects {
            let comes = match (effect.code, effect.happens) {
                (_, None) => self.pick("not proven", "未能证明").to_owned(),
                (None, _) => self.pick("as stated", "如预期").to_owned(),
                (Some(code), Some(true)) => format!("{code} {}", self.pick("not everywhere", "不完全如预期")),
                (Some(code), Some(false)) => format!("{code} {}", self.pick("does not happen", "没有发生")),
            };
            let mut lines = vec![(self.pick("line", "依据").to_owned(), effect.line.clone())];
            for own in &effect.instead {
                lines.extend(self.granted(own, self.pick("instead", "实际")));
            }
            out.push(Block::Item(comes, effect.text.clone(), lines));
        }
        for effect in &own.unstated {
            let head = format!("{} {}", effect.code, self.pick("not stated", "未在预期之内"));
            let lines = effect
                .limit
                .as_ref()
                .map(|own| self.granted(own, self.pick("change", "变更")));
            out.push(Block::Item(head, effect.what.clone(), lines.unwrap_or_default()));
        }
        if own.holds() && own.effects.is_empty() {
            let text = self.pick("No case is affected, as stated.", "没有工单受影响，如预期。");
            out.push(Block::Paragraph(text.to_owned()));
        }
    }

    /// Who is granted what, as lines with their labels.
    fn granted(&self, own: &Granting, label: &str) -> Vec<(String, String)> {
        let mut lines = vec![(label.to_owned(), format!("{} → {}", own.old, own.new))];
        lines.extend(self.cases(own));
        lines
    }
}
