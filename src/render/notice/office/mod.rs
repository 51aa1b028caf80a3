//! What Word and Excel files share: a zip of parts (`package`) in XML (`xml`). Same values, same bytes.

mod package;
mod xml;

pub(super) use package::{Package, Part};
pub(super) use xml::{Xml, cut};
