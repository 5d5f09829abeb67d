//! Why something was not fetched, and whether it is worth asking again.

use std::fmt;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may not be asked for: its address is not for anybody, or it led where one must not go. No connection was made.
    Forbidden(String),
    /// The site's robots.txt asks not to.
    Disallowed(String),
    /// More came, or came slower, than is taken.
    TooMuch(String),
    /// The network or the site failed; another day it may not.
    Failed(String),
    /// Somebody stopped it.
    Stopped,
}

impl Failure {
    pub(crate) fn forbidden(what: impl Into<String>) -> Failure {
        Failure::Forbidden(what.into())
    }

    /// Whether it may come out otherwise another time.
    pub fn passes(&self) -> bool {
        matches!(self, Failure::Failed(_) | Failure::Stopped)
    }

    /// What a person can do about it.
    pub fn cure(&self) -> &'static str {
        match self {
            Failure::Forbidden(_) => "check the address; what is private must be allowed by name",
            Failure::Disallowed(_) => {
                "the site does not want it read by programs; save the page yourself and give the file"
            }
            Failure::TooMuch(_) => "save the page yourself and give the file",
            Failure::Failed(_) => "try again later",
            Failure::Stopped => "start it again",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Forbidden(what) => write!(f, "not fetched: {what}"),
            Failure::Disallowed(what) => write!(f, "not fetched: {what}"),
            Failure::TooMuch(what) | Failure::Failed(what) => f.write_str(what),
            Failure::Stopped => f.write_str("stopped"),
        }
    }
}

impl std::error::Error for Failure {}
