//! Mistakes in tables: single rows, rows that contradict each other, and tables that contradict each other.

use crate::{complaints_of, people, states};
use insta::assert_snapshot;

#[test]
fn a_row_with_too_many_cells_stops_nothing() {
    let complaints = complaints_of(&[(
        "roles/agents.csv",
        "noun,plural,sector,note\n\
         gunman,gunmen,REB,shoots, often\n\
         minister,,GOW,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:2: 5 cells where the header has 4 columns
      help: put a cell that holds a comma in quotation marks; lists inside a cell take `;`
    lexicon/roles/agents.csv:3: unknown sector `GOW`
      help: did you mean `GOV`?
    "#);
}

#[test]
fn a_quotation_mark_left_open() {
    let complaints = complaints_of(&[(
        "roles/agents.csv",
        "noun,plural,sector,note\n\
         gunman,gunmen,REB,\"shoots\n\
         minister,,GOV,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:2: a quoted cell runs on into the next line
      help: close the quotation mark; a mark inside a quoted cell is written twice ("")
    "#);
}

#[test]
fn a_misspelt_column() {
    let complaints = complaints_of(&[(
        "roles/agents.csv",
        "noun,plurals,sector,note\n\
         gunman,gunmen,REB,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:1: the column `plural` is missing
      help: the columns are noun,plural,sector,note
    lexicon/roles/agents.csv:1: unknown column `plurals`
      help: did you mean `plural`?
    "#);
}

#[test]
fn a_table_without_a_header() {
    let complaints = complaints_of(&[("roles/agents.csv", "# remarks alone\n")]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:1: the table has no header
      help: begin with the line noun,plural,sector,note
    "#);
}

#[test]
fn an_empty_cell_where_one_is_needed() {
    let complaints = complaints_of(&[("roles/agents.csv", "# A remark.\nnoun,plural,sector,note\n\n,,GOV,\n")]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:4: `noun` is empty
      help: fill in `noun`; every row needs one
    "#);
}

#[test]
fn the_line_is_right_after_remarks_and_empty_lines() {
    let complaints = complaints_of(&[(
        "roles/agents.csv",
        "# A remark, with commas.\n\nnoun,plural,sector,note\ngunman,gunmen,REB,\n# Another.\n\n\nminister,,GOVT,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:8: unknown sector `GOVT`
      help: did you mean `GOV`?
    "#);
}

#[test]
fn a_noun_twice() {
    let complaints = complaints_of(&[(
        "roles/agents.csv",
        "noun,plural,sector,note\n\
         gunman,gunmen,REB,\n\
         gunman,gunmen,CVL,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:3: the noun `gunman` stands already at lexicon/roles/agents.csv:2
      help: keep one of the two
    "#);
}

#[test]
fn a_plural_that_is_not_the_noun_with_s() {
    let complaints = complaints_of(&[(
        "roles/agents.csv",
        "noun,plural,sector,note\n\
         military policeman,,COP,\n\
         police,,COP,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:2: `military policemans` is hardly the plural of `military policeman`
      help: write `military policemen` in `plural`
    lexicon/roles/agents.csv:3: `polices` is hardly the plural of `police`
      help: write `-` where the noun has no plural or is one
    "#);
}

#[test]
fn a_code_in_small_letters() {
    let complaints = complaints_of(&[("actors/states.csv", &states("Syr,SY,Syria,,Syrian,,Damascus,,yes,Q858\n"))]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/states.csv:2: `Syr` in `code` has not the form of a code
      help: a code is ISO 3166 alpha-3 (`KOR`), or a short name in capitals (`UNO`, `NATO`, `G7`)
    "#);
}

#[test]
fn a_state_has_three_capitals() {
    let complaints = complaints_of(&[("actors/states.csv", &states("SY,SY,Syria,,Syrian,,Damascus,,yes,Q858\n"))]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/states.csv:2: `SY` is no code of a state
      help: states have the three capitals of ISO 3166 alpha-3
    "#);
}

#[test]
fn a_choice_other_than_yes_and_no() {
    let complaints = complaints_of(&[("actors/states.csv", &states("SYR,SY,Syria,,Syrian,,Damascus,,true,858\n"))]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/states.csv:2: unknown un_member `true`
      help: use one of `yes`, `no`
    "#);
}

#[test]
fn a_name_of_two_states() {
    let complaints = complaints_of(&[(
        "actors/states.csv",
        &states(
            "COD,CD,DR Congo,Congo,,,Kinshasa,,yes,Q974\n\
         COG,CG,Republic of the Congo,Congo,,,Brazzaville,,yes,Q971\n",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/states.csv:3: `Congo` is Republic of the Congo (COG) here and DR Congo (COD) at lexicon/actors/states.csv:2
      help: keep it only where reports mean it when they say `Congo` alone
    "#);
}

#[test]
fn a_name_of_a_state_and_of_a_place_elsewhere() {
    let complaints = complaints_of(&[
        (
            "actors/states.csv",
            &states(
                "GEO,GE,Georgia,,Georgian,,Tbilisi,,yes,Q230\n\
         USA,US,United States,,American,,Washington,,yes,Q30\n",
            ),
        ),
        (
            "actors/places.csv",
            "name,code,kind\n\
         Georgia,USA,region\n",
        ),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/places.csv:2: `Georgia` is Georgia (USA) here and Georgia (GEO) at lexicon/actors/states.csv:2
      help: keep it only where reports mean it when they say `Georgia` alone
    "#);
}

#[test]
fn an_item_of_wikidata_for_two_actors() {
    let complaints = complaints_of(&[(
        "actors/states.csv",
        &states(
            "COD,CD,DR Congo,,,,Kinshasa,,yes,Q974\n\
         COG,CG,Republic of the Congo,,,,Brazzaville,,yes,Q974\n",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/states.csv:3: Q974 is Republic of the Congo here and DR Congo at lexicon/actors/states.csv:2
      help: look the item up; leave the cell empty where it is unsure
    "#);
}

#[test]
fn a_place_in_no_known_country() {
    let complaints = complaints_of(&[
        ("actors/states.csv", &states("SYR,SY,Syria,,Syrian,,Damascus,,yes,Q858\n")),
        (
            "actors/places.csv",
            "name,code,kind\n\
         Idlib,SIR,city\n\
         Black Sea,,sea\n\
         Aleppo,,town\n",
        ),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/places.csv:2: no state or organisation has the code `SIR`
      help: use a code of actors/states.csv or actors/organisations.csv, or add it there
    lexicon/actors/places.csv:4: `code` is empty
      help: fill in `code`; every row needs one
    lexicon/actors/places.csv:4: unknown kind `town`
      help: use one of `city`, `region`, `sea`, `site`
    "#);
}

#[test]
fn a_member_that_is_no_state() {
    let complaints = complaints_of(&[
        ("actors/states.csv", &states("SYR,SY,Syria,,Syrian,,Damascus,,yes,Q858\n")),
        (
            "actors/organisations.csv",
            "code,sector,name,names,members,wikidata\n\
         ARL,IGO,Arab League,,SYR;EGI,\n",
        ),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/organisations.csv:2: no state or organisation has the code `EGI`
      help: use a code of actors/states.csv or actors/organisations.csv, or add it there
    "#);
}

#[test]
fn periods_of_a_group_that_overlap() {
    let complaints = complaints_of(&[(
        "actors/groups.csv",
        "code,sector,name,names,from,until,wikidata\n\
         AFG,REB,Taliban,,,2021-08-15,\n\
         AFG,GOV,Taliban,,2021-08-15,,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/groups.csv:3: `Taliban` is Taliban (AFG) here and Taliban (AFG) at lexicon/actors/groups.csv:2
      help: keep one of the two rows, or give them periods that do not overlap
    "#);
}

#[test]
fn a_period_that_ends_before_it_begins() {
    let complaints = complaints_of(&[(
        "actors/people/asia.csv",
        &people("park-jin,Park Jin,,KOR,GOV,foreign minister,2024-01-10,2022-05-12,,\n"),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/people/asia.csv:2: the period ends before it begins: from 2024-01-10 until 2022-05-12
      help: `from` is the first day, `until` the last one; swap or mend them
    "#);
}

#[test]
fn a_day_written_otherwise() {
    let complaints = complaints_of(&[(
        "actors/people/asia.csv",
        &people("park-jin,Park Jin,,KOR,GOV,foreign minister,12.5.2022,2024-02-30,,\n"),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/people/asia.csv:2: `12.5.2022` in `from` is not a day
      help: write year-month-day: `2022-06-14`
    lexicon/actors/people/asia.csv:2: `2024-02-30` in `until` is not a day
      help: write year-month-day: `2022-06-14`
    "#);
}

#[test]
fn an_id_with_capitals() {
    let complaints =
        complaints_of(&[("actors/people/asia.csv", &people("Park-Jin,Park Jin,,KOR,GOV,foreign minister,,,,\n"))]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/people/asia.csv:2: `Park-Jin` is not a person's id
      help: write the name in small ASCII letters with hyphens: `park-jin`
    "#);
}

#[test]
fn one_office_twice_at_a_time() {
    let complaints = complaints_of(&[(
        "actors/people/asia.csv",
        &people(
            "park-jin,Park Jin,,KOR,GOV,foreign minister,2022-05-12,2024-01-10,,\n\
         park-jin,Park Jin,,KOR,GOV,foreign minister,2023-01-01,,,\n",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/people/asia.csv:3: Park Jin is foreign minister twice at a time, here and at lexicon/actors/people/asia.csv:2
      help: end the first period before the second begins, or keep one row
    "#);
}

#[test]
fn one_full_name_for_two_people_at_a_time() {
    let complaints = complaints_of(&[(
        "actors/people/asia.csv",
        &people(
            "kim-jong-un,Kim Jong Un,Kim,PRK,GOV,leader,2011-12-17,,,\n\
         kim-jong,Kim Jong Un,Kim,KOR,LEG,lawmaker,2012-01-01,,,\n",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/people/asia.csv:3: `Kim Jong Un` is `kim-jong` here and `kim-jong-un` at lexicon/actors/people/asia.csv:2
      help: give one person one id; where two bear the name, keep it on the one that reports mean
    "#);
}

#[test]
fn two_names_for_one_person() {
    let complaints = complaints_of(&[(
        "actors/people/asia.csv",
        &people(
            "park-jin,Park Jin,,KOR,GOV,foreign minister,2022-05-12,2024-01-10,,\n\
         park-jin,Jin Park,,KOR,LEG,lawmaker,,2022-05-11,,\n",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/people/asia.csv:3: `park-jin` is Jin Park here and Park Jin at lexicon/actors/people/asia.csv:2
      help: write `name` the same in each row of a person; give another person another id
    "#);
}

#[test]
fn one_agency_twice() {
    let complaints = complaints_of(&[(
        "page/agencies.csv",
        "name,names,zone\n\
         AP,Associated Press,\n\
         Associated Press,,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/page/agencies.csv:3: `Associated Press` stands already at lexicon/page/agencies.csv:2
      help: keep one of the two
    "#);
}

const OFFICES: (&str, &str) =
    ("roles/offices.csv", "office,code,names,kinds,single\nforeign minister,,top diplomat,diplomat,yes\n");

#[test]
fn two_holders_of_one_office_on_a_day() {
    let rows = people(
        "park-jin,Park Jin,,KOR,GOV,foreign minister,2022-05-12,2024-01-10,,\n\
         cho-tae-yul,Cho Tae-yul,,KOR,GOV,foreign minister,2024-01-10,,,\n",
    );
    let complaints = complaints_of(&[OFFICES, ("actors/people/asia.csv", &rows)]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/people/asia.csv:3: Cho Tae-yul and Park Jin are both foreign minister of KOR at a time, here and at lexicon/actors/people/asia.csv:2
      help: end the first term before the second begins; who stands in for a holder is `acting …`
    "#);
}

#[test]
fn an_office_in_capitals() {
    let complaints = complaints_of(&[(
        "roles/offices.csv",
        "office,code,names,kinds,single\nforeign minister,,Top Diplomat,,maybe\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/offices.csv:2: `Top Diplomat` is not in lower case
      help: write offices in lower case
    lexicon/roles/offices.csv:2: unknown single `maybe`
      help: use one of `yes`, `no`
    "#);
}

#[test]
fn members_of_a_body_that_is_not_there_and_twice_at_a_time() {
    let complaints = complaints_of(&[
        ("actors/organisations.csv", "code,sector,name,names,members,wikidata\nNATO,IGO,NATO,,,\n"),
        (
            "actors/members.csv",
            "organisation,members,from,until\nNATO,KOR,1949-04-04,\nNATO,KOR;PRK,1999-03-12,\nNATA,KOR,,\n",
        ),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/members.csv:3: KOR belongs to `NATO` twice at a time, here and at lexicon/actors/members.csv:2
      help: end the first period before the second begins, or keep one
    lexicon/actors/members.csv:4: no organisation has the name `NATA`
      help: did you mean `NATO`?
    "#);
}

#[test]
fn a_row_that_would_be_lost_in_loading() {
    let complaints = complaints_of(&[("roles/given_names.csv", "name,gender\n,f\nMaria,f\n")]);
    assert_snapshot!(complaints, @r#"
    lexicon/roles/given_names.csv:2: this row is lost in loading
      help: fill in the cells that every row needs
    "#);
}
