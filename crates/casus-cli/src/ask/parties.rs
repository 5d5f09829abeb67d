//! Actors as typed: codes, groups with their members of the day, pairs of them.

use casus_lexicon::Lexicon;
use casus_store::{Dyad, Held, Party};

/// What codes stand for: themselves, or with `--members` whoever belonged to them too.
pub(super) struct Parties(Option<Lexicon>);

impl Parties {
    pub(super) fn new(members: bool) -> Result<Parties, String> {
        let read =
            || Lexicon::embedded().map_err(|complaints| format!("the built-in lexicon is damaged\n{complaints}"));
        Ok(Parties(members.then(read).transpose()?))
    }

    pub(super) fn party(&self, code: &str) -> Party {
        let code = code.trim().to_ascii_uppercase();
        let Some(lexicon) = &self.0 else { return Party::code(&code) };
        let mut held: Vec<Held> = Vec::new();
        for body in lexicon.organisations.iter().filter(|body| body.code.0 == code) {
            for row in lexicon.memberships.iter().filter(|row| row.organisation == body.name) {
                held.extend(row.members.iter().map(|one| Held { code: one.0.clone(), from: row.from, to: row.until }));
            }
        }
        held.sort();
        held.dedup();
        Party::group(&code, held)
    }

    pub(super) fn several(&self, codes: &[String]) -> Vec<Party> {
        codes.iter().map(|code| self.party(code)).collect()
    }

    /// Pairs as typed, each once.
    pub(super) fn dyads(&self, typed: &[String], both_ways: bool) -> Result<Vec<Dyad>, String> {
        let mut dyads: Vec<Dyad> = Vec::new();
        for pair in typed {
            let (actor, recipient) = pair
                .split_once('-')
                .filter(|(actor, recipient)| !actor.trim().is_empty() && !recipient.trim().is_empty())
                .ok_or_else(|| format!("--dyad {pair}: give two codes with - between: USA-PRK"))?;
            let dyad = Dyad { actor: self.party(actor), recipient: self.party(recipient) };
            let back = both_ways.then(|| dyad.back());
            for dyad in [dyad].into_iter().chain(back) {
                if !dyads.iter().any(|known| known.name() == dyad.name()) {
                    dyads.push(dyad);
                }
            }
        }
        Ok(dyads)
    }
}

/// A class as typed, in any case.
pub(super) fn kind(typed: &str) -> Result<String, String> {
    let code = typed.trim().to_ascii_uppercase();
    let known = casus_types::EventType::ALL.map(casus_types::EventType::code);
    if known.contains(&code.as_str()) { Ok(code) } else { Err(format!("use one of {}", known.join(", "))) }
}

pub(super) const QUADS: [&str; 4] =
    ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"];
pub(super) const STATUSES: [&str; 5] = ["happened", "planned", "conditional", "hypothetical", "negated"];
