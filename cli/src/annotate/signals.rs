//! Ctrl-C and its kin: the first ends the run with what is done, the second at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Tells whether the run is to end.
pub(super) struct Signals {
    /// The exit status of the signal that came; 0 if none did.
    status: Arc<AtomicUsize>,
}

impl Signals {
    pub(super) fn listen() -> std::io::Result<Self> {
        let (status, again) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        for signal in [SIGINT, SIGTERM] {
            // In this order: the first signal finds `again` unset.
            flag::register_conditional_default(signal, Arc::clone(&again))?;
            flag::register(signal, Arc::clone(&again))?;
            // By the custom of shells: 130 for SIGINT, 143 for SIGTERM.
            flag::register_usize(signal, Arc::clone(&status), 128 + signal.unsigned_abs() as usize)?;
        }
        Ok(Self { status })
    }

    /// The exit status of the signal that came, if one did.
    pub(super) fn status(&self) -> Option<u8> {
        u8::try_from(self.status.load(Ordering::Relaxed)).ok().filter(|status| *status != 0)
    }
}
