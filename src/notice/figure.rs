//! Figures that open rows of a list.

use serde::{Deserialize, Serialize};

/// A count that can be opened: so many rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// How many.
    pub count: u64,
    /// Rows of this list,
    pub list: String,
    /// for which all of these hold.
    pub only: Vec<Only>,
}

/// A column holds one of several texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Only {
    /// The key of the column.
    pub column: String,
    /// One of these.
    pub any: Vec<String>,
}

impl Only {
    /// A column holds a text.
    #[must_use]
    pub fn is(column: &str, text: &str) -> Only {
        Only::any(column, [text])
    }

    /// A column holds one of several texts.
    #[must_use]
    pub fn any<'t>(column: &str, texts: impl IntoIterator<Item = &'t str>) -> Only {
        Only {
            column: column.to_owned(),
            any: texts.into_iter().map(str::to_owned).collect(),
        }
    }
}
