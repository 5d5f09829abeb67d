//! Checks that need more than one row or more than one file.

use crate::Lexicon;
use crate::complaint::{Complaints, Origin};
use crate::{ontology, rule_file};

/// All checks across rows and files.
pub(crate) fn check(lexicon: &Lexicon, complaints: &mut Complaints) {
    let types_file = Origin { file: "lexicon/ontology/types.toml".into(), line: 1 };
    ontology::check(&lexicon.ontology, &types_file, complaints);
    for rule in &lexicon.rules {
        rule_file::check_alone(rule, complaints);
    }
}
