//! Mistakes in the tables of claims.

use crate::complaints_of;
use insta::assert_snapshot;

#[test]
fn words_of_claims() {
    let complaints = complaints_of(&[
        (
            "units/acts.csv",
            "word,kind,part,class,ledger,alone,note\n\
         kill,verb,patients,dead,attacks,yes,\n\
         arrest,verb,patient,arrested,arrests,,\n\
         arrest,noun,patient,arrested,arrests,,\n\
         arrest,verb,patient,held,arrests,,\n",
        ),
        ("units/currencies.csv", "currency,symbols,names,note\ndollar,$,dollar,\n"),
        ("units/comparators.csv", "words,comparator,place,note\nat least,atleast,front,\n"),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/units/acts.csv:2: unknown part `patients`
      help: did you mean `patient`?
    lexicon/units/acts.csv:5: the act `arrest` of this kind stands already at lexicon/units/acts.csv:3
      help: keep one of the two
    lexicon/units/comparators.csv:2: unknown comparator `atleast`
      help: did you mean `at_least`?
    lexicon/units/comparators.csv:2: unknown place `front`
      help: use one of `before`, `after`
    lexicon/units/currencies.csv:2: `dollar` has not the form of a currency
      help: write ISO 4217: `USD`
    "#);
}
