//! What would have altered a verdict, in words.

use super::why::{as_asked, safe};
use super::words::{elapsed, near, pick, state_word};
use crate::diagnostic::Language;
use crate::report::{Change, Stamp, WhyObligation};

/// One change as a sentence.
pub(super) fn change_words(change: &Change, one: &WhyObligation, language: Language) -> String {
    let joined = |events: &[String]| {
        let events: Vec<String> = events.iter().map(|name| safe(name)).collect();
        events.join(pick(language, " or ", "或")) + as_asked(one, language)
    };
    let at = |stamp: &Stamp| near(stamp.civil, language);
    match (change, language) {
        (Change::DoneBy { events, by }, Language::English) => {
            format!("would have been in time: {} by {}", joined(events), at(by))
        }
        (Change::DoneBy { events, by }, Language::Chinese) => format!("怎样就不逾期：{} 前{}", at(by), joined(events)),
        (
            Change::ExtensionAskedBefore {
                event,
                before,
                new_due,
                was_asked,
                approver,
                ..
            },
            Language::English,
        ) => {
            let by = approver
                .as_ref()
                .map_or(String::new(), |party| format!(" by {}", safe(party)));
            let asked = was_asked.as_ref().map_or("none was asked for".to_owned(), |asked| {
                format!("asked for {}, not granted", at(asked))
            });
            format!(
                "or: {} before {} and granted{by}, due then {} ({asked})",
                safe(event),
                at(before),
                at(new_due)
            )
        }
        (
            Change::ExtensionAskedBefore {
                event,
                before,
                new_due,
                was_asked,
                approver,
                ..
            },
            Language::Chinese,
        ) => {
            let by = approver
                .as_ref()
                .map_or("获".to_owned(), |party| format!("经{}", safe(party)));
            let asked = was_asked.as_ref().map_or("没有申请".to_owned(), |asked| {
                format!("{} 已申请，未批准", at(asked))
            });
            format!(
                "或：{} 之前{}并{by}批准，到期改为 {}（{asked}）",
                at(before),
                safe(event),
                at(new_due)
            )
        }
        (Change::LateIfDoneAfter { after }, Language::English) => {
            let left = one.done.as_ref().map_or(0, |done| after.at.0.saturating_sub(done.at.0));
            format!(
                "would have been late: done after {} ({} to spare by the clock)",
                at(after),
                elapsed(left, language)
            )
        }
        (Change::LateIfDoneAfter { after }, Language::Chinese) => {
            let left = one.done.as_ref().map_or(0, |done| after.at.0.saturating_sub(done.at.0));
            format!(
                "怎样就逾期：{} 之后才完成（离到期还有自然时间 {}）",
                at(after),
                elapsed(left, language)
            )
        }
        (Change::ClosedIfDoneAfter { after, state }, Language::English) => {
            format!(
                "would not have counted as in time: not done by {} ({} then)",
                at(after),
                state_word(*state, language)
            )
        }
        (Change::ClosedIfDoneAfter { after, state }, Language::Chinese) => {
            format!(
                "怎样就不算按时：到 {} 还没完成（那时{}）",
                at(after),
                state_word(*state, language)
            )
        }
        (Change::LateUnlessDoneBy { events, by }, Language::English) => {
            format!("will be late without: {} by {}", joined(events), at(by))
        }
        (Change::LateUnlessDoneBy { events, by }, Language::Chinese) => {
            format!("怎样才不逾期：{} 前{}", at(by), joined(events))
        }
        (Change::CoverYear { year }, Language::English) => format!("could be judged: were {year} in the calendar"),
        (Change::CoverYear { year }, Language::Chinese) => format!("怎样就能判定：日历补上 {year} 年"),
    }
}
