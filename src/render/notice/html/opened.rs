//! The figures of a page that can be opened: each has a place of the page, and equal ones the same.

use super::writer::{Value, Writer};
use crate::notice::{Figure, Only};
use std::collections::BTreeMap;

/// The place that a number opens.
pub(super) const PLACE: &str = "f";

/// Figures by their places.
#[derive(Default)]
pub(super) struct Opened {
    places: BTreeMap<(String, Vec<Only>), usize>,
    figures: Vec<Figure>,
}

impl Opened {
    /// The place of the page where a figure's rows stand; None of nothing, which opens nothing.
    pub(super) fn place(&mut self, figure: &Figure) -> Option<usize> {
        if figure.count == 0 {
            return None;
        }
        let next = self.figures.len();
        let key = (figure.list.clone(), figure.only.clone());
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.figures.push(figure.clone());
        }
        Some(place)
    }

    /// A figure as printed, a link to its rows.
    pub(super) fn figure(&mut self, out: &mut Writer, print: &str, figure: &Figure) {
        match self.place(figure) {
            Some(place) => out.told("a", &[("href", Value::Link(PLACE, place))], print),
            None => out.text(print),
        }
    }

    /// All, in the order of their places.
    pub(super) fn figures(self) -> Vec<Figure> {
        self.figures
    }
}
