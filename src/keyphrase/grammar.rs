//! [`Grammar`]: what a word is in its sentence, by what it can be and what stands before and after it.
//!
//! A handful of rules in the manner of Brill, "A simple rule-based part of speech tagger" (1992), for the one question that matters here:
//! is the word part of a noun phrase?
//!
//! Words that can be the same are a class, of which there are some eighty. What a word of a class is beside what neighbours is laid down
//! once in a table: asked anew for each word, the rules were a tenth of all time, most of it spent on branches that the processor cannot
//! foretell.

/// What a token is for noun phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A common noun.
    Noun,
    /// Part of a name, by its capital or because it stands in a mention.
    Name,
    /// An adjective, or a participle in the place of one.
    Adjective,
    /// A hyphen between two words.
    Hyphen,
    /// Anything else: no noun phrase goes on beyond it.
    Break,
}

/// What a word can be in a sentence, the likeliest first: up to three letters, as `dictionaries/words/parts_of_speech.tsv` explains them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters(pub(super) [u8; 3]);

impl Letters {
    pub(super) const fn one(letter: u8) -> Self {
        Self([letter, 0, 0])
    }

    pub(super) fn read(text: &str) -> Self {
        let mut letters = [0; 3];
        for (letter, byte) in letters.iter_mut().zip(text.bytes()) {
            *letter = byte;
        }
        Self(letters)
    }

    pub(super) const fn likeliest(self) -> u8 {
        self.0[0]
    }

    pub(super) fn has(self, letter: u8) -> bool {
        self.0.contains(&letter)
    }
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The sentence, a bracket or a comma begins.
    Start,
    Determiner,
    Adjective,
    Noun,
    Preposition,
    /// "to", "will", "they": a verb comes.
    VerbTrigger,
    /// "was", "has".
    Auxiliary,
    Other,
}

/// What stands after a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Determiner,
    Noun,
    Other,
}

const BEFORE: [Before; 8] = [
    Before::Start,
    Before::Determiner,
    Before::Adjective,
    Before::Noun,
    Before::Preposition,
    Before::VerbTrigger,
    Before::Auxiliary,
    Before::Other,
];
const AFTER: [After; 3] = [After::Determiner, After::Noun, After::Other];

/// What a word is to a noun phrase beside which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// "the", "its".
    Definite,
    /// "a", "many", "no".
    Indefinite,
    And,
    Of,
    /// Another function word that joins.
    Preposition,
    /// A verb or an auxiliary.
    Verb,
    Number,
    Other,
}

impl Side {
    /// How many there are.
    pub(super) const COUNT: usize = 8;

    fn of(letters: Letters) -> Self {
        match letters.likeliest() {
            b'd' if letters.has(b'e') => Self::Definite,
            b'd' => Self::Indefinite,
            b'F' if letters.has(b'a') => Self::And,
            b'F' if letters.has(b'o') => Self::Of,
            b'F' => Self::Preposition,
            b'V' | b'D' | b'G' | b'b' => Self::Verb,
            b'M' => Self::Number,
            _ => Self::Other,
        }
    }
}

/// All words that can be the same.
#[derive(Clone, Debug)]
pub(super) struct WordClass {
    pub(super) letters: Letters,
    /// A function word, whatever comes after it.
    pub(super) is_function: bool,
    /// No noun phrase holds such a word, but for compounds: function words and numbers.
    pub(super) is_closed: bool,
    /// What such a word is to the word behind it, where it is part of no noun phrase.
    pub(super) before: Before,
    /// What it is to the word in front of it.
    pub(super) after: After,
    pub(super) side: Side,
    parts: [[Part; AFTER.len()]; BEFORE.len()],
}

impl WordClass {
    fn new(letters: Letters) -> Self {
        let mut parts = [[Part::Break; AFTER.len()]; BEFORE.len()];
        for before in BEFORE {
            for after in AFTER {
                parts[before as usize][after as usize] = in_context(letters, before, after);
            }
        }
        let is_function = matches!(letters.likeliest(), b'F' | b'd' | b't' | b'b');
        Self {
            letters,
            is_function,
            is_closed: is_function || letters.likeliest() == b'M',
            before: match letters.likeliest() {
                b'd' => Before::Determiner,
                b't' => Before::VerbTrigger,
                b'b' => Before::Auxiliary,
                b'F' => Before::Preposition,
                _ => Before::Other,
            },
            after: match letters.likeliest() {
                b'd' => After::Determiner,
                b'N' | b'J' => After::Noun,
                b'G' | b'D' if letters.has(b'N') => After::Noun,
                _ => After::Other,
            },
            side: Side::of(letters),
            parts,
        }
    }

    /// What such a word is between these neighbours.
    #[inline]
    pub(super) fn part(&self, before: Before, after: After) -> Part {
        self.parts[before as usize][after as usize]
    }
}

/// The number of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClassId(u8);

/// All classes.
#[derive(Debug)]
pub(super) struct Grammar {
    classes: Vec<WordClass>,
}

impl Grammar {
    pub(super) const fn new() -> Self {
        Self { classes: Vec::new() }
    }

    /// The class of words that can be this, which is a new one if there was no such class.
    pub(super) fn class_of(&mut self, letters: Letters) -> ClassId {
        let at = self.classes.iter().position(|class| class.letters == letters).unwrap_or_else(|| {
            self.classes.push(WordClass::new(letters));
            self.classes.len() - 1
        });
        // The lists have 75 combinations of letters; one that does not fit would be a noun.
        ClassId(u8::try_from(at).unwrap_or(0))
    }

    #[inline]
    pub(super) fn class(&self, class: ClassId) -> &WordClass {
        &self.classes[class.0 as usize]
    }
}

/// The rules.
fn in_context(letters: Letters, before: Before, after: After) -> Part {
    let nominal = matches!(before, Before::Determiner | Before::Adjective);
    match letters.likeliest() {
        b'N' if letters.has(b'V') => {
            let verb = before == Before::VerbTrigger || before == Before::Noun && after == After::Determiner;
            if verb { Part::Break } else { Part::Noun }
        }
        b'N' => Part::Noun,
        b'V' | b'R'
            if letters.has(b'N')
                && (nominal || before == Before::Noun && after == After::Other)
                && after != After::Determiner =>
        {
            Part::Noun
        }
        b'V' if letters.has(b'D') && before == Before::Determiner && after == After::Noun => Part::Adjective,
        b'V' | b'R' if letters.has(b'J') && nominal && after == After::Noun => Part::Adjective,
        b'J' if letters.has(b'N')
            && after != After::Noun
            && matches!(before, Before::Determiner | Before::Adjective | Before::Noun) =>
        {
            Part::Noun
        }
        b'J' => Part::Adjective,
        b'D' => {
            let adjective = nominal || before == Before::Preposition || before == Before::Start && letters.has(b'J');
            if adjective && after == After::Noun { Part::Adjective } else { Part::Break }
        }
        b'G' if letters.has(b'N') && after != After::Determiner => Part::Noun,
        b'G' if nominal && after == After::Noun => Part::Adjective,
        _ => Part::Break,
    }
}
