//! What the benches share: texts, names, scans over bytes, and how passes are timed.

#![allow(dead_code, reason = "each bench uses a part")]

pub(crate) mod names;
pub(crate) mod random;
pub(crate) mod scan;
pub(crate) mod text;
pub(crate) mod timing;
