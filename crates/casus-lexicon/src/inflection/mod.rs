//! The forms of English verbs and nouns: from a base form to all its forms, by spelling rules and a list of words that
//! follow none. It never goes the other way: whoever looks for `bombed` first makes the forms of `bomb`.

mod irregular;
mod irregular_nouns;

use irregular::{BRITISH_L, DOUBLING, SECOND_FORMS, VERBS};
use irregular_nouns::{NOT_MEN, NOUNS, O_ES, OFFICES_GENERAL, UNCHANGED};

/// The forms of one verb.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerbForms {
    /// `admit`.
    pub base: String,
    /// `admits`.
    pub third: String,
    /// `admitted`; for `be` only `was`.
    pub past: String,
    /// `admitted`.
    pub participle: String,
    /// `admitting`.
    pub gerund: String,
}

/// The forms of a verb in its base form. A hyphened verb is inflected at its end (`co-host`).
///
/// ```
/// use casus_lexicon::inflection::verb_forms;
/// let forms = verb_forms("withdraw");
/// assert_eq!((forms.third.as_str(), forms.past.as_str()), ("withdraws", "withdrew"));
/// assert_eq!((forms.participle.as_str(), forms.gerund.as_str()), ("withdrawn", "withdrawing"));
/// ```
pub fn verb_forms(base: &str) -> VerbForms {
    let (head, verb) = hyphened(base);
    let (past, participle) = match VERBS.iter().find(|(one, ..)| *one == verb) {
        Some((_, past, participle)) => ((*past).to_string(), (*participle).to_string()),
        None => (regular_past(verb, doubles(verb)), regular_past(verb, doubles(verb))),
    };
    joined(head, verb, past, participle, gerund(verb, doubles(verb)))
}

/// The second set of forms that is also printed, where there is one: `traveled` beside `travelled`, `learnt` beside
/// `learned`, `gotten` beside `got`.
pub fn second_verb_forms(base: &str) -> Option<VerbForms> {
    let (head, verb) = hyphened(base);
    if BRITISH_L.contains(&verb) {
        return Some(joined(head, verb, regular_past(verb, false), regular_past(verb, false), gerund(verb, false)));
    }
    let (_, past, participle) = SECOND_FORMS.iter().find(|(one, ..)| *one == verb)?;
    Some(joined(head, verb, (*past).to_string(), (*participle).to_string(), gerund(verb, doubles(verb))))
}

/// The base forms of the verbs whose past follows no rule. They are the commonest verbs of the language, so whoever
/// looks for verbs in a text will want to know them whether or not a rule names them.
pub fn irregular_verbs() -> impl Iterator<Item = &'static str> {
    VERBS.iter().map(|(base, ..)| *base)
}

/// Splits `co-host` into `co-` and `host`.
fn hyphened(base: &str) -> (&str, &str) {
    base.rfind('-').and_then(|at| base.split_at_checked(at + 1)).unwrap_or(("", base))
}

fn joined(head: &str, verb: &str, past: String, participle: String, gerund: String) -> VerbForms {
    VerbForms {
        base: format!("{head}{verb}"),
        third: format!("{head}{}", third(verb)),
        past: format!("{head}{past}"),
        participle: format!("{head}{participle}"),
        gerund: format!("{head}{gerund}"),
    }
}

fn third(verb: &str) -> String {
    match verb {
        "be" => "is".to_string(),
        "have" => "has".to_string(),
        "gas" | "quiz" => doubled(verb) + "es",
        _ if ends_in_consonant_and(verb, 'o') => format!("{verb}es"),
        _ => with_s(verb),
    }
}

fn regular_past(verb: &str, doubling: bool) -> String {
    if verb.ends_with('e') {
        format!("{verb}d")
    } else if ends_in_consonant_and(verb, 'y') {
        format!("{}ied", cut(verb))
    } else if ends_in_hard_c(verb) {
        format!("{verb}ked")
    } else if doubling {
        doubled(verb) + "ed"
    } else {
        format!("{verb}ed")
    }
}

fn gerund(verb: &str, doubling: bool) -> String {
    if verb == "be" {
        "being".to_string()
    } else if let Some(stem) = verb.strip_suffix("ie") {
        format!("{stem}ying")
    } else if verb.ends_with('e') && !keeps_e(verb) {
        format!("{}ing", cut(verb))
    } else if ends_in_hard_c(verb) {
        format!("{verb}king")
    } else if doubling {
        doubled(verb) + "ing"
    } else {
        format!("{verb}ing")
    }
}

/// Whether the last `e` stays before `ing`: `seeing`, `dyeing`, and `singeing`, which is not `singing`.
fn keeps_e(verb: &str) -> bool {
    ["ee", "oe", "ye"].iter().any(|end| verb.ends_with(end)) || ["binge", "singe", "swinge", "tinge"].contains(&verb)
}

/// `panic`, `traffic`: a `k` keeps the sound before `e` and `i`.
fn ends_in_hard_c(verb: &str) -> bool {
    verb.len() > 3 && (verb.ends_with("ic") || verb.ends_with("uac"))
}

/// Whether the last consonant is written twice before `ed` and `ing`: after a single stressed vowel.
fn doubles(verb: &str) -> bool {
    if DOUBLING.contains(&verb) || BRITISH_L.contains(&verb) {
        return true;
    }
    // In `quit` and `squat` the `u` belongs to the `q`.
    let plain = verb.replace("qu", "q");
    let mut letters = plain.chars().rev();
    let (Some(last), Some(vowel)) = (letters.next(), letters.next()) else { return false };
    let before = letters.next();
    let closed = !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y') && is_vowel(vowel) && last.is_ascii_alphabetic();
    closed && before.is_none_or(|letter| !is_vowel(letter)) && syllables(&plain) == 1
}

/// Groups of vowels; good enough to tell one syllable from several in a word that ends on a consonant.
fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut in_vowels = false;
    for (i, letter) in word.chars().enumerate() {
        let vowel = is_vowel(letter) || (letter == 'y' && i > 0);
        count += usize::from(vowel && !in_vowels);
        in_vowels = vowel;
    }
    count
}

/// The plural of a noun or of a phrase with a noun at its end (`air strike`) or before a preposition (`head of state`).
/// Words that are plurals already stay (`talks`).
///
/// ```
/// use casus_lexicon::inflection::plural;
/// assert_eq!(plural("gunman"), "gunmen");
/// assert_eq!(plural("head of state"), "heads of state");
/// ```
pub fn plural(noun: &str) -> String {
    if UNCHANGED.contains(&noun) {
        return noun.to_string();
    }
    let Some(at) = noun.rfind([' ', '-']) else { return plural_of_word(noun) };
    if let Some(phrase) = plural_inside(noun) {
        return phrase;
    }
    let (head, last) = noun.split_at_checked(at + 1).unwrap_or(("", noun));
    format!("{head}{}", plural_of_word(last))
}

/// The plural of a phrase whose noun is not its last word: `heads of state`, `passers-by`, `secretaries-general`.
fn plural_inside(phrase: &str) -> Option<String> {
    for inner in [" of ", " in ", " at ", " to ", " for ", "-in-", "-of-", "-at-"] {
        if let Some((head, rest)) = phrase.split_once(inner).filter(|(head, _)| !head.is_empty()) {
            return Some(format!("{}{inner}{rest}", plural(head)));
        }
    }
    for tail in ["-by", "-up"] {
        if let Some(doer) = phrase.strip_suffix(tail).filter(|doer| doer.ends_with("er")) {
            return Some(format!("{}{tail}", plural(doer)));
        }
    }
    let office = phrase.strip_suffix("general")?.strip_suffix([' ', '-'])?;
    let last = office.rsplit(' ').next()?;
    let joint = phrase.get(office.len()..)?;
    OFFICES_GENERAL.contains(&last).then(|| format!("{}{joint}", plural(office)))
}

fn plural_of_word(noun: &str) -> String {
    if UNCHANGED.contains(&noun) || (noun.ends_with("ese") && noun.starts_with(char::is_uppercase)) || noun == "Swiss" {
        return noun.to_string();
    }
    if let Some((_, plural)) = NOUNS.iter().find(|(one, _)| *one == noun) {
        return (*plural).to_string();
    }
    if let Some(stem) = noun.strip_suffix("man")
        && !NOT_MEN.iter().any(|other| other.eq_ignore_ascii_case(noun))
    {
        return format!("{stem}men");
    }
    if noun.ends_with("sis") {
        return format!("{}es", cut(cut(noun)));
    }
    if O_ES.contains(&noun) {
        return format!("{noun}es");
    }
    for (single, several) in [("wife", "wives"), ("life", "lives"), ("child", "children")] {
        if let Some(stem) = noun.strip_suffix(single) {
            return format!("{stem}{several}");
        }
    }
    with_s(noun)
}

/// Adds `s` as verbs and nouns do: `es` after a hiss, `ies` for a consonant and `y`.
fn with_s(word: &str) -> String {
    if ["s", "x", "z", "ch", "sh"].iter().any(|hiss| word.ends_with(hiss)) && !HARD_CH.contains(&word) {
        format!("{word}es")
    } else if ends_in_consonant_and(word, 'y') {
        format!("{}ies", cut(word))
    } else {
        format!("{word}s")
    }
}

/// Words in `ch` spoken as `k`.
const HARD_CH: [&str; 5] = ["monarch", "patriarch", "matriarch", "oligarch", "stomach"];

/// Whether a word ends in a consonant and then this letter: `veto`, `army`; not `radio`, `envoy`.
fn ends_in_consonant_and(word: &str, last: char) -> bool {
    word.strip_suffix(last).and_then(|rest| rest.chars().next_back()).is_some_and(|letter| {
        // In `colloquy` the `u` is no vowel.
        !is_vowel(letter) || word.strip_suffix(last).is_some_and(|rest| rest.ends_with("qu"))
    })
}

fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The word without its last letter.
fn cut(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str()
}

/// The word with its last letter twice.
fn doubled(word: &str) -> String {
    word.chars().chain(word.chars().next_back()).collect()
}

#[cfg(test)]
mod tests;
