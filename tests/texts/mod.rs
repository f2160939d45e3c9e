//! Texts as no newspaper prints them, on which a careless algorithm takes quadratic time.

use std::fmt::Write as _;

/// What is said over and over.
const PIECES: [&str; 72] = [
    "Bank of ",
    "Bank of China ",
    "University of ",
    "A",
    "a",
    "A ",
    "THE BANK ",
    "CHINA ",
    "\"",
    "\" ",
    "\u{201C}",
    "'",
    "'s",
    "(",
    ")",
    "((A) ",
    "[",
    "-",
    "a-",
    "Zhang-",
    "Zhang ",
    "Zhang Wei ",
    "Zhang Wei, ",
    "Zhang Wei Zhang ",
    "President ",
    "and ",
    "of ",
    "of the ",
    "& ",
    "A & ",
    "Commerce Bank and ",
    "Ministry of Agriculture and ",
    "Ministry of Agriculture, Forestry and ",
    "Agriculture, ",
    "China-",
    "China ",
    "Lake ",
    "Ltd ",
    "Plan ",
    "Co., Ltd. ",
    "U.S.",
    "U.S. ",
    "Mr. ",
    "W. ",
    ".",
    ". ",
    "\n",
    "\n\n",
    "A\n",
    "中",
    "é",
    "e\u{301}",
    "\u{200B}",
    "🇨🇳",
    "1",
    "1,",
    "5th ",
    "Fifth ",
    "Third Plenary Session of the ",
    "the 14th Five-Year Plan for ",
    "National People's ",
    "People's ",
    "New International Land-Sea ",
    "Chan Kwok-leung (CKL) ",
    "Acme Bank Company (ABC) ABC ",
    "county, ",
    "$",
    "US$",
    "{",
    "|",
    "\0",
    "http://a.cn/",
];

/// Different names, each in a sentence: `X` stands for a syllable that no other has.
const NAMES: [&str; 7] = [
    "Zhang WeiX met Zhang. ",
    "President X Smith came. Smith said. ",
    "Hongyun X Co., Ltd. grew. Hongyun fell. ",
    "Zhou X and X Zhou met Zhou. ",
    "QX Ning met Q. QX fell. ",
    "X Steel Company (XQC) paid. XQC grew. ",
    "Zhou X of QX Steel Group Co., Ltd. (QX) met Wang ZX in Xqiao County. ",
];

/// What can be opened and closed.
const PAIRS: [(&str, &str); 6] =
    [("(", ")"), ("[", "]"), ("\u{201C}", "\u{201D}"), ("\"", "\""), ("\u{300C}", "\u{300D}"), ("{", "}")];

/// Every such text with a name, about `length` bytes long.
pub(crate) fn pathological(length: usize) -> Vec<(String, String)> {
    let repeat = |piece: &str| piece.repeat(length.div_ceil(piece.len()));
    let mut texts: Vec<_> = PIECES.iter().map(|piece| (format!("{piece:?} repeated"), repeat(piece))).collect();
    for sentence in NAMES {
        texts.push((format!("{sentence:?} with different X"), names(sentence, length)));
    }
    for (open, close) in PAIRS {
        let many = length / (open.len() + close.len());
        let nested = format!("{}Bank of China{}", open.repeat(many), close.repeat(many));
        texts.push((format!("nested {open} {close}"), nested));
        let piece = format!("Bank of China {open}");
        let many = length / (piece.len() + close.len());
        texts.push((format!("names nested in {open} {close}"), piece.repeat(many) + "BOC" + &close.repeat(many)));
    }
    texts
}

fn names(sentence: &str, length: usize) -> String {
    let mut text = String::new();
    for i in 0u32.. {
        if text.len() >= length {
            break;
        }
        let letter = |shift: u32| char::from(b'a' + (i / 26u32.pow(shift) % 26) as u8);
        let mut syllable = String::new();
        // A capital in front where a word begins with it, and letters that make every name another.
        write!(syllable, "X{}{}{}", letter(0), letter(1), letter(2)).expect("a string takes all");
        text.push_str(&sentence.replace('X', &syllable));
    }
    text
}
