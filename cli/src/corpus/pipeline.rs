//! The threads: one reads, some do the job, and the caller's puts the results in order.
//!
//! ```text
//! Reader ─► batches ─► workers ─► finished batches, in any order ─► Pipeline::next, in the order of the input
//!    ▲                                                                  │
//!    └──────────────────── permits ◄────────────────────────────────────┘
//! ```
//! A batch needs a permit to be read, which it gives back when it is written: so memory is bounded, though one batch may take as
//! long as a hundred others. With one thread there is one permit, and one core is used.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};

use super::Job;
use super::worker::{Finished, Reading, Worker, caught};
use crate::input::{Batch, Reader};

/// Where the reader begins: what `--resume` passes over.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Begin {
    pub(crate) batches: u64,
    /// The checksum of the last of these.
    pub(crate) checksum: u32,
}

/// A running pipeline.
pub(crate) struct Pipeline<T> {
    messages: Receiver<Message<T>>,
    permits: Receiver<()>,
    /// Batches that are done, but whose turn has not come.
    waiting: BTreeMap<u64, Finished<T>>,
    next: u64,
    /// How many batches there are, and how many inputs could be opened, once that is known.
    total: Option<(u64, u64)>,
}

enum Message<T> {
    Finished(u64, Result<Finished<T>, String>),
    /// All is read: so many batches there are, of so many inputs that could be opened.
    End(Result<(u64, u64), String>),
}

/// What [`Pipeline::next`] has.
pub(crate) enum Next<T> {
    /// The next batch in the order of the input; the caller calls [`Pipeline::written`] when it is written.
    Batch(Finished<T>),
    /// Nothing yet.
    Waiting,
    /// All batches were given.
    End {
        /// The number of inputs that could be opened.
        opened: u64,
    },
}

impl<T: Send + 'static> Pipeline<T> {
    /// Starts to read, and at most `threads` threads that do `job`.
    pub(crate) fn start(
        mut reader: Reader,
        reading: Reading,
        job: impl Job<Result = T>,
        threads: usize,
        begin: Begin,
    ) -> Self {
        let (reading, job) = (Arc::new(reading), Arc::new(job));
        let (permit, permits) = bounded(if threads == 1 { 1 } else { 2 * threads });
        let (message, messages) = unbounded();
        thread::spawn(move || {
            let (batch, batches) = bounded::<(u64, Batch)>(0);
            let result = match pass_over(&mut reader, begin) {
                Ok(()) => {
                    let mut number = begin.batches;
                    loop {
                        // Both channels are closed only when the other side has given up.
                        if permit.send(()).is_err() {
                            return;
                        }
                        let Some(next) = reader.next_batch() else { break };
                        // One document needs one thread.
                        if number - begin.batches < threads as u64 {
                            let (batches, message) = (batches.clone(), message.clone());
                            let worker = Worker::new(reading.clone(), job.clone());
                            thread::spawn(move || work(&batches, &message, worker));
                        }
                        if batch.send((number, next)).is_err() {
                            return;
                        }
                        number += 1;
                    }
                    Ok((number, reader.opened()))
                }
                Err(reason) => Err(reason),
            };
            // The receiver may have gone.
            let _ = message.send(Message::End(result));
        });
        Self { messages, permits, waiting: BTreeMap::new(), next: begin.batches, total: None }
    }

    /// Waits for the next batch, at most for `patience`.
    pub(crate) fn next(&mut self, patience: Duration) -> Result<Next<T>, String> {
        loop {
            if let Some(finished) = self.waiting.remove(&self.next) {
                self.next += 1;
                return Ok(Next::Batch(finished));
            }
            if let Some((batches, opened)) = self.total
                && batches == self.next
            {
                return Ok(Next::End { opened });
            }
            match self.messages.recv_timeout(patience) {
                Ok(Message::Finished(number, finished)) => {
                    self.waiting.insert(number, finished?);
                }
                Ok(Message::End(total)) => self.total = Some(total?),
                Err(RecvTimeoutError::Timeout) => return Ok(Next::Waiting),
                Err(RecvTimeoutError::Disconnected) => return Err("internal error: a thread has ended".to_owned()),
            }
        }
    }

    /// A batch is written: another may be read.
    pub(crate) fn written(&self) {
        // The reader may have ended.
        let _ = self.permits.try_recv();
    }
}

fn work<J: Job>(batches: &Receiver<(u64, Batch)>, message: &Sender<Message<J::Result>>, mut worker: Worker<J>) {
    for (number, batch) in batches {
        let finished = caught(|| worker.work(batch)).and_then(|finished| finished);
        if message.send(Message::Finished(number, finished)).is_err() {
            return;
        }
    }
}

/// Passes over the batches of an interrupted run, which must be the same.
fn pass_over(reader: &mut Reader, begin: Begin) -> Result<(), String> {
    let mut checksum = 0;
    for _ in 0..begin.batches {
        match reader.next_batch() {
            Some(batch) => checksum = batch.checksum,
            None => return Err(CHANGED.to_owned()),
        }
    }
    if begin.batches > 0 && checksum != begin.checksum { Err(CHANGED.to_owned()) } else { Ok(()) }
}

const CHANGED: &str = "the inputs are not those of the interrupted run: start again without --resume";
