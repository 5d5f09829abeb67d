//! The window: a local page over a record. It answers a browser on this machine (or, with a token, on others) from a
//! record that it opens to read alone. It codes nothing, fetches nothing and writes nothing; every question is one of the
//! record's own, and here it only becomes JSON. The page itself is built in, from `assets/`.

mod answer;
mod api;
mod asked;
mod assets;
mod door;
mod pool;
mod server;

pub use server::{Settings, serve};
