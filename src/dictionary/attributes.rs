//! Attributes of entries: the `key=value;key=value` cell of a dictionary row, read on demand.

use crate::Period;

/// Keys whose value is a list even when it holds one item.
const LISTS: [&str; 3] = ["demonym", "office", "ticker"];

/// The value of one attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value<'e> {
    Text(&'e str),
    /// Items separated by vertical bars.
    List(&'e str),
}

/// The attributes of a cell, in the order of the cell.
pub(crate) fn read(cell: &str) -> impl Iterator<Item = (&str, Value<'_>)> {
    cell.split(';').filter_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let value = if LISTS.contains(&key) { Value::List(value) } else { Value::Text(value) };
        Some((key, value))
    })
}

/// The value of one attribute.
pub(crate) fn value<'e>(cell: &'e str, name: &str) -> Option<Value<'e>> {
    read(cell).find_map(|(key, value)| (key == name).then_some(value))
}

/// When the body existed, if the cell says anything about it.
pub(crate) fn existence(cell: &str) -> Option<Period> {
    let year = |key| match value(cell, key) {
        Some(Value::Text(text)) => text.parse().ok(),
        _ => None,
    };
    let (from, to) = (year("from"), year("to"));
    (from.is_some() || to.is_some()).then(|| Period::new(from, to))
}

/// The offices of a person with the time in each, where it is known, in the order of the cell.
pub(crate) fn offices(cell: &str) -> impl Iterator<Item = (&str, Option<Period>)> {
    let items = match value(cell, "office") {
        Some(Value::List(items)) => items,
        _ => "",
    };
    items.split('|').filter(|item| !item.is_empty()).map(|item| match item.rsplit_once('@') {
        Some((title, period)) => (title, period.parse().ok()),
        None => (item, None),
    })
}

/// Says what is wrong with a cell, if anything is.
pub(super) fn check(cell: &str) -> Result<(), String> {
    if cell.is_empty() {
        return Ok(());
    }
    for pair in cell.split(';') {
        let Some((key, value)) = pair.split_once('=') else {
            return Err(format!("attribute {pair:?} has no '='"));
        };
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if key.is_empty() || !key.bytes().all(plain) {
            return Err(format!("attribute name {key:?} must be lower-case letters, digits and underscores"));
        }
        if value.is_empty() {
            return Err(format!("attribute {key:?} has no value"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_texts() {
        let cell = "ticker=3988.HK|601988.SH;parent=org:central-huijin;first_used=2020";
        let read: Vec<_> = read(cell).collect();
        assert_eq!(
            read,
            [
                ("ticker", Value::List("3988.HK|601988.SH")),
                ("parent", Value::Text("org:central-huijin")),
                ("first_used", Value::Text("2020"))
            ]
        );
        assert!(check(cell).is_ok());
        assert!(check("ticker").is_err());
        assert!(check("Ticker=1").is_err());
        assert!(check("ticker=").is_err());
    }
}
