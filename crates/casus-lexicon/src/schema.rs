//! JSON schemas of the file formats, made from the very forms that the reader uses. Editors that know them complete and
//! check rules while an analyst types.

use crate::{actors, cities, offices, ontology, page, rule_file, standing, time_words, units, words};
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// The schemas by file name in `lexicon/schema/`, each as the text of that file. A table's schema is that of one row.
pub fn schemas() -> Vec<(&'static str, String)> {
    [
        ("types.json", of::<ontology::TypesFile>()),
        ("contexts.json", of::<ontology::ContextForm>()),
        ("cameo.json", of::<ontology::CameoForm>()),
        ("states.json", of::<actors::StateForm>()),
        ("organisations.json", of::<actors::OrganisationForm>()),
        ("bodies.json", of::<actors::BodyForm>()),
        ("groups.json", of::<actors::GroupForm>()),
        ("people.json", of::<actors::PersonForm>()),
        ("places.json", of::<actors::PlaceForm>()),
        ("members.json", of::<offices::MembershipForm>()),
        ("cities.json", of::<cities::CityForm>()),
        ("offices.json", of::<offices::OfficeForm>()),
        ("given-names.json", of::<offices::GivenNameForm>()),
        ("agents.json", of::<actors::AgentForm>()),
        ("rules.json", of::<rule_file::RuleFile>()),
        ("status-cues.json", of::<words::StatusCueForm>()),
        ("quote-cues.json", of::<words::QuoteCueForm>()),
        ("quote-weights.json", of::<words::QuoteWeightForm>()),
        ("units.json", of::<units::UnitForm>()),
        ("counted-acts.json", of::<units::CountedActForm>()),
        ("currencies.json", of::<units::CurrencyForm>()),
        ("comparators.json", of::<units::ComparatorForm>()),
        ("time-words.json", of::<time_words::TimeWordForm>()),
        ("state-words.json", of::<standing::StateWordsForm>()),
        ("commitment-words.json", of::<words::CommitmentWordForm>()),
        ("furniture.json", of::<page::FurnitureForm>()),
        ("agencies.json", of::<page::AgencyForm>()),
    ]
    .into_iter()
    .map(|(name, schema)| (name, format!("{:#}\n", schema.to_value())))
    .collect()
}

/// The schema of one form; no other keys or columns are allowed.
fn of<F: JsonSchema>() -> Schema {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<F>();
    schema.insert("additionalProperties".to_string(), false.into());
    schema
}
