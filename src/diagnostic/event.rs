//! Codes of events: what is odd about the course of a ticket (F51xx). It is kept and told; the ticket counts.

use super::{Code, Page};

/// Events of the order came in another order.
pub const TIME_BACKWARDS: Code = Code("F5101");
/// An event of the order came though one before it did not.
pub const ORDER_SKIPPED: Code = Code("F5102");
/// The stated kind contradicts its definition.
pub const KIND_CONTRADICTED: Code = Code("F5103");
/// An end event came before the start of its clock; it ended nothing.
pub const END_BEFORE_START: Code = Code("F5104");
/// A rejection with nothing to reject.
pub const NOTHING_TO_REJECT: Code = Code("F5105");
/// A hand-over that names no unit.
pub const HANDED_TO_NOBODY: Code = Code("F5106");
/// An extension asked for at or after the due moment, or where none runs.
pub const ASKED_TOO_LATE: Code = Code("F5107");
/// An approval without request, by another party, or for nothing that runs.
pub const GRANTS_NOTHING: Code = Code("F5108");
/// An exit taken late or at another rung.
pub const EXIT_OUT_OF_PLACE: Code = Code("F5109");
/// A reopening after the ticket was left out.
pub const REOPENED_AFTER_VOID: Code = Code("F5110");
/// An event tells another category than the ticket has.
pub const OTHER_CATEGORY: Code = Code("F5111");

/// An excuse that finds nothing late.
pub const EXCUSES_NOTHING: Code = Code("F5112");

/// What a pause asks for cannot be told when it would begin.
pub const PAUSE_UNTOLD: Code = Code("F5113");

/// An end event of co-handlers that none of them did.
pub const ENDS_FOR_NOBODY: Code = Code("F5114");

/// The pages of these codes.
pub const PAGES: &[Page] = &[
    page(
        TIME_BACKWARDS,
        ("time goes backwards", "时间倒流"),
        (
            "An event of the workflow's order is dated before one that stands ahead of it. Nothing is moved: clocks run by the moments told. Look whether a moment was typed wrongly.",
            "流程里排在后面的环节，时间却早于前面的环节。不作改动，时限照所载时刻计。请看是否填错了时间。",
        ),
    ),
    page(
        ORDER_SKIPPED,
        ("the order skips an event", "流程跳过了环节"),
        (
            "An event came though one that stands ahead of it in the workflow's order never did. The ticket counts as it stands.",
            "流程里排在前面的环节没有发生，后面的却发生了。工单照样计入。",
        ),
    ),
    page(
        KIND_CONTRADICTED,
        ("the stated kind contradicts its definition", "所填性质与定义不符"),
        (
            "The ticket states a kind whose test, held against what the ticket tells, fails. The stated kind counts; look whether it was chosen rightly.",
            "工单所填的性质，按它自己的定义不成立。仍按所填性质计；请核对性质是否选对。",
        ),
    ),
    page(
        END_BEFORE_START,
        ("an end before its start", "结束早于起算"),
        (
            "An event that would end a clock came before the clock started. It ends nothing: the first such event at or after the start does.",
            "应当结束时限的环节早于起算环节。它不算结束；起算当刻或之后的第一个才算。",
        ),
    ),
    page(
        NOTHING_TO_REJECT,
        ("a rejection with nothing to reject", "没有可退回的"),
        (
            "A rejection takes back the end event before it; here there is none in this round.",
            "审核退回会撤销此前的办结环节；这一轮里没有这样的环节。",
        ),
    ),
    page(
        HANDED_TO_NOBODY,
        ("a hand-over that names no unit", "移交没有写单位"),
        (
            "The event moves the ticket to another unit but names none. Nothing is moved.",
            "移交环节没有写移交给谁，责任不移动。",
        ),
    ),
    page(
        ASKED_TOO_LATE,
        ("an extension asked for too late", "申请延期太迟"),
        (
            "An extension has to be asked for strictly before the due moment in force, while the clock runs. This one changes nothing.",
            "延期须在到期之前、时限运行时申请。这次申请不起作用。",
        ),
    ),
    page(
        GRANTS_NOTHING,
        ("an approval that grants nothing", "批准不起作用"),
        (
            "The approval has no open request, comes from another party than the rules name, or the number of extensions is used up.",
            "没有待批的申请，或批准人不是规则所定，或延期次数已用完。",
        ),
    ),
    page(
        EXIT_OUT_OF_PLACE,
        ("an exit taken late or at another rung", "出口过时或不在本级"),
        (
            "An exit of a rung hands the case on only while the ticket stands at that rung and at or before its due moment, and a way back once a round.",
            "某级的出口，只有工单在该级、未过到期时才能走；退回每轮一次。",
        ),
    ),
    page(
        REOPENED_AFTER_VOID,
        ("a reopening after the ticket was left out", "作废或合并之后又重开"),
        (
            "A void or merged ticket is out of all figures; a later reopening does not bring it back.",
            "作废或合并的工单不计入，之后的重开不起作用。",
        ),
    ),
    page(
        OTHER_CATEGORY,
        ("an event tells another category", "环节所载类别不同"),
        (
            "Only the events that the workflow names change a category. The ticket keeps its own.",
            "只有流程写明的改类环节才改类别。工单的类别不变。",
        ),
    ),
    page(
        EXCUSES_NOTHING,
        ("an excuse that excuses nothing", "免责决定没有可免的"),
        (
            "A decision excuses what is late when it is recorded: of the deadline, rung, round and party that it names. Here nothing is, or the party would excuse itself. Nothing changes.",
            "免责决定只对记录时已经逾期的起作用，并且要与所写的时限、级别、轮次、责任方相符；责任方不能给自己免责。这里没有可免的，不作改动。",
        ),
    ),
    page(
        PAUSE_UNTOLD,
        ("a pause without its reason", "暂停未载明事由"),
        (
            "The event pauses a clock only when something holds that the ticket did not tell at that moment. The clock goes on; tell it with the event.",
            "这个环节只在满足条件时才暂停计时，而当时工单没有载明。时限照常走；请随该环节填写。",
        ),
    ),
    page(
        ENDS_FOR_NOBODY,
        ("nobody's share is done", "不知是哪个协办单位办的"),
        (
            "Each co-handler's obligation ends with the event that this unit did. The event names no unit, or one that is neither a co-handler of the ticket nor its handler, so it ends none of those that are open. Tell with the event who did it.",
            "每个协办单位的时限，要由该单位自己办的环节来结束。这个环节没有写经办方，或者写的既不是协办单位也不是承办单位，所以没有结束任何一个。请随环节填写经办方。",
        ),
    ),
];

const fn page(code: Code, title: (&'static str, &'static str), body: (&'static str, &'static str)) -> Page {
    Page {
        code,
        title,
        body,
        wrong: "",
        right: "",
    }
}
