//! The classifier of blocks, one for pages and for plain text. A line is first taken by itself, then beside its
//! neighbours: what stands before the article and after its end, what repeats, what follows a "Related stories". What
//! is not part of the article is dropped with its reason; where it is not sure, the line stays.

use super::line::{Guess, Known, Line, ends_a_sentence, is_turn};
use super::pattern::Pattern;
use super::piece::Shape;
use casus_types::{BlockKind, FurnitureThen};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a line is, and why it is dropped if it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub kind: BlockKind,
    pub dropped: Option<String>,
}

impl Verdict {
    fn keep(kind: BlockKind) -> Verdict {
        Verdict { kind, dropped: None }
    }

    fn drop(kind: BlockKind, why: &str) -> Verdict {
        Verdict { kind, dropped: Some(why.to_string()) }
    }
}

/// Says what each line is. As many verdicts as lines, in their order.
pub(super) fn classify(lines: &[Line<'_>], known: &Known<'_>) -> Vec<Verdict> {
    let guesses: Vec<Guess> = lines.iter().map(|line| line.guess(known)).collect();
    let mut page = Page { lines, verdicts: guesses.iter().map(first_verdict).collect(), guesses, known };
    page.readers_replies();
    page.repeated_lines();
    page.captions_before_the_text();
    page.what_follows_furniture();
    page.before_the_article();
    page.after_the_article();
    page.about_the_writer();
    page.headline_once();
    page.verdicts
}

fn first_verdict(guess: &Guess) -> Verdict {
    match guess {
        Guess::Prose | Guess::Stray => Verdict::keep(BlockKind::Paragraph),
        Guess::Heading => Verdict::keep(BlockKind::Subhead),
        Guess::Is(kind) => Verdict::keep(*kind),
        Guess::Not(kind, why, _) => Verdict::drop(*kind, why),
    }
}

struct Page<'p> {
    lines: &'p [Line<'p>],
    guesses: Vec<Guess>,
    verdicts: Vec<Verdict>,
    known: &'p Known<'p>,
}

/// Repeats shorter than this, in letters, are left alone: people say "Thank you" twice.
const REPEAT: usize = 20;

impl Page<'_> {
    fn is_prose(&self, place: usize) -> bool {
        self.guesses.get(place) == Some(&Guess::Prose) && self.is_kept_as(place, BlockKind::Paragraph)
    }

    fn is_kept_as(&self, place: usize, kind: BlockKind) -> bool {
        self.verdicts.get(place) == Some(&Verdict::keep(kind))
    }

    fn set(&mut self, place: usize, verdict: Verdict) {
        if let Some(slot) = self.verdicts.get_mut(place) {
            *slot = verdict;
        }
    }

    fn first_prose(&self) -> Option<usize> {
        (0..self.lines.len()).find(|place| self.is_prose(*place))
    }

    fn last_prose(&self) -> Option<usize> {
        (0..self.lines.len()).rev().find(|place| self.is_prose(*place))
    }

    /// Where readers answer each other ("… Reply"), the article is over.
    fn readers_replies(&mut self) {
        let replies: Vec<usize> = (0..self.lines.len()).filter(|place| is_reply(self.lines[*place].text)).collect();
        let [first, _, ..] = replies.as_slice() else { return };
        for place in *first..self.lines.len() {
            self.set(place, Verdict::drop(BlockKind::Furniture, "reader comments"));
        }
    }

    /// A line that stands twice in a row is the caption of a picture; one that comes back later is dropped there.
    ///
    /// What comes three times or more is how the article is built (a list of recipes, an interview's questions).
    fn repeated_lines(&mut self) {
        let key_at = |place: usize| -> String {
            self.lines[place].text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let keys: Vec<String> = (0..self.lines.len()).map(key_at).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for key in &keys {
            *counts.entry(key).or_default() += 1;
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, key) in keys.iter().enumerate() {
            if self.verdicts[place].dropped.is_some() || key.is_empty() {
                continue;
            }
            let Some(first) = seen.insert(key, place) else { continue };
            let kind = self.verdicts[first].kind;
            let picture = matches!(kind, BlockKind::Caption | BlockKind::Credit);
            let twice_in_a_row = first + 1 == place && kind == BlockKind::Paragraph && self.may_repeat(place, key);
            if twice_in_a_row {
                self.set(first, Verdict::keep(BlockKind::Caption));
            }
            if picture || twice_in_a_row {
                self.set(place, Verdict::drop(BlockKind::Caption, "repeated caption"));
                seen.insert(key, first); // the one that is kept
            } else if kind != BlockKind::Headline
                && counts.get(key.as_str()) == Some(&2)
                && self.is_far_repeat(place, key)
            {
                self.set(place, Verdict::drop(BlockKind::Furniture, "repeated line"));
            }
        }
    }

    /// Whether a line is one that a page repeats by mistake: no item, no row, no speaker's turn, and not a mere word.
    fn may_repeat(&self, place: usize, key: &str) -> bool {
        let line = self.lines[place];
        !matches!(line.shape, Shape::Item | Shape::Row) && !is_turn(line.text) && key.chars().count() >= REPEAT
    }

    /// People repeat themselves in copied transcripts; what extraction keeps twice is mostly set twice.
    fn is_far_repeat(&self, place: usize, key: &str) -> bool {
        let far = if self.known.extracted { 1 } else { 2 };
        self.may_repeat(place, key) && key.chars().count() >= REPEAT * far
    }

    /// Before the first paragraph, a sentence that ends with an agency in brackets is the words under a picture; the
    /// agency of the report itself comes after its last sentence.
    fn captions_before_the_text(&mut self) {
        let Some(first) = self.first_prose() else { return };
        let more_prose = (first + 1..self.lines.len()).filter(|place| self.is_prose(*place)).count();
        let line = self.lines[first].text;
        let credited = super::dateline::credit_after(line, self.known.words).is_some();
        if credited && more_prose >= 2 && line.chars().count() < 300 {
            self.set(first, Verdict::keep(BlockKind::Caption));
        }
    }

    /// After "Related stories" come titles, up to the next full paragraph; after "Most popular", nothing of the article.
    fn what_follows_furniture(&mut self) {
        let prose_from =
            |page: &Self, from: usize| (from..page.lines.len()).filter(|place| page.is_prose(*place)).count();
        let all = prose_from(self, 0);
        let mut after: Option<(FurnitureThen, String)> = None;
        for place in 0..self.lines.len() {
            if let Guess::Not(_, why, then) = &self.guesses[place] {
                let last = prose_from(self, place) * 4 < all.max(1);
                after = match then {
                    FurnitureThen::Article => after,
                    FurnitureThen::End if !last => Some((FurnitureThen::Titles, why.clone())),
                    _ => Some((*then, why.clone())),
                };
                continue;
            }
            let Some((then, why)) = &after else { continue };
            let title = matches!(self.guesses[place], Guess::Stray | Guess::Heading)
                || matches!(self.guesses[place], Guess::Is(BlockKind::Dateline | BlockKind::Byline))
                || self.lines[place].linked;
            if *then == FurnitureThen::End || title {
                let verdict = Verdict::drop(BlockKind::RelatedLinks, why);
                self.set(place, verdict);
            } else {
                after = None;
            }
        }
    }

    /// Before the first paragraph stand the headline, what goes with it, and menus.
    fn before_the_article(&mut self) {
        let Some(first) = self.first_prose() else { return };
        let strays: Vec<usize> = (0..first).filter(|place| self.is_stray(*place)).collect();
        let found = (0..first).find(|place| self.is_kept_as(*place, BlockKind::Headline));
        let headline = found.or_else(|| self.headline_among(&strays));
        if let Some(headline) = headline {
            self.set(headline, Verdict::keep(BlockKind::Headline));
        }
        for place in strays.into_iter().filter(|place| Some(*place) != headline) {
            let words = self.lines[place].text.split_whitespace().count();
            let after_headline = headline.is_some_and(|headline| place > headline);
            let verdict = match (after_headline, words) {
                (true, 2..) if is_signature(self.lines[place].text, words) => Verdict::keep(BlockKind::Byline),
                _ if is_place(self.lines[place].text, words) => Verdict::keep(BlockKind::Dateline),
                (true, 6..) => Verdict::keep(BlockKind::Subhead),
                (true, 3..) if !self.known.extracted => Verdict::keep(BlockKind::Subhead),
                (true, _) => Verdict::drop(BlockKind::Furniture, "stray line before the article"),
                (false, _) => Verdict::drop(BlockKind::Furniture, "menu before the article"),
            };
            self.set(place, verdict);
        }
    }

    fn is_stray(&self, place: usize) -> bool {
        matches!(self.guesses.get(place), Some(Guess::Stray | Guess::Heading))
            && self
                .verdicts
                .get(place)
                .is_some_and(|verdict| verdict.dropped.is_none() && verdict.kind != BlockKind::Caption)
    }

    /// The title that a plain text begins with: the first line with four words or more, else the longest.
    fn headline_among(&self, strays: &[usize]) -> Option<usize> {
        if self.known.headline.is_some() && self.known.extracted {
            return None; // a page's headline is known from its markup
        }
        let words = |place: &usize| self.lines[*place].text.split_whitespace().count();
        let titled = strays.iter().find(|place| words(place) >= 4 || self.lines[**place].text.chars().count() >= 24);
        titled
            .or_else(|| strays.iter().rev().max_by_key(|place| words(place)).filter(|place| words(place) >= 2))
            .copied()
    }

    /// After the last paragraph come titles, buttons and strays. What extraction kept of a page is mostly the article's
    /// (a list that ends it); a copied text has everything that stood on the page.
    fn after_the_article(&mut self) {
        let Some(last) = self.last_prose() else { return };
        for place in last + 1..self.lines.len() {
            let line = self.lines[place];
            let extracted = self.known.extracted && line.shape != Shape::Heading && !line.linked;
            let said = line.text.trim_end().ends_with(['.', ')']) && line.text.contains(' ') || runs_on(line.text);
            if self.is_stray(place) && !extracted && !said {
                self.set(place, Verdict::drop(BlockKind::Furniture, "stray line after the article"));
            }
        }
    }

    /// At the end of a report stands who wrote it.
    fn about_the_writer(&mut self) {
        let prose: Vec<usize> = (0..self.lines.len()).filter(|place| self.is_prose(*place)).collect();
        let tail = prose.len() - (prose.len() / 3).clamp(1, 4).min(prose.len());
        for place in prose.into_iter().skip(tail) {
            if self.is_about_a_writer(self.lines[place].text) {
                self.set(place, Verdict::drop(BlockKind::AuthorBio, "about the writer"));
            }
        }
    }

    fn is_about_a_writer(&self, text: &str) -> bool {
        if text.chars().count() > 700 {
            return false;
        }
        let by_name = self.known.authors.iter().any(|author| text.starts_with(author.as_str()));
        (by_name && OF_AN_AUTHOR.is_in(text)) || OF_A_WRITER.is_in(text)
    }

    /// One headline; the same words again are a repeat.
    fn headline_once(&mut self) {
        let headlines: Vec<usize> =
            (0..self.lines.len()).filter(|place| self.is_kept_as(*place, BlockKind::Headline)).collect();
        for place in headlines.into_iter().skip(1) {
            self.set(place, Verdict::drop(BlockKind::Headline, "repeated headline"));
        }
    }
}

/// "X is …", "X covers …" of somebody who wrote the report.
static OF_AN_AUTHOR: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\S+(?:\s\S+){1,4},?\s+(?:is|was|has|covers|writes|reports|joined|works|can|contributed|edits|serves|specialises|specializes)\b",
    )
});

/// What only a paragraph about a writer says.
static OF_A_WRITER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?:^(?:The (?:author|writer)s? (?:is|are|was)\b)|",
        r"^\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){1,3}(?:\s\([^)]*\))?,?\s+(?:is|was)\s+(?:an?|the)\s+(?:[\p{L}-]+\s+){0,6}(?:reporter|correspondent|journalist|writer|columnist|contributor|editor|producer|freelancer|blogger)\b[^.]{0,160}(?:\b(?:for|at|based|covering|who covers|who writes|with)\b|\.$)|",
        r"^\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){1,3}\s+(?:covers|writes about|reports on)\b|",
        r"(?:\b(?i:follow|find|reach|contact|email|e-mail|tweet)\s+(?:him|her|them|me|the (?:author|reporter|writer)|\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)\s+(?:on|at|via)\s+(?i:@|twitter|x\b|instagram|facebook|linkedin|mastodon|threads|\S+@\S+))|",
        r"(?i:^(?:follow|contact|email)\b.{0,80}(?:@\w+|\btwitter\b)))"
    ))
});

/// A reader's comment as pages set it, with the button run into its end.
fn is_reply(text: &str) -> bool {
    let bare = text.trim_end();
    bare.strip_suffix("Reply")
        .is_some_and(|comment| !comment.ends_with(char::is_whitespace) || comment.trim().is_empty())
}

/// Who speaks, under a headline: "Office of the Spokesperson", "Jane Doe, Secretary of State".
fn is_signature(text: &str, words: usize) -> bool {
    (words <= 5 || (words <= 9 && text.contains(", "))) && is_capitalised(text)
}

/// Where it was said: "Washington, D.C.".
fn is_place(text: &str, words: usize) -> bool {
    words <= 5 && text.contains(", ") && is_capitalised(text.trim_end_matches('.'))
}

/// A sentence that has lost its stop: long, and not set like a title.
fn runs_on(text: &str) -> bool {
    let words = text.split_whitespace();
    let small = words.clone().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    let all = words.count();
    all >= 9 && small * 2 > all
}

fn is_capitalised(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    words.into_iter().all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase())) && !ends_a_sentence(text)
}
