//! A ladder and a schedule as a rule file reads.

use super::super::world::{Ladder, Rung, Schedule, World};
use super::{Writer, clock};

impl Writer<'_> {
    pub(super) fn ladder(&mut self, ladder: &Ladder, version: &World) {
        let first = version
            .deadlines
            .iter()
            .find(|own| own.name == ladder.deadline)
            .unwrap();
        let k = |word| self.k(word);
        let days = self.days(ladder.in_force);
        let mut lines = vec![format!("{} {}{days} {{", k("ladder"), ladder.name)];
        let applies = ladder.applies.as_ref();
        lines.extend(applies.map(|when| format!("  {} {} {}", k("applies"), k("when"), self.cond(when))));
        lines.extend(ladder.calendar.map(|name| format!("  {} {name}", k("calendar"))));
        lines.push(format!("  {} \"first\" {{", self.rung(1)));
        lines.push(format!(
            "    {} {}",
            k("responsible"),
            self.answering(&first.responsible)
        ));
        lines.push(if ladder.open {
            let ends = &first.to;
            format!("    {} {}", k("to"), ends.join(&format!(" {} ", k("or"))))
        } else {
            format!("    {} {} {} {}", k("within"), k("as"), k("deadline"), ladder.deadline)
        });
        lines.push("  }".to_string());
        for (n, rung) in (2u8..).zip(&ladder.above) {
            lines.extend(self.rung_lines(n, rung));
        }
        lines.push("}".to_string());
        for line in lines {
            self.line(&line);
        }
    }

    fn rung_lines(&self, n: u8, rung: &Rung) -> Vec<String> {
        let k = |word| self.k(word);
        let within = |q| format!("{} {}", k("within"), self.quantity(q));
        let mut lines = vec![format!("  {} \"higher\" {{", self.rung(n))];
        lines.extend(
            rung.enter
                .iter()
                .map(|cond| format!("    {} {} {}", k("enter"), k("when"), self.cond(cond))),
        );
        lines.push(format!(
            "    {} {}",
            k("responsible"),
            self.answering(&rung.responsible)
        ));
        lines.push(format!("    {} {}", k("to"), rung.to));
        let limit = self.dated(&rung.within, |q| self.quantity(*q));
        lines.push(format!("    {} {limit}", k("within")));
        lines.extend(
            rung.must
                .iter()
                .map(|(event, q)| format!("    {} {event} {}", k("must"), within(*q))),
        );
        for exit in &rung.exits {
            let to = exit
                .to_rung
                .map(|m| format!(" {} {}", k("to"), self.rung(m)))
                .unwrap_or_default();
            let limit = exit.within.map(|q| format!(" {}", within(q))).unwrap_or_default();
            lines.push(format!("    {} {}{to}{limit}", k("exit"), exit.event));
        }
        lines.push("  }".to_string());
        lines
    }

    pub(super) fn schedule(&mut self, schedule: &Schedule) {
        let k = |word| self.k(word);
        let when = format!(
            "{}{}{} {}",
            k("every month"),
            self.comma(),
            k("last working day"),
            clock(schedule.at)
        );
        let lines = [
            format!("{} {} {{", k("schedule"), schedule.name),
            format!("  {when}"),
            format!("  {} {}", k("calendar"), schedule.calendar),
            format!("  {} {} {}", k("collect"), k("when"), self.cond(&schedule.collect)),
            format!("  {} {}", k("responsible"), self.party(schedule.responsible)),
            format!("  {} {}", k("to"), self.either(&schedule.to)),
            format!("  {} {}", k("within"), self.quantity(schedule.within)),
            "}".to_string(),
        ];
        for line in lines {
            self.line(&line);
        }
    }
}
