//! wip
mod address;
mod allowed;
mod connection;
mod failure;
mod fetch;
mod limits;
mod names;
mod target;
mod unpack;

pub use allowed::Allowed;
pub use failure::Failure;
pub use fetch::{AGENT, Ask, Fetcher, Reply};
pub use limits::Limits;
pub use names::{Names, SystemNames};
pub use target::Target;
