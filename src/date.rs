//! [`Date`] and [`Period`]: when an entity existed, and who held an office.

use std::fmt;
use std::str::FromStr;

/// A day, a month or a year: a date is as exact as its source.
///
/// Read from `2019`, `2019-06` and `2019-06-01`; of a time stamp (`2019-06-01T08:30:00Z`, `2019-06-01 08:30`) the day is read, and
/// `20190601` and `2019/06/01` are read too.
///
/// ```
/// use sinotag::Date;
///
/// let date: Date = "2019-06-01T08:30:00Z".parse()?;
/// assert_eq!(date.to_string(), "2019-06-01");
/// assert!("June 2019".parse::<Date>().is_err());
/// # Ok::<(), sinotag::InvalidDate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    year: u16,
    /// 0 if unknown.
    month: u8,
    /// 0 if unknown.
    day: u8,
}

impl Date {
    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1, if it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, from 1, if it is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// A number that orders first days: that of January 1 for a year.
    fn first_day(self) -> u32 {
        self.number(1, 1)
    }

    /// A number that orders last days, not before any day of the month or year.
    fn last_day(self) -> u32 {
        self.number(12, 31)
    }

    fn number(self, month: u8, day: u8) -> u32 {
        let or = |part: u8, other: u8| u32::from(if part > 0 { part } else { other });
        u32::from(self.year) * 10_000 + or(self.month, month) * 100 + or(self.day, day)
    }
}

/// The text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDate(String);

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no date such as 2019, 2019-06 or 2019-06-01", self.0)
    }
}

impl std::error::Error for InvalidDate {}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        read(text).ok_or_else(|| InvalidDate(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    // What follows the day is a time.
    let text = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    let number = |digits: &str, count: usize| -> Option<u16> {
        (digits.len() == count && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    // Wars of the year 755 are known, too.
    let year_of = |digits: &str| number(digits, 4).or_else(|| number(digits, 3));
    let mut parts = text.split(['-', '/']);
    let (year, month, day) = match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        (compact, None, None, None) if compact.len() == 8 && compact.is_ascii() => {
            (number(&compact[..4], 4)?, number(&compact[4..6], 2)?, number(&compact[6..], 2)?)
        }
        (year, None, None, None) => return Some(Date { year: year_of(year)?, month: 0, day: 0 }),
        (year, Some(month), None, None) => (year_of(year)?, number(month, 2)?, 0),
        (year, Some(month), Some(day), None) => {
            (year_of(year)?, number(month, 2)?, Some(number(day, 2)?).filter(|day| *day > 0)?)
        }
        _ => return None,
    };
    ((1..=12).contains(&month) && day <= 31).then_some(Date { year, month: month as u8, day: day as u8 })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day] {
            if part > 0 {
                write!(f, "-{part:02}")?;
            }
        }
        Ok(())
    }
}

/// From a date to a date, both included; either end may be open.
///
/// In the dictionaries `2018-03..2023-07`, `2023-07..` while it lasts, and `2008` for a year alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    from: Option<Date>,
    to: Option<Date>,
}

impl Period {
    pub(crate) fn new(from: Option<Date>, to: Option<Date>) -> Self {
        Self { from, to }
    }

    /// The first date.
    #[must_use]
    pub fn from(self) -> Option<Date> {
        self.from
    }

    /// The last date; none if it lasts, or if nobody knows.
    #[must_use]
    pub fn to(self) -> Option<Date> {
        self.to
    }

    /// Whether the period and the date, which may be a month or a year, have a day in common as far as they tell.
    ///
    /// ```
    /// use sinotag::{Date, Period};
    ///
    /// let period: Period = "2018-03..2023-07".parse()?;
    /// let date = |text: &str| text.parse::<Date>();
    /// assert!(period.includes(date("2019-06-01")?) && period.includes(date("2023")?));
    /// assert!(!period.includes(date("2018-02-28")?) && !period.includes(date("2024")?));
    /// # Ok::<(), sinotag::InvalidDate>(())
    /// ```
    #[must_use]
    pub fn includes(self, date: Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= date.last_day())
            && self.to.is_none_or(|to| date.first_day() <= to.last_day())
    }

    /// A number that orders periods by their beginning.
    pub(crate) fn begin(self) -> u32 {
        self.from.map_or(0, Date::first_day)
    }
}

impl FromStr for Period {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let Some((from, to)) = text.split_once("..") else {
            let date = text.parse()?;
            return Ok(Self { from: Some(date), to: Some(date) });
        };
        let end = |text: &str| if text.is_empty() { Ok(None) } else { text.parse().map(Some) };
        Ok(Self { from: end(from)?, to: end(to)? })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        self.to.map_or(Ok(()), |to| write!(f, "{to}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_exactly_as_they_are_written() {
        for (text, want) in [
            ("2019", Some("2019")),
            ("755", Some("0755")),
            ("2019-06", Some("2019-06")),
            ("2019-06-01", Some("2019-06-01")),
            (" 2019-06-01 08:30 ", Some("2019-06-01")),
            ("2019-06-01T23:59:59+08:00", Some("2019-06-01")),
            ("2019/06/01", Some("2019-06-01")),
            ("20190601", Some("2019-06-01")),
            ("", None),
            ("19", None),
            ("2019-6-1", None),
            ("2019-13", None),
            ("2019-00-01", None),
            ("2019-06-00", None),
            ("2019-06-32", None),
            ("2019-06-01-02", None),
            ("1 June 2019", None),
            ("+2019", None),
            ("２０１９", None),
        ] {
            assert_eq!(text.parse::<Date>().ok().map(|d| d.to_string()).as_deref(), want, "{text:?}");
        }
    }

    #[test]
    fn periods_include_both_ends() {
        let includes = |period: &str, date: &str| period.parse::<Period>().unwrap().includes(date.parse().unwrap());
        for (period, date, want) in [
            ("2018-03..2023-07", "2018-03-01", true),
            ("2018-03..2023-07", "2023-07-31", true),
            ("2018-03..2023-07", "2023-08-01", false),
            ("2018-03..2023-07", "2018", true),
            ("2018..", "2040-01-01", true),
            ("..2003", "1950", true),
            ("2008", "2008-08", true),
            ("2008", "2009", false),
            ("2018-03-19..2018-03-20", "2018-03", true),
            ("2018-03-19..2018-03-20", "2018-03-21", false),
        ] {
            assert_eq!(includes(period, date), want, "{period} {date}");
        }
        assert_eq!("2018-03..".parse::<Period>().unwrap().to_string(), "2018-03..");
        assert!("2018-03..now".parse::<Period>().is_err());
    }
}
