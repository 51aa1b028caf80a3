//! The monthly notice in sentences.

use super::Entry;
use super::speaker::{Speaker, say};
use crate::diagnostic::Language;
use crate::model::{Addressee, Deduction, Notice, Sentence};
use crate::notice::section_word;
use crate::render::rule_text::RuleText;

impl Speaker<'_> {
    pub fn notice(self, notice: &Notice) -> Entry {
        let Notice {
            name,
            period,
            data_until,
            objections_until,
            replies_until,
            title,
            issuer,
            addressees,
            copies,
            name_when,
            name_on_trial,
            deductions,
            deduct_at_most,
            split_by,
            sections,
            signed,
            sentences: own,
            place,
        } = notice;
        let every = self.every(*period);
        let mut sentences = vec![match issuer {
            Some(issuer) => {
                let issuer = self.party(*issuer);
                say!(self, "{issuer} issues it {every}.", "{every}由{issuer}发布。")
            }
            None => say!(self, "It is issued {every}.", "{every}发布。"),
        }];
        sentences = sentences.into_iter().map(|told| self.capital(told)).collect();
        if let Some(title) = title {
            sentences.push(say!(self, "Its title: {title}.", "标题：{title}。"));
        }
        if let Some((day, at)) = data_until {
            let at = self.clock(*at);
            sentences.push(say!(
                self,
                "It tells what was known by {at} on day {day} of the next month; a case counts in the month in which it falls due.",
                "数据截至次月{day}日{at}；在哪个月到期，就算哪个月的。"
            ));
        }
        if let Some((day, at)) = objections_until {
            let at = self.clock(*at);
            sentences.push(say!(
                self,
                "Units may object until {at} on day {day} of the next month, before it is issued.",
                "发布前，各单位可在次月{day}日{at}以前提出异议。"
            ));
        }
        if let Some((day, at)) = replies_until {
            let at = self.clock(*at);
            sentences.push(say!(
                self,
                "Who is named writes back what it does about it until {at} on day {day} of the next month.",
                "被点名的单位应在次月{day}日{at}以前书面反馈整改措施。"
            ));
        }
        sentences.extend(name_when.iter().map(|(cond, _)| {
            let test = self.test(cond);
            say!(self, "A unit is named where {test}.", "{test}的单位，予以点名。")
        }));
        sentences.extend(name_on_trial.iter().map(|(cond, _)| {
            let test = self.test(cond);
            say!(
                self,
                "On trial: a unit would be named where {test}; nobody is.",
                "试行：{test}的单位，本应点名，暂不点名。"
            )
        }));
        sentences.extend(deductions.iter().map(|deduction| {
            let Deduction {
                finding,
                points,
                every,
                place: _,
            } = deduction;
            let finding = self.found(*finding);
            let point = if points.to_string() == "1" { "point" } else { "points" };
            let every = every.map_or("", |every| self.every(every));
            say!(
                self,
                "Each “{finding}” costs {points} {point} {every}",
                "“{finding}”每件{every}扣{points}分"
            )
            .trim_end()
            .to_owned()
                + self.pick(".", "。")
        }));
        if let Some(most) = deduct_at_most {
            sentences.push(say!(
                self,
                "No unit loses more than {most} points.",
                "每个单位最多扣{most}分。"
            ));
        }
        if !split_by.is_empty() {
            let fields: Vec<String> = split_by.iter().map(|field| self.field(*field)).collect();
            let fields = self.all_of(&fields);
            sentences.push(say!(
                self,
                "What came in is also counted by {fields}.",
                "受理件数另按{fields}分组统计。"
            ));
        }
        for (to, en, zh) in [(addressees, "It goes to", "主送"), (copies, "Copies go to", "抄送")] {
            if !to.is_empty() {
                let (verb, to) = (
                    self.pick(en, zh),
                    self.all_of(&to.iter().map(|one| self.addressee(*one)).collect::<Vec<_>>()),
                );
                sentences.push(say!(self, "{verb} {to}.", "{verb}{to}。"));
            }
        }
        if !sections.is_empty() {
            let words = RuleText(self.language);
            let told: Vec<String> = sections
                .iter()
                .map(|section| words.word(section_word(*section)).to_owned())
                .collect();
            let told = self.all_of(&told);
            sentences.push(say!(self, "Its sections: {told}.", "内容依次为{told}。"));
        }
        if let Some(signed) = signed {
            let signed = self.party(*signed);
            sentences.push(say!(self, "It is signed by {signed}.", "落款{signed}。"));
        }
        sentences.extend(own.iter().map(|own| {
            let Sentence { language, key, text } = own;
            let language = match language {
                Language::English => self.pick("English", "英文"),
                Language::Chinese => self.pick("Chinese", "中文"),
            };
            say!(
                self,
                "In {language} the house words “{key}” in its own way: “{text}”.",
                "{language}里，“{key}”一句由本单位自定：“{text}”。"
            )
        }));
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }

    fn addressee(self, to: Addressee) -> String {
        match to {
            Addressee::AllUnits => self.pick("all units", "全部单位").to_owned(),
            Addressee::AllDepartments => self.pick("all departments", "全部部门").to_owned(),
            Addressee::Party(party) => self.party(party),
        }
    }
}
