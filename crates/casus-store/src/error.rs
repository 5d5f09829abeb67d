//! What can go wrong with the record: the file, the disk, another version. Every message names the file and a way out.

use std::path::PathBuf;

/// Why the record could not be read or written.
#[derive(Debug, PartialEq)]
pub enum StoreError {
    /// The file cannot be opened, read or written.
    File {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        why: rusqlite::Error,
    },
    /// The file is a record of a newer version.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        schema: u32,
    },
    /// The file is no record of casus.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// What was asked for is not in the record.
    Unknown(String),
    /// A query that the record refuses.
    Query(rusqlite::Error),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StoreError::File { path, why } if is_full(why) => {
                write!(
                    f,
                    "{}: the disk is full; what was added before is kept. Make room and run the same command again",
                    path.display()
                )
            }
            StoreError::File { path, why } if is_busy(why) => {
                write!(
                    f,
                    "{}: another program keeps the record locked; run the same command again when it is done",
                    path.display()
                )
            }
            StoreError::File { path, why } if is_foreign(why) => {
                write!(f, "{}: no record of casus; name another file with --db", path.display())
            }
            StoreError::File { path, why } if is_damaged(why) => {
                write!(f, "{}: the file is damaged: {why}; take a copy of it that is whole", path.display())
            }
            StoreError::File { path, why } => write!(f, "{}: {why}", path.display()),
            StoreError::Newer { path, schema } => {
                write!(
                    f,
                    "{}: a record of schema {schema}, newer than this program knows; use a newer casus",
                    path.display()
                )
            }
            StoreError::Foreign { path } => {
                write!(f, "{}: no record of casus; name another file with --db", path.display())
            }
            StoreError::Unknown(what) => f.write_str(what),
            StoreError::Query(why) if is_damaged(why) => {
                write!(f, "the record is damaged: {why}; casus verify tells where")
            }
            StoreError::Query(why) => write!(f, "the record refuses the query: {why}"),
        }
    }
}

impl StoreError {
    /// Whether the file is one of ours that was damaged.
    pub fn is_damage(&self) -> bool {
        matches!(self, StoreError::File { why, .. } | StoreError::Query(why) if is_damaged(why))
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(why: rusqlite::Error) -> StoreError {
        StoreError::Query(why)
    }
}

fn code(why: &rusqlite::Error) -> Option<rusqlite::ErrorCode> {
    why.sqlite_error_code()
}

fn is_full(why: &rusqlite::Error) -> bool {
    code(why) == Some(rusqlite::ErrorCode::DiskFull)
}

fn is_busy(why: &rusqlite::Error) -> bool {
    matches!(code(why), Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked))
}

fn is_foreign(why: &rusqlite::Error) -> bool {
    code(why) == Some(rusqlite::ErrorCode::NotADatabase)
}

fn is_damaged(why: &rusqlite::Error) -> bool {
    code(why) == Some(rusqlite::ErrorCode::DatabaseCorrupt)
}
