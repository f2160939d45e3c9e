//! Which format is written, and which options go with it.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::target::is_stdout;
use super::{Compression, folder_format};
use crate::args::{Offsets, OutputArguments, OutputFormat};

/// The format that `--to` names, or the extension of the file that is written; else the coloured view on a terminal, and JSON Lines
/// anywhere else.
pub(crate) fn chosen(arguments: &OutputArguments) -> OutputFormat {
    choose(arguments, io::stdout().is_terminal())
}

fn choose(arguments: &OutputArguments, to_terminal: bool) -> OutputFormat {
    let named = arguments.to.or_else(|| by_extension(arguments.output.as_deref()?));
    named.unwrap_or_else(|| {
        // Options that the view knows nothing of were not meant for it; and `--output -` asks for what a pipe would get.
        let is_view =
            to_terminal && arguments.output.is_none() && check(arguments, false, OutputFormat::Terminal).is_ok();
        if is_view { OutputFormat::Terminal } else { OutputFormat::Jsonl }
    })
}

fn by_extension(path: &Path) -> Option<OutputFormat> {
    let path = match Compression::by_extension(path) {
        Compression::None => path,
        Compression::Gzip | Compression::Zstd => Path::new(path.file_stem()?),
    };
    match path.extension()?.to_ascii_lowercase().to_str()? {
        "jsonl" | "ndjson" => Some(OutputFormat::Jsonl),
        "csv" => Some(OutputFormat::Csv),
        "tsv" | "tab" => Some(OutputFormat::Tsv),
        "parquet" | "pq" => Some(OutputFormat::Parquet),
        "conll" | "iob2" => Some(OutputFormat::Conll),
        "html" | "htm" => Some(OutputFormat::Html),
        _ => None,
    }
}

/// Whether text on standard output may be coloured: as `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and `TERM` say, and if they say nothing,
/// whether it is a terminal.
pub(super) fn colour() -> bool {
    let choice = AutoStream::choice(&io::stdout());
    // On Windows this has the terminal take colours.
    let _ = AutoStream::new(io::stdout(), choice);
    choice != ColorChoice::Never
}

/// What clap cannot tell: options that do not go with the format. The error says which, and why.
pub(crate) fn check(arguments: &OutputArguments, key_phrases: bool, format: OutputFormat) -> Result<(), &'static str> {
    use OutputFormat::{Brat, Conll, Csv, Doccano, Html, Inline, Jsonl, Parquet, Spacy, Terminal, Tsv, Webanno};
    let path = arguments.output.as_deref();
    let is_compressed = path.is_some_and(|path| Compression::by_extension(path) != Compression::None);
    let is_folder = folder_format(format).is_some();
    if arguments.attributes && !matches!(format, Jsonl | Html) {
        return Err(
            "--attributes needs JSON Lines or HTML (--to jsonl, --to html): other formats have no place for them",
        );
    }
    if arguments.keep_fields && !matches!(format, Jsonl | Parquet) {
        return Err(
            "--keep-fields needs JSON Lines or Parquet: other formats have no place for the fields of a record",
        );
    }
    if key_phrases && !matches!(format, Jsonl | Parquet | Html | Terminal) {
        return Err("--key-phrases needs JSON Lines, Parquet, HTML or terminal: other formats have no place for them");
    }
    if arguments.nested && matches!(format, Conll | Spacy | Inline | Terminal) {
        return Err(
            "--nested does not go with CoNLL, spaCy, inline and terminal: there no name can stand inside another",
        );
    }
    match (arguments.offsets, format) {
        (None, _) | (_, Jsonl | Csv | Tsv | Parquet) => {}
        (Some(Offsets::Char), Doccano | Spacy | Brat) | (Some(Offsets::Utf16), Webanno) => {}
        (_, Doccano | Spacy | Brat) => return Err("--offsets: doccano, spaCy and brat count in characters"),
        (_, Webanno) => return Err("--offsets: WebAnno TSV counts in UTF-16 code units"),
        (_, Conll | Inline | Html | Terminal) => return Err("--offsets: CoNLL, inline, HTML and terminal have none"),
    }
    if is_folder && is_stdout(path) {
        return Err("brat and WebAnno TSV have files for each document: name a folder for them with -o FOLDER");
    }
    if is_folder && is_compressed {
        return Err("brat and WebAnno TSV write a folder, which is not compressed: leave .gz or .zst away");
    }
    if format == Parquet && is_compressed {
        return Err("Parquet is compressed in itself: leave .gz or .zst away");
    }
    Ok(())
}

/// How many key phrases a format shows of each document where nothing else is asked for: pages for people have some.
pub(crate) fn usual_key_phrases(format: OutputFormat) -> usize {
    if matches!(format, OutputFormat::Html | OutputFormat::Terminal) { 10 } else { 0 }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::args::{Arguments, Command};

    fn chosen(arguments: &[&str], to_terminal: bool) -> OutputFormat {
        let parsed = Arguments::parse_from(["sinotag", "annotate"].iter().chain(arguments));
        let Command::Annotate(arguments) = parsed.command else { panic!("{arguments:?}") };
        choose(&arguments.output, to_terminal)
    }

    #[test]
    fn a_terminal_shows_the_view_unless_something_else_was_asked_for() {
        assert_eq!(chosen(&["a.txt"], true), OutputFormat::Terminal);
        assert_eq!(chosen(&["a.txt"], false), OutputFormat::Jsonl);
        for arguments in [
            &["--to", "jsonl"][..],
            &["-o", "-"],
            &["-o", "a.out"],
            &["--attributes"],
            &["--keep-fields"],
            &["--nested"],
            &["--offsets", "byte"],
        ] {
            assert_eq!(chosen(arguments, true), OutputFormat::Jsonl, "{arguments:?}");
        }
        assert_eq!(chosen(&["--to", "terminal"], false), OutputFormat::Terminal);
    }

    #[test]
    fn extensions_name_formats() {
        for (name, format) in [
            ("a.jsonl", OutputFormat::Jsonl),
            ("a.TSV.gz", OutputFormat::Tsv),
            ("a.pq", OutputFormat::Parquet),
            ("a.conll.zst", OutputFormat::Conll),
            ("a.iob2", OutputFormat::Conll),
            ("a.htm", OutputFormat::Html),
            // What a name like these means is not certain.
            ("a.txt", OutputFormat::Jsonl),
            ("a.ann", OutputFormat::Jsonl),
            ("a", OutputFormat::Jsonl),
        ] {
            assert_eq!(chosen(&["-o", name], true), format, "{name}");
        }
    }
}
