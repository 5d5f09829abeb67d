//! Sitemaps, those for news among them, and indexes of sitemaps: one element after another, with the few that matter
//! taken. Entities that a file defines for itself are refused, whatever they stand for.

use crate::feed::day;
use crate::{DEEPEST, Entry, Listing, MOST_ENTRIES, Unreadable};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

/// An address or a headline may be this long, in bytes.
const LONGEST: usize = 8 << 10;

/// Reads a sitemap.
pub(crate) fn read(bytes: &[u8]) -> Result<Listing, Unreadable> {
    let mut reading = Reading::default();
    walk(bytes, &mut |step| reading.take(step))?;
    Ok(match reading.index {
        true => Listing::Sitemaps(reading.sitemaps),
        false => Listing::Entries(reading.entries),
    })
}

/// Refuses XML that nests deeper than any feed, or defines entities of its own.
pub(crate) fn must_be_flat(bytes: &[u8]) -> Result<(), Unreadable> {
    walk(bytes, &mut |_| true)
}

/// What is met on the way through the file.
enum Step<'s> {
    Opens(&'s str),
    Closes(&'s str),
    Words(&'s str),
}

/// Walks through the elements in order until `take` has enough.
fn walk(bytes: &[u8], take: &mut dyn FnMut(Step<'_>) -> bool) -> Result<(), Unreadable> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut depth = 0usize;
    loop {
        let goes_on = match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Unreadable::new(format!("elements nested more than {DEEPEST} deep")));
                }
                take(Step::Opens(element.local_name().as_ref()))
            }
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                take(Step::Closes(element.local_name().as_ref()))
            }
            Ok(Event::Empty(element)) => {
                let name = element.local_name();
                take(Step::Opens(name.as_ref())) && take(Step::Closes(name.as_ref()))
            }
            Ok(Event::Text(text)) => take(Step::Words(&text)),
            Ok(Event::CData(text)) => take(Step::Words(&text)),
            Ok(Event::GeneralRef(reference)) => take(Step::Words(&meant(&reference))),
            Ok(Event::DocType(text)) if text.contains("<!ENTITY") => {
                return Err(Unreadable::new("it defines entities of its own"));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => true,
            Err(error) => return Err(Unreadable::new(format!("broken at byte {}: {error}", reader.error_position()))),
        };
        if !goes_on {
            return Ok(());
        }
    }
}

/// The character that a reference stands for; nothing for one that XML does not know.
fn meant(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    match reference.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_string()
}

/// What is kept while a sitemap is read.
#[derive(Default)]
struct Reading {
    index: bool,
    entries: Vec<Entry>,
    sitemaps: Vec<String>,
    open: Entry,
    words: String,
}

impl Reading {
    fn take(&mut self, step: Step<'_>) -> bool {
        match step {
            Step::Opens(name) => {
                self.index |= name == "sitemapindex";
                if name == "url" || name == "sitemap" {
                    self.open = Entry::default();
                }
                self.words.clear();
            }
            Step::Words(words) if self.words.len() + words.len() <= LONGEST => self.words.push_str(words),
            Step::Words(_) => {}
            Step::Closes(name) => self.close(name),
        }
        self.entries.len() < MOST_ENTRIES && self.sitemaps.len() < MOST_ENTRIES
    }

    fn close(&mut self, name: &str) {
        let said = Some(self.words.trim().to_string()).filter(|words| !words.is_empty());
        let open = &mut self.open;
        match name {
            // A picture in an entry has a `loc` of its own; the first is the page's.
            "loc" => open.link = open.link.take().or(said),
            "title" => open.title = open.title.take().or(said),
            "publication_date" => open.published = said.as_deref().and_then(day).or(open.published),
            "lastmod" => open.published = open.published.or(said.as_deref().and_then(day)),
            "url" => {
                let entry = std::mem::take(open);
                self.entries.extend(Some(entry).filter(|entry| entry.link.is_some()));
            }
            "sitemap" => self.sitemaps.extend(std::mem::take(open).link),
            _ => {}
        }
        self.words.clear();
    }
}
