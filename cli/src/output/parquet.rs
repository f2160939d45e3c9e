//! Parquet: one document a row, with a list of mentions; each batch is a row group, encoded and compressed by the thread that tagged
//! it.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder as _, BooleanBufferBuilder, BooleanBuilder, Float32Builder, Int32Builder, StringBuilder,
};
use arrow_array::{Array, ArrayRef, BooleanArray, ListArray, RecordBatch, StructArray};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::arrow::{ArrowSchemaConverter, add_encoded_arrow_schema_to_metadata};
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::{
    ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataBuilder, ParquetMetaDataOptions, ParquetMetaDataReader,
    ParquetMetaDataWriter,
};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::statistics::Statistics;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::TypePtr;
use sinotag::output::{KeyPhraseRecord, MentionRecord};

use super::json_lines::in_fields;
use super::{Annotated, FormatOptions, Output};
use crate::failure::Failure;

/// The schema of the output, with the columns that are carried through after the id.
pub(crate) fn arrow_schema(options: &FormatOptions, kept: Option<&SchemaRef>) -> Schema {
    let mut fields = vec![Arc::new(Field::new("id", DataType::Utf8, false))];
    fields.extend(kept.into_iter().flat_map(|kept| kept.fields().iter().filter(|field| is_kept(field)).cloned()));
    let mention = Field::new("element", DataType::Struct(mention_fields(options)), true);
    fields.push(Arc::new(Field::new("mentions", DataType::List(Arc::new(mention)), true)));
    if options.key_phrases {
        let phrase = Field::new("element", DataType::Struct(key_phrase_fields()), true);
        fields.push(Arc::new(Field::new("key_phrases", DataType::List(Arc::new(phrase)), true)));
    }
    Schema::new(fields)
}

/// Results win over columns of the same name.
fn is_kept(field: &Field) -> bool {
    !["id", "mentions", "key_phrases"].contains(&field.name().as_str())
}

fn mention_fields(options: &FormatOptions) -> Fields {
    let field = options.several_fields.then(|| Field::new("field", DataType::Utf8, true));
    let nested = options.nested.then(|| Field::new("nested", DataType::Boolean, true));
    let column = |(name, kind)| Field::new(name, kind, true);
    let columns = [
        ("start", DataType::Int32),
        ("end", DataType::Int32),
        ("text", DataType::Utf8),
        ("kind", DataType::Utf8),
        ("confidence", DataType::Float32),
        ("evidence", DataType::Utf8),
        ("rule", DataType::Utf8),
        ("entity_id", DataType::Utf8),
        ("name", DataType::Utf8),
        ("name_zh", DataType::Utf8),
    ];
    field.into_iter().chain(columns.into_iter().map(column)).chain(nested).collect()
}

fn key_phrase_fields() -> Fields {
    let columns = [
        ("text", DataType::Utf8),
        ("score", DataType::Float32),
        ("count", DataType::Int32),
        ("entity_id", DataType::Utf8),
    ];
    columns.into_iter().map(|(name, kind)| Field::new(name, kind, true)).collect()
}

/// What all threads share.
pub(crate) struct Format {
    schema: SchemaRef,
    parquet_schema: TypePtr,
    properties: WriterPropertiesPtr,
    factory: ArrowRowGroupWriterFactory,
    options: FormatOptions,
}

impl Format {
    pub(super) fn new(options: &FormatOptions, kept: Option<&SchemaRef>) -> Result<Self, Failure> {
        let schema = Arc::new(arrow_schema(options, kept));
        Self::try_new(schema, options).map_err(|error| Failure::Message(format!("Parquet cannot be written: {error}")))
    }

    fn try_new(schema: SchemaRef, options: &FormatOptions) -> Result<Self, ParquetError> {
        let mut properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            // Ids differ from row to row.
            .set_column_dictionary_enabled("id".into(), false)
            // Nothing but the footer stands after the row groups: what an interrupted run wrote can be continued.
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .build();
        add_encoded_arrow_schema_to_metadata(&schema, &mut properties);
        let properties = Arc::new(properties);
        let parquet_schema = ArrowSchemaConverter::new().convert(&schema)?.root_schema_ptr();
        let model = SerializedFileWriter::new(io::sink(), parquet_schema.clone(), properties.clone())?;
        let factory = ArrowRowGroupWriterFactory::new(&model, schema.clone());
        Ok(Self { schema, parquet_schema, properties, factory, options: options.clone() })
    }

    pub(super) fn encoder(&self) -> Encoder<'_> {
        let (mentions, key_phrases) = (Mentions::default(), KeyPhrases::default());
        Encoder { format: self, ids: StringBuilder::new(), kept: Vec::new(), mentions, key_phrases }
    }

    pub(super) fn sink(&self, output: Output, resumed: Option<&[u8]>) -> Result<Sink, Failure> {
        let end = output.position();
        let replay = Replay { output, end, passed: if resumed.is_some() { 0 } else { end } };
        let opened = SerializedFileWriter::new(replay, self.parquet_schema.clone(), self.properties.clone());
        let writer = opened.map_err(|error| Failure::Message(format!("Parquet cannot be written: {error}")))?;
        let mut sink = Sink { writer };
        if let Some(footer) = resumed {
            sink.replay(footer)?;
        }
        Ok(sink)
    }
}

/// Collects the documents of a batch as columns.
pub(crate) struct Encoder<'a> {
    format: &'a Format,
    ids: StringBuilder,
    kept: Vec<RecordBatch>,
    mentions: Mentions,
    key_phrases: KeyPhrases,
}

impl Encoder<'_> {
    pub(super) fn document(&mut self, document: &Annotated<'_>) -> Result<(), String> {
        let options = &self.format.options;
        let record = document.record(options.record);
        if document.document.text().len() > i32::MAX as usize {
            return Err("the text is too long for the offsets of Parquet, which have 31 bits".to_owned());
        }
        self.ids.append_value(document.id);
        for phrase in record.key_phrases.iter().flatten() {
            self.key_phrases.push(phrase);
        }
        self.key_phrases.rows.end_document(self.key_phrases.score.len(), document.has_text);
        if options.several_fields {
            for mention in in_fields(document, record, options.record) {
                self.mentions.push(Some(mention.field), &mention.mention);
            }
        } else {
            for mention in &record.mentions {
                self.mentions.push(None, mention);
            }
        }
        self.mentions.rows.end_document(self.mentions.start.len(), document.has_text);
        Ok(())
    }

    pub(super) fn keep_rows(&mut self, rows: &RecordBatch, done: Vec<bool>) -> Result<(), String> {
        if self.format.schema.fields().iter().any(|field| is_kept(field)) {
            let done = BooleanArray::from(done);
            let rows = arrow_select::filter::filter_record_batch(rows, &done).map_err(|error| error.to_string())?;
            self.kept.push(rows);
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<RowGroup, String> {
        self.encode().map_err(|error| error.to_string())
    }

    fn encode(mut self) -> Result<RowGroup, ParquetError> {
        let schema = &self.format.schema;
        let mut columns: Vec<ArrayRef> = vec![Arc::new(self.ids.finish())];
        for field in schema.fields().iter().filter(|field| is_kept(field)) {
            columns.push(self.kept_column(field)?);
        }
        columns.push(self.mentions.finish(&self.format.options)?);
        if self.format.options.key_phrases {
            columns.push(self.key_phrases.finish()?);
        }
        // Checks that all columns are of one length.
        let batch = RecordBatch::try_new(schema.clone(), columns)?;
        if batch.num_rows() == 0 {
            return Ok(RowGroup { columns: Vec::new() });
        }
        let mut writers = self.format.factory.create_column_writers(0)?.into_iter();
        let mut columns = Vec::new();
        for (field, column) in schema.fields().iter().zip(batch.columns()) {
            for (leaf, mut writer) in compute_leaves(field, column)?.into_iter().zip(writers.by_ref()) {
                writer.write(&leaf)?;
                columns.push(writer.close()?);
            }
        }
        Ok(RowGroup { columns })
    }

    fn kept_column(&self, field: &Field) -> Result<ArrayRef, ArrowError> {
        let parts: Vec<&dyn Array> =
            self.kept.iter().filter_map(|rows| rows.column_by_name(field.name())).map(AsRef::as_ref).collect();
        if parts.is_empty() {
            return Ok(arrow_array::new_empty_array(field.data_type()));
        }
        arrow_select::concat::concat(&parts)
    }
}

/// The columns of mentions.
#[derive(Default)]
struct Mentions {
    rows: Rows,
    field: StringBuilder,
    start: Int32Builder,
    end: Int32Builder,
    text: StringBuilder,
    kind: StringBuilder,
    confidence: Float32Builder,
    evidence: StringBuilder,
    rule: StringBuilder,
    entity_id: StringBuilder,
    name: StringBuilder,
    name_zh: StringBuilder,
    nested: BooleanBuilder,
}

impl Mentions {
    fn push(&mut self, field: Option<&str>, mention: &MentionRecord<'_>) {
        self.field.append_option(field);
        // Texts are shorter than 2 GiB, so their offsets fit.
        self.start.append_value(mention.start as i32);
        self.end.append_value(mention.end as i32);
        self.text.append_value(mention.text);
        self.kind.append_value(mention.kind.name());
        self.confidence.append_value(mention.confidence as f32);
        self.evidence.append_value(mention.evidence.name());
        self.rule.append_option(mention.rule);
        let entity = mention.entity.as_ref();
        self.entity_id.append_option(entity.map(|entity| entity.id));
        self.name.append_option(entity.map(|entity| entity.name));
        self.name_zh.append_option(entity.and_then(|entity| entity.name_zh));
        self.nested.append_value(mention.nested);
    }

    fn finish(&mut self, options: &FormatOptions) -> Result<ArrayRef, ArrowError> {
        let fields = mention_fields(options);
        let field: ArrayRef = Arc::new(self.field.finish());
        let columns: [ArrayRef; 10] = [
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.text.finish()),
            Arc::new(self.kind.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.evidence.finish()),
            Arc::new(self.rule.finish()),
            Arc::new(self.entity_id.finish()),
            Arc::new(self.name.finish()),
            Arc::new(self.name_zh.finish()),
        ];
        let nested: ArrayRef = Arc::new(self.nested.finish());
        let field = options.several_fields.then_some(field);
        let columns = field.into_iter().chain(columns).chain(options.nested.then_some(nested)).collect();
        self.rows.finish(fields, columns)
    }
}

/// The columns of key phrases.
#[derive(Default)]
struct KeyPhrases {
    rows: Rows,
    text: StringBuilder,
    score: Float32Builder,
    count: Int32Builder,
    entity_id: StringBuilder,
}

impl KeyPhrases {
    fn push(&mut self, phrase: &KeyPhraseRecord<'_>) {
        self.text.append_value(phrase.text);
        self.score.append_value(phrase.score as f32);
        self.count.append_value(phrase.count as i32);
        self.entity_id.append_option(phrase.entity_id);
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.text.finish()),
            Arc::new(self.score.finish()),
            Arc::new(self.count.finish()),
            Arc::new(self.entity_id.finish()),
        ];
        self.rows.finish(key_phrase_fields(), columns)
    }
}

/// Where the rows of a column of lists end.
#[derive(Default)]
struct Rows {
    /// For each document the number of elements up to its end.
    ends: Vec<i32>,
    has_text: Option<BooleanBufferBuilder>,
}

impl Rows {
    /// A document ends after so many elements of the whole column. Without a text, its list is null.
    fn end_document(&mut self, elements: usize, has_text: bool) {
        self.ends.push(elements as i32);
        self.has_text.get_or_insert_with(|| BooleanBufferBuilder::new(0)).append(has_text);
    }

    /// The column of lists of structs.
    fn finish(&mut self, fields: Fields, columns: Vec<ArrayRef>) -> Result<ArrayRef, ArrowError> {
        let values = StructArray::try_new(fields.clone(), columns, None)?;
        let lengths = self.ends.iter().scan(0, |before, end| Some((end - std::mem::replace(before, *end)) as usize));
        let offsets = arrow_buffer::OffsetBuffer::from_lengths(lengths);
        let nulls = self.has_text.take().map(|mut has_text| arrow_buffer::NullBuffer::new(has_text.finish()));
        let element = Arc::new(Field::new("element", DataType::Struct(fields), true));
        Ok(Arc::new(ListArray::try_new(element, offsets, Arc::new(values), nulls)?))
    }
}

/// Encoded columns.
pub(crate) struct RowGroup {
    /// Empty if there are no rows.
    columns: Vec<ArrowColumnChunk>,
}

/// The file that row groups are appended to.
pub(crate) struct Sink {
    writer: SerializedFileWriter<Replay>,
}

impl Sink {
    pub(super) fn write(&mut self, rows: RowGroup) -> Result<(), Failure> {
        if rows.columns.is_empty() {
            return Ok(());
        }
        let appended = (|| {
            let mut group = self.writer.next_row_group()?;
            for column in rows.columns {
                column.append_to_row_group(&mut group)?;
            }
            group.close()?;
            self.writer.flush()?;
            Ok::<_, ParquetError>(())
        })();
        appended.map_err(|error| self.output().failure(&error))
    }

    pub(super) fn output(&self) -> &Output {
        &self.writer.inner().output
    }

    /// Where the file stands, and the footer that it would have if it ended here.
    pub(super) fn state(&mut self) -> Result<(u64, Vec<u8>), Failure> {
        let written = self.writer.flush().map_err(ParquetError::from).and_then(|()| self.footer());
        let footer = written.map_err(|error| self.output().failure(&error))?;
        self.writer.inner_mut().output.sync()?;
        Ok((self.output().position(), footer))
    }

    fn footer(&self) -> Result<Vec<u8>, ParquetError> {
        let groups = self.writer.flushed_row_groups().to_vec();
        let rows = groups.iter().map(|group| group.num_rows()).sum();
        let schema = self.writer.schema_descr().clone();
        let file = parquet::file::metadata::FileMetaData::new(1, rows, None, None, Arc::new(schema), None);
        let metadata: ParquetMetaData = ParquetMetaDataBuilder::new(file).set_row_groups(groups).build();
        let mut bytes = Vec::new();
        ParquetMetaDataWriter::new(&mut bytes, &metadata).finish()?;
        Ok(bytes)
    }

    /// Brings the writer to where the run stood that wrote `footer`, by appending all its row groups again: to where they stand.
    fn replay(&mut self, footer: &[u8]) -> Result<(), Failure> {
        let replayed = self.append_again(footer).and_then(|()| {
            let replay = self.writer.inner();
            if replay.passed == replay.end { Ok(()) } else { Err(ParquetError::General("its size is another".into())) }
        });
        replayed.map_err(|error| Failure::Message(format!("what was written so far cannot be continued: {error}")))
    }

    fn append_again(&mut self, footer: &[u8]) -> Result<(), ParquetError> {
        // Eight bytes follow the metadata: their length and a mark.
        let metadata = footer.get(..footer.len().saturating_sub(8)).unwrap_or_default();
        // By default the encodings of pages are summed up, and would be lost.
        let options = ParquetMetaDataOptions::new().with_encoding_stats_as_mask(false);
        let metadata = ParquetMetaDataReader::decode_metadata_with_options(metadata, Some(&options))?;
        let Some(partial) = self.output().partial() else { return Ok(()) };
        let file = std::fs::File::open(partial)?;
        for group in metadata.row_groups() {
            let mut again = self.writer.next_row_group()?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: u64::try_from(column.compressed_size()).unwrap_or(0),
                    rows_written: u64::try_from(group.num_rows()).unwrap_or(0),
                    metadata: with_old_statistics(column)?,
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                again.append_column(&file, close)?;
            }
            again.close()?;
        }
        self.writer.flush()?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(), Failure> {
        let closed = self.writer.finish().map(drop).and_then(|()| self.writer.flush().map_err(ParquetError::from));
        closed.map_err(|error| self.output().failure(&error))?;
        self.writer.inner_mut().output.finish()
    }

    pub(super) fn discard(&mut self) {
        self.writer.inner_mut().output.discard();
    }
}

/// The metadata as it was before it was written and read: of columns with signed values, the statistics stand in it twice, for old
/// readers, which reading forgets.
fn with_old_statistics(column: &ColumnChunkMetaData) -> Result<ColumnChunkMetaData, ParquetError> {
    let Some(statistics) = column.statistics().filter(|_| column.column_descr().sort_order().is_signed()) else {
        return Ok(column.clone());
    };
    let statistics = match statistics.clone() {
        Statistics::Boolean(values) => Statistics::Boolean(values.with_backwards_compatible_min_max(true)),
        Statistics::Int32(values) => Statistics::Int32(values.with_backwards_compatible_min_max(true)),
        Statistics::Int64(values) => Statistics::Int64(values.with_backwards_compatible_min_max(true)),
        Statistics::Int96(values) => Statistics::Int96(values.with_backwards_compatible_min_max(true)),
        Statistics::Float(values) => Statistics::Float(values.with_backwards_compatible_min_max(true)),
        Statistics::Double(values) => Statistics::Double(values.with_backwards_compatible_min_max(true)),
        Statistics::ByteArray(values) => Statistics::ByteArray(values.with_backwards_compatible_min_max(true)),
        Statistics::FixedLenByteArray(values) => {
            Statistics::FixedLenByteArray(values.with_backwards_compatible_min_max(true))
        }
    };
    column.clone().into_builder().set_statistics(statistics).build()
}

/// An output of which the begin is written already: passes over it.
struct Replay {
    output: Output,
    /// Where the output stood when it was opened.
    end: u64,
    passed: u64,
}

impl Write for Replay {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.passed).unwrap_or(usize::MAX);
        if left == 0 {
            return self.output.write(bytes);
        }
        let passed = bytes.len().min(left);
        self.passed += passed as u64;
        Ok(passed)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
