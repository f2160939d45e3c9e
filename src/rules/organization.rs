//! Rules for the names of organizations.

use crate::Kind;
use crate::candidate::Candidate;
use crate::dictionary::Class;
use crate::dictionary::classes::Classes;
use crate::dictionary::vocabulary::known;
use crate::text::Shape;

use super::scope::LONGEST_NAME;
use super::trigger::{Case, Trigger};
use super::{Rule, Scope, Style};

/// Heads of names of any kind: before one of them a name has not ended.
pub(super) const HEADS: Classes =
    Classes::all(&[Class::OrganizationHead, Class::PlaceHead, Class::PolicyHead, Class::EventHead, Class::IndexHead]);

pub(super) const ORGANIZATION_HEAD: Rule = Rule {
    matches: &[
        "The [Chongqing Municipal People's Government] met the [Zhongtian Steel Group] there.",
        "A loan by [Bohai Harvest Bank] helped.",
        "It met the [Sichuan Provincial Development and Reform Commission] again.",
        "He reads the [Mianyang Evening News] daily.",
    ],
    ignores: &[
        "The Bank rose.",
        "The Chinese Government said no.",
        "A group of banks",
        "Board members met.",
        "The Group grew.",
    ],
    ..Rule::new(
        "organization-head",
        Kind::Organization,
        "A run of name words that ends in the head of an organization's name: Bank, Group, Commission, University, Daily.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::OrganizationHead)),
        organization_head,
    )
};

fn organization_head(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    // Of several heads the last one ends the name: "Zhongtian Steel Group".
    if !scope.shape_is(i, Shape::CAPITALISED) || scope.is_name_word(i + 1) && scope.has(i + 1, Class::OrganizationHead)
    {
        return;
    }
    let start = name_start(scope, i);
    if start == i {
        return;
    }
    let end = scope.company_tail(i + 1);
    let Some(confidence) = believe(scope, start, i, end) else { return };
    out.push(scope.candidate(start, end, Kind::Organization, confidence));
}

/// The first token of the name that ends with head `i`: the run before it, over "and" between fields of work.
fn name_start(scope: &Scope<'_>, i: usize) -> usize {
    let mut start = scope.run_before(i);
    // "Development and Reform Commission": "and" between two fields belongs to the name, if a name precedes it.
    while start >= scope.first + 2 && scope.is_word(start - 1, known::AND) && start < i && i - start < LONGEST_NAME {
        let field = start - 2;
        let fields =
            Classes::all(&[Class::Subject, Class::Common, Class::OrganizationModifier, Class::OrganizationIndustry]);
        if !(scope.is_name_word(field) && scope.has_any(field, fields) && scope.has_any(start, fields))
            || scope.begins(field)
        {
            break;
        }
        let longer = scope.run_before(field + 1);
        if longer > field {
            break;
        }
        start = longer;
    }
    drop_demonym(scope, start, i)
}

/// "Chinese Ministry", "American Government": the adjective is no part of the name, unless the head is one of a body that is named so.
fn drop_demonym(scope: &Scope<'_>, start: usize, i: usize) -> usize {
    let public = [known::MINISTRY, known::GOVERNMENT];
    if start < i && scope.has(start, Class::Demonym) && public.contains(&scope.words[i]) { start + 1 } else { start }
}

/// How believable tokens `start..end` with head `i` are as the name of an organization; none if they are no name at all.
fn believe(scope: &Scope<'_>, start: usize, i: usize, end: usize) -> Option<f32> {
    if start >= i || !scope.has_specific(start, i) {
        return None;
    }
    let mut confidence: f32 = if scope.has_proper(start, i) { 0.86 } else { 0.66 };
    // The name seems to go on: "Bank Negara", "Power Shift". A title or a person's name may follow, though.
    if scope.is_name_word(end)
        && !scope.has_any(end, Classes::all(&[Class::Title, Class::Honorific, Class::NameFirst, Class::SurnameChinese]))
        && scope.style == Style::Prose
    {
        confidence -= if scope.has_any(end, HEADS) { 0.45 } else { 0.3 };
    }
    if end > i + 1 {
        confidence = confidence.max(0.92);
    }
    // The capital of the first word may be the sentence's.
    if scope.begins(start) && scope.is_ordinary(start) && !scope.has_proper(start, i) {
        confidence -= 0.2;
    }
    if scope.style != Style::Prose {
        confidence -= 0.1;
    }
    Some(confidence)
}

pub(super) const ORGANIZATION_OF: Rule = Rule {
    matches: &[
        "The [Ministry of Agriculture, Forestry and Fisheries] agreed.",
        "Then the [Chongqing Municipal Commission of Commerce] met the [Department of Finance of Hunan Province] there.",
        "She left the [School of Economics of Xiamen University] early.",
        "The [Academy for Rural Studies] is new.",
    ],
    ignores: &[
        "The board of the bank met.",
        "The Board of Directors met.",
        "A bank of clouds",
        "Members of the Party met.",
    ],
    ..Rule::new(
        "organization-of",
        Kind::Organization,
        "A front word and what it is of or for: Ministry of X and Y, Bank of X, Department of X of Y, with what stands before it.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::OrganizationFront)),
        organization_of,
    )
};

fn organization_of(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.is_name_word(i) || !scope.holds(i + 1) {
        return;
    }
    let mut end = scope.chain_after(i + 1, &[known::OF, known::FOR], true);
    // "Institute for Studies in Energy Policy", but "Chamber of Commerce in Sri Lanka".
    if end > i + 1 && scope.is_word(end, known::IN) && scope.is_name_word(end + 1) && scope.covered[end + 1].is_empty()
    {
        end = scope.run_after(end + 1);
    }
    if end == i + 1 || scope.has(i + 2, Class::Title) && end == i + 3 {
        return;
    }
    let end = scope.company_tail(end);
    let start = drop_demonym(scope, scope.run_before(i), i);
    // "Board of Directors", "House of Commons": a body by name, but everybody has a board.
    let plural_people = end == i + 3
        && matches!(
            scope.text(i + 2),
            "Directors" | "Governors" | "Trustees" | "Supervisors" | "Commissioners" | "Honor" | "Honour"
        );
    if plural_people {
        return;
    }
    let mut confidence: f32 = if scope.has_proper(start, i) || scope.has_proper(i + 2, end) { 0.9 } else { 0.84 };
    if scope.style != Style::Prose {
        confidence -= 0.15;
    }
    if scope.is_name_word(end) && scope.style == Style::Prose && !scope.has(end, Class::Title) {
        confidence -= 0.2;
    }
    out.push(scope.candidate(start, end, Kind::Organization, confidence));
}

pub(super) const COMPANY_SUFFIX: Rule = Rule {
    matches: &[
        "Then [Yunlong Cable & Wire Co., Ltd.] of Mianyang and [Qiaoshan Farming Co. Ltd] came.",
        "A plant of [Velmora Inc] closed.",
        "Shares of [Dongxing Holdings Corp] fell.",
    ],
    ignores: &["Co-operation is good.", "Ltd is a suffix.", "The SA team won."],
    ..Rule::new(
        "company-suffix",
        Kind::Organization,
        "A run of name words closed by a company's suffix: Co., Ltd., Inc, Corp, Plc, GmbH.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::CompanySuffix)),
        company_suffix,
    )
};

fn company_suffix(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.shape_is(i, Shape::CAPITALISED) || scope.is_hyphen(i + 1) {
        return;
    }
    let mut head = i;
    if let Some(p) = scope.before(head)
        && scope.is(p, b',')
    {
        head = p;
    }
    let start = scope.run_before(head);
    if start == head || !scope.has_specific(start, head) {
        return;
    }
    out.push(scope.candidate(start, scope.company_tail(head), Kind::Organization, 0.93));
}

pub(super) const INDEX_NAME: Rule = Rule {
    matches: &[
        "The [Shanghai Composite Index] fell, and the [Hang Seng Index] rose.",
        "The [Dow Jones Industrial Average] fell.",
    ],
    ignores: &["The index fell.", "The Index fell.", "On average it fell."],
    ..Rule::new(
        "index-name",
        Kind::Organization,
        "The name of a stock index, which is not reported: it keeps its place and its company from being found inside it.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::IndexHead)),
        index_name,
    )
};

fn index_name(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.shape_is(i, Shape::CAPITALISED) || scope.has(i + 1, Class::IndexHead) && scope.is_name_word(i + 1) {
        return;
    }
    let mut start = scope.run_before(i);
    // "CSI 300 Index"
    if start == i && scope.before(i).is_some_and(|p| scope.shape(p).has(Shape::NUMBER)) {
        start = scope.run_before(i - 1);
    }
    if start < i {
        out.push(Candidate { silent: true, ..scope.candidate(start, i + 1, Kind::Organization, 0.9) });
    }
}

pub(super) const WEB_DOMAIN: Rule = Rule {
    matches: &["Photo by [chinanews.com.cn] and [Sohu.com] staff", "It was on [people.cn] first."],
    ignores: &[
        "It ended at 5 p.m. on Monday.",
        "The U.S. won.",
        "See www.example.com/a for more.",
        "Version 3.5 of node.js",
        "Write to a@example.com now.",
    ],
    ..Rule::new(
        "web-domain",
        Kind::Organization,
        "A web domain, which stands for the medium or firm that runs it.",
        Trigger::new(Case::Any).shapes(Shape::DOMAIN),
        web_domain,
    )
};

fn web_domain(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    const ENDINGS: [&str; 7] = ["com", "cn", "net", "org", "hk", "tw", "gov"];
    let text = scope.text(i);
    let Some((_, ending)) = text.rsplit_once('.') else { return };
    let address = scope.is(i + 1, b'/') && scope.joined(i + 1)
        || scope.is(i + 1, b'@')
        || i > scope.first && scope.joined(i) && matches!(scope.tokens[i - 1].mark, b'@' | b'.');
    if address || !ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e)) {
        return;
    }
    out.push(scope.candidate(i, i + 1, Kind::Organization, 0.9));
}
