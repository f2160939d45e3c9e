//! The plot: a row of bars for each term, a bar for each period, as one SVG file that needs nothing else.

use std::fmt::Write as _;

use super::count::Term;
use super::period::Period;

/// Entities and key phrases that are drawn, each.
const ROWS: usize = 15;
const ROW: f64 = 26.0;
const LEFT: f64 = 275.0;
const WIDTH: f64 = 640.0;
const TOP: f64 = 48.0;

/// Draws the first terms of both types. What has no date is left out.
pub(super) fn draw(terms: &[Term], by: Period) -> String {
    let entities = terms.iter().filter(|term| term.id.is_some()).take(ROWS);
    let phrases = terms.iter().filter(|term| term.id.is_none()).take(ROWS);
    let dated = |term: &&Term| term.periods.keys().any(Option::is_some);
    let groups =
        [("Entities", entities.filter(dated).collect::<Vec<_>>()), ("Key phrases", phrases.filter(dated).collect())];
    let periods = || groups.iter().flat_map(|(_, terms)| terms.iter().flat_map(|term| term.periods.keys().flatten()));
    let (Some(first), Some(last)) = (periods().min(), periods().max()) else {
        return frame(60.0, "<text x=\"12\" y=\"32\">No document has a date.</text>\n");
    };
    let columns = f64::from(last - first + 1);
    let mut body = String::new();
    let mut y = TOP;
    for (title, terms) in groups.iter().filter(|(_, terms)| !terms.is_empty()) {
        // Writing to a string cannot fail.
        let _ = writeln!(body, "<text x=\"12\" y=\"{y}\" font-weight=\"bold\">{title}</text>");
        y += 10.0;
        for term in terms {
            row(&mut body, term, y, *first, WIDTH / columns, by);
            y += ROW;
        }
        y += 34.0;
    }
    let axis = y - 26.0;
    let (from, to, right) = (by.label(*first), by.label(*last), LEFT + WIDTH);
    let _ = writeln!(body, "<text x=\"{LEFT}\" y=\"{axis}\" class=\"axis\">{from}</text>");
    if first != last {
        let _ = writeln!(body, "<text x=\"{right}\" y=\"{axis}\" class=\"axis\" text-anchor=\"end\">{to}</text>");
    }
    body.insert_str(0, "<text x=\"12\" y=\"22\" class=\"axis\">Documents that name an entity, or are about a key phrase; each row has its own scale, with the highest bar at the right</text>\n");
    frame(y, &body)
}

fn frame(height: f64, body: &str) -> String {
    let width = LEFT + WIDTH + 60.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"sans-serif\" font-size=\"13\">\n<style>.axis {{ fill: #666; font-size: 11px }} rect {{ fill: #2b6cb0 }} \
         line {{ stroke: #ddd }}</style>\n<rect width=\"100%\" height=\"100%\" style=\"fill: #fff\"/>\n{body}</svg>\n"
    )
}

fn row(body: &mut String, term: &Term, y: f64, first: i32, column: f64, by: Period) {
    let base = y + ROW - 4.0;
    let most = term.periods.iter().filter(|(at, _)| at.is_some()).map(|(_, tally)| tally.documents).max().unwrap_or(1);
    let (label, name, right) = (escaped(&shortened(&term.name)), escaped(&term.name), LEFT + WIDTH);
    let _ = writeln!(
        body,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{label}<title>{name}</title></text>",
        LEFT - 8.0,
        base - 4.0
    );
    let _ = writeln!(body, "<line x1=\"{LEFT}\" y1=\"{base}\" x2=\"{right}\" y2=\"{base}\"/>");
    for (at, tally) in term.periods.iter().filter_map(|(at, tally)| at.map(|at| (at, tally))) {
        let height = (ROW - 8.0) * tally.documents as f64 / most as f64;
        let x = LEFT + f64::from(at - first) * column;
        let width = (column * 0.85).max(0.5);
        let _ = writeln!(
            body,
            "<rect x=\"{x:.2}\" y=\"{:.2}\" width=\"{width:.2}\" height=\"{height:.2}\"><title>{}: {}</title></rect>",
            base - height,
            by.label(at),
            tally.documents,
        );
    }
    let _ = writeln!(body, "<text x=\"{}\" y=\"{}\" class=\"axis\">{most}</text>", right + 8.0, base - 4.0);
}

/// Names that would not fit are cut; the whole appears under the mouse.
fn shortened(name: &str) -> String {
    const LONGEST: usize = 36;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
