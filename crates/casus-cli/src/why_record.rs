//! `casus why` from the record alone: what one event rests on, and who else tells of the same act.

use crate::args::RecordOptions;
use crate::{Status, print, record};
use casus_store::{EventTold, Store};

/// Shows the event whose id begins so.
pub(crate) fn run(wanted: &str, options: &RecordOptions) -> Status {
    let path = record::path(options);
    if !path.exists() {
        print::say(format_args!(
            "give the report that the event comes from (casus why EVENT_ID PATH) or a record; there is no {}",
            path.display()
        ));
        return Status::Unusable;
    }
    let found = Store::open_to_read(&path).and_then(|store| store.event_told(wanted));
    match found.as_deref() {
        Ok([]) => {
            print::say(format_args!("no event {wanted} in {}", path.display()));
            Status::SomeFailed
        }
        Ok(events) => {
            let mut ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
            ids.dedup();
            if ids.len() > 1 {
                print::say(format_args!("{wanted} begins several ids: {}", ids.join(", ")));
                return Status::SomeFailed;
            }
            let shown: Vec<String> = events.iter().map(explain).collect();
            print::all(shown.join("\n").as_bytes())
        }
        Err(error) => {
            print::say(error);
            Status::Unusable
        }
    }
}

fn explain(event: &EventTold) -> String {
    let mut answer = String::new();
    for (name, value) in &event.fields {
        answer.push_str(&format!("{name:<11}{value}\n"));
    }
    answer
}
