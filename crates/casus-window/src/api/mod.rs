//! What the page may ask, address by address. Everything here is a question to the record and its answer in JSON.

mod acts;
mod glance;
mod one;
mod words;

use crate::answer::{Refused, Reply};
use crate::asked::Asked;
use crate::server::Shown;
use casus_store::Store;

/// Answers what stands behind `/api/`.
pub(crate) fn answer(store: &Store, shown: &Shown, path: &str, asked: &Asked) -> Result<Reply, Refused> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["meta"] => glance::meta(store, shown),
        ["watch"] => glance::watch(store),
        ["overview"] => glance::overview(store, shown, asked),
        ["search"] => glance::search(store, shown, asked),
        ["incidents"] => acts::incidents(store, asked),
        ["events"] => acts::events(store, asked),
        ["panel"] => acts::panel(store, asked),
        ["dyad"] => acts::dyad(store, shown, asked),
        ["ledger", name] => acts::ledger(store, shown, name, asked),
        ["incident", number] => one::incident(store, number),
        ["article", number] => one::article(store, number),
        ["why", event] => one::why(store, event),
        ["claims"] => words::claims(store, asked),
        ["commitments"] => words::commitments(store, shown, asked),
        ["quotes"] => words::quotes(store, asked),
        ["states"] => words::states(store, asked),
        _ => Err(Refused::Nothing("there is no such question".to_string())),
    }
}

/// What a table is called when it is kept.
pub(crate) fn file_name(path: &str) -> String {
    let clean = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("casus-{}.csv", path.chars().take(40).map(clean).collect::<String>())
}
