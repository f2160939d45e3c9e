//! [`Period`]: days, weeks, months and years as numbers without gaps, so that periods in which nothing happened can be shown.

use clap::ValueEnum;
use sinotag::Date;

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
        let days = || Some(days_before(year, month()?, i32::from(date.day()?)));
        match self {
            Self::Year => Some(year),
            Self::Month => Some(year * 12 + month()? - 1),
            Self::Day => days(),
            Self::Week => Some((days()? + 3).div_euclid(7)),
        }
    }

    /// How the period is written.
    pub(super) fn label(self, number: i32) -> String {
        let day = |days: i32| {
            let (year, month, day) = civil(days);
            format!("{year:04}-{month:02}-{day:02}")
        };
        match self {
            Self::Year => format!("{number:04}"),
            Self::Month => format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
            Self::Day => day(number),
            Self::Week => day(number * 7 - 3),
        }
    }
}

/// Days since 1970-01-01 in the Gregorian calendar. Years are taken to begin in March, so that the leap day is the last.
fn days_before(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The year, month and day of a number of days since 1970-01-01.
fn civil(days: i32) -> (i32, i32, i32) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i32::from(month <= 2), month, day)
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

    #[test]
    fn every_day_is_the_day_after_the_one_before() {
        for days in -800_000..800_000 {
            let (year, month, day) = civil(days);
            assert_eq!(days_before(year, month, day), days);
        }
    }
}
