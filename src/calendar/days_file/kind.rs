//! Whether words say that a day is off or worked.

/// A cell of a column that says so; None: it says neither.
pub(super) fn of_cell(text: &str) -> Option<bool> {
    let plain = text.trim().to_lowercase();
    if of_name(&plain) {
        return Some(true);
    }
    let off = [
        "holiday",
        "off",
        "day off",
        "public",
        "public holiday",
        "bank holiday",
        "statutory",
        "休",
        "休息",
        "休假",
        "放假",
        "假日",
        "假期",
        "节假日",
        "法定节假日",
        "公众假期",
    ];
    let work = ["work", "worked", "working", "makeup", "make-up", "调休"];
    if off.contains(&plain.as_str()) {
        Some(false)
    } else {
        work.contains(&plain.as_str()).then_some(true)
    }
}

/// Whether a name says that the day is worked: `春节（班）`, `补班`, `Working day`. `Workers' Day` does not.
pub(super) fn of_name(text: &str) -> bool {
    let plain = text.to_lowercase();
    let denied = ["不上班", "停班", "不补班", "non-working", "nonworking", "no work"];
    if denied.iter().any(|words| plain.contains(words)) {
        return false;
    }
    let worked = [
        "班",
        "workday",
        "work day",
        "working day",
        "make-up day",
        "makeup day",
        "make-up work",
    ];
    worked.iter().any(|words| plain.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_day_is_off() {
        for name in ["春节（班）", "国庆节补班", "Working day (make-up)", "Special Workday"] {
            assert!(of_name(name), "{name}");
        }
        for name in [
            "International Workers' Day",
            "劳动节",
            "Labour Day",
            "台风停班",
            "元旦 休",
            "Non-working day",
        ] {
            assert!(!of_name(name), "{name}");
        }
        assert_eq!(of_cell("Holiday"), Some(false));
        assert_eq!(of_cell("workday"), Some(true));
        assert_eq!(of_cell("调休"), Some(true));
        assert_eq!(of_cell("observance"), None);
    }
}
