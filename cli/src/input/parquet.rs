//! Parquet: row groups one after the other, only the columns that are asked for.

use std::fs::File;
use std::io;
use std::path::Path;

use arrow_schema::SchemaRef;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};

use super::files::FileList;
use super::{Content, InputOptions, Position, Source, check_text_columns};

pub(super) struct Rows {
    file: File,
    metadata: ArrowReaderMetadata,
    mask: ProjectionMask,
    position: Position,
    /// The row group that comes after the open one.
    next_group: usize,
    open: Option<ParquetRecordBatchReader>,
    /// The number of the next row, counted from 1.
    row: usize,
    /// The number of the first row of the next row group.
    next_group_row: usize,
    batch_bytes: usize,
}

impl Rows {
    pub(super) fn open(path: &Path, options: &InputOptions, position: &Position) -> io::Result<Self> {
        let file = File::open(path)?;
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(unreadable)?;
        let schema = metadata.schema();
        check_text_columns(schema.fields().iter().map(|field| field.name().as_str()), options)?;
        if options.schema.as_ref().is_some_and(|first| first.fields() != schema.fields()) {
            return Err(io::Error::other(
                "has other columns than the first file, so that they cannot be carried through",
            ));
        }
        let parquet = metadata.parquet_schema();
        let mask = match &options.columns {
            None => ProjectionMask::all(),
            Some(columns) => {
                let wanted = |name: &String| columns.contains(name) || options.text_fields.contains(name);
                let roots = schema.fields().iter().enumerate().filter(|(_, field)| wanted(field.name()));
                ProjectionMask::roots(parquet, roots.map(|(at, _)| at))
            }
        };
        Ok(Self {
            file,
            mask,
            position: position.clone(),
            next_group: 0,
            open: None,
            row: 1,
            next_group_row: 1,
            batch_bytes: options.batch_bytes,
            metadata,
        })
    }

    /// Opens the next row group; false at the end of the file.
    fn open_group(&mut self) -> Result<bool, parquet::errors::ParquetError> {
        let number = self.next_group;
        let Some(group) = self.metadata.metadata().row_groups().get(number) else { return Ok(false) };
        self.next_group += 1;
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        self.row = self.next_group_row;
        self.next_group_row += rows;
        let chosen = group.columns().iter().enumerate().filter(|(leaf, _)| self.mask.leaf_included(*leaf));
        let (mut stored, mut unpacked) = (0, 0);
        for (_, column) in chosen {
            stored += usize::try_from(column.compressed_size()).unwrap_or(0);
            unpacked += usize::try_from(column.uncompressed_size()).unwrap_or(0);
        }
        self.position.add(stored);
        let rows_per_batch = (self.batch_bytes * rows / unpacked.max(1)).clamp(1, rows.max(1));
        let file = self.file.try_clone()?;
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_projection(self.mask.clone())
            .with_row_groups(vec![number])
            .with_batch_size(rows_per_batch)
            .build()?;
        self.open = Some(reader);
        Ok(true)
    }
}

impl Source for Rows {
    fn next(&mut self, _limit: usize) -> io::Result<Option<Content>> {
        loop {
            let Some(reader) = &mut self.open else {
                match self.open_group() {
                    Ok(true) => continue,
                    Ok(false) => return Ok(None),
                    Err(error) => return Ok(Some(self.broken(&error))),
                }
            };
            match reader.next() {
                Some(Ok(batch)) => {
                    let row = self.row;
                    self.row += batch.num_rows();
                    return Ok(Some(Content::Columns { row, batch }));
                }
                Some(Err(error)) => return Ok(Some(self.broken(&error))),
                None => self.open = None,
            }
        }
    }
}

impl Rows {
    /// The rest of a row group is lost; the next one may be whole.
    fn broken(&mut self, error: &dyn std::error::Error) -> Content {
        self.open = None;
        let (first, last) = (self.row, self.next_group_row - 1);
        Content::Broken { reason: format!("rows {first} to {last} cannot be read: {error}") }
    }
}

fn unreadable(error: parquet::errors::ParquetError) -> io::Error {
    io::Error::other(format!("is no whole Parquet file: {error}"))
}

/// The columns of the first Parquet file that can be read.
pub(crate) fn first_schema(files: &FileList) -> Option<SchemaRef> {
    files.found.iter().find_map(|found| {
        let file = File::open(found.path.as_ref().ok()?).ok()?;
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).ok()?;
        Some(metadata.schema().clone())
    })
}
