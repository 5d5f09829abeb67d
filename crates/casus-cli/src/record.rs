//! Which record is meant: the one that `--db` names, else the one that `CASUS_DB` names, else `casus.db` here.

use crate::args::RecordOptions;
use std::path::PathBuf;

/// The file of the record.
pub(crate) fn path(options: &RecordOptions) -> PathBuf {
    let named = || std::env::var_os("CASUS_DB").filter(|value| !value.is_empty()).map(PathBuf::from);
    options.db.clone().or_else(named).unwrap_or_else(|| PathBuf::from("casus.db"))
}
