//! Codes of a change of the rules that does not do what it is stated to do (C60xx).

use super::{Code, Page};

/// A change has an effect that the rules do not state.
pub const NOT_STATED: Code = Code("C6001");
/// An effect is stated that does not happen, or not for all that it is stated for.
pub const STATED_IN_VAIN: Code = Code("C6002");

/// The rules that the samples change are these with `4 working days`, and without a statement.
macro_rules! sample {
    ($limits:literal, $stated:literal) => {
        concat!(
            "timezone Europe/London\n",
            "organisation { department cards }\n",
            "category loans { owner cards }\n",
            "category savings { owner cards }\n",
            "kind complaint\n",
            "kind enquiry\n",
            "workflow request { in order accepted, answered }\n",
            "working days count from next day, until close of business\n",
            "calendar office { covers all years; monday to friday 09:00-17:00 }\n",
            "deadline answer {\n",
            "  from accepted to answered\n",
            "  responsible cards\n",
            "  calendar office\n",
            $limits,
            "}\n",
            $stated
        )
    };
}

/// The rules before the change that the samples make.
pub const BEFORE: &str = sample!(
    "  when kind = complaint : 4 working days\n  otherwise             : 9 working days\n",
    ""
);

/// The pages of these codes.
pub const PAGES: &[Page] = &[
    Page {
        code: NOT_STATED,
        title: ("the change does more than it states", "变更超出预期"),
        body: (
            "The rules state what their change is to do (expect change), and onus diff finds something else besides. Undo it, or state it. The samples change rules that give complaints 4 working days and all others 9.",
            "规则写明了本次变更预期做什么（预期变更），onus diff 却还发现了别的改动。请撤回，或写进预期。样例所改的规则原为：投诉4个工作日，其余9个工作日。",
        ),
        wrong: sample!(
            "  when kind = complaint : 3 working days\n  otherwise             : 8 working days\n",
            "expect change { answer 4 working days becomes 3 working days when kind = complaint }\n"
        ),
        right: sample!(
            "  when kind = complaint : 3 working days\n  otherwise             : 8 working days\n",
            "expect change {\n  answer 4 working days becomes 3 working days when kind = complaint\n  answer 9 working days becomes 8 working days\n}\n"
        ),
    },
    Page {
        code: STATED_IN_VAIN,
        title: ("a stated effect does not happen", "预期的变更没有发生"),
        body: (
            "Wherever the old rules grant the first limit and the test holds, the new rules have to grant the second; here they do not, or not for all of these cases. Correct the rule, or the statement. The samples change rules that give complaints 4 working days and all others 9.",
            "凡旧规则给出前一个期限且条件成立的工单，新规则都应给出后一个；这里没有，或不是全部。请改正规则，或改正预期。样例所改的规则原为：投诉4个工作日，其余9个工作日。",
        ),
        wrong: sample!(
            "  when kind = complaint : 4 working days\n  otherwise             : 9 working days\n",
            "expect change { answer 4 working days becomes 3 working days when kind = complaint }\n"
        ),
        right: sample!(
            "  when kind = complaint : 3 working days\n  otherwise             : 9 working days\n",
            "expect change { answer 4 working days becomes 3 working days when kind = complaint }\n"
        ),
    },
];
