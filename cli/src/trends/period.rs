//! [`Period`]: days, weeks, months and years as numbers without gaps, so that periods in which nothing happened can be shown.

use clap::ValueEnum;
use jiff::{ToSpan as _, civil};
use sinotag::Date;

/// The day with the number 0.
const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// Lengths of periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Period {
    /// 2023-05-17
    Day,
    /// The Monday on which it begins: 2023-05-15
    Week,
    /// 2023-05
    Month,
    /// 2023
    Year,
}

impl Period {
    /// The number of the period that holds a date; none if the date is not exact enough.
    pub(super) fn of(self, date: Date) -> Option<i32> {
        let year = i32::from(date.year());
        let month = || date.month().map(i32::from);
        let days = || {
            let (month, day) = (date.month()?.cast_signed(), date.day()?.cast_signed());
            let day = civil::Date::new(date.year().cast_signed(), month, day).ok()?;
            Some((day - EPOCH).get_days())
        };
        match self {
            Self::Year => Some(year),
            Self::Month => Some(year * 12 + month()? - 1),
            Self::Day => days(),
            Self::Week => Some((days()? + 3).div_euclid(7)),
        }
    }

    /// How the period is written.
    pub(super) fn label(self, number: i32) -> String {
        let day = |days: i32| EPOCH.saturating_add(days.days()).to_string();
        match self {
            Self::Year => format!("{number:04}"),
            Self::Month => format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
            Self::Day => day(number),
            Self::Week => day(number * 7 - 3),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_fall_into_periods() {
        for (period, date, label) in [
            (Period::Day, "2024-02-29", Some("2024-02-29")),
            (Period::Day, "1969-12-31", Some("1969-12-31")),
            (Period::Week, "2023-05-17", Some("2023-05-15")),
            (Period::Week, "2023-05-15", Some("2023-05-15")),
            (Period::Week, "2023-05-14", Some("2023-05-08")),
            (Period::Week, "1969-12-28", Some("1969-12-22")),
            (Period::Month, "2023-12-31", Some("2023-12")),
            (Period::Month, "2023-01", Some("2023-01")),
            (Period::Year, "2023", Some("2023")),
            (Period::Month, "2023", None),
            (Period::Day, "2023-05", None),
        ] {
            let number = period.of(date.parse().unwrap());
            assert_eq!(number.map(|number| period.label(number)).as_deref(), label, "{period:?} of {date}");
        }
    }
}
