//! Reads dictionaries from CSV.

use std::path::Path;

use crate::Error;

use super::row::{self, Cells, Defaults, Row};
use super::tsv;

pub(super) fn rows(path: &Path, text: &str) -> Result<Vec<Row>, Error> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let fail = |line, message: String| Error::format(path, line, message);
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let broken = |error: &csv::Error| {
        let line = error.position().map_or(1, |position| position.line() as usize);
        fail(
            line,
            match error.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} cells, but the header names {expected_len} columns")
                }
                _ => format!("is no CSV: {error}"),
            },
        )
    };
    let header = reader.headers().map_err(|error| broken(&error))?.clone();
    let header: Vec<&str> = header.iter().map(str::trim).collect();
    tsv::check_columns(&header, &tsv::DICTIONARY_COLUMNS).map_err(|message| fail(1, message))?;
    if let Some(missing) = ["name", "kind"].into_iter().find(|required| !header.contains(required)) {
        return Err(fail(1, format!("the column {missing:?} is missing")));
    }
    let columns = tsv::DICTIONARY_COLUMNS.map(|name| header.iter().position(|column| *column == name));
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        // Of "\r\n" before the record, the reader has only passed the first byte.
        let line = record.position().map_or(1, |position| {
            position.line() as usize + usize::from(text.as_bytes().get(position.byte() as usize) == Some(&b'\n'))
        });
        let [id, name, aliases, name_zh, kind, subkind, case, prominence, flags, attributes] =
            columns.map(|column| column.and_then(|column| record.get(column)).unwrap_or("").trim());
        let id = (!id.is_empty()).then_some(id);
        let cells = Cells { id, name, name_zh, kind, subkind, case, prominence, flags, attributes };
        let row = Row::read(line, cells, aliases.split('|').map(str::trim), Defaults::default(), row::copied);
        rows.push(row.map_err(|message| fail(line, message))?);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use crate::Dictionary;

    fn error(text: &str) -> String {
        Dictionary::from_csv("x.csv", text).unwrap_err().to_string()
    }

    #[test]
    fn errors_name_file_line_and_cause() {
        for (text, want) in [
            ("", "x.csv:1: the column \"name\" is missing"),
            ("name\nAcme\n", "x.csv:1: the column \"kind\" is missing"),
            ("name,kind,nick\n", "x.csv:1: unknown column \"nick\""),
            ("name,kind,name\n", "x.csv:1: column \"name\" stands twice"),
            ("name,kind\nA Bank,organization\nB Bank,company\n", "x.csv:3: unknown kind \"company\""),
            ("name,kind\nA Bank,organization,x\n", "x.csv:2: 3 cells, but the header names 2 columns"),
            ("name,kind\n\"A\nBank\",organization\n ,organization\n", "x.csv:4: the row has no name"),
            ("name,kind\n银行,organization\n", "x.csv:2: no id can be made"),
        ] {
            assert!(error(text).starts_with(want), "{:?} should start with {want:?}", error(text));
        }
    }

    #[test]
    fn cells_mean_what_they_mean_in_tsv() {
        let text = "\u{FEFF}kind,name,aliases,id\r\norganization,\"Acme Holding, Ltd.\",Acme | ~AHL,\r\npolicy,green harvest,,policy:x\r\n";
        let rows = Dictionary::from_csv("x.csv", text).unwrap().rows;
        assert_eq!((&*rows[0].id, &*rows[0].name, rows[0].line), ("org:acme-holding-ltd", "Acme Holding, Ltd.", 2));
        let aliases: Vec<_> = rows[0].aliases.iter().map(|a| (&*a.surface, a.needs_context)).collect();
        assert_eq!(aliases, [("Acme", false), ("AHL", true)]);
        assert_eq!(&*rows[1].id, "policy:x");
    }
}
