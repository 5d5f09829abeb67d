//! `casus code`, `casus page` and `casus why` on good inputs: every kind of input, every form of output.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

mod support;

use serde_json::Value;
use std::io::Write;
use support::*;

#[test]
fn a_report_becomes_one_line_of_json_in_a_pipe() {
    let run = run(&["code", &sample("report.txt")]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let documents = run.documents();
    assert_eq!(documents.len(), 1);
    let document = &documents[0];
    assert_eq!(document["schema"], 1);
    assert_eq!(document["article"]["text"], std::fs::read_to_string(sample("report.txt")).unwrap());
    assert!(!document["events"].as_array().unwrap().is_empty(), "the sample holds events");
}

#[test]
fn a_page_is_coded_without_its_menus() {
    let run = run(&["code", &sample("page.html")]);
    let document = &run.documents()[0];
    let text: Vec<char> = document["article"]["text"].as_str().unwrap().chars().collect();
    let cut = |piece: &Value| -> String {
        let at = |key: &str| piece[key].as_u64().unwrap() as usize;
        text[at("start")..at("end")].iter().collect()
    };
    let paragraphs: Vec<String> = document["article"]["paragraphs"].as_array().unwrap().iter().map(cut).collect();
    assert!(paragraphs.iter().any(|one| one.contains("met U.S. Secretary of State")), "{paragraphs:?}");
    assert!(!paragraphs.iter().any(|one| one.contains("Ferry fares") || one.contains("Subscribe")), "{paragraphs:?}");
    assert_eq!(document["article"]["published"], "2022-06-14");
}

#[test]
fn the_same_reports_come_from_a_file_a_pipe_a_folder_a_glob_and_gzip_in_pieces() {
    let home = tempfile::tempdir().unwrap();
    let jsonl = many(6);
    let file = home.path().join("in/reports.dat"); // the name says nothing
    std::fs::create_dir(home.path().join("in")).unwrap();
    std::fs::write(&file, &jsonl).unwrap();
    let expected = run(&["code", &shown(&file)]).out;
    assert_eq!(expected.lines().count(), 6);

    assert_eq!(run_with(&["code", "-"], jsonl.as_bytes()).out, expected, "standard input");
    assert_eq!(run_with(&["code"], jsonl.as_bytes()).out, expected, "no PATH");
    assert_eq!(run(&["code", &shown(&home.path().join("in"))]).out, expected, "folder");
    assert_eq!(run(&["code", &shown(&home.path().join("in/*.d?t"))]).out, expected, "glob");

    let (first, second) = jsonl.split_at(jsonl.len() / 2);
    let mut packed = Vec::new();
    for member in [first, second] {
        let mut encoder = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::default());
        encoder.write_all(member.as_bytes()).unwrap();
        encoder.finish().unwrap();
    }
    assert_eq!(run_with(&["code", "-"], &packed).out, expected, "gzip of two members");
}

#[test]
fn the_bytes_are_the_same_on_any_number_of_threads() {
    let jsonl = many(60);
    for format in ["jsonl", "csv", "table"] {
        let on =
            |threads: &str| run_with(&["code", "-", "--threads", threads, "--format", format], jsonl.as_bytes()).out;
        let one = on("1");
        assert!(one.len() > 1000, "{format}");
        assert!(one == on("2") && one == on("5"), "{format}");
    }
}

#[test]
fn csv_and_parquet_hold_one_event_a_row() {
    let home = tempfile::tempdir().unwrap();
    let (csv, parquet, json) = (home.path().join("e.csv"), home.path().join("e.parquet"), home.path().join("e.json"));
    for file in [&csv, &parquet, &json] {
        let run = run(&["code", &sample("reports.jsonl"), "-o", &shown(file)]);
        assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""));
    }
    let documents: Value = serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
    let events: Vec<&Value> =
        documents.as_array().unwrap().iter().flat_map(|one| one["events"].as_array().unwrap()).collect();

    let mut reader = csv::Reader::from_path(&csv).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(!events.is_empty() && rows.len() == events.len());
    for name in ["article_id", "source", "headline", "evidence_text"] {
        assert!(header.iter().any(|column| column == name), "{name}");
    }
    let cell =
        |row: &csv::StringRecord, name: &str| row[header.iter().position(|column| column == name).unwrap()].to_string();
    for (row, event) in rows.iter().zip(&events) {
        assert_eq!(cell(row, "id"), event["id"].as_str().unwrap());
        let codes: Vec<&str> =
            event["actors"].as_array().unwrap().iter().map(|actor| actor["code"].as_str().unwrap_or("")).collect();
        assert_eq!(cell(row, "actor_codes"), codes.join(";"));
    }

    let file = std::fs::File::open(&parquet).unwrap();
    let read = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let batches: Vec<arrow_array::RecordBatch> = read.map(Result::unwrap).collect();
    assert_eq!(batches.iter().map(arrow_array::RecordBatch::num_rows).sum::<usize>(), events.len());
    let schema = batches[0].schema();
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names, header.iter().collect::<Vec<_>>());
    assert_eq!(schema.field_with_name("start_date").unwrap().data_type(), &arrow_schema::DataType::Date32);
    let published = batches[0].column_by_name("published").unwrap();
    let published = published.as_any().downcast_ref::<arrow_array::Date32Array>().unwrap();
    assert_eq!(published.value(0), 19418, "2 March 2023 in days since 1970");
}

#[test]
fn a_day_given_on_the_command_line_is_for_reports_without_one() {
    let run = run_with(
        &["code", "-", "--published", "2023-04-05"],
        b"{\"text\":\"Peru closed a port.\"}\n{\"text\":\"Peru closed a port.\",\"published\":\"2020-01-02\"}\n",
    );
    let days: Vec<Value> = run.documents().iter().map(|one| one["article"]["published"].clone()).collect();
    assert_eq!(days, ["2023-04-05", "2020-01-02"]);
}

#[test]
fn the_table_can_be_asked_for_and_has_no_colour_in_a_pipe() {
    let plain = run(&["code", &sample("report.txt"), "--format", "table"]);
    assert!(plain.out.starts_with("Seoul and Washington plan drills"), "{}", plain.out);
    assert!(!plain.out.contains('\u{1b}'));
    let colour = ran(casus()
        .args(["code", &sample("report.txt"), "--format", "table"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap());
    assert!(colour.out.contains('\u{1b}'));
    let refused = ran(casus()
        .args(["code", &sample("report.txt"), "--format", "table"])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap());
    assert_eq!(refused.out, plain.out);
}

#[test]
fn page_and_code_give_the_same_text() {
    let (page, code) = (run(&["page", &sample("page.html")]), run(&["code", &sample("page.html")]));
    let (page, code) = (&page.documents()[0], &code.documents()[0]);
    assert_eq!(page["text"], code["article"]["text"]);
    assert_eq!(page["paragraphs"], code["article"]["paragraphs"]);
    for key in ["source", "title", "authors", "date", "modified", "agency", "outlet", "place", "captions", "dropped"] {
        assert!(page.get(key).is_some(), "{key}");
    }
    assert_eq!(page["authors"][0], "Ilse Brandt");
}

#[test]
fn why_shows_the_sentence_the_rule_and_its_place() {
    let documents = run(&["code", &sample("report.txt")]).documents();
    let event = &documents[0]["events"][0];
    let id = event["id"].as_str().unwrap();
    let answer = run(&["why", &id[..8], &sample("report.txt")]);
    assert_eq!(answer.status, 0, "{}", answer.err);
    assert!(answer.out.contains(id) && answer.out.contains("*met*"), "{}", answer.out);
    assert!(answer.out.contains(event["rule"].as_str().unwrap()) && answer.out.contains(".toml:"), "{}", answer.out);

    let unknown = run(&["why", "00000000", &sample("report.txt")]);
    assert_eq!(unknown.status, 1);
    assert!(unknown.err.contains("no event 00000000 among"), "{}", unknown.err);
    assert_eq!(run(&["why", "what", &sample("report.txt")]).status, 2);
}

#[test]
fn wrong_usage_is_told_with_status_2() {
    for arguments in [
        vec!["code", "--format", "xml"],
        vec!["code", "x.txt", "-o", "out.docx"],
        vec!["code", "x.txt", "--resume"],
        vec!["code", "x.txt", "-o", "out.csv", "--resume"],
        vec!["code", "x.txt", "--published", "yesterday"],
        vec!["code", "x.txt", "--lexicon", "/no/such/folder"],
        vec!["nothing"],
    ] {
        let run = run(&arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.err);
        assert!(!run.err.is_empty());
    }
}

#[test]
fn a_document_is_valid_by_the_published_schema() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/coded-1.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
    let mut documents =
        run(&["code", &sample("report.txt"), &sample("page.html"), &sample("reports.jsonl")]).documents();
    assert_eq!(documents.len(), 7);
    for document in &documents {
        valid(document, &schema, &schema, "document");
    }
    // And the check itself can fail.
    documents[0]["events"][0]["type"] = Value::from("PARTY");
    let broken = documents.remove(0);
    assert!(std::panic::catch_unwind(|| valid(&broken, &schema, &schema, "document")).is_err());
}

/// As much of JSON Schema as our schema uses; an unknown keyword is an error, so that the check cannot pass by silence.
fn valid(value: &Value, schema: &Value, root: &Value, at: &str) {
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$ref" => valid(value, root.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap(), root, at),
            "type" => {
                let kinds: Vec<&str> = rule.as_array().map_or_else(
                    || vec![rule.as_str().unwrap()],
                    |kinds| kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
                );
                assert!(kinds.iter().any(|kind| is(value, kind)), "{at}: {value} is not {kinds:?}");
            }
            "properties" => {
                for (name, schema) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        valid(value, schema, root, &format!("{at}.{name}"));
                    }
                }
                for name in value.as_object().unwrap().keys() {
                    assert!(rule.get(name).is_some(), "{at}.{name} is not in the schema");
                }
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    assert!(value.get(name.as_str().unwrap()).is_some(), "{at}: {name} is missing");
                }
            }
            "items" => {
                value.as_array().unwrap().iter().for_each(|item| valid(item, rule, root, &format!("{at}[]")));
            }
            "enum" => assert!(rule.as_array().unwrap().contains(value), "{at}: {value}"),
            "const" => assert_eq!(value, rule, "{at}"),
            "anyOf" | "oneOf" => {
                let fits = |one: &&Value| std::panic::catch_unwind(|| valid(value, one, root, at)).is_ok();
                assert!(rule.as_array().unwrap().iter().any(|one| fits(&one)), "{at}: {value} fits none of {rule}");
            }
            "minimum" => assert!(value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()), "{at}: {value}"),
            "$schema" | "$defs" | "title" | "description" | "format" | "default" => {}
            other => panic!("{at}: the check does not know the keyword {other}"),
        }
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "boolean" => value.is_boolean(),
        _ => false,
    }
}
