//! Passes over texts, timed by criterion, with their median for tables of our own.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput};

/// Ten samples in about a second: all benches together are to take five minutes.
pub(crate) fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .nresamples(1_000)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(600))
        .configure_from_args()
}

/// Whether times are wanted (`cargo bench`), not only that everything runs and finds what it should (`cargo test`).
pub(crate) fn is_timed() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// The CPU time of this thread, which other work on the machine changes little.
#[cfg(unix)]
pub(crate) fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The time on the clock, where that of a thread is not to be had.
#[cfg(not(unix))]
pub(crate) fn cpu_time() -> Duration {
    wall_time()
}

/// The time on the clock.
pub(crate) fn wall_time() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGIN.elapsed()
}

/// Times `pass`, which reads `bytes` on this thread and must give the same number each time: MB/s of CPU time, by the median sample.
/// None if the filter of the command line leaves it out.
pub(crate) fn throughput(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    bytes: usize,
    pass: impl FnMut() -> usize,
) -> Option<f64> {
    throughput_by(cpu_time, group, name, bytes, pass)
}

/// As [`throughput`], by a clock of the caller's choice.
pub(crate) fn throughput_by(
    now: fn() -> Duration,
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    bytes: usize,
    mut pass: impl FnMut() -> usize,
) -> Option<f64> {
    let want = pass();
    group.throughput(Throughput::Bytes(bytes as u64)).sampling_mode(SamplingMode::Flat);
    let mut samples = Vec::new();
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|passes| {
            let begin = now();
            for _ in 0..passes {
                assert_eq!(black_box(pass()), want, "{name} finds the same in every pass");
            }
            let time = now() - begin;
            samples.push(time.as_secs_f64() / passes as f64);
            time
        });
    });
    // The warm-up comes first; without it ten samples are left.
    let from = samples.len().saturating_sub(10);
    let measured = &mut samples[from..];
    measured.sort_by(f64::total_cmp);
    measured.get(measured.len() / 2).map(|seconds| bytes as f64 / 1e6 / seconds)
}

/// A figure of a table, or a dash.
pub(crate) fn cell(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.0}"))
}

/// Prints a table in Markdown, its first column left-aligned.
#[allow(clippy::print_stdout, reason = "the table is the result")]
pub(crate) fn print_table(title: &str, head: &[&str], rows: &[Vec<String>]) {
    println!("\n{title}\n\n| {} |", head.join(" | "));
    println!("|---|{}", "---:|".repeat(head.len() - 1));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
}
