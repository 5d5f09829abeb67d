//! What breaks a law, said so that whoever reads it can mend it: the file, the line, what is wrong and a way out.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Complaint {
    /// From the root of the repository, with `/`.
    pub(crate) file: String,
    /// From 1; 0 where it is about the whole file.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) what: String,
    /// A way out.
    pub(crate) help: String,
}

impl Complaint {
    /// About one line.
    pub(crate) fn at(file: &str, line: usize, what: impl Into<String>, help: impl Into<String>) -> Complaint {
        Complaint { file: file.to_string(), line, what: what.into(), help: help.into() }
    }

    /// About a whole file.
    pub(crate) fn of(file: &str, what: impl Into<String>, help: impl Into<String>) -> Complaint {
        Complaint::at(file, 0, what, help)
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}\n  help: {}", self.file, self.what, self.help),
            line => write!(f, "{}:{line}: {}\n  help: {}", self.file, self.what, self.help),
        }
    }
}
