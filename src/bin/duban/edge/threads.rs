//! The threads that share the work.

use rayon::ThreadPoolBuilder;
use std::thread;

/// Begins them. Where none is to be had, this one does the work alone.
pub(crate) fn begin() {
    let pool = ThreadPoolBuilder::new().use_current_thread().spawn_handler(|begun| {
        // One that does not begin is not missed: work is taken, not given.
        let _ = thread::Builder::new().spawn(|| begun.run());
        Ok(())
    });
    // It fails only where threads have begun already.
    let _ = pool.build_global();
}
