//! What a number counts: the noun that it stands beside in the tree, or picks from (`two of the five`); money beside a
//! currency; people whom a verb tells of (`killed 12`); what the verb measures (`the death toll rose to 35`); or what the
//! number before it counted (`250 in Lima and 100 in Cuzco`).

use super::acts::{self, Befallen};
use super::numbers::{Kind, Number};
use super::units::{PEOPLE, SENTENCE, STATES, Sort, Units};
use crate::roles::Reading;
use crate::who::mentions::MentionKind;
use crate::words::is_determiner;
use casus_lexicon::UnitSubject;
use casus_types::{Label, Ledger, NameKind, Pos, Tag};

/// How far the noun may stand from its number.
const REACH: usize = 8;

/// What a number counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// First word of number and unit, without a comparator.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The word that stands for what is counted in the tree.
    pub head: usize,
    /// What is counted, as written.
    pub unit: String,
    /// Its class.
    pub class: String,
    /// The running list that can bear it out.
    pub ledger: Option<Ledger>,
    /// Whose country the number is about.
    pub subject: UnitSubject,
    /// Of money.
    pub currency: Option<String>,
    /// The word that tells what became of those counted.
    pub act: Option<usize>,
    /// How it follows, in words.
    pub why: String,
}

/// Where the words of a unit stand, and what they may mean.
struct Found<'u> {
    /// With what describes it.
    start: usize,
    /// As the lexicon has it.
    word: usize,
    end: usize,
    sort: &'u Sort,
}

/// What a number counts in its sentence, if that is a political fact. `last` is what the number before it counted.
pub fn of(reading: &Reading, units: &Units, number: &Number, last: Option<&Counted>) -> Option<Counted> {
    if let Some(money) = money(reading, units, number) {
        return Some(money).filter(|_| units.money().is_some_and(|sort| sort.fits(&reading.words)));
    }
    let noun = noun(reading, number);
    if let Some(head) = noun {
        let found = match unit(reading, units, number.end, head) {
            Some(found) => with_unit(reading, units, number, head, &found, last),
            None => people(reading, units, number, head),
        };
        if found.is_some() || reading.tree().is_noun(head) {
            return found;
        }
    }
    // `30 more`: to the parser the number describes `more`.
    let root = root(reading, number);
    let more = reading.tree().head(root) == number.end && reading.words.is(number.end, &["more", "others"]);
    let head = if more { number.end } else { root };
    alone(reading, units, number, head)
        .or_else(|| measured(reading, units, number, head))
        .or_else(|| like_the_last(reading, number, head, last?))
}

/// `$1 billion`, `five million euros`.
fn money(reading: &Reading, units: &Units, number: &Number) -> Option<Counted> {
    let words = &reading.words;
    let symbol = |at: usize| units.symbol(words, at);
    let after = usize::from(words.is(number.end, &["-"])) + number.end;
    let (start, end, currency) = match number.start.checked_sub(1).and_then(|at| Some((at, symbol(at)?))) {
        Some((at, code)) => (at, number.end, code),
        None => match units.currency(words, after) {
            Some((end, code)) => (number.start, end, code),
            None => (number.start, number.end + 1, symbol(number.end)?),
        },
    };
    let sort = units.money()?;
    Some(Counted {
        start,
        end,
        head: root(reading, number),
        unit: currency.to_string(),
        class: sort.class.clone(),
        ledger: sort.ledger,
        subject: sort.subject,
        currency: Some(currency.to_string()),
        act: None,
        why: format!("money in {currency}"),
    })
}

/// A noun of the lexicon: a claim of its own class, or of people, whom an act must concern.
fn with_unit(
    reading: &Reading,
    units: &Units,
    number: &Number,
    head: usize,
    found: &Found,
    last: Option<&Counted>,
) -> Option<Counted> {
    let ordinal = number.kind == Kind::Ordinal;
    // `the 366 Armored Battalion`: a number before one thing is its name.
    let several = number.kind == Kind::Count && number.low != Some(1.0);
    let share = reading.words.is(number.end, &["percent", "%"]) && found.sort.ledger != Some(Ledger::Votes);
    let apart = !reading.words.is(number.end, &["-", "of", "percent", "%"]);
    let name = found.sort.singular && several && (apart || share);
    // `jailed for eight years`, `joined by 40 countries`: the word that makes years a sentence, or states a party, stands
    // right above them.
    let tree = reading.tree();
    let above =
        || [tree.head(head), tree.head(tree.head(head))].iter().any(|at| found.sort.asks_for(&reading.words, *at));
    let fits = match found.sort.class.as_str() {
        SENTENCE => above(),
        STATES => above() || does_something(reading, head),
        _ => found.sort.fits(&reading.words),
    };
    if !fits || ordinal && !found.sort.series || name {
        return None;
    }
    // Refugees who fled stay refugees; refugees who were killed are dead.
    let suffered = |found_act: &Befallen| found_act.act.alone || found_act.act.part == UnitSubject::Victim;
    let told = |found_act: &Befallen| found.sort.class == PEOPLE || suffered(found_act);
    let act =
        act(reading, units, head, found.end).filter(|found_act| found.sort.is_people() && !ordinal && told(found_act));
    let part = last.filter(|last| act.is_none() && is_part(reading, number, last));
    if found.sort.class == PEOPLE && act.is_none() && part.is_none() {
        return None;
    }
    if let Some(last) = part {
        let unit = reading.words.joined(found.start, found.end);
        let why = format!("`{unit}` are a part of those counted before: {}", last.class);
        return Some(Counted { start: number.start, end: found.end, head, unit, why, ..last.clone() });
    }
    let whole = Counted {
        start: number.start,
        end: found.end,
        head,
        unit: reading.words.joined(found.start, found.end),
        class: found.sort.class.clone(),
        ledger: found.sort.ledger,
        subject: found.sort.subject,
        currency: None,
        act: None,
        why: format!("`{}` is counted: {}", reading.words.joined(found.start, found.end), found.sort.class),
    };
    Some(befallen(reading, whole, act))
}

/// A noun that the lexicon of units lacks, but that names people: `58 Kurds were arrested`.
fn people(reading: &Reading, units: &Units, number: &Number, head: usize) -> Option<Counted> {
    let words = &reading.words;
    let act = act(reading, units, head, head + 1)?;
    let nation = words.names.iter().any(|name| name.kind == NameKind::Norp && name.tokens.contains(&head));
    let mention = reading.covering(head).map(|at| &reading.mentions[at]);
    let role = mention.is_some_and(|m| {
        !m.person && matches!(m.kind, MentionKind::Role | MentionKind::Nation) && m.start >= number.start
    });
    // Whom one kills or arrests is somebody, whatever he is called.
    let somebody = act.act.alone;
    let several = matches!(reading.tree().tag(head), Tag::Nns | Tag::Nnps | Tag::Nnp | Tag::Nn);
    if !(nation || role || somebody) || !several || number.kind == Kind::Ordinal {
        return None;
    }
    let start = opening(reading, number.end);
    Some(befallen(reading, bare(reading, number, head, (start, head + 1)), Some(act)))
}

/// A number that stands for people whom a verb tells of.
fn alone(reading: &Reading, units: &Units, number: &Number, head: usize) -> Option<Counted> {
    if matches!(number.kind, Kind::Ordinal | Kind::None | Kind::Score) || is_age(reading, number) {
        return None;
    }
    let befallen_by = act(reading, units, head, number.end).filter(|found| found.act.alone)?;
    let end = number.end + usize::from(reading.words.is(number.end, &["more", "others"]));
    Some(Counted { end, ..befallen(reading, bare(reading, number, head, (end, end)), Some(befallen_by)) })
}

/// Whether what a noun names does the verb of a clause: `more than 30 governments have joined`.
fn does_something(reading: &Reading, head: usize) -> bool {
    let tree = reading.tree();
    let agent = tree.label(head) == Label::Pobj && tree.label(tree.head(head)) == Label::Agent;
    tree.is_subject(head) || agent || tree.labelled(head, &[Label::Relcl]).next().is_some()
}

/// What became of those counted, asked of the tree.
fn act<'u>(reading: &Reading, units: &'u Units, head: usize, end: usize) -> Option<Befallen<'u>> {
    acts::of(reading, units, head).or_else(|| acts::of_the_verb_after(reading, units, end))
}

/// `at least 62 dead, including 54 children`: people who are a part of those whom the number before it counted.
fn is_part(reading: &Reading, number: &Number, last: &Counted) -> bool {
    let between = last.end..number.start;
    let of_them = |at: usize| reading.words.is(at, &["including", "among", "whom"]);
    last.subject == UnitSubject::Victim
        && last.act.is_some()
        && between.clone().any(of_them)
        && !between.clone().any(|at| reading.words.is(at, &[";"]))
}

/// `Park, 61,`: how old somebody is.
fn is_age(reading: &Reading, number: &Number) -> bool {
    let label = reading.tree().label(number.start);
    let comma = number.start.checked_sub(1).is_some_and(|at| reading.words.is(at, &[",", "(", "aged", "age"]));
    comma && matches!(label, Label::Appos | Label::Npadvmod | Label::Amod | Label::Nummod | Label::Acomp)
}

/// People counted, as yet without anything that became of them.
fn bare(reading: &Reading, number: &Number, head: usize, unit: (usize, usize)) -> Counted {
    Counted {
        start: number.start,
        end: unit.1.max(number.end),
        head,
        unit: reading.words.joined(unit.0, unit.1),
        class: PEOPLE.to_string(),
        ledger: None,
        subject: UnitSubject::Victim,
        currency: None,
        act: None,
        why: "people are counted".to_string(),
    }
}

/// With what became of them.
fn befallen(reading: &Reading, counted: Counted, found: Option<Befallen>) -> Counted {
    let Some(Befallen { word, act }) = found else { return counted };
    let unit = if counted.unit.is_empty() { act.class.clone() } else { counted.unit };
    let why = format!("{}, `{}` makes it {}", counted.why, reading.words.joined(word, word + 1), act.class);
    Counted { unit, class: act.class.clone(), ledger: act.ledger, act: Some(word), why, subject: act.part, ..counted }
}

/// `the death toll rose to 35`, `the number of dead was 12`: what the verb measures.
fn measured(reading: &Reading, units: &Units, number: &Number, head: usize) -> Option<Counted> {
    if matches!(number.kind, Kind::Ordinal | Kind::None | Kind::Score) {
        return None;
    }
    let tree = reading.tree();
    let verb = match tree.label(head) {
        Label::Dobj | Label::Attr => tree.head(head),
        Label::Pobj if reading.words.is(tree.head(head), &["to", "at", "above", "beyond"]) => {
            tree.head(tree.head(head))
        }
        Label::Pobj if reading.words.is(tree.head(head), &["of"]) => tree.head(tree.head(head)),
        _ => return None,
    };
    let of = tree.label(head) == Label::Pobj && reading.words.is(tree.head(head), &["of"]);
    let measures: Vec<usize> = match tree.is_verb(verb) {
        true => tree.objects(verb).into_iter().chain(tree.subjects(verb)).filter(|at| *at != head).collect(),
        false if of => vec![verb],
        false => Vec::new(),
    };
    let (noun, found) = measures.into_iter().find_map(|noun| {
        let is_count = |at: &usize| reading.words.is(*at, &["number", "numbers", "total", "count", "figure", "tally"]);
        let inner = tree.labelled(noun, &[Label::Prep]).flat_map(|prep| tree.after(prep)).next();
        let noun = inner.filter(|_| is_count(&noun)).unwrap_or(noun);
        let found = unit(reading, units, noun.saturating_sub(2), noun)?;
        Some((noun, found))
    })?;
    // `the singer of Grateful Dead was 78`.
    let named =
        found.word > 0 && reading.words.words.get(noun).is_some_and(|word| word.capital) && !reading.words.title;
    if !found.sort.fits(&reading.words) || found.sort.class == PEOPLE || named {
        return None;
    }
    let unit = reading.words.joined(found.word, found.end);
    Some(Counted {
        start: number.start,
        end: number.end,
        head: noun,
        why: format!("the number is that of `{unit}`: {}", found.sort.class),
        unit,
        class: found.sort.class.clone(),
        ledger: found.sort.ledger,
        subject: found.sort.subject,
        currency: None,
        act: None,
    })
}

/// `250 protesters in Lima and 100 in Cuzco`.
fn like_the_last(reading: &Reading, number: &Number, head: usize, last: &Counted) -> Option<Counted> {
    let tree = reading.tree();
    let place = reading.words.is(number.end, &["in", "at", "from", "near", "against", "for", "to"]);
    let joined = matches!(tree.label(head), Label::Conj | Label::Appos | Label::Dobj | Label::Nsubj | Label::Npadvmod);
    let total = number.start.checked_sub(2).is_some_and(|at| reading.words.phrase_at(at, "total of").is_some());
    // `gained 13 seats and the others lost 10`.
    let ends = reading.words.words.get(number.end).is_none_or(|word| word.mark && word.text != "-");
    let bare = ends && tree.label(head) == Label::Dobj && last.act.is_none();
    let (place, joined) = (place || total || bare, joined || total);
    let share = last.unit.starts_with(['%', 'p']) && last.unit.contains(" of ");
    let plain =
        number.kind == Kind::Count && !share && last.currency.is_none() && reading.words.lower(number.start) != "one";
    let why = format!("like the number before it: {}", last.why);
    (place && joined && plain).then(|| Counted { start: number.start, end: number.end, head, why, ..last.clone() })
}

/// The words of a unit that cover a noun, beginning after the number.
fn unit<'u>(reading: &Reading, units: &'u Units, from: usize, head: usize) -> Option<Found<'u>> {
    let start = opening(reading, from);
    // `63% of the vote` counts percent.
    let from_share = reading.words.is(from, &["percent", "%"]).then_some(from);
    let covers = |at: usize| {
        let longest = units.at(&reading.words, at).find(|(end, _)| *end > head);
        // `12 of the state's 41 delegates`: delegates.
        let owned =
            (start..at).rev().find(|at| reading.words.is(*at, &["'s", "'"]) || reading.tree().tag(*at) == Tag::Cd);
        let start = owned.map_or(start, |at| at + 1);
        longest.map(|(end, sort)| Found { start: from_share.unwrap_or(start), word: at, end, sort })
    };
    (start.min(head)..=head).find_map(covers)
}

/// Past the hyphen of `a five-year sentence`, past `of the`, past `more` and the owner of `two of Peru's missiles`.
fn opening(reading: &Reading, end: usize) -> usize {
    let skipped = |at: &usize| {
        let lower = reading.words.lower(*at);
        matches!(lower, "-" | "of" | "more" | "percent" | "%" | "additional" | "other" | "new" | "\"" | "“")
            || is_determiner(lower)
    };
    (end..reading.words.len()).find(|at| !skipped(at)).unwrap_or(end)
}

/// The noun that a number stands beside or picks from; nothing where it stands alone.
fn noun(reading: &Reading, number: &Number) -> Option<usize> {
    let tree = reading.tree();
    let share = number.end + usize::from(reading.words.is(number.end, &["percent", "%"]));
    if reading.words.is(share, &["of"]) {
        let after = tree.after(share).into_iter().next();
        return after.filter(|at| *at < share + REACH).or_else(|| beside(reading, opening(reading, share)));
    }
    let beside = || beside(reading, number.end);
    let mut at = root(reading, number);
    while at < number.end || matches!(tree.label(at), Label::Compound | Label::Nmod | Label::Amod | Label::Poss) {
        let describes = matches!(
            tree.label(at),
            Label::Nummod
                | Label::Quantmod
                | Label::Compound
                | Label::Amod
                | Label::Nmod
                | Label::Npadvmod
                | Label::Poss
        );
        let head = tree.head(at);
        if !describes || head <= at || head >= number.end + REACH {
            break;
        }
        at = head;
    }
    let noun = tree.is_noun(at) || tree.tag(at) == Tag::Jj && at + 1 == number.end + 1;
    if at >= number.end && noun { Some(at) } else { beside() }
}

/// The last of the nouns and adjectives that begin at a word; a participle may stand among them.
fn beside(reading: &Reading, from: usize) -> Option<usize> {
    let tree = reading.tree();
    let describes = |at: &usize| {
        let tag = tree.tag(*at);
        let noun = matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps);
        let adjective = tree.label(*at) == Label::Amod && !matches!(tag, Tag::Jjr | Tag::Jjs);
        noun || matches!(tag, Tag::Jj | Tag::Vbn | Tag::Hyph) || adjective
    };
    let end = (from..(from + REACH).min(reading.words.len())).find(|at| !describes(at))?;
    let last = (from..end).rev().find(|at| tree.is_noun(*at));
    // `40 wounded`: where the parser sees no noun.
    last.or_else(|| (end > from && reading.tree().label(from) != Label::Acl).then(|| end - 1))
}

/// The word of a number that hangs on a word outside it.
fn root(reading: &Reading, number: &Number) -> usize {
    let tree = reading.tree();
    let out = |at: &usize| {
        let head = tree.head(*at);
        let inside = (number.start..number.end).contains(&head);
        let counts = reading.words.tokens.get(*at).is_some_and(|t| matches!(t.pos, Pos::Num | Pos::Noun | Pos::Adj));
        counts && (!inside || head == *at)
    };
    (number.start..number.end).rev().find(out).unwrap_or(number.end - 1)
}
