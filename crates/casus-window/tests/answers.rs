//! Every question of the page, on a record of one report, and what the answers hold.

mod support;

use serde_json::{Value, json};
use support::{How, Open, Told, column};

#[test]
fn what_the_record_holds() {
    let meta = Open::usual().get("/api/meta").json();
    assert_eq!((&meta["articles"], &meta["events"], &meta["incidents"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(
        (&meta["from"], &meta["to"], &meta["today"]),
        (&json!("2022-06-14"), &json!("2022-06-14"), &json!("2022-07-01"))
    );
    assert_eq!(meta["actors"][0], json!({"code": "NOR", "name": "Norway", "events": 1}));
    assert_eq!(meta["ledgers"].as_array().unwrap().len(), 10);
    assert_eq!(meta["types"].as_array().unwrap().len(), 16);
    assert_eq!(meta["watch"], Value::Null);
    assert_eq!(Open::usual().get("/api/watch").status, 404);
}

#[test]
fn an_empty_record_is_shown_as_empty() {
    let window = Open::over(&[], &How::default());
    assert_eq!(window.get("/api/meta").json()["articles"], 0);
    assert_eq!(window.get("/api/overview").json()["new"], json!([]));
    let events = window.get("/api/events");
    assert_eq!(events.status, 404);
    assert!(events.json()["error"].as_str().unwrap().contains("casus add"), "{events:?}");
}

#[test]
fn the_overview() {
    let window = Open::usual();
    let overview = window.get("/api/overview?from=2022-06-01&to=2022-06-30").json();
    assert_eq!(overview["new"][0]["summary"], "Norway sent grain to Sudan on Monday.");
    assert_eq!(overview["timeline"]["unit"], "days");
    assert_eq!(overview["timeline"]["days"][12], "2022-06-13");
    assert_eq!(overview["timeline"]["series"]["material-cooperation"][12], 1);
    assert_eq!(overview["timeline"]["statuses"]["happened"][12], 1);
    assert_eq!(overview["map"][0]["place"], "Port Sudan");
    assert_eq!(overview["map"][0]["by_status"], json!({"happened": 1}));
    assert_eq!(overview["map"][0]["types"], json!(["AID"]));
    assert_eq!(overview["dyads"][0], json!({"actor": "NOR", "recipient": "SDN", "incidents": 1, "score": 7.0}));
    let aid = overview["ledgers"].as_array().unwrap().iter().find(|ledger| ledger["name"] == "aid").unwrap();
    assert_eq!(aid["row"]["incident"], 1);
    let earlier = window.get("/api/overview?from=2021-01-01&to=2021-12-31").json();
    assert_eq!((&earlier["new"], &earlier["map"], &earlier["dyads"]), (&json!([]), &json!([]), &json!([])));
}

#[test]
fn incidents_by_every_filter() {
    let window = Open::usual();
    let found = |query: &str| window.get(&format!("/api/incidents?{query}")).json()["rows"].as_array().unwrap().len();
    for fits in [
        "",
        "actor=NOR",
        "recipient=SDN",
        "actor=SDN&either=1",
        "dyad=NOR-SDN",
        "dyad=sdn-nor&either=1",
        "actor=NOR&recipient=SDN",
        "type=AID",
        "type=aid,ASSAULT",
        "quad=material-cooperation",
        "status=happened",
        "ledger=aid",
        "country=SDN",
        "place=port",
        "q=grain",
        "q=grain&actor=NOR",
        "q=sent&dyad=NOR-SDN",
        "from=2022-06-13",
        "to=2022-06-13",
        "actor=NOR&type=AID&from=2022-06-01",
    ] {
        assert_eq!(found(fits), 1, "{fits}");
    }
    for does_not in [
        "actor=SDN",
        "recipient=NOR",
        "dyad=SDN-NOR",
        "type=ASSAULT",
        "quad=verbal-conflict",
        "status=planned",
        "ledger=votes",
        "country=NOR",
        "place=oslo",
        "q=tanks",
        "q=grain&actor=SDN",
        "q=sent&dyad=SDN-NOR",
        "from=2022-06-14",
        "to=2022-06-12",
        "actor=NOR&type=ASSAULT",
        "conflicts=1",
        "offset=1",
    ] {
        assert_eq!(found(does_not), 0, "{does_not}");
    }
}

#[test]
fn a_table_tells_its_columns_its_query_and_whether_there_is_more() {
    let reports: Vec<String> = (0..3).map(|number| format!("report-{number}")).collect();
    let urls: Vec<String> = (0..3).map(|number| format!("https://example.org/{number}")).collect();
    let told: Vec<Told<'_>> =
        reports.iter().zip(&urls).map(|(id, url)| Told { id, url: Some(url), ..Told::default() }).collect();
    let window = Open::over(&told, &How::default());
    let table = window.get("/api/events?limit=2").json();
    assert_eq!((&table["more"], &table["total"]), (&json!(true), &Value::Null));
    assert!(table["sql"].as_str().unwrap().starts_with("SELECT"));
    assert_eq!(table["columns"][1], json!({"name": "start_date", "kind": "day"}));
    let rest = window.get("/api/events?limit=2&offset=2").json();
    assert_eq!((&rest["more"], &rest["total"], rest["rows"].as_array().unwrap().len()), (&json!(false), &json!(3), 1));
    let csv = window.get("/api/events?format=csv");
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"casus-events.csv\"");
    assert!(csv.body.contains("id,start_date,end_date,actors"), "{csv:?}");
    assert_eq!(csv.body.matches("Norway sent grain").count(), 3);
}

#[test]
fn one_incident_and_one_event() {
    let window = Open::usual();
    let told = window.get("/api/incident/1").json();
    assert_eq!(told["incident"]["place"], "Port Sudan");
    let witness = &told["witnesses"][0];
    assert_eq!(
        (&witness["article"], &witness["trigger"], &witness["outlet"]),
        (&json!(1), &json!("sent"), &json!("The Harbour Courier"))
    );
    let event = witness["event"].as_str().unwrap();
    let why = window.get(&format!("/api/why/{event}")).json();
    let field = |name: &str| {
        let fields = why["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).map(|field| field["value"].clone()).unwrap_or_default()
    };
    assert_eq!(field("sentence"), "Norway *sent* grain to Sudan on Monday.");
    assert_eq!(field("rule"), "aid.send");
    for (address, status) in [
        ("/api/incident/99", 404),
        ("/api/incident/x", 400),
        ("/api/incident/-1", 400),
        ("/api/article/99", 404),
        ("/api/why/0000ffff0000ffff", 404),
        ("/api/why/zz", 400),
        ("/api/nothing", 404),
        ("/api/", 404),
        ("/api/ledger/none", 404),
    ] {
        let got = window.get(address);
        assert_eq!(got.status, status, "{address}");
        assert!(got.json()["error"].is_string(), "{address}");
    }
}

#[test]
fn an_article_with_its_layers() {
    let shown = Open::usual().get("/api/article/1").json();
    let text: Vec<char> = shown["article"]["text"].as_str().unwrap().chars().collect();
    let words = |one: &Value| -> String {
        let place = |name: &str| one[name].as_u64().unwrap() as usize;
        text[place("start")..place("end")].iter().collect()
    };
    assert_eq!(shown["dropped"][0]["text"], "Home | Sport");
    assert_eq!((words(&shown["dropped"][0]).as_str(), &shown["dropped"][0]["why"]), ("Home | Sport", &json!("menu")));
    let layer = |name: &str| words(&shown["layers"][name][0]);
    assert_eq!(layer("actors"), "Sudan");
    assert_eq!(shown["layers"]["actors"][0]["code"], "SDN");
    assert_eq!(layer("events"), "sent");
    assert_eq!(shown["layers"]["events"][0]["status"], "happened");
    assert_eq!(layer("quotes"), "We will open the harbour,");
    assert_eq!(layer("claims"), "Seven boats");
    assert_eq!(layer("commitments"), "If Sudan closes the road, Norway will send ships.");
    let sentence = &shown["layers"]["events"][0]["sentence"];
    let sentence = json!({"start": sentence[0], "end": sentence[1]});
    assert_eq!(words(&sentence), "Norway sent grain to Sudan on Monday.");
    assert_eq!(shown["paragraphs"][0][0], 0);
}

#[test]
fn two_over_time() {
    let window = Open::usual();
    let panel = window.get("/api/panel?dyad=NOR-SDN&by=month&from=2022-05-01&to=2022-06-30").json();
    assert_eq!(column(&panel, "incidents"), [json!(0), json!(1)]);
    assert_eq!(window.get("/api/panel?dyad=NOR-SDN&by=day").column("period"), [json!("2022-06-13")]);
    let dyad = window.get("/api/dyad?a=SDN&b=NOR").json();
    assert_eq!(dyad["statuses"]["NOR-SDN"], json!({"happened": 1}));
    assert_eq!(dyad["statuses"]["SDN-NOR"], json!({}));
    assert_eq!(column(&dyad["incidents"], "incident"), [json!(1)]);
    assert_eq!(column(&dyad["commitments"], "state"), [json!("open")]);
    assert_eq!(column(&dyad["panel"], "dyad"), [json!("SDN-NOR"), json!("NOR-SDN")]);
    for wrong in [
        "/api/panel",
        "/api/panel?dyad=NOR",
        "/api/dyad?a=NOR",
        "/api/panel?dyad=NOR-SDN&by=hour",
        "/api/events?from=soon",
    ] {
        assert_eq!(window.get(wrong).status, 400, "{wrong}");
    }
}

#[test]
fn what_is_said() {
    let window = Open::usual();
    let claims = window.get("/api/claims?ledger=aid&subject=NOR").json();
    assert_eq!(column(&claims["claims"], "number"), [json!(7)]);
    assert_eq!(claims["ledger_line"], json!([{"day": "2022-06-13", "total": 1.0}]));
    assert_eq!(window.get("/api/claims?subject=SDN").json()["claims"]["rows"], json!([]));
    assert_eq!(window.get("/api/claims?unit=boats&q=sank").json()["claims"]["rows"].as_array().unwrap().len(), 1);
    let rows = |address: &str| window.get(address).json()["rows"].as_array().unwrap().len();
    for (address, many) in [
        ("/api/commitments?actor=NOR&state=open", 1),
        ("/api/commitments?state=met", 0),
        ("/api/commitments?trigger=road&asof=2022-06-14", 1),
        ("/api/commitments?asof=2022-06-01", 0),
        ("/api/quotes?speaker=lund&q=harbour", 1),
        ("/api/quotes?q=harbour&code=SDN", 0),
        ("/api/quotes?from=2022-06-15", 0),
        ("/api/states?actor=SDN", 1),
        ("/api/states?relation=at_war", 0),
        ("/api/ledger/aid?actor=NOR", 1),
        ("/api/ledger/aid?actor=SDN", 0),
        ("/api/ledger/launches", 0),
    ] {
        assert_eq!(rows(address), many, "{address}");
    }
}

#[test]
fn the_search_box() {
    let window = Open::usual();
    let found = window.get("/api/search?q=gra").json();
    assert_eq!(found["articles"][0]["headline"], "Grain for Sudan");
    assert_eq!(found["incidents"][0]["incident"], 1);
    let found = window.get("/api/search?q=norw").json();
    assert_eq!(found["actors"], json!([{"code": "NOR", "name": "Norway", "events": 1}]));
    assert_eq!(window.get("/api/search").status, 400);
}

#[test]
fn an_answer_that_still_holds_is_not_sent_again() {
    let window = Open::usual();
    let first = window.get("/api/events");
    let mark = first.headers["etag"].as_str();
    let again = window.with("GET", "/api/events", &[("If-None-Match", mark)]);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(window.with("GET", "/api/events?limit=1", &[("If-None-Match", mark)]).status, 200);
    let page = window.get("/");
    assert_eq!(window.with("GET", "/", &[("If-None-Match", &page.headers["etag"])]).status, 304);
}
