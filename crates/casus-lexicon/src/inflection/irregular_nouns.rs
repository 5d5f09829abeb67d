//! English nouns whose plurals follow no rule of spelling. Facts of the language, listed from general knowledge.

/// Singular and plural.
pub(super) const NOUNS: &[(&str, &str)] = &[
    ("alumnus", "alumni"),
    ("axis", "axes"),
    ("bacterium", "bacteria"),
    ("bus", "buses"),
    ("calf", "calves"),
    ("child", "children"),
    ("criterion", "criteria"),
    ("curriculum", "curricula"),
    ("datum", "data"),
    ("die", "dice"),
    ("dwarf", "dwarves"),
    ("elf", "elves"),
    ("foot", "feet"),
    ("fungus", "fungi"),
    ("gas", "gases"),
    ("goose", "geese"),
    ("half", "halves"),
    ("hoof", "hooves"),
    ("knife", "knives"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("loaf", "loaves"),
    ("louse", "lice"),
    ("medium", "media"),
    ("memorandum", "memoranda"),
    ("mouse", "mice"),
    ("nucleus", "nuclei"),
    ("ox", "oxen"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("quiz", "quizzes"),
    ("radius", "radii"),
    ("scarf", "scarves"),
    ("self", "selves"),
    ("sheaf", "sheaves"),
    ("shelf", "shelves"),
    ("stimulus", "stimuli"),
    ("stratum", "strata"),
    ("thief", "thieves"),
    ("tooth", "teeth"),
    ("wharf", "wharves"),
    ("wife", "wives"),
    ("wolf", "wolves"),
];

/// Nouns whose plural is themselves, and nouns that are plurals already.
pub(super) const UNCHANGED: &[&str] = &[
    "aircraft",
    "armed forces",
    "barracks",
    "cattle",
    "clergy",
    "corps",
    "crossroads",
    "deer",
    "forces",
    "gallows",
    "headquarters",
    "hovercraft",
    "means",
    "military",
    "offspring",
    "personnel",
    "police",
    "remains",
    "rotorcraft",
    "salmon",
    "series",
    "sheep",
    "spacecraft",
    "species",
    "swine",
    "talks",
    "troops",
    "watercraft",
    "works",
];

/// Nouns in `man` that are no men.
pub(super) const NOT_MEN: &[&str] =
    &["brahman", "caiman", "german", "human", "norman", "ottoman", "roman", "shaman", "talisman", "turkoman"];

/// Nouns in a consonant and `o` that take `es`.
pub(super) const O_ES: &[&str] = &[
    "buffalo", "cargo", "domino", "echo", "embargo", "hero", "mango", "mosquito", "potato", "tomato", "tornado",
    "torpedo", "veto", "volcano",
];

/// Words before `general` whose plural the office takes: `secretaries general`. Ranks (`major general`) do not.
pub(super) const OFFICES_GENERAL: &[&str] = &[
    "attorney",
    "auditor",
    "commissioner",
    "comptroller",
    "consul",
    "director",
    "governor",
    "inspector",
    "postmaster",
    "prosecutor",
    "secretary",
    "solicitor",
    "surgeon",
];
