//! Rows of Parquet as records.

use std::borrow::Cow;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowPrimitiveType, ArrowTemporalType, Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};

use super::record::{self, FieldOptions, RESERVED, Record};

/// The columns that are asked for.
pub(super) struct Columns<'a> {
    options: &'a FieldOptions,
    texts: Vec<Option<Strings<'a>>>,
    id: Option<&'a ArrayRef>,
    date: Option<&'a ArrayRef>,
    /// The other columns, as lines of JSON.
    kept: Vec<u8>,
}

impl<'a> Columns<'a> {
    /// # Errors
    ///
    /// If a column holds what its use does not allow: an error of all rows.
    pub(super) fn new(batch: &'a RecordBatch, options: &'a FieldOptions) -> Result<Self, String> {
        let column = |name: &String| batch.column_by_name(name);
        let texts = options.texts.iter().map(|name| {
            let Some(column) = column(name) else { return Ok(None) };
            Strings::new(column)
                .map(Some)
                .ok_or_else(|| format!("column {name:?} holds no strings but {}", column.data_type()))
        });
        let texts = texts.collect::<Result<_, _>>()?;
        let id = options.id.as_ref().and_then(column);
        if let Some(id) = id.filter(|id| Strings::new(id).is_none() && !id.data_type().is_integer()) {
            let (name, kind) = (options.id.as_deref().unwrap_or_default(), id.data_type());
            return Err(format!("column {name:?} holds neither strings nor whole numbers but {kind}"));
        }
        let kept = if options.keep_as_json { as_json(batch, options.id.as_deref())? } else { Vec::new() };
        Ok(Self { options, texts, id, date: options.date.as_ref().and_then(column), kept })
    }

    /// The records of all rows, in order.
    pub(super) fn rows(&self, number: usize) -> impl Iterator<Item = Result<Record<'_>, String>> {
        let mut kept = self.kept.split(|byte| *byte == b'\n');
        (0..number).map(move |row| self.read(row, kept.next().unwrap_or_default()))
    }

    fn read<'b>(&'b self, row: usize, kept: &[u8]) -> Result<Record<'b>, String> {
        let id = match self.id {
            Some(column) => value(column, row).transpose()?,
            None => None,
        };
        let date = match (self.date, &self.options.date) {
            (Some(column), Some(name)) => match value(column, row) {
                Some(value) => record::date(name, &value?)?,
                None => None,
            },
            _ => None,
        };
        let texts = self.texts.iter().map(|column| column.and_then(|column| column.get(row)).map(Cow::from)).collect();
        let joined = record::join(&self.options.texts, texts);
        let has_text = joined.is_some();
        let (text, fields) = joined.unwrap_or_default();
        // A line is an object: its members stand between the braces.
        let members = kept.strip_prefix(b"{").and_then(|kept| kept.strip_suffix(b"}")).unwrap_or_default();
        let comma: &[u8] = if members.is_empty() { b"" } else { b"," };
        Ok(Record { id, text, fields, date, kept: [comma, members].concat(), has_text })
    }
}

/// All columns that are carried through, one line of JSON a row.
fn as_json(batch: &RecordBatch, id: Option<&str>) -> Result<Vec<u8>, String> {
    let schema = batch.schema_ref();
    let is_kept = |name: &str| Some(name) != id && !RESERVED.contains(&name);
    let columns: Vec<_> = (0..batch.num_columns()).filter(|at| is_kept(schema.field(*at).name())).collect();
    let mut lines = Vec::new();
    let mut writer = arrow_json::WriterBuilder::new()
        .with_explicit_nulls(true)
        .build::<_, arrow_json::writer::LineDelimited>(&mut lines);
    let written = batch.project(&columns).and_then(|kept| writer.write(&kept)).and_then(|()| writer.finish());
    drop(writer);
    written.map(|()| lines).map_err(|error| format!("the columns cannot be written as JSON: {error}"))
}

/// A column of strings, in any of Arrow's forms.
#[derive(Clone, Copy)]
enum Strings<'a> {
    Utf8(&'a arrow_array::StringArray),
    LargeUtf8(&'a arrow_array::LargeStringArray),
    View(&'a arrow_array::StringViewArray),
    Dictionary(&'a dyn arrow_array::array::AnyDictionaryArray),
}

impl<'a> Strings<'a> {
    fn new(column: &'a ArrayRef) -> Option<Self> {
        match column.data_type() {
            DataType::Utf8 => Some(Self::Utf8(column.as_string())),
            DataType::LargeUtf8 => Some(Self::LargeUtf8(column.as_string())),
            DataType::Utf8View => Some(Self::View(column.as_string_view())),
            DataType::Dictionary(_, values) if **values == DataType::Utf8 => {
                Some(Self::Dictionary(column.as_any_dictionary()))
            }
            _ => None,
        }
    }

    fn get(self, row: usize) -> Option<&'a str> {
        match self {
            Self::Utf8(column) => column.is_valid(row).then(|| column.value(row)),
            Self::LargeUtf8(column) => column.is_valid(row).then(|| column.value(row)),
            Self::View(column) => column.is_valid(row).then(|| column.value(row)),
            Self::Dictionary(column) => {
                let values = column.values().as_string::<i32>();
                column.keys().is_valid(row).then(|| values.value(key(column, row)))
            }
        }
    }
}

fn key(column: &dyn arrow_array::array::AnyDictionaryArray, row: usize) -> usize {
    let keys = column.keys().slice(row, 1);
    integer(&keys, 0).and_then(|key| key.parse().ok()).unwrap_or(0)
}

/// A value as text; none for null, an error for what is neither a string, a number nor a day.
fn value(column: &ArrayRef, row: usize) -> Option<Result<Cow<'_, str>, String>> {
    if column.is_null(row) {
        return None;
    }
    if let Some(strings) = Strings::new(column) {
        return strings.get(row).map(|text| Ok(text.into()));
    }
    let text = integer(column, row).or_else(|| day(column, row));
    Some(text.map(Cow::Owned).ok_or_else(|| format!("a value is of type {}", column.data_type())))
}

fn integer(column: &dyn Array, row: usize) -> Option<String> {
    fn at<T: ArrowPrimitiveType<Native: ToString>>(column: &dyn Array, row: usize) -> Option<String> {
        Some(column.as_primitive_opt::<T>()?.value(row).to_string())
    }
    match column.data_type() {
        DataType::Int8 => at::<Int8Type>(column, row),
        DataType::Int16 => at::<Int16Type>(column, row),
        DataType::Int32 => at::<Int32Type>(column, row),
        DataType::Int64 => at::<Int64Type>(column, row),
        DataType::UInt8 => at::<UInt8Type>(column, row),
        DataType::UInt16 => at::<UInt16Type>(column, row),
        DataType::UInt32 => at::<UInt32Type>(column, row),
        DataType::UInt64 => at::<UInt64Type>(column, row),
        _ => None,
    }
}

fn day(column: &dyn Array, row: usize) -> Option<String> {
    fn at<T: ArrowTemporalType>(column: &dyn Array, row: usize) -> Option<String>
    where
        i64: From<T::Native>,
    {
        Some(column.as_primitive_opt::<T>()?.value_as_date(row)?.to_string())
    }
    match column.data_type() {
        DataType::Date32 => at::<Date32Type>(column, row),
        DataType::Date64 => at::<Date64Type>(column, row),
        DataType::Timestamp(TimeUnit::Second, _) => at::<TimestampSecondType>(column, row),
        DataType::Timestamp(TimeUnit::Millisecond, _) => at::<TimestampMillisecondType>(column, row),
        DataType::Timestamp(TimeUnit::Microsecond, _) => at::<TimestampMicrosecondType>(column, row),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => at::<TimestampNanosecondType>(column, row),
        _ => None,
    }
}
